import type { z } from 'zod'
import { checkFormula } from '../../engines/formula/formula.ts'
import type { SchemeProblem } from '../../engines/scheme/section.ts'
import { closeFactsOf } from './decide-close.ts'
import type { pointsSection } from './scheme.ts'
import { fault, ordered, twice, unknownCategory } from './scheme-faults.ts'

type RawBook = z.output<typeof pointsSection>[number]
type RawOutcome = RawBook['close']['outcomes'][number]

/** Faults of a close: names twice, formulas that do not fit, bands that fall, streaks of what is not there. */
export function checkClose(book: string, { close, categories }: RawBook): SchemeProblem[] {
  const at = `${book}.close`
  const facts = closeFactsOf(
    categories.map(({ key }) => key),
    close,
  )
  const names = [...close.values, ...close.switches]
  const formula = (path: string, source: { cel: string }) => checkCondition(`${path}.cel`, source.cel, facts)
  return [
    ...twice(`${at}.values`, names, '分线或读法', 'value or switch'),
    ...twice(`${at}.outcomes`, close.outcomes, '结果', 'outcome'),
    ...(close.weighted ? formula(`${at}.weighted.condition`, close.weighted.condition) : []),
    ...close.outcomes.flatMap((outcome, index) => {
      const path = `${at}.outcomes.${outcome.key}`
      return [
        ...(outcome.kind === 'condition' ? formula(`${path}.when`, outcome.when) : []),
        ...('among' in outcome && outcome.among ? formula(`${path}.among`, outcome.among) : []),
        ...('categories' in outcome
          ? (outcome.categories ?? [])
              .filter((category) => !categories.some(({ key }) => key === category))
              .map((category) => unknownCategory(`${path}.categories`, category, { categories }))
          : []),
        ...(outcome.kind === 'bands' ? checkBands(path, outcome.bands) : []),
        ...(outcome.kind === 'streak' ? checkStreak(path, outcome, close.outcomes.slice(0, index)) : []),
      ]
    }),
  ]
}

function checkCondition(
  path: string,
  source: string,
  facts: Record<string, 'int' | 'bool'>,
): SchemeProblem[] {
  const names = Object.keys(facts)
  return checkFormula(source, facts, 'bool').map((problem) =>
    fault(
      'value',
      path,
      problem.zh,
      problem.en,
      `可用的量：${names.join('、')}（单位：百分之一分），如 gained > 0。`,
      `It may ask about ${names.slice(0, -1).join(', ')} and ${names.at(-1)}, in hundredths of a point: gained > 0.`,
    ),
  )
}

function checkBands(path: string, bands: Extract<RawOutcome, { kind: 'bands' }>['bands']): SchemeProblem[] {
  return [
    ...twice(`${path}.bands`, bands, '档', 'band'),
    ...bands
      .slice(1)
      .flatMap((band, index) =>
        ordered(
          `${path}.bands.${band.key}.from`,
          bands[index]!.from,
          band.from,
          [`“${bands[index]!.name.zh}”的起分`, `the line of "${bands[index]!.name.en}"`],
          [`“${band.name.zh}”的起分`, `the line of "${band.name.en}"`],
        ),
      ),
  ]
}

/** A streak follows an outcome that stands before it and is found in each of its own periods. */
function checkStreak(
  path: string,
  streak: Extract<RawOutcome, { kind: 'streak' }>,
  before: readonly RawOutcome[],
): SchemeProblem[] {
  const followed = before.find(
    (outcome) =>
      outcome.key === streak.of &&
      outcome.kind !== 'bands' &&
      (!outcome.periods || streak.periods?.every((period) => outcome.periods!.includes(period))),
  )
  if (followed) return []
  return [
    fault(
      'reference',
      `${path}.of`,
      `“${streak.of}”不是它前面、同样周期里评出的单项结果。`,
      `"${streak.of}" is no single outcome before it that is found in the same periods.`,
      '写前面一项结果的键，周期要包括这里的周期。',
      'Name an outcome above, found in at least these periods.',
    ),
  ]
}
