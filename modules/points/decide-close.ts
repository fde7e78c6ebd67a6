import { compileFormula } from '../../engines/formula/formula.ts'
import { percent } from '../../engines/fraction/percent.ts'
import type { PointsBook } from './scheme.ts'
import type { CloseChapter, CloseOutcome } from './scheme-close.ts'

type Condition = NonNullable<CloseChapter['weighted']>['condition']

/** What a close was made by; kept with it, so that "why" can be answered for good. Points in hundredths. */
export interface CloseRules {
  weighted: { condition: Condition; counts: 'with_base' | 'without_base' } | null
  /** Category → the items in it. */
  categories: Record<string, string[]>
  /** Values and switches that formulas ask for. */
  inputs: Record<string, number | boolean>
  /** Those that are found in a close of this period. */
  outcomes: CloseOutcome[]
  /** Households that stood frozen in the period, where a formula asks for it. */
  frozen?: string[]
}

type PeriodKind = 'month' | 'quarter' | 'half_year' | 'year'

/** The part of a book that a close of a period goes by. */
export function closeRulesOf(
  book: Pick<PointsBook, 'close' | 'categories' | 'items'>,
  periodKind: PeriodKind,
): CloseRules {
  const { weighted, values, switches, outcomes } = book.close
  return {
    weighted: weighted ?? null,
    categories: Object.fromEntries(
      book.categories.map(({ key }) => [
        key,
        book.items.filter((item) => item.category === key).map((item) => item.key),
      ]),
    ),
    inputs: Object.fromEntries([
      ...values.map(({ key, points }) => [key, points] as const),
      ...switches.map(({ key, on }) => [key, on] as const),
    ]),
    outcomes: outcomes.filter(({ periods }) => !periods || periods.includes(periodKind)),
  }
}

/** What formulas of a close may ask about: sums in hundredths of a point, those of each category, values and switches. */
export function closeFactsOf(
  categories: readonly string[],
  close: {
    values: readonly { key: string }[]
    switches: readonly { key: string }[]
  },
): Record<string, 'int' | 'bool'> {
  return {
    base: 'int',
    gained: 'int',
    lost: 'int',
    total: 'int',
    frozen: 'bool',
    ...Object.fromEntries(
      categories.flatMap((key) => [`plus_${key}`, `minus_${key}`].map((name) => [name, 'int' as const])),
    ),
    ...Object.fromEntries(close.values.map(({ key }) => [key, 'int' as const])),
    ...Object.fromEntries(close.switches.map(({ key }) => [key, 'bool' as const])),
  }
}

function formulasOf(rules: CloseRules) {
  return [
    rules.weighted?.condition,
    ...rules.outcomes.map((outcome) => (outcome.kind === 'condition' ? outcome.when : undefined)),
    ...rules.outcomes.map((outcome) => ('among' in outcome ? outcome.among : undefined)),
  ].filter((formula) => formula !== undefined)
}

/** Whether a formula of the rules asks who is frozen. */
export function asksFrozen(rules: CloseRules): boolean {
  return formulasOf(rules).some(({ cel }) => /\bfrozen\b/.test(cel))
}

/** The categories whose sums the rules ask for: only these are added up. */
export function usedCategories(rules: CloseRules): string[] {
  const formulas = formulasOf(rules)
  const named = rules.outcomes.flatMap((outcome) =>
    'categories' in outcome ? (outcome.categories ?? []) : [],
  )
  return Object.keys(rules.categories).filter(
    (key) =>
      named.includes(key) || formulas.some(({ cel }) => new RegExp(`\\b(plus|minus)_${key}\\b`).test(cel)),
  )
}

/** The types of the facts that kept rules work with. */
export function factsOfRules(rules: CloseRules): Record<string, 'int' | 'bool'> {
  const inputs = Object.entries(rules.inputs)
  return closeFactsOf(Object.keys(rules.categories), {
    values: inputs.filter(([, value]) => typeof value === 'number').map(([key]) => ({ key })),
    switches: inputs.filter(([, value]) => typeof value === 'boolean').map(([key]) => ({ key })),
  })
}

export interface CloseSums {
  base: number
  gained: number
  /** Positive. */
  lost: number
  total: number
  /** Gained and lost of each category; nothing where left out. */
  categories?: Record<string, { plus: number; minus: number }>
  /** The household takes no part in assessment. */
  frozen?: boolean
}

/** Whether sums meet a condition of the rules. */
export function meets(rules: CloseRules, condition: { cel: string }, sums: CloseSums): boolean {
  const facts = {
    ...Object.fromEntries(
      Object.keys(rules.categories).flatMap((key) => [
        [`plus_${key}`, sums.categories?.[key]?.plus ?? 0],
        [`minus_${key}`, sums.categories?.[key]?.minus ?? 0],
      ]),
    ),
    ...rules.inputs,
    base: sums.base,
    gained: sums.gained,
    lost: sums.lost,
    total: sums.total,
    frozen: sums.frozen ?? false,
  }
  return compileFormula(condition.cel, factsOfRules(rules))(facts) === true
}

/** Whether a passbook counts as weighted (加权户) by the scheme's condition; nobody is where it has none. */
export function isWeighted(rules: CloseRules, sums: CloseSums): boolean {
  return rules.weighted !== null && meets(rules, rules.weighted.condition, sums)
}

/** Points that enter the incentive dividend: with or without the base, never below zero (G-21, G-25). */
export function countedPoints(rules: CloseRules, sums: CloseSums): number {
  const counted = rules.weighted?.counts === 'without_base' ? sums.total - sums.base : sums.total
  return Math.max(0, counted)
}

/** 249 of 698 prints as 36 % (G-20). */
export function weightedShare(weighted: number, households: number): string {
  const share = percent(weighted, households, 0)
  return share === undefined ? '—' : `${share}%`
}

/** Names of the marks that outcomes give, bands included, in the order of the scheme. */
export function marksOf(outcomes: readonly CloseOutcome[] | CloseChapter['outcomes']) {
  return outcomes.flatMap((outcome) =>
    outcome.kind === 'bands'
      ? outcome.bands.map((band) => ({
          key: `${outcome.key}:${band.key}`,
          name: band.name,
          consequences: outcome.consequences,
        }))
      : [{ key: outcome.key, name: outcome.name, consequences: outcome.consequences }],
  )
}
