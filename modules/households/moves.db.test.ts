import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Operation } from './contract.ts'
import { getHousehold } from './find-households.ts'
import { applyOperation } from './run-operation.ts'
import {
  assertOneHouseholdEach,
  carryOut,
  county,
  type Detail,
  haiyan,
  openFamily,
  openTestVillage,
  read,
  refusalOf,
  rolls,
  type TestVillage,
  tangqiao,
  tongjie,
  undo,
} from './test-village.ts'
import { previewUndo } from './undo-change.ts'

let village: TestVillage
before(async () => {
  village = await openTestVillage()
})
after(() => village.database.close())

let number = 100
let family: Detail
beforeEach(async () => {
  number += 10
  family = await openFamily(village, number)
})

const move = (more: object = {}): Operation => ({
  kind: 'move',
  householdId: family.id,
  on: '2025-01-01',
  toPlaceCode: tangqiao,
  toGroupId: null,
  newNumber: null,
  newAddress: '塘桥路9号',
  reason: '搬迁',
  ...more,
})

test('a household moves to another village of the county and keeps its id; the old village sees it no more', async () => {
  assert.equal(await refusalOf(carryOut(village, move())), 'access.denied')
  const result = await carryOut(village, move(), 'town_officer')
  const moved = await read(village, family.id)
  assert.deepEqual([moved.placeCode, moved.number, moved.people.length], [tangqiao, '001', 4])
  assert.equal(await refusalOf(read(village, family.id, 'clerk')), 'record.not_found')
  const there = await village.as('clerk', tangqiao, (act) => getHousehold(act, county, family.id))
  assert.match(there.changes[0]!.summary.zh, /整户迁往塘桥村/)
  assert.equal(there.changes.length, 1)
  assert.equal(moved.changes.length, 2)
  await assertOneHouseholdEach(village)
  await undo(village, result.changeId, 'town_officer')
  const back = await read(village, family.id, 'clerk')
  assert.deepEqual([back.placeCode, back.number, back.address], [tongjie, family.number, ''])
  await assertOneHouseholdEach(village)
})

test('a move to another county closes here and opens there in one act', async () => {
  const away = move({ toPlaceCode: haiyan, newNumber: `9${number}` })
  const result = await carryOut(village, away, 'county_officer')
  const old = await read(village, family.id)
  assert.deepEqual([old.endedBy, old.validTo, old.people.length], ['moved', '2025-01-01', 0])
  const there = await village.as('clerk', haiyan, (act) => getHousehold(act, '330424', old.successorId!))
  assert.deepEqual(rolls(there).sort(), rolls(family).sort())
  assert.equal(there.headName, family.headName)
  assert.match(there.changes[0]!.summary.zh, /由通界村第\d+户整户迁入/)
  await assertOneHouseholdEach(village)
  const back = village.as('county_officer', '3304', (act) => previewUndo(act, county, result.changeId))
  assert.equal(await refusalOf(back), 'household.undo_across_counties')
  // Who moved away and comes back is not taken for a double of the record that stayed.
  const returned = await village.as('county_officer', '3304', async (act) => {
    const operation = {
      ...move(),
      householdId: there.id,
      on: '2025-02-01',
      toPlaceCode: tongjie,
    } as Operation
    await applyOperation(act, village.secrets, '330424', { operation, digest: null })
    const left = await getHousehold(act, '330424', there.id)
    return getHousehold(act, county, left.successorId!)
  })
  assert.deepEqual(rolls(returned).sort(), rolls(family).sort())
  assert.notEqual(returned.id, family.id)
  await assertOneHouseholdEach(village)
})
