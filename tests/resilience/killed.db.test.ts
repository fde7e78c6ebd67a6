import assert from 'node:assert/strict'
import { randomBytes, randomInt } from 'node:crypto'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sealAudit } from '../../platform/audit/seal.ts'
import { verifyCounty } from '../../platform/audit/verify.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { openSecrets } from '../../platform/secrets/secrets.ts'
import { county, openTestVillage } from '../points-village.ts'
import { assertWhole, lookInto } from './assert-whole.ts'
import { openServers } from './kill-servers.ts'
import { seededRandom, spreadMoments } from './moments.ts'
import { password, prepareRound, prepareYear } from './prepare-rounds.ts'
import { doWork, NotDone, type Order, type Signed, signIn, type Work, works } from './send-acts.ts'

const rounds = 20
const village = await openTestVillage(600)
const masterKey = randomBytes(32)
const secrets = openSecrets(masterKey)
const servers = await openServers(village.database, masterKey)
after(async () => {
  await servers.close()
  await village.close()
})
const { query, count } = lookInto(village)

/** Until told otherwise nobody takes up the runs of dead servers, so that each round has its server to itself. */
const setRuns = (heartbeat: string, startAfter: string) =>
  query(
    `update pgboss.job set heartbeat_on = now() + $1::interval, start_after = now() + $2::interval where name = 'run' and state in ('created', 'retry', 'active')`,
    [heartbeat, startAfter],
  )
const holdRuns = () => setRuns('1 hour', '1 hour')
const releaseRuns = () => setRuns('-1 minute', '0')

type Durations = Record<Work, number>

/** Lets a fresh server do an order unhindered, all acts at once, and measures each. */
async function measure(order: Order, address: string, signed: Signed): Promise<Durations> {
  const begun = performance.now()
  const took = await Promise.all(
    works.map((work) => doWork(work, order, address, signed).then(() => performance.now() - begun)),
  )
  return Object.fromEntries(works.map((work, index) => [work, took[index]!])) as Durations
}

/** Begins the acts so that the kill meets each at its moment; tells how long those took that were answered before. */
async function interrupt(order: Order, signed: Signed, meetsAfterMs: Durations): Promise<Partial<Durations>> {
  const server = await servers.start()
  const answered: Partial<Durations> = {}
  const latest = Math.max(...Object.values(meetsAfterMs))
  let killed = false
  const acts = works.map(async (work) => {
    await wait(latest - meetsAfterMs[work])
    const begun = performance.now()
    try {
      await doWork(work, order, server.address, signed)
      if (!killed) answered[work] = performance.now() - begun
    } catch (error) {
      // What the server refused is a fault; what it never answered is the point of this test.
      if (error instanceof NotDone) throw error
    }
  })
  for (const act of acts) act.catch(() => undefined)
  await wait(latest)
  killed = true
  await server.kill()
  await Promise.all(acts)
  return answered
}

test('a server killed at twenty random moments of a close, a payout and an import leaves each whole or undone', async (t) => {
  const seed = Number(process.env.SHANZHI_SEED) || randomInt(1, 2 ** 31)
  t.diagnostic(`seed ${seed}; repeat it with SHANZHI_SEED=${seed}`)
  const random = seededRandom(seed)
  const planLike = await prepareYear(village, secrets)

  const calm = await servers.start()
  const signed = {
    clerk: await signIn(calm.address, 'clerk', password),
    secretary: await signIn(calm.address, 'secretary', password),
  }
  await calm.kill()
  const fresh = await servers.start()
  const first = await prepareRound(village, planLike, 0)
  const took = await measure(first, fresh.address, signed)
  await fresh.kill()
  assert.deepEqual(await assertWhole(village, secrets, first), { close: true, pay: true, import: true })
  t.diagnostic(`unhindered: ${works.map((work) => `${work} ${Math.round(took[work])} ms`).join(', ')}`)

  const moments = Object.fromEntries(works.map((work) => [work, spreadMoments(rounds, random)]))
  const cut: Record<Work, number> = { close: 0, pay: 0, import: 0 }
  const through: Record<Work, number> = { close: 0, pay: 0, import: 0 }
  const orders = [first]
  for (let round = 1; round <= rounds; round++) {
    const order = await prepareRound(village, planLike, round)
    orders.push(order)
    const meets = Object.fromEntries(
      works.map((work) => [work, moments[work]![round - 1]! * took[work]]),
    ) as Durations
    const answered = await interrupt(order, signed, meets)
    await holdRuns()
    const there = await assertWhole(village, secrets, order)
    for (const work of works) {
      if (answered[work]) assert.ok(there[work], `round ${round}: ${work} was told as done`)
      if (there[work]) through[work] += 1
      else cut[work] += 1
      // The machine may be busier or quieter than when it was measured: the moments follow.
      took[work] = (took[work] + (answered[work] ?? Math.max(took[work], meets[work]))) / 2
    }
  }
  t.diagnostic(`came through ${JSON.stringify(through)}, cut off ${JSON.stringify(cut)}`)
  for (const work of works) {
    assert.ok(cut[work] >= 2, `${work} was cut off ${cut[work]} times only`)
    assert.ok(through[work] >= 2, `${work} came through ${through[work]} times only`)
  }

  await repeatAll(orders, signed)
  const report = await village.database.transact(everywhere, (tx) => verifyCounty(tx, secrets, county))
  assert.deepEqual([report.findings, report.pending], [[], 0])
  assert.equal(report.sealed, await count('audit.entry'))
})

/** The next server goes on with the runs of the dead ones; every act sent again under its key has one effect. */
async function repeatAll(orders: readonly Order[], signed: Signed): Promise<void> {
  await releaseRuns()
  const server = await servers.start()
  const begun = await query(`select id from job.run where kind = 'households.import' and state = 'running'`)
  assert.ok(begun.length > 0, 'no import was cut off in its run')
  await Promise.all(
    orders.flatMap((order) => works.map((work) => doWork(work, order, server.address, signed))),
  )
  const states = await query(`select state from job.run where id = any($1::uuid[])`, [
    begun.map((run) => run.id),
  ])
  assert.ok(
    states.every((run) => run.state === 'done'),
    'a run that was cut off is done by the next server',
  )
  await Promise.all(works.map((work) => doWork(work, orders.at(-1)!, server.address, signed)))
  await server.kill()
  for (const order of orders)
    assert.deepEqual(await assertWhole(village, secrets, order), { close: true, pay: true, import: true })
  assert.equal(await count(`points.close where period = '2020'`), orders.length)
  assert.equal(await count(`job.run where kind = 'households.import' and state = 'done'`), orders.length)
  await sealAudit((seal) => village.database.transact(everywhere, seal), secrets, new Date())
}
