import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '../calendar/plain-date.ts'
import { listedHolidays } from '../calendar/workday.ts'
import { getValue } from '../problem/problem.ts'
import { decideStep, nextSteps, progress, type StepAttempt } from './decide-step.ts'
import {
  checkSequence,
  type DoneStep,
  type FlowSequence,
  type FlowStep,
  getStep,
  stepsBefore,
} from './sequence.ts'

const named = (key: string, zh: string, en: string, actor: string, evidence: string[]): FlowStep => ({
  key,
  name: { zh, en },
  actors: [actor],
  evidence,
})

// G-21: the twelve steps of share dividend plus points, in the source's order.
const twelveSteps: FlowSequence = {
  words: {
    cooperative: { zh: '村经济股份合作社', en: 'the cooperative' },
    resolution_passed: { zh: '代表大会通过的决议', en: 'the resolution that passed' },
  },
  steps: [
    named('draft', '提出方案', 'Draft the plan', 'cooperative', ['draft_plan']),
    named('opinions', '征求意见', 'Ask for opinions', 'cooperative', ['opinions']),
    named('review', '街道审核', 'Review by the subdistrict', 'subdistrict', ['approval']),
    { ...named('publish_plan', '方案公示', 'Publish the plan', 'cooperative', ['public_list']) },
    {
      ...named('explain', '政策宣传', 'Explain the policy', 'cooperative', ['photo']),
      waits: [{ after: 'publish_plan', limit: { count: 7, unit: 'day', countsStartDay: false } }],
    },
    { ...named('score', '日常评分', 'Score day by day', 'cooperative', ['score_sheet']), repeats: true },
    {
      ...named('publish_quarter', '季度公示', 'Publish the quarter', 'cooperative', ['public_list']),
      repeats: true,
    },
    { ...named('mend', '督促整改', 'Urge to mend', 'cooperative', ['notices']), repeats: true },
    { ...named('recheck', '复评复核', 'Re-check', 'supervisors', ['minutes']), repeats: true },
    {
      ...named('publish_year', '年度公示', 'Publish the year', 'cooperative', ['public_list']),
      notBefore: '2020-01-01',
    },
    named('resolve', '表决分配方案', 'Resolve the allocation', 'assembly', [
      'allocation_plan',
      'resolution_passed',
    ]),
    named('pay', '分配到户', 'Pay out', 'cooperative', ['receipts']),
  ],
}
const keys = twelveSteps.steps.map((step) => step.key)
/** The day on which each step is taken in a good year. */
const days = [
  '2019-01-05',
  '2019-01-20',
  '2019-02-01',
  '2019-02-10',
  '2019-02-18',
  '2019-03-31',
  '2019-04-05',
  '2019-04-10',
  '2019-04-20',
  '2020-01-05',
  '2020-01-15',
  '2020-01-20',
]
const attemptAt = (index: number, change: Partial<StepAttempt> = {}): StepAttempt => {
  const step = twelveSteps.steps[index]!
  return { step: step.key, on: days[index]!, actors: step.actors, evidence: step.evidence, ...change }
}
const firstSteps = (count: number): DoneStep[] =>
  twelveSteps.steps
    .slice(0, count)
    .map((step, index) => ({ step: step.key, on: days[index]!, evidence: step.evidence }))
const codeOf = (done: readonly DoneStep[], attempt: StepAttempt, sequence = twelveSteps) => {
  const decision = decideStep(sequence, done, attempt)
  return decision.ok ? 'accepted' : decision.problem.code
}

test('the twelve steps are a sequence without faults', () => {
  assert.deepEqual(checkSequence(twelveSteps), [])
})

test('the twelve steps are accepted in their order, each opening the next', () => {
  const done: DoneStep[] = []
  for (const index of keys.keys()) {
    const taken = getValue(decideStep(twelveSteps, done, attemptAt(index)))
    done.push(taken.record)
    const opened = keys[index + 1]
    if (opened) assert.ok(taken.opens.includes(opened), opened)
    assert.equal(progress(twelveSteps, done).doneCount, index + 1)
  }
  assert.equal(progress(twelveSteps, done).finished, true)
  assert.deepEqual(nextSteps(twelveSteps, done), [])
})

