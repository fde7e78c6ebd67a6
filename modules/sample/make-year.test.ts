import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeChance } from './make-random.ts'
import { makeRoll } from './make-roll.ts'
import { makePresentYear, makeReportedYear, totalsOf } from './make-year.ts'
import { sampleVillagers } from './sample-people.ts'

test('the sample year has the figures of 2019: 72,033 points over 249 of 698 households', () => {
  const deeds = makeReportedYear(2019, 698, { weighted: 249, points: 72_033 })
  const gained = new Set(deeds.filter((deed) => deed.direction === 'plus').map((deed) => deed.household))
  const totals = totalsOf(deeds, 698)
  assert.equal(gained.size, 249)
  assert.equal(
    [...gained].reduce((sum, household) => sum + totals[household]!, 0),
    72_033,
  )
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

test('the villagers who sign in live next to each other, gained points in 2019 and declare every month of any year', () => {
  const roll = makeRoll(makeChance(698), { households: 698, groups: 18, areaCode: '330482', year: 2026 })
  const homes = sampleVillagers.map((villager) => villager.household - 1)
  assert.equal(new Set(homes.map((home) => roll[home]!.group)).size, 1)
  for (const home of homes) assert.equal(roll[home]!.persons[0]!.presence, 'resident')
  const reported = makeReportedYear(2019, 698, { weighted: 249, points: 72_033 })
  const gained = new Set(reported.filter((deed) => deed.direction === 'plus').map((deed) => deed.household))
  for (const home of homes) assert.ok(gained.has(home))
  for (let year = 2024; year < 2040; year++) {
    const deeds = makePresentYear(year, 698, homes)
    for (const home of homes) {
      const own = deeds.filter((deed) => deed.household === home && deed.item === 'public_affairs')
      assert.equal(new Set(own.map((deed) => deed.on.slice(0, 7))).size, 12)
    }
  }
})
