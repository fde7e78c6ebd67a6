import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { book, fixedItem, minusItem, outcome, rangeItem } from './book.fixture.ts'
import { decideReview, type ReviewAttempt, type ReviewFacts } from './decide-review.ts'
import { pointsErrors } from './errors.ts'
import type { PointsBook, PointsItem, ReviewStep } from './scheme.ts'

const panelOf = (fixed: number, guests: number) =>
  Array.from({ length: fixed + guests }, (_, index) => ({ name: `成员${index}`, guest: index >= fixed }))

const facts = (change: Partial<ReviewFacts> = {}): ReviewFacts => ({
  state: 'in_review',
  stepKey: 'verify',
  revision: 3,
  proposed: 1000,
  declaredBy: 'villager',
  declaredName: '施小满',
  ownTies: [],
  namedTies: [],
  recusals: [],
  deciders: {},
  noticed: false,
  occurredOn: '2019-05-01',
  personName: null,
  used: {},
  ...change,
})
const attempts: Record<string, ReviewAttempt> = {
  verify: {
    stepKey: 'verify',
    decision: 'pass',
    points: null,
    panel: [],
    note: '',
    accountId: 'li',
    roles: ['clerk'],
    revision: 3,
  },
  deliberate: {
    stepKey: 'deliberate',
    decision: 'pass',
    points: null,
    panel: panelOf(3, 1),
    note: '',
    accountId: 'wang',
    roles: ['reviewer'],
    revision: 3,
  },
  supervise: {
    stepKey: 'supervise',
    decision: 'pass',
    points: null,
    panel: [],
    note: '',
    accountId: 'zhao',
    roles: ['supervisor'],
    revision: 3,
  },
}
const decide = (
  step: string,
  fact: Partial<ReviewFacts> = {},
  attempt: Partial<ReviewAttempt> = {},
  item: PointsItem = rangeItem,
  of: PointsBook = book,
) =>
  outcome(() => decideReview(of, item, facts({ stepKey: step, ...fact }), { ...attempts[step]!, ...attempt }))

test('a claim goes from step to step and is approved after the last', () => {
  assert.deepEqual(decide('verify'), { state: 'in_review', stepKey: 'deliberate', points: 1000 })
  assert.deepEqual(decide('deliberate'), { state: 'in_review', stepKey: 'supervise', points: 1000 })
  assert.deepEqual(decide('supervise'), { state: 'approved', stepKey: null, points: 1000 })
})

test('a deduction waits for its notice after the last step, once, and only where the book knows mending (G-20)', () => {
  const { rectify: _none, ...withoutMending } = book
  const state = (fact: Partial<ReviewFacts>, of: PointsBook = book) =>
    decide('supervise', { proposed: 500, ...fact }, {}, minusItem, of)
  assert.deepEqual(state({}), { state: 'rectifying', stepKey: null, points: 500 })
  assert.deepEqual(state({ noticed: true }), { state: 'approved', stepKey: null, points: 500 })
  assert.deepEqual(state({}, withoutMending), { state: 'approved', stepKey: null, points: 500 })
  assert.deepEqual(decide('verify', { proposed: 500 }, {}, minusItem), {
    state: 'in_review',
    stepKey: 'deliberate',
    points: 500,
  })
})

test('who may decide at a step: the role, never the declarer where the step forbids it, never two duties in one hand', () => {
  const rows: [
    what: string,
    step: string,
    fact: Partial<ReviewFacts>,
    attempt: Partial<ReviewAttempt>,
    code: string | null,
  ][] = [
    ['another role', 'verify', {}, { roles: ['reviewer'] }, 'points.wrong_role'],
    ['no role', 'verify', {}, { roles: [] }, 'points.wrong_role'],
    ['one of several roles', 'verify', {}, { roles: ['reviewer', 'clerk'] }, null],
    ['the declarer where that is allowed', 'verify', { declaredBy: 'li' }, {}, null],
    ['the declarer where it is not', 'deliberate', { declaredBy: 'wang' }, {}, 'points.own_claim'],
    ['a member where that is allowed', 'verify', { ownTies: ['member'] }, {}, null],
    ['a member where it is not', 'deliberate', { ownTies: ['member'] }, {}, 'points.own_household'],
    [
      'a member who is kin of another',
      'supervise',
      { ownTies: ['kin', 'member'] },
      {},
      'points.own_household',
    ],
    ['kin where it is not allowed', 'supervise', { ownTies: ['kin'] }, {}, 'points.kin_of_household'],
    [
      'who stepped aside here, also where the scheme names nobody',
      'verify',
      { recusals: [{ stepKey: 'verify', accountId: 'li', name: '李' }] },
      {},
      'points.stepped_aside',
    ],
    [
      'who stepped aside at another step',
      'verify',
      { recusals: [{ stepKey: 'deliberate', accountId: 'li', name: '李' }] },
      {},
      null,
    ],
    [
      'another who stepped aside',
      'verify',
      { recusals: [{ stepKey: 'verify', accountId: 'sun', name: '孙' }] },
      {},
      null,
    ],
    [
      'who deliberated, as supervisor',
      'supervise',
      { deciders: { deliberate: ['zhao'] } },
      {},
      'points.duties_apart',
    ],
    ['who verified, as supervisor', 'supervise', { deciders: { verify: ['zhao'] } }, {}, null],
    ['another who deliberated', 'supervise', { deciders: { deliberate: ['wang', 'sun'] } }, {}, null],
    [
      'one of several who deliberated',
      'supervise',
      { deciders: { deliberate: ['wang', 'zhao'] } },
      {},
      'points.duties_apart',
    ],
  ]
  for (const [what, step, fact, attempt, code] of rows) {
    const result = decide(step, fact, attempt)
    assert.equal(typeof result === 'string' ? result : null, code, what)
  }
})

