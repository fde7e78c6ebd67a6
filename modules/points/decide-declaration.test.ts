import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Refusal } from '../../engines/refusal/refusal.ts'
import { book, fixedItem, minusItem, outcome, rangeItem, unitItem } from './book.fixture.ts'
import { type DeclarationFacts, decideDeclaration, isOwnClaim } from './decide-declaration.ts'
import { pointsErrors } from './errors.ts'
import type { PointsItem } from './scheme.ts'

const good: DeclarationFacts = {
  channel: 'self',
  quantity: 100,
  proposed: null,
  occurredOn: '2019-05-01',
  today: '2019-06-01',
  evidenceCount: 1,
  enrolled: true,
  closedCycle: null,
  named: null,
  used: {},
}
const decide = (item: PointsItem, facts: Partial<DeclarationFacts> = {}) =>
  outcome(() => decideDeclaration(book, item, { ...good, ...facts }))

test('what a declared deed counts, before, at and after each border', () => {
  const dated = { ...fixedItem, from: '2019-05-01' }
  const switchedOff = { ...fixedItem, to: '2019-05-15' }
  const proved = { ...fixedItem, evidence: 'required' as const }
  const capped = { ...unitItem, max_per_claim: 300 }
  const thrice = { ...fixedItem, times_per_cycle: 3 }
  const yearly = { ...fixedItem, max_per_cycle: 5000 }
  const rows: [what: string, item: PointsItem, facts: Partial<DeclarationFacts>, result: number | string][] =
    [
      ['a fixed item', fixedItem, {}, 2000],
      ['a fixed item counts once whatever the quantity', fixedItem, { quantity: 500 }, 2000],
      ['a deduction counts positive; its direction gives the sign', minusItem, { channel: 'cadre' }, 500],
      ['a household that does not take part', fixedItem, { enrolled: false }, 'points.not_enrolled'],
      ['the day before today', fixedItem, { occurredOn: '2019-05-31' }, 2000],
      ['today', fixedItem, { occurredOn: '2019-06-01' }, 2000],
      ['tomorrow', fixedItem, { occurredOn: '2019-06-02' }, 'points.future_deed'],
      ['a closed year', fixedItem, { closedCycle: '2019' }, 'points.cycle_closed'],
      ['the day before the item begins', dated, { occurredOn: '2019-04-30' }, 'points.item_not_yet'],
      ['the day on which it begins', dated, { occurredOn: '2019-05-01' }, 2000],
      ['the day before it is switched off', switchedOff, { occurredOn: '2019-05-14' }, 2000],
      ['the day on which it is switched off', switchedOff, { occurredOn: '2019-05-15' }, 'points.item_ended'],
      ['a channel that the item does not have', minusItem, { channel: 'self' }, 'points.channel_not_allowed'],
      ['no evidence where it is required', proved, { evidenceCount: 0 }, 'points.evidence_missing'],
      ['one piece of evidence', proved, { evidenceCount: 1 }, 2000],
      ['no evidence where it is optional', fixedItem, { evidenceCount: 0 }, 2000],
      ['below the least', rangeItem, { proposed: 99 }, 'points.out_of_range'],
      ['the least', rangeItem, { proposed: 100 }, 100],
      ['the most', rangeItem, { proposed: 3000 }, 3000],
      ['above the most', rangeItem, { proposed: 3001 }, 'points.out_of_range'],
      ['nothing proposed is the least', rangeItem, { proposed: null }, 100],
      ['two hours at 1.50', unitItem, { quantity: 200 }, 300],
      ['a third of an hour is cut to hundredths', unitItem, { quantity: 33 }, 49],
      ['a hundredth of an hour', unitItem, { quantity: 1 }, 1],
      ['nothing', unitItem, { quantity: 0 }, 'points.quantity_too_small'],
      ['less than nothing', unitItem, { quantity: -100 }, 'points.quantity_too_small'],
      ['up to the cap of one claim', capped, { quantity: 200 }, 300],
      ['beyond it', capped, { quantity: 201 }, 'points.over_per_claim'],
      ['the third time', thrice, { used: { cycle: { times: 2, points: 4000 } } }, 2000],
      ['the fourth time', thrice, { used: { cycle: { times: 3, points: 6000 } } }, 'points.over_times'],
      ['up to the cap of the cycle', yearly, { used: { cycle: { times: 2, points: 3000 } } }, 2000],
      [
        'beyond it by a hundredth',
        yearly,
        { used: { cycle: { times: 2, points: 3001 } } },
        'points.over_cycle_cap',
      ],
    ]
  for (const [what, item, facts, result] of rows) assert.equal(decide(item, facts), result, what)
})