test('every skip of one or more of the twelve steps is refused', () => {
  for (let done = 0; done < 12; done += 1) {
    for (let index = done + 1; index < 12; index += 1) {
      assert.equal(codeOf(firstSteps(done), attemptAt(index)), 'flow.step_skipped', `${done} → ${index}`)
    }
  }
})

test('the refusal of a skip names the steps that are missing', () => {
  const decision = decideStep(twelveSteps, firstSteps(9), attemptAt(11))
  assert.equal(
    decision.ok ? '' : decision.problem.zh,
    '“分配到户”之前还有步骤没有完成：年度公示、表决分配方案。请先完成它们。',
  )
})

test('nothing is paid out without the resolution that passed (G-21)', () => {
  const refused = decideStep(twelveSteps, firstSteps(10), attemptAt(10, { evidence: ['allocation_plan'] }))
  assert.equal(refused.ok ? '' : refused.problem.code, 'flow.evidence_missing')
  assert.match(refused.ok ? '' : refused.problem.zh, /代表大会通过的决议/)
  assert.equal(codeOf(firstSteps(10), attemptAt(11)), 'flow.step_skipped')
  assert.equal(codeOf(firstSteps(11), attemptAt(11)), 'accepted')
})

test('each fault is refused with its code, the first in the declared order', () => {
  const table: [number, StepAttempt, string][] = [
    [0, attemptAt(0, { step: 'feast' }), 'flow.unknown_step'],
    [1, attemptAt(0), 'flow.already_done'],
    [1, attemptAt(0, { actors: [], evidence: [] }), 'flow.already_done'],
    [10, attemptAt(6), 'flow.closed'],
    [2, attemptAt(2, { actors: ['cooperative'] }), 'flow.wrong_actor'],
    [2, attemptAt(2, { actors: ['cooperative'], evidence: [] }), 'flow.wrong_actor'],
    [2, attemptAt(2, { evidence: [] }), 'flow.evidence_missing'],
    [2, attemptAt(2, { on: '2019-01-19', evidence: [] }), 'flow.too_early'],
    [2, attemptAt(2, { on: '2019-01-20' }), 'accepted'],
  ]
  for (const [done, attempt, code] of table) assert.equal(codeOf(firstSteps(done), attempt), code)
})

test('a wait of seven days ends on the eighth day, and a step opens on its day and not before', () => {
  const table: [number, string, string][] = [
    [4, '2019-02-16', 'flow.too_early'],
    [4, '2019-02-17', 'flow.too_early'],
    [4, '2019-02-18', 'accepted'],
    [9, '2019-12-31', 'flow.too_early'],
    [9, '2020-01-01', 'accepted'],
    [9, '2020-01-02', 'accepted'],
  ]
  for (const [index, on, code] of table)
    assert.equal(codeOf(firstSteps(index), attemptAt(index, { on })), code, on)
  assert.deepEqual(nextSteps(twelveSteps, firstSteps(4)), [
    { key: 'explain', opensOn: '2019-02-18', repeat: false },
  ])
})

test('quarterly steps repeat until the year is published, never back in time', () => {
  const spring = firstSteps(9)
  assert.deepEqual(
    nextSteps(twelveSteps, spring).map(({ key, repeat }) => [key, repeat]),
    [
      ['score', true],
      ['publish_quarter', true],
      ['mend', true],
      ['recheck', true],
      ['publish_year', false],
    ],
  )
  assert.equal(codeOf(spring, attemptAt(6, { on: '2019-07-05' })), 'accepted')
  assert.equal(codeOf(spring, attemptAt(6, { on: '2019-04-04' })), 'flow.too_early')
  const summer = [...spring, { step: 'publish_quarter', on: '2019-07-05', evidence: ['public_list'] }]
  assert.equal(progress(twelveSteps, summer).doneCount, 9)
  assert.equal(codeOf(firstSteps(10), attemptAt(5, { on: '2020-02-01' })), 'flow.closed')
})