test('the panel is neither too small nor too large, and nobody counts twice', () => {
  const twice = [...panelOf(2, 1), { name: ' 成员0 ', guest: false }]
  const rows: [panel: ReviewAttempt['panel'], code: string | null][] = [
    [panelOf(2, 1), 'points.panel_size'],
    [panelOf(3, 1), null],
    [panelOf(9, 1), null],
    [panelOf(10, 1), 'points.panel_size'],
    [panelOf(3, 0), 'points.panel_guests'],
    [panelOf(3, 5), null],
    [panelOf(3, 6), 'points.panel_guests'],
    [panelOf(2, 5), 'points.panel_size'],
    [twice, 'points.panel_twice'],
    [[], 'points.panel_size'],
  ]
  for (const [panel, code] of rows) {
    const result = decide('deliberate', {}, { panel })
    assert.equal(typeof result === 'string' ? result : null, code, JSON.stringify(panel))
  }
})

test('nobody bound to the claim sits on its panel, as member or guest; each ground counts where the scheme names it', () => {
  const deliberate = book.review[1]!
  const naming = (...recuse: ReviewStep['recuse']): PointsBook => ({
    ...book,
    review: [book.review[0]!, { ...deliberate, recuse }, book.review[2]!],
  })
  const rows: [what: string, fact: Partial<ReviewFacts>, of: PointsBook, refused: boolean][] = [
    ['nobody bound', {}, book, false],
    ['a member of the household', { namedTies: [{ name: '成员0', tie: 'member' }] }, book, true],
    ['kin as guest', { namedTies: [{ name: '成员3', tie: 'kin' }] }, book, true],
    ['kin where kin may stay', { namedTies: [{ name: '成员3', tie: 'kin' }] }, naming('member'), false],
    ['kin who is not there', { namedTies: [{ name: '成员4', tie: 'kin' }] }, book, false],
    ['the declarer', { declaredName: '成员1' }, book, true],
    ['the declarer where that is allowed', { declaredName: '成员1' }, naming('member', 'kin'), false],
    [
      'who stepped aside here',
      { recusals: [{ stepKey: 'deliberate', accountId: null, name: '成员2' }] },
      naming(),
      true,
    ],
    ['who did elsewhere', { recusals: [{ stepKey: 'verify', accountId: null, name: '成员2' }] }, book, false],
  ]
  for (const [what, fact, of, refused] of rows) {
    const result = decide('deliberate', fact, {}, rangeItem, of)
    assert.equal(result === 'points.panel_recused', refused, what)
  }
  const bound: Partial<ReviewFacts> = { namedTies: [{ name: '成员0', tie: 'member' }] }
  assert.equal(
    decide('deliberate', bound, { panel: panelOf(4, 1).slice(1) }) === 'points.panel_recused',
    false,
  )
  assert.equal(
    decide('deliberate', bound, { panel: panelOf(3, 1).slice(1) }),
    'points.panel_size',
    'without the one who steps aside two are left',
  )
})

test('a return or a rejection ends the round and needs its reason', () => {
  const rows: [decision: 'return' | 'reject', note: string, result: unknown][] = [
    ['return', '', 'points.note_missing'],
    ['return', '缺', 'points.note_missing'],
    ['reject', '   ', 'points.note_missing'],
    ['return', '缺照', { state: 'returned', stepKey: null, points: null }],
    ['reject', '查无此事', { state: 'rejected', stepKey: null, points: null }],
  ]
  for (const [decision, note, result] of rows)
    assert.deepEqual(decide('verify', {}, { decision, note }), result)
})

