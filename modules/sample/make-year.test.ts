import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeReportedYear, totalsOf } from './make-year.ts'

test('the sample year has the figures of 2019: 72,033 points over 249 of 698 households', () => {
  const deeds = makeReportedYear(2019, 698, { weighted: 249, points: 72_033 })
  const gained = new Set(deeds.filter((deed) => deed.direction === 'plus').map((deed) => deed.household))
  const totals = totalsOf(deeds, 698)
  assert.equal(gained.size, 249)
  assert.equal([...gained].reduce((sum, household) => sum + totals[household]!, 0), 72_033)
  assert.ok([...gained].every((household) => totals[household]! > 0))
  assert.ok(deeds.every((deed) => deed.points >= 1 && (deed.item !== 'public_affairs' || deed.points <= 30)))
  const sorted = [...totals].sort((a, b) => b - a)
  assert.notEqual(sorted[68], sorted[69])
  assert.notEqual(sorted[9], sorted[10])
})

test('the sample year is the same at every draw', () => {
  const once = makeReportedYear(2019, 698, { weighted: 249, points: 72_033 })
  assert.deepEqual(makeReportedYear(2019, 698, { weighted: 249, points: 72_033 }), once)
})
