import { findCrossedBorders } from '../../engines/scheme/borders.ts'
import type { Dated } from '../../engines/scheme/dated.ts'
import type { Breach, SchemeProblem } from '../../engines/scheme/section.ts'

/** Keys that stand twice in a list. */
export function twice(at: string, list: readonly { key: string }[], zh: string, en: string): SchemeProblem[] {
  const keys = list.map((one) => one.key)
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map((key) =>
    fault(
      'reference',
      `${at}.${key}`,
      `${zh}的键“${key}”用了两次。`,
      `The ${en} key "${key}" is used twice.`,
      '给其中一个换个键。',
      'Give one of them another key.',
    ),
  )
}

/** A lower border above its upper one, on any day on which both are given. */
export function ordered(
  at: string,
  low: Dated<number>,
  high: Dated<number>,
  lowName: [string, string],
  highName: [string, string],
): SchemeProblem[] {
  return findCrossedBorders(low, high).map(({ day, least, most }) =>
    fault(
      'value',
      at,
      `从 ${day} 起，${lowName[0]} ${least} 大于${highName[0]} ${most}。`,
      `From ${day} on, ${lowName[1]} (${least}) is more than ${highName[1]} (${most}).`,
      '改小前者，或改大后者。',
      'Lower the first or raise the second.',
    ),
  )
}

/** A finding at a path: what is wrong and how to mend it. */
export function breach(path: string, zh: string, en: string, mendZh: string, mendEn: string): Breach {
  return { path, reason: { zh, en }, mend: { zh: mendZh, en: mendEn } }
}

/** A fault that keeps a scheme from being used. */
export function fault(
  kind: SchemeProblem['kind'],
  path: string,
  zh: string,
  en: string,
  mendZh: string,
  mendEn: string,
): SchemeProblem {
  return { severity: 'error', kind, norm: null, ...breach(path, zh, en, mendZh, mendEn) }
}

/** A category that the book does not have. */
export function unknownCategory(
  path: string,
  category: string,
  book: { categories: readonly { key: string }[] },
): SchemeProblem {
  const known = book.categories.map(({ key }) => key)
  return fault(
    'reference',
    path,
    `没有“${category}”这个类别。`,
    `There is no category "${category}".`,
    `可用的类别：${known.join('、')}。`,
    `Categories: ${known.join(', ')}.`,
  )
}