test('steps may run side by side and meet again', () => {
  const step = (key: string, after?: string[]): FlowStep => ({ ...named(key, key, key, 'clerk', []), after })
  const sequence: FlowSequence = {
    steps: [
      step('open', []),
      step('left', ['open']),
      step('right', ['open']),
      step('meet', ['left', 'right']),
    ],
  }
  const done = (...list: string[]): DoneStep[] =>
    list.map((key) => ({ step: key, on: '2019-01-01', evidence: [] }))
  const open = (...list: string[]) => nextSteps(sequence, done(...list)).map((next) => next.key)
  assert.deepEqual(open(), ['open'])
  assert.deepEqual(open('open'), ['left', 'right'])
  assert.deepEqual(open('open', 'right'), ['left'])
  assert.deepEqual(open('open', 'right', 'left'), ['meet'])
  assert.deepEqual(
    stepsBefore(sequence, 'meet').map((before) => before.key),
    ['open', 'left', 'right'],
  )
  assert.throws(() => getStep(sequence, 'feast'), RangeError)
})

test('a wait in workdays of an unknown year is told, not guessed', () => {
  const sequence: FlowSequence = {
    steps: [
      named('post', '公示', 'Post', 'clerk', []),
      {
        ...named('close', '结束', 'Close', 'clerk', []),
        waits: [{ after: 'post', limit: { count: 5, unit: 'workday', countsStartDay: false } }],
      },
    ],
  }
  const done: DoneStep[] = [{ step: 'post', on: '2030-12-27', evidence: [] }]
  const attempt: StepAttempt = { step: 'close', on: '2031-01-10', actors: ['clerk'], evidence: [] }
  const only2030 = listedHolidays([2030], [], [])
  const refused = decideStep(sequence, done, attempt, only2030)
  assert.equal(refused.ok ? '' : refused.problem.code, 'calendar.year_unknown')
  assert.equal(nextSteps(sequence, done, only2030)[0]!.hindrance?.code, 'calendar.year_unknown')
  const both = listedHolidays([2030, 2031], ['2031-01-01'], [])
  assert.equal(nextSteps(sequence, done, both)[0]!.opensOn, '2031-01-07')
  assert.equal(decideStep(sequence, done, attempt, both).ok, true)
})

test('a broken sequence is told all its faults', () => {
  const sequence: FlowSequence = {
    steps: [
      { ...named('one', '一', 'One', 'clerk', []), after: ['two'] },
      { ...named('two', '二', 'Two', 'clerk', []), actors: [] },
      {
        ...named('two', '二', 'Two', 'clerk', []),
        waits: [{ after: 'gone', limit: { count: 1, unit: 'hour', countsStartDay: false } }],
      },
      {
        ...named('three', '三', 'Three', 'clerk', []),
        waits: [{ after: 'one', limit: { count: 0, unit: 'day', countsStartDay: true } }],
      },
    ],
  }
  assert.deepEqual(
    checkSequence(sequence).map((problem) => problem.code),
    [
      'flow.not_an_earlier_step',
      'flow.no_actor',
      'flow.duplicate_step',
      'flow.not_an_earlier_step',
      'flow.wait',
      'flow.wait',
    ],
  )
  assert.equal(checkSequence({ steps: [] })[0]!.code, 'flow.empty')
})

test('a day that is none is a caller mistake', () => {
  assert.throws(() => decideStep(twelveSteps, [], attemptAt(0, { on: '2019-02-30' })), RangeError)
})

test('whatever is tried, in any order, no step stands before its forerunners and days never run back', () => {
  const tries = fc.array(fc.tuple(fc.nat(11), fc.nat(40)), { maxLength: 120 })
  fc.assert(
    fc.property(tries, (list) => {
      const done: DoneStep[] = []
      let today = '2019-01-01'
      for (const [index, wait] of list) {
        today = addDays(today, wait)
        const decision = decideStep(twelveSteps, done, attemptAt(index, { on: today }))
        const open = nextSteps(twelveSteps, done).some((next) => next.key === keys[index])
        if (!decision.ok) {
          assert.ok(!open || decision.problem.code === 'flow.too_early')
          continue
        }
        assert.ok(open)
        for (const before of keys.slice(0, index)) assert.ok(done.some((record) => record.step === before))
        if (done.length > 0 && !getStep(twelveSteps, keys[index]!).repeats) {
          assert.ok(!done.some((record) => record.step === keys[index]))
        }
        done.push(decision.value.record)
      }
      const state = progress(twelveSteps, done)
      assert.equal(state.doneCount, new Set(done.map((record) => record.step)).size)
    }),
  )
})
