import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { roles } from '../../engines/access/access.ts'
import type { Refusal } from '../../engines/refusal/refusal.ts'
import { needKey, needName } from './decide-evidence.ts'
import { type DonePart, decideStep, isStepDone, partsOf, sequenceOf } from './decide-step.ts'
import { proceduresErrors } from './errors.ts'
import type { Procedure, StepNeed } from './scheme.ts'

const same = (text: string) => ({ zh: text, en: text })
const file = (document: string): StepNeed => ({ kind: 'file', document, name: same(`文件 ${document}`) })
const procedure: Procedure = {
  name: same('五步'),
  source: 'G-21',
  steps: [
    { key: 'draft', name: same('方案'), roles: ['clerk', 'secretary'], needs: [file('draft')] },
    {
      key: 'review',
      name: same('街道审核'),
      roles: ['town_officer'],
      needs: [file('opinion'), { kind: 'text' }],
    },
    {
      key: 'publicity',
      name: same('公示'),
      roles: ['clerk'],
      needs: [{ kind: 'publicity', list: 'points_entries' }],
    },
    {
      key: 'vote',
      name: same('表决'),
      roles: ['clerk'],
      needs: [{ kind: 'plan' }, { kind: 'resolution', about: 'plan' }],
    },
    { key: 'payout', name: same('分配到户'), roles: ['clerk'], needs: [{ kind: 'payment' }] },
  ],
  gates: {},
}
const keys = procedure.steps.map((step) => step.key)
const span = { cycle: '2019', from: '2019-01-01' }
const doneUpTo = (count: number): DonePart[] =>
  keys.slice(0, count).map((stepKey, index) => ({ stepKey, part: '', doneOn: `2019-0${index + 1}-10` }))

function refusal(
  done: readonly DonePart[],
  attempt: {
    step: string
    part?: string
    on?: string
    actors?: readonly string[]
    evidence?: readonly string[]
  },
  of: Procedure = procedure,
): Refusal | null {
  const step = of.steps.find((one) => one.key === attempt.step)
  try {
    decideStep(of, roles, span, done, {
      step: attempt.step,
      part: attempt.part ?? '',
      on: attempt.on ?? '2019-12-31',
      actors: attempt.actors ?? step?.roles ?? [],
      evidence: attempt.evidence ?? step?.needs.map(needKey) ?? [],
    })
    return null
  } catch (error) {
    return error as Refusal
  }
}
const codeOf = (...of: Parameters<typeof refusal>) => refusal(...of)?.code ?? null

test('each step is open exactly when all before it are done, and once only', () => {
  for (let done = 0; done <= 5; done += 1) {
    for (const [index, step] of keys.entries()) {
      // Where later steps are done, an earlier one is too: the whole is a chain.
      const expected = index < done ? 'flow.already_done' : index === done ? null : 'flow.step_skipped'
      assert.equal(codeOf(doneUpTo(done), { step }), expected, `${done} done, ${step}`)
    }
  }
})

test('a step is taken by its own roles, with all its evidence, not before the step before it', () => {
  const rows: [done: number, attempt: Parameters<typeof refusal>[1], code: string | null][] = [
    [0, { step: 'draft', actors: ['secretary'] }, null],
    [0, { step: 'draft', actors: ['cadre', 'clerk'] }, null],
    [0, { step: 'draft', actors: ['cadre'] }, 'flow.wrong_actor'],
    [0, { step: 'draft', actors: [] }, 'flow.wrong_actor'],
    [1, { step: 'review', evidence: ['file:opinion'] }, 'flow.evidence_missing'],
    [1, { step: 'review', evidence: ['text', 'file:opinion'] }, null],
    [1, { step: 'review', evidence: ['text', 'file:opinion', 'plan'] }, null],
    [1, { step: 'review', evidence: ['text', 'file:draft'] }, 'flow.evidence_missing'],
    [2, { step: 'publicity', evidence: ['publicity:points_totals'] }, 'flow.evidence_missing'],
    [2, { step: 'publicity', evidence: ['publicity:points_entries'] }, null],
    [3, { step: 'vote', evidence: ['plan', 'resolution'] }, 'flow.evidence_missing'],
    [3, { step: 'vote', evidence: ['plan'] }, 'flow.evidence_missing'],
    [3, { step: 'vote', evidence: ['plan', 'resolution:plan'] }, null],
    [1, { step: 'review', on: '2019-01-09' }, 'flow.too_early'],
    [1, { step: 'review', on: '2019-01-10' }, null],
    [1, { step: 'review', on: '2019-01-11' }, null],
    [0, { step: 'feast' }, 'flow.unknown_step'],
  ]
  for (const [done, attempt, code] of rows)
    assert.equal(codeOf(doneUpTo(done), attempt), code, JSON.stringify(attempt))
})

test('a refusal says in both languages which steps or which evidence are missing', () => {
  const skipped = refusal(doneUpTo(1), { step: 'payout' })!
  assert.match(String(skipped.details.zh), /街道审核、公示、表决/)
  const missing = refusal(doneUpTo(3), { step: 'vote', evidence: [] })!
  assert.match(String(missing.details.zh), /分配方案、通过分配方案的决议/)
  assert.match(String(missing.details.en), /a distribution plan, the resolution that passed the plan/)
  const actor = refusal(doneUpTo(1), { step: 'review', actors: ['clerk'] })!
  assert.match(String(actor.details.zh), /镇街干部/)
})

