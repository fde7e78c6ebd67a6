import { z } from 'zod'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { day } from '../../engines/scheme/dated.ts'
import type { CaseScheme, SchemeSection } from '../../engines/scheme/section.ts'
import {
  decideAcceptance,
  decideApplication,
  decideObservers,
  decideWholeVillage,
  type Inspected,
  standardsOf,
} from './decide-acceptance.ts'
import { decideEvaluation, type EvaluationKind, findMissing } from './decide-evaluation.ts'
import { decideLapse, decideMended, mendDueOn } from './decide-violation.ts'
import { type CollectiveRules, observerKinds } from './scheme.ts'

const rulesOf = (scheme: CaseScheme) => scheme.resolved.plain.collective as CollectiveRules
const count = z.number().int().min(0)

const creation = z.strictObject({
  households: count.min(1),
  /** So many households fail these standards. */
  failing: count.default(0),
  failed_standards: z.array(z.string()).default([]),
  consent: z.boolean().default(true),
  team: z.boolean().default(true),
  observers: z.array(z.enum(observerKinds)).default([...observerKinds]),
})
const villages = z.strictObject({ groups: z.array(z.string().nullable()) })
const found = z.strictObject({
  place_kind: z.enum(['town', 'street']),
  found_on: day,
  mended_on: day.nullable().default(null),
  looked_on: day,
})
const scored = z.strictObject({
  kind: z.enum(['self', 'audit', 'review']),
  period: z.string(),
  score: z.number().min(0).default(0),
  self_scored: z.boolean().default(true),
})
const lacking = z.strictObject({ from: day, today: day, held: z.array(z.string()).default([]) })
const reported = z.strictObject({ numbers: z.array(z.string()).min(1) })

/** The kinds of worked cases of groups that create together (G-4…G-6). */
export const collectiveCases: SchemeSection['cases'] = {
  creation: { given: creation, run: runCreation },
  whole_village: {
    given: villages,
    /** `null` did not pass, `accepted` passed without a grade, else the key of a grade. */
    run: (scheme, given: z.output<typeof villages>) => ({
      whole: decideWholeVillage(
        rulesOf(scheme),
        given.groups.map((group) => ({
          accepted: group !== null,
          grade: group === 'accepted' ? null : group,
        })),
      ),
    }),
  },
  found_afterwards: { given: found, run: runFound },
  evaluation: {
    given: scored,
    run: (scheme, given: z.output<typeof scored>) =>
      refusalOf(() => {
        const score = Math.round(given.score * 100)
        const evaluation = { kind: given.kind, period: given.period, score, department: '职能部门' }
        decideEvaluation(rulesOf(scheme), evaluation, { hasSelf: given.self_scored, today: scheme.on })
        return {}
      }),
  },
  missing_evaluations: {
    given: lacking,
    run: (scheme, given: z.output<typeof lacking>) => {
      const held = given.held.map((one) => {
        const [kind, period] = one.split(' ') as [EvaluationKind, string]
        return { kind, period }
      })
      const missing = findMissing(rulesOf(scheme), held, { from: given.from, today: given.today })
      return { missing: missing.map((one) => `${one.kind} ${one.period}`) }
    },
  },
  platform_issue: {
    given: reported,
    /** Issues by platform and number are a set: the same one is one deduction. */
    run: (scheme, given: z.output<typeof reported>) => {
      const deductions = new Set(given.numbers).size
      return { deductions, points: (deductions * (rulesOf(scheme).issues?.points ?? 0)) / 100 }
    },
  },
}

function refusalOf(work: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return { refused: null, ...work() }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code }
    throw error
  }
}

function runCreation(scheme: CaseScheme, given: z.output<typeof creation>): Record<string, unknown> {
  const rules = rulesOf(scheme)
  return refusalOf(() => {
    const { consent, team } = given
    decideApplication(rules, { consent, team, barred: false, year: scheme.on.slice(0, 4) })
    if (decideObservers(rules, given.observers).length > 0)
      return { refused: 'collectives.observers_missing' }
    const outcome = decideAcceptance(rules, inspectedOf(rules, given), scheme.on)
    return {
      passed: outcome.passed,
      failed_households: outcome.failedHouseholds,
      vetoed_by: outcome.vetoedBy,
      score: outcome.score / 100,
      grade: outcome.grade,
    }
  })
}

/** The first `failing` households fail the named standards of households; the group fails the named ones of its own. */
function inspectedOf(rules: CollectiveRules, given: z.output<typeof creation>): Inspected[] {
  const look = (householdId: string | null, fails: boolean): Inspected => {
    const keys = standardsOf(rules, householdId).map((standard) => standard.key)
    const failed = fails ? keys.filter((key) => given.failed_standards.includes(key)) : []
    return { householdId, passed: keys.filter((key) => !failed.includes(key)), failed }
  }
  return [
    look(null, true),
    ...Array.from({ length: given.households }, (_, index) => look(String(index), index < given.failing)),
  ]
}

function runFound(scheme: CaseScheme, given: z.output<typeof found>): Record<string, unknown> {
  const rules = rulesOf(scheme)
  const dueOn = mendDueOn(rules, given.found_on)
  const placeCode = given.place_kind === 'street' ? '000000001001' : '000000100001'
  const facts = { foundOn: given.found_on, dueOn, today: given.looked_on }
  return {
    due_on: dueOn,
    ...refusalOf(() => {
      if (given.mended_on !== null) {
        decideMended({ ...facts, mendedOn: given.mended_on })
        return { state: 'mended', consequence: null, barred_year: null }
      }
      const { consequence, barredYear } = decideLapse(rules, { ...facts, placeCode })
      return { state: 'lapsed', consequence, barred_year: barredYear }
    }),
  }
}
