import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { balanceFaults, batch, declare, passAll, publicise, settle, sweep } from '../../tests/points-acts.ts'
import { addFile, county, openTestVillage, type TestVillage } from '../../tests/points-village.ts'
import { settleRectification } from './review-claim.ts'
import { listClaimsByIds } from './store-claims.ts'
import { findNotice } from './store-rectifications.ts'
import { pointsTimers } from './timers.ts'

let village: TestVillage
let autumn: { listId: string; lines: number }
before(async () => {
  village = await openTestVillage(20)
})
after(() => village?.close())

const code = (error: unknown) => (error as { code?: string }).code ?? String(error)

/** Deductions of these households whose notices went out on a day: due fourteen days later (G-20). */
async function noticed(indexes: number[], on: string): Promise<string[]> {
  const body = { ...batch(village, 'waste_sorting_bad', on, indexes), evidence: [await addFile(village)] }
  const claimIds = await declare(village, body)
  await passAll(village, claimIds, on)
  return claimIds
}

function states(claimIds: string[]): Promise<string[]> {
  return village.as(village.actors.clerk, '2019-12-01', async (act) => {
    const rows = await listClaimsByIds(act.tx, county, claimIds)
    return claimIds.map((id) => rows.find((row) => row.id === id)!.state)
  })
}

/** The timer at a moment in China. */
const lapse = (at: string) => sweep(village, pointsTimers[0]!, `${at}:00+08:00`)

function mend(claimId: string, mendedOn: string, on: string): Promise<string | undefined> {
  return village
    .as(village.actors.cadre, on, async (act) => {
      const [row] = await listClaimsByIds(act.tx, county, [claimId])
      const body = { mendedOn, evidence: [], note: '现场查看', revision: row!.revision }
      return settleRectification(act, claimId, body)
    })
    .then(() => undefined, code)
}

async function countLapses(claimIds: string[]): Promise<number> {
  const { rows } = await village.database.owner.query(
    `select count(*) as n from audit.entry where subject_id = any($1::text[]) and detail ->> 'rectification' = 'lapsed'`,
    [claimIds],
  )
  return Number(rows[0].n)
}

test('a notice stands through its last day and lapses with the next, by China’s clock', async () => {
  const claimIds = await noticed([0, 1], '2019-03-01')
  const notice = await village.as(village.actors.clerk, '2019-03-01', (act) =>
    findNotice(act.tx, county, claimIds[0]!),
  )
  assert.deepEqual(
    [notice!.number, notice!.issuedOn, notice!.dueOn],
    ['2019-0001', '2019-03-01', '2019-03-15'],
  )
  for (const still of ['2019-03-14T23:59', '2019-03-15T00:00', '2019-03-15T23:59']) {
    await lapse(still)
    assert.deepEqual(await states(claimIds), ['rectifying', 'rectifying'], still)
  }
  await lapse('2019-03-16T00:00')
  assert.deepEqual(await states(claimIds), ['approved', 'approved'])
})

test('a timer that was missed for weeks makes it up once; run again, or twice at once, it changes nothing', async () => {
  const claimIds = await noticed([2, 3, 4], '2019-04-01')
  await Promise.all([lapse('2019-06-01T08:00'), lapse('2019-06-01T08:00'), lapse('2019-06-01T08:00')])
  const [first] = await village.as(village.actors.clerk, '2019-06-01', (act) =>
    listClaimsByIds(act.tx, county, claimIds.slice(0, 1)),
  )
  await lapse('2019-06-02T08:00')
  const [again] = await village.as(village.actors.clerk, '2019-06-02', (act) =>
    listClaimsByIds(act.tx, county, claimIds.slice(0, 1)),
  )
  assert.deepEqual(await states(claimIds), ['approved', 'approved', 'approved'])
  assert.equal(again!.revision, first!.revision)
  assert.equal(await countLapses(claimIds), 3)
})