test('points: a range item within its borders, any other only downward, and within the cap of the cycle', () => {
  const capped = { ...rangeItem, max_per_cycle: 2000 }
  const rows: [
    item: PointsItem,
    fact: Partial<ReviewFacts>,
    points: number | null,
    result: number | string,
  ][] = [
    [rangeItem, {}, null, 1000],
    [rangeItem, {}, 99, 'points.out_of_range'],
    [rangeItem, {}, 100, 100],
    [rangeItem, {}, 3000, 3000],
    [rangeItem, {}, 3001, 'points.out_of_range'],
    [capped, { used: { cycle: { times: 1, points: 500 } } }, 1500, 1500],
    [capped, { used: { cycle: { times: 1, points: 500 } } }, 1501, 'points.over_cycle_cap'],
    [capped, { used: { cycle: { times: 1, points: 500 } } }, 3001, 'points.out_of_range'],
    [fixedItem, { proposed: 2000 }, 1999, 1999],
    [fixedItem, { proposed: 2000 }, 2000, 2000],
    [fixedItem, { proposed: 2000 }, 2001, 'points.only_downward'],
    [fixedItem, { proposed: 2000 }, 1, 1],
    [fixedItem, { proposed: 2000 }, 0, 'points.only_downward'],
    [fixedItem, { proposed: 2000 }, -5, 'points.only_downward'],
  ]
  for (const [item, fact, points, expected] of rows) {
    const result = decide('supervise', fact, { points }, item)
    assert.equal(typeof result === 'string' ? result : result.points, expected, `${item.key} ${points}`)
  }
})

test('of several faults the first in the declared order is told', () => {
  const worst: Partial<ReviewAttempt> = {
    revision: 2,
    stepKey: 'supervise',
    roles: [],
    accountId: 'villager',
    panel: [],
    decision: 'return',
    note: '',
  }
  const mends: [code: string, fact: Partial<ReviewFacts>, attempt: Partial<ReviewAttempt>][] = [
    ['points.not_in_review', { state: 'in_review' }, {}],
    ['request.stale', {}, { revision: 3 }],
    ['points.wrong_step', {}, { stepKey: 'deliberate' }],
    ['points.wrong_role', {}, { roles: ['reviewer'] }],
    ['points.own_claim', {}, { accountId: 'wang' }],
    ['points.panel_size', {}, { panel: panelOf(3, 1) }],
    ['points.note_missing', {}, { note: '再核' }],
  ]
  let fact: Partial<ReviewFacts> = { state: 'posted' }
  let attempt = worst
  for (const [code, fixFact, fixAttempt] of mends) {
    assert.equal(decide('deliberate', fact, attempt), code)
    fact = { ...fact, ...fixFact }
    attempt = { ...attempt, ...fixAttempt }
  }
  assert.deepEqual(decide('deliberate', fact, attempt), { state: 'returned', stepKey: null, points: null })
})

test('whoever tries whatever in any order, no approved claim was judged by its declarer or by one hand in two duties', () => {
  const people = ['villager', 'li', 'wang', 'zhao']
  const tries = fc.array(
    fc.record({
      step: fc.constantFrom('verify', 'deliberate', 'supervise'),
      accountId: fc.constantFrom(...people),
      roles: fc.subarray(['clerk', 'reviewer', 'supervisor']),
      size: fc.integer({ min: 1, max: 11 }),
      points: fc.option(fc.integer({ min: 0, max: 4000 })),
    }),
    { maxLength: 60 },
  )
  let approvals = 0
  fc.assert(
    fc.property(tries, (list) => {
      let claim = facts()
      for (const { step, accountId, roles, size, points } of list) {
        const result = outcome(() =>
          decideReview(book, rangeItem, claim, {
            ...attempts[step]!,
            accountId,
            roles,
            points,
            panel: panelOf(size, 1),
            revision: claim.revision,
          }),
        )
        if (typeof result === 'string') {
          assert.ok(result in pointsErrors, result)
          continue
        }
        const deciders = { ...claim.deciders, [step]: [accountId] }
        claim = {
          ...claim,
          state: result.state,
          stepKey: result.stepKey,
          proposed: result.points ?? claim.proposed,
          deciders,
          revision: claim.revision + 1,
        }
      }
      if (claim.state !== 'approved') return
      approvals += 1
      assert.deepEqual(Object.keys(claim.deciders), ['verify', 'deliberate', 'supervise'])
      assert.notEqual(claim.deciders.deliberate![0], 'villager')
      assert.notEqual(claim.deciders.supervise![0], 'villager')
      assert.notEqual(claim.deciders.supervise![0], claim.deciders.deliberate![0])
      assert.ok(claim.proposed >= 100 && claim.proposed <= 3000)
    }),
    { numRuns: 1000 },
  )
  assert.ok(approvals > 0)
})
