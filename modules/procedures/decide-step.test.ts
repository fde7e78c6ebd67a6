import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { roles } from '../../engines/access/access.ts'
import type { DoneStep } from '../../engines/flow/sequence.ts'
import type { Refusal } from '../../engines/refusal/refusal.ts'
import { decideStep, evidenceNames, sequenceOf } from './decide-step.ts'
import { proceduresErrors } from './errors.ts'
import type { Procedure } from './scheme.ts'

const same = (text: string) => ({ zh: text, en: text })
const procedure: Procedure = {
  name: same('五步'),
  source: 'G-21',
  steps: [
    { key: 'draft', name: same('方案'), roles: ['clerk', 'secretary'], needs: ['file'] },
    { key: 'review', name: same('街道审核'), roles: ['town_officer'], needs: ['file', 'text'] },
    { key: 'publicity', name: same('公示'), roles: ['clerk'], needs: ['publicity'] },
    { key: 'vote', name: same('表决'), roles: ['clerk'], needs: ['plan', 'resolution'] },
    { key: 'payout', name: same('分配到户'), roles: ['clerk'], needs: ['payment'] },
  ],
  gates: {},
}
const keys = procedure.steps.map((step) => step.key)
const doneUpTo = (count: number): DoneStep[] =>
  keys.slice(0, count).map((step, index) => ({ step, on: `2019-0${index + 1}-10`, evidence: [] }))

function refusal(
  done: readonly DoneStep[],
  attempt: { step: string; on?: string; actors?: readonly string[]; evidence?: readonly string[] },
): Refusal | null {
  const step = procedure.steps.find((one) => one.key === attempt.step)
  try {
    decideStep(procedure, roles, done, {
      step: attempt.step,
      on: attempt.on ?? '2019-12-31',
      actors: attempt.actors ?? step?.roles ?? [],
      evidence: attempt.evidence ?? step?.needs ?? [],
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
    [1, { step: 'review', evidence: ['file'] }, 'flow.evidence_missing'],
    [1, { step: 'review', evidence: ['text', 'file'] }, null],
    [1, { step: 'review', evidence: ['text', 'file', 'plan'] }, null],
    [3, { step: 'vote', evidence: ['plan'] }, 'flow.evidence_missing'],
    [3, { step: 'vote', evidence: ['plan', 'resolution'] }, null],
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
  assert.match(String(missing.details.zh), /分配方案、决议/)
  assert.match(String(missing.details.en), /a distribution plan, a resolution/)
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
  const { words } = sequenceOf(procedure, roles)
  for (const step of procedure.steps)
    for (const need of step.needs) assert.equal(words?.[need], evidenceNames[need])
})

test('whatever is tried in any order, steps are done in their order without a gap, on days that do not run back', () => {
  const tries = fc.array(fc.tuple(fc.constantFrom(...keys, 'feast'), fc.integer({ min: 1, max: 28 })), {
    maxLength: 80,
  })
  fc.assert(
    fc.property(tries, (list) => {
      const done: DoneStep[] = []
      for (const [step, day] of list) {
        const on = `2019-01-${String(day).padStart(2, '0')}`
        if (refusal(done, { step, on }) === null) done.push({ step, on, evidence: [] })
      }
      assert.deepEqual(
        done.map((one) => one.step),
        keys.slice(0, done.length),
      )
      assert.deepEqual(
        done.map((one) => one.on),
        done.map((one) => one.on).toSorted(),
      )
    }),
  )
})
