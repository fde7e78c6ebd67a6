import { Refusal } from '../../engines/refusal/refusal.ts'
import type { CollectiveRules, Standard } from './scheme.ts'

/** What was found at one household, or (`householdId` null) in the group as a whole. */
export interface Inspected {
  householdId: string | null
  passed: readonly string[]
  failed: readonly string[]
}

export interface Outcome {
  passed: boolean
  households: number
  failedHouseholds: number
  /** Key standards that were failed anywhere. */
  vetoedBy: string[]
  /** Hundredths of a point of the standards that hold in every household, or in the group. */
  score: number
  grade: string | null
}

/** Standards that one look answers: those of a household, or those of the group. */
export function standardsOf(rules: CollectiveRules, householdId: string | null): Standard[] {
  return rules.standards.filter((standard) => standard.of === (householdId === null ? 'group' : 'household'))
}

/** One look answers each of its standards once and no other; refused otherwise. */
export function decideInspection(rules: CollectiveRules, inspected: Inspected, at: string): void {
  const wanted = standardsOf(rules, inspected.householdId).map((standard) => standard.key)
  const told = [...inspected.passed, ...inspected.failed]
  const strange = told.filter((key) => !wanted.includes(key))
  if (strange.length > 0)
    throw new Refusal('collectives.standard_unknown', { standards: strange.join('、') }, at)
  const missing = wanted.filter((key) => !told.includes(key))
  if (missing.length > 0) {
    const names = rules.standards.filter((standard) => missing.includes(standard.key))
    throw new Refusal(
      'collectives.standard_missing',
      {
        standards: names.map(({ name }) => name.zh).join('、'),
        standardsEn: names.map(({ name }) => name.en).join(', '),
      },
      at,
    )
  }
  if (new Set(told).size !== told.length) throw new Refusal('collectives.standard_twice', {}, at)
}

/**
 * Whether a group is accepted, and with which grade (G-4): a failed key standard vetoes; one household that does
 * not comply fails the whole group where the households are a gate; the grade goes by the points of what holds
 * everywhere, on the day of the acceptance.
 */
export function decideAcceptance(
  rules: CollectiveRules,
  inspected: readonly Inspected[],
  on: string,
): Outcome {
  const failed = new Set(inspected.flatMap((one) => one.failed))
  const vetoedBy = rules.standards
    .filter((standard) => standard.level === 'key' && failed.has(standard.key))
    .map((standard) => standard.key)
  const keys = rules.standards.filter((standard) => standard.level === 'key').map((standard) => standard.key)
  const households = inspected.filter((one) => one.householdId !== null)
  const failing = households.filter((one) =>
    rules.household_complies === 'all' ? one.failed.length > 0 : one.failed.some((key) => keys.includes(key)),
  )
  const score = rules.standards
    .filter((standard) => !failed.has(standard.key))
    .reduce((sum, standard) => sum + standard.points, 0)
  const passed = vetoedBy.length === 0 && (rules.household_reading === 'score' || failing.length === 0)
  return {
    passed,
    households: households.length,
    failedHouseholds: failing.length,
    vetoedBy,
    score,
    grade: passed ? gradeOf(rules, score, on) : null,
  }
}

/** The highest grade of the day whose least score is reached. */
function gradeOf(rules: CollectiveRules, score: number, on: string): string | null {
  return gradesOn(rules, on).find((grade) => score >= grade.least)?.key ?? null
}

/** Grades that there are on a day, the highest first (G-5: one in the first round, three stars in the second). */
export function gradesOn(rules: CollectiveRules, on: string): CollectiveRules['grades'] {
  return rules.grades.filter((grade) => grade.from <= on && (grade.to === undefined || on < grade.to))
}

/** Preliminary acceptance looks at the key standards alone: those found failed stop it. */
export function decidePreliminary(rules: CollectiveRules, inspected: readonly Inspected[]): string[] {
  const failed = new Set(inspected.flatMap((one) => one.failed))
  return rules.standards
    .filter((standard) => standard.level === 'key' && failed.has(standard.key))
    .map((standard) => standard.key)
}

/** Every kind of observer that the scheme asks for must be there; names the kinds that are not. */
export function decideObservers(rules: CollectiveRules, kinds: readonly string[]): string[] {
  return rules.observers.filter((kind) => !kinds.includes(kind))
}

export interface GroupResult {
  accepted: boolean
  grade: string | null
}

/** Whether all groups of a village together count as whole (整建制). No group is no whole village. */
export function decideWholeVillage(rules: CollectiveRules, groups: readonly GroupResult[]): boolean {
  const reached = (group: GroupResult) =>
    rules.whole_village === 'graded' ? group.grade !== null : group.accepted
  return groups.length > 0 && groups.every(reached)
}

/** What must stand before an application: consent on record, and a team (G-4). */
export function decideApplication(
  rules: CollectiveRules,
  facts: { consent: boolean; team: boolean; barred: boolean; year: string },
): void {
  if (facts.barred) throw new Refusal('collectives.barred', { year: facts.year }, 'body.year')
  if (rules.prerequisites.consent && !facts.consent)
    throw new Refusal('collectives.no_consent', {}, 'body.consent')
  if (rules.prerequisites.team && !facts.team) throw new Refusal('collectives.no_team', {}, 'body.team')
}