test('mended on the fourteenth day it is waived, on the fifteenth it stands, before the notice it is refused', async () => {
  const claimIds = await noticed([5, 6, 7], '2019-05-01')
  assert.equal(await mend(claimIds[2]!, '2019-04-30', '2019-05-20'), 'points.mended_before_notice')
  assert.equal(await mend(claimIds[2]!, '2019-05-21', '2019-05-20'), 'points.future_deed')
  assert.equal(await mend(claimIds[0]!, '2019-05-15', '2019-05-20'), undefined)
  assert.equal(await mend(claimIds[1]!, '2019-05-16', '2019-05-20'), undefined)
  assert.equal(await mend(claimIds[2]!, '2019-05-01', '2019-05-20'), undefined)
  assert.deepEqual(await states(claimIds), ['waived', 'approved', 'waived'])
  assert.equal(await mend(claimIds[0]!, '2019-05-15', '2019-05-20'), 'points.no_rectification')
  assert.equal(await mend(claimIds[1]!, '2019-05-15', '2019-05-20'), 'points.no_rectification')
})

test('what was mended in time but seen a day late is waived until a list shows it', async () => {
  const claimIds = await noticed([8, 9, 10], '2019-07-01')
  await lapse('2019-07-16T00:30')
  assert.deepEqual(await states(claimIds), ['approved', 'approved', 'approved'])
  assert.equal(await mend(claimIds[0]!, '2019-07-15', '2019-07-16'), undefined)
  assert.equal(await mend(claimIds[1]!, '2019-07-16', '2019-07-16'), undefined)
  assert.deepEqual(await states(claimIds), ['waived', 'approved', 'approved'])
  autumn = await publicise(village, '2019-Q3', '2019-10-01')
  assert.equal(await mend(claimIds[2]!, '2019-07-15', '2019-10-02'), 'points.no_rectification')
  assert.deepEqual(await states(claimIds), ['waived', 'publicised', 'publicised'])
})

test('the timer and a cadre who writes the mending down at the same moment leave one outcome', async () => {
  const indexes = [11, 12, 13, 14, 15, 16, 17, 18]
  const claimIds = await noticed(indexes, '2019-08-01')
  const mendings = claimIds.map((id) => mend(id, '2019-08-15', '2019-08-16'))
  const [results] = await Promise.all([
    Promise.all(mendings),
    lapse('2019-08-16T00:30'),
    lapse('2019-08-16T00:30'),
  ])
  const waived = (await states(claimIds)).filter((state) => state === 'waived').length
  assert.equal(waived, results.filter((result) => result === undefined).length)
  assert.deepEqual(
    results.filter((result) => result !== undefined && result !== 'request.stale'),
    [],
  )
  const { rows } = await village.database.owner.query(
    `select c.state, r.state as notice from points.claim c join points.rectification r on r.claim_id = c.id where c.id = any($1::uuid[])`,
    [claimIds],
  )
  for (const row of rows) {
    assert.ok(
      (row.state === 'waived' && row.notice === 'waived') ||
        (row.state === 'approved' && row.notice === 'lapsed'),
      `${row.state} ${row.notice}`,
    )
  }
})

test('notices are numbered without a gap, and only what stood is taken off the balance', async () => {
  const { rows } = await village.database.owner.query(
    'select number from points.rectification order by number',
  )
  assert.deepEqual(
    rows.map((row) => row.number),
    Array.from({ length: rows.length }, (_, index) => `2019-${String(index + 1).padStart(4, '0')}`),
  )
  assert.ok(autumn.lines > 5)
  assert.deepEqual(await settle(village, autumn.listId, '2019-10-08'), { settled: autumn.lines, held: 0 })
  assert.deepEqual(await balanceFaults(village), [])
  const entries = await village.database.owner.query(
    `select count(*) as n from points.entry e join points.claim c on c.id = e.claim_id where c.state <> 'posted' or e.amount <> -500`,
  )
  assert.equal(Number(entries.rows[0].n), 0)
})
