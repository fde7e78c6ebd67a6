import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openVillageApp } from '../../tests/points-app.ts'
import { openTestVillage, place } from '../../tests/points-village.ts'

const village = await openTestVillage(1)
const server = await openVillageApp(village, '2019-06-02')
after(async () => {
  await server.close()
  await village.close()
})

const record = (households: object) =>
  server.call('clerk', 'POST', '/api/meetings/resolutions', {
    ...{ placeCode: place, title: '修订村规民约', body: 'villager_assembly', heldOn: '2019-06-01' },
    ...{ eligible: 1000, present: 400, votesFor: 390, votesAgainst: 6, votesAbstain: 4 },
    ...households,
  })

test('the households that made an assembly valid stand on its resolution as figures', async () => {
  const half = await record({})
  assert.deepEqual(
    [half.body.passed, half.body.households, half.body.householdsPresent],
    [false, null, null],
    'too few villagers, and no households counted',
  )
  const valid = await record({ households: 300, householdsPresent: 200 })
  assert.deepEqual(
    [valid.body.passed, valid.body.households, valid.body.householdsPresent],
    [true, 300, 200],
    'two thirds of the households',
  )
  const short = await record({ households: 300, householdsPresent: 199 })
  assert.equal(short.body.passed, false)
  const { status, text } = await server.call('clerk', 'GET', `/api/meetings/resolutions?place=${place}`)
  assert.equal(status, 200)
  const listed = JSON.parse(text) as {
    id: string
    households: number | null
    householdsPresent: number | null
  }[]
  const found = listed.find((row) => row.id === valid.body.id)!
  assert.deepEqual([found.households, found.householdsPresent], [300, 200])
})

test('one number of households without the other, or more represented than there are, is refused', async () => {
  for (const counts of [
    { households: 300 },
    { householdsPresent: 200 },
    { households: 10, householdsPresent: 11 },
  ]) {
    const reply = await record(counts)
    assert.deepEqual([reply.status, reply.body.code], [422, 'meetings.counts'], JSON.stringify(counts))
  }
})