test('every refusal of the flow has its text, and every kind of evidence its name', () => {
  const codes = [
    'flow.unknown_step',
    'flow.already_done',
    'flow.closed',
    'flow.step_skipped',
    'flow.wrong_actor',
    'flow.too_early',
    'flow.evidence_missing',
  ]
  for (const code of codes) assert.ok(code in proceduresErrors, code)
  const { words } = sequenceOf(procedure, roles, span)
  for (const step of procedure.steps)
    for (const need of step.needs) assert.deepEqual(words?.[needKey(need)], needName(need))
})

test('whatever is tried in any order, steps are done in their order without a gap, on days that do not run back', () => {
  const tries = fc.array(fc.tuple(fc.constantFrom(...keys, 'feast'), fc.integer({ min: 1, max: 28 })), {
    maxLength: 80,
  })
  fc.assert(
    fc.property(tries, (list) => {
      const done: DonePart[] = []
      for (const [step, day] of list) {
        const on = `2019-01-${String(day).padStart(2, '0')}`
        if (refusal(done, { step, on }) === null) done.push({ stepKey: step, part: '', doneOn: on })
      }
      assert.deepEqual(
        done.map((one) => one.stepKey),
        keys.slice(0, done.length),
      )
      assert.deepEqual(
        done.map((one) => one.doneOn),
        done.map((one) => one.doneOn).toSorted(),
      )
    }),
  )
})

const [draftStep, reviewStep, publicityStep, ...later] = procedure.steps
const quarterly: Procedure = {
  ...procedure,
  steps: [draftStep!, reviewStep!, { ...publicityStep!, each: 'quarter' }, ...later],
}
const quarters = ['2019-Q1', '2019-Q2', '2019-Q3', '2019-Q4']
const doneQuarters = (...parts: string[]): DonePart[] => [
  ...doneUpTo(2),
  ...parts.map((part) => ({ stepKey: 'publicity', part, doneOn: '2020-01-20' })),
]

test('a step of each quarter is done four times, each once its quarter is over, and the next waits for all', () => {
  const rows: [done: DonePart[], attempt: Parameters<typeof refusal>[1], code: string | null][] = [
    [doneUpTo(1), { step: 'publicity', part: '2019-Q1' }, 'flow.step_skipped'],
    [doneUpTo(2), { step: 'publicity', part: '2019-Q1', on: '2019-03-31' }, 'flow.too_early'],
    [doneUpTo(2), { step: 'publicity', part: '2019-Q1', on: '2019-04-01' }, null],
    [doneUpTo(2), { step: 'publicity', part: '2019-Q4', on: '2019-12-31' }, 'flow.too_early'],
    [doneUpTo(2), { step: 'publicity', part: '2019-Q3', on: '2019-10-01' }, null],
    [doneUpTo(2), { step: 'publicity' }, 'procedures.part_missing'],
    [doneUpTo(2), { step: 'publicity', part: '2018-Q4' }, 'procedures.part_missing'],
    [doneUpTo(2), { step: 'publicity', part: '2019-06' }, 'procedures.part_missing'],
    [doneUpTo(0), { step: 'draft', part: '2019-Q1' }, 'procedures.no_parts'],
    [doneQuarters('2019-Q1'), { step: 'publicity', part: '2019-Q1', on: '2020-02-01' }, 'flow.already_done'],
    [doneQuarters('2019-Q1', '2019-Q2', '2019-Q3'), { step: 'vote', on: '2020-02-01' }, 'flow.step_skipped'],
    [doneQuarters(...quarters), { step: 'vote', on: '2020-02-01' }, null],
    [doneQuarters(''), { step: 'vote', on: '2020-02-01' }, null],
  ]
  for (const [done, attempt, code] of rows)
    assert.equal(refusal(done, attempt, quarterly)?.code ?? null, code, JSON.stringify(attempt))
  const skipped = refusal(doneQuarters('2019-Q1', '2019-Q3'), { step: 'vote', on: '2020-02-01' }, quarterly)!
  assert.match(String(skipped.details.zh), /公示（2019年第二季度）、公示（2019年第四季度）/)
  assert.equal(isStepDone(quarterly, span, doneQuarters('2019-Q1', '2019-Q2', '2019-Q3'), 'publicity'), false)
  assert.equal(isStepDone(quarterly, span, doneQuarters(...quarters), 'publicity'), true)
})

test('a quarter that was over before the scheme counted is not owed', () => {
  const owed = (from: string) => partsOf(quarterly.steps[2]!, { cycle: '2019', from }).map((one) => one.label)
  assert.deepEqual(owed('2018-05-01'), quarters)
  assert.deepEqual(owed('2019-03-31'), quarters)
  assert.deepEqual(owed('2019-04-01'), quarters.slice(1))
  assert.deepEqual(owed('2019-12-31'), quarters.slice(3))
})