test('of several faults the first in the declared order is told', () => {
  const item = {
    ...rangeItem,
    from: '2030-01-01',
    evidence: 'required' as const,
    times_per_cycle: 1,
    max_per_cycle: 100,
  }
  const worst: Partial<DeclarationFacts> = {
    enrolled: false,
    occurredOn: '2019-07-01',
    closedCycle: '2019',
    channel: 'system',
    evidenceCount: 0,
    proposed: 1,
    used: { cycle: { times: 1, points: 100 } },
  }
  const mends: [code: string, mend: Partial<DeclarationFacts>][] = [
    ['points.not_enrolled', { enrolled: true }],
    ['points.future_deed', { today: '2031-01-01' }],
    ['points.cycle_closed', { closedCycle: null }],
    ['points.item_not_yet', { occurredOn: '2030-01-01' }],
    ['points.channel_not_allowed', { channel: 'self' }],
    ['points.evidence_missing', { evidenceCount: 1 }],
    ['points.out_of_range', { proposed: 100 }],
    ['points.over_times', { used: { cycle: { times: 0, points: 100 } } }],
    ['points.over_cycle_cap', { used: { cycle: { times: 0, points: 0 } } }],
  ]
  let facts = worst
  for (const [code, mend] of mends) {
    assert.equal(decide(item, facts), code)
    facts = { ...facts, ...mend }
  }
  assert.equal(decide(item, facts), 100)
})

test('a refusal tells how much is left of the cap, in points, and every code has its text', () => {
  const item = { ...fixedItem, max_per_cycle: 2550 }
  assert.throws(
    () => decideDeclaration(book, item, { ...good, used: { cycle: { times: 1, points: 1000 } } }),
    (error: Refusal) => {
      assert.deepEqual(
        [error.code, error.details.max, error.details.left, error.at],
        ['points.over_cycle_cap', 25.5, 15.5, 'body.quantity'],
      )
      return true
    },
  )
})

test('whatever is declared, no household passes a cap and nothing counts zero or less', () => {
  const items = fc.record({
    kind: fc.constantFrom('fixed', 'range', 'per_unit'),
    points: fc.integer({ min: 1, max: 5000 }),
    more: fc.nat(5000),
    cap: fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: undefined }),
    times: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  })
  const tries = fc.array(
    fc.record({
      quantity: fc.integer({ min: -200, max: 2000 }),
      proposed: fc.option(fc.integer({ min: -100, max: 12_000 })),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(items, tries, ({ kind, points, more, cap, times }, list) => {
      const base = { ...fixedItem, max_per_cycle: cap, times_per_cycle: times }
      const item = {
        fixed: { ...base, kind: 'fixed' as const, points },
        range: { ...base, kind: 'range' as const, min: points, max: points + more },
        per_unit: { ...base, kind: 'per_unit' as const, points, unit: { zh: '次', en: 'times' } },
      }[kind as 'fixed' | 'range' | 'per_unit']
      const used = { times: 0, points: 0 }
      for (const { quantity, proposed } of list) {
        const result = decide(item, { quantity, proposed, used: { cycle: { ...used } } })
        if (typeof result === 'string') {
          assert.ok(result in pointsErrors, result)
          continue
        }
        assert.ok(Number.isSafeInteger(result) && result > 0)
        used.times += 1
        used.points += result
      }
      assert.ok(used.times <= (times ?? Number.POSITIVE_INFINITY))
      assert.ok(used.points <= (cap ?? Number.POSITIVE_INFINITY))
    }),
  )
})

test('an award is also its household’s to take back, a deduction only its declarer’s', () => {
  const claim = { declaredBy: 'cadre', householdId: 'h1', direction: 'plus' as const }
  const minus = { ...claim, direction: 'minus' as const }
  const rows: [
    claim: Parameters<typeof isOwnClaim>[0],
    actor: Parameters<typeof isOwnClaim>[1],
    own: boolean,
  ][] = [
    [claim, { accountId: 'cadre', householdId: null }, true],
    [claim, { accountId: 'villager', householdId: 'h1' }, true],
    [claim, { accountId: 'villager', householdId: 'h2' }, false],
    [claim, { accountId: 'other', householdId: null }, false],
    [minus, { accountId: 'cadre', householdId: 'h9' }, true],
    [minus, { accountId: 'villager', householdId: 'h1' }, false],
  ]
  for (const [one, actor, own] of rows)
    assert.equal(isOwnClaim(one, actor), own, JSON.stringify([one, actor]))
})
