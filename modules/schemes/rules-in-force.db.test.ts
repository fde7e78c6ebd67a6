import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { connectDatabase, type Database, type Tx } from '../../platform/database/connect.ts'
import { scopesOf } from '../../platform/http/context.ts'
import { actsOn, county, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { setValues } from './adapt-scheme.ts'
import { getRules } from './rules-in-force.ts'

const path = 'points.shanzhi.publicity.totals.days'
const today = '2019-06-01'
const on = '2021-06-01'

let village: TestVillage
/** A second server on the same database: a pool and a memory of its own. */
let otherDatabase: Database
let otherMemory: { getRules: typeof getRules }
before(async () => {
  village = await openTestVillage(1)
  otherDatabase = connectDatabase({ ...village.database.ownerConfig, role: 'shanzhi_app', max: 4 })
  otherMemory = await import(`${import.meta.resolve('./rules-in-force.ts')}?other`)
})
after(async () => {
  await otherDatabase?.close()
  await village?.close()
})

async function daysBy(get: typeof getRules, tx: Tx): Promise<unknown> {
  const where = { countyCode: county, adoptionId: village.adoptionId, on }
  const { resolved } = await get(tx, village.library, where)
  return resolved.values.find((value) => value.path === path)?.value
}

const scopes = () => scopesOf(village.actors.clerk)
const here = () => village.database.transact(scopes(), (tx) => daysBy(getRules, tx))
const there = () => otherDatabase.transact(scopes(), (tx) => daysBy(otherMemory.getRules, tx))

const body = (value: number) => ({
  placeCode: place,
  revision: null,
  values: [{ path, from: '2020-01-01', value }],
})
const setHere = (value: number) =>
  village.as(village.actors.clerk, today, (act) =>
    setValues(act, village.library, 'pinghu-tongjie', body(value)),
  )

test('whoever begins after the commit of a change decides by it, in either of two servers', async () => {
  assert.deepEqual([await here(), await there()], [7, 7])
  for (const days of [8, 9, 10]) {
    await setHere(days)
    assert.deepEqual([await here(), await there()], [days, days])
  }
  await actsOn(otherDatabase)(village.actors.clerk, today, (act) =>
    setValues(act, village.library, 'pinghu-tongjie', body(11)),
  )
  assert.deepEqual([await here(), await there()], [11, 11])
})

test('what reads the rules between a change and its commit leaves nothing stale behind', async () => {
  await setHere(12)
  await village.as(village.actors.clerk, today, async (act) => {
    assert.equal(await daysBy(getRules, act.tx), 12)
    await setValues(act, village.library, 'pinghu-tongjie', body(13))
    assert.equal(await daysBy(getRules, act.tx), 13, 'the act itself sees its change')
    assert.deepEqual([await here(), await there()], [12, 12], 'nobody else does before the commit')
  })
  assert.deepEqual([await here(), await there()], [13, 13])
})

test('a change that is taken back was never a rule, not even when another takes its revision', async () => {
  await setHere(14)
  const broken = village.as(village.actors.clerk, today, async (act) => {
    await setValues(act, village.library, 'pinghu-tongjie', body(15))
    assert.equal(await daysBy(getRules, act.tx), 15)
    throw new Error('power cut')
  })
  await assert.rejects(broken, /power cut/)
  assert.deepEqual([await here(), await there()], [14, 14])
  await setHere(16)
  assert.deepEqual([await here(), await there()], [16, 16])
})
