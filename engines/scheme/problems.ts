import type { SchemeProblem } from './section.ts'

/** A fault that a section's check tells: where, why and how to mend it, in both languages. */
export function schemeFault(
  kind: SchemeProblem['kind'],
  path: string,
  zh: string,
  en: string,
  mendZh: string,
  mendEn: string,
): SchemeProblem {
  return { severity: 'error', kind, path, reason: { zh, en }, mend: { zh: mendZh, en: mendEn }, norm: null }
}

/** Keys that stand twice in a list; `zh` and `en` name what the list holds. */
export function findRepeatedKeys(
  at: string,
  list: readonly { key: string }[],
  zh: string,
  en: string,
): SchemeProblem[] {
  const keys = list.map((one) => one.key)
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map((key) =>
    schemeFault(
      'reference',
      `${at}.${key}`,
      `${zh}的键“${key}”用了两次。`,
      `The ${en} key "${key}" is used twice.`,
      '给其中一个换个键，或删去一个。',
      'Give one of them another key, or remove it.',
    ),
  )
}
