import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decideQuota, quotaPlaces } from './decide-quota.ts'

const award = (householdId: string) => ({ householdId })
const floor = { percent: 60, rounding: 'floor' as const }

test('60 % of 500 households are 300 places; what is not whole is rounded as the village chose (G-11)', () => {
  assert.equal(quotaPlaces(floor, 500), 300)
  for (const [rounding, places] of [
    ['floor', 19],
    ['ceil', 20],
    ['half_up', 20],
  ] as const)
    assert.equal(quotaPlaces({ percent: 60, rounding }, 33), places)
  assert.equal(quotaPlaces(floor, 0), 0)
})

test('the 300th household is the last, the 301st is stopped, and who is counted takes no new place (G-11)', () => {
  const taken = (count: number) => new Set(Array.from({ length: count }, (_, index) => `h${index}`))
  const stands = (count: number, awards: { householdId: string }[]) => {
    const { fits, beyond } = decideQuota(300, taken(count), awards)
    return [fits.length, beyond.length]
  }
  assert.deepEqual(stands(298, [award('new')]), [1, 0])
  assert.deepEqual(stands(299, [award('new')]), [1, 0])
  assert.deepEqual(stands(300, [award('new')]), [0, 1])
  assert.deepEqual(stands(299, [award('new'), award('newer'), award('new')]), [2, 1])
  assert.deepEqual(stands(300, [award('h7'), award('new'), award('h7')]), [2, 1])
  assert.deepEqual(stands(301, [award('h7'), award('new')]), [1, 1])
})

test('whatever is awarded in whatever order, it comes out as by counting heads each time', () => {
  const household = fc.integer({ min: 0, max: 9 }).map((index) => `h${index}`)
  fc.assert(
    fc.property(
      fc.nat(10),
      fc.uniqueArray(household),
      fc.array(household, { maxLength: 30 }),
      (places, before, given) => {
        const { fits, beyond, taken } = decideQuota(places, new Set(before), given.map(award))
        const accepted: string[] = []
        for (const one of given) {
          const heads = new Set([...before, ...accepted, one]).size
          const isNew = ![...before, ...accepted].includes(one)
          if (!isNew || heads <= places) accepted.push(one)
        }
        assert.deepEqual(
          fits.map((one) => one.householdId),
          accepted,
        )
        assert.equal(fits.length + beyond.length, given.length)
        assert.deepEqual(taken, new Set([...before, ...accepted]))
        assert.ok(taken.size <= Math.max(places, before.length))
      },
    ),
  )
})
