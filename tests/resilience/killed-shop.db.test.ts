import assert from 'node:assert/strict'
import { randomBytes, randomInt } from 'node:crypto'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { createAccountDirectly } from '../../modules/accounts/index.ts'
import { listStockFaults } from '../../modules/shops/index.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { openSecrets } from '../../platform/secrets/secrets.ts'
import { vote } from '../dividend-acts.ts'
import { balanceFaults } from '../points-acts.ts'
import { county, place } from '../points-village.ts'
import { openShopVillage } from '../shop-village.ts'
import { lookInto } from './assert-whole.ts'
import { openServers } from './kill-servers.ts'
import { seededRandom, spreadMoments } from './moments.ts'
import { password } from './prepare-rounds.ts'
import { signIn } from './send-acts.ts'

const rounds = 20
/** Redemptions of one round, all at once, each of a household of its own. */
const counters = 12
const shop = await openShopVillage(counters)
const masterKey = randomBytes(32)
const servers = await openServers(shop.village.database, masterKey)
after(async () => {
  await servers.close()
  await shop.close()
})
const { count } = lookInto(shop.village)

interface Sent {
  path: string
  body: object
  key: string
}

/** A shop of its own for each round, so that each can be reconciled once on the one day of this test. */
async function prepareRound(round: number): Promise<Sent[]> {
  const opened = await shop.must<{ id: string }>('clerk', 'shops', {
    ...{ placeCode: place, adoptionId: shop.village.adoptionId, name: `第 ${round} 店` },
    ...{ openedOn: '2019-01-01', site: 'store', address: '村口', operatorName: '店主' },
    resolutionId: await vote(shop.village, '2019-01-07'),
  })
  const good = await shop.must<{ id: string }>('clerk', `shops/${opened.id}/goods`, {
    ...{ name: '碗', kind: 'goods', shelf: 'business', classKey: 'daily', unit: '只', priceFen: 100 },
  })
  await shop.must('clerk', `shops/${opened.id}/stock`, { goodId: good.id, kind: 'purchase', quantity: 10 })
  const counts = [{ goodId: good.id, counted: 9, reason: '打碎一只' }]
  const redemptions = shop.books.map((bookId) => ({
    path: `shops/${shop.shopId}/redemptions`,
    body: { bookId, confirmation: { by: 'person' }, lines: [{ goodId: soap, quantity: 1 }] },
    key: makeId(),
  }))
  const day = {
    path: `shops/${opened.id}/days`,
    body: { on: chinaDateOf(new Date()), counts },
    key: makeId(),
  }
  return [...redemptions, day]
}

const soap = await shop.addGood('香皂', 100, rounds * counters * 2)

/** Sends an act to a server; true when it was answered as done, false when nothing came back. */
async function send(address: string, token: string, { path, body, key }: Sent): Promise<boolean> {
  const reply = await fetch(`${address}/api/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': key,
    },
    body: JSON.stringify(body),
  }).catch(() => undefined)
  const text = await reply?.text().catch(() => undefined)
  if (!reply || text === undefined) return false
  // A server that is being killed may still say that it failed; a refusal would be a fault of this test.
  assert.ok(reply.status === 200 || reply.status >= 500, `${path}: ${text}`)
  return reply.status === 200
}

/** Each redemption and each day is there with all that belongs to it, or not at all. */
async function assertWhole(): Promise<{ redemptions: number; days: number }> {
  const redemptions = await count('shop.redemption')
  const days = await count('shop.day')
  assert.deepEqual(
    {
      entries: await count(`points.entry where kind = 'redemption'`),
      lines: await count('shop.redemption_line'),
      moved: await count(`shop.stock_entry where kind = 'redemption'`),
      owed: await count(`(select 1 from shop.year, generate_series(1, payable_fen / 100)) s`),
      told: await count(`audit.entry where action = 'shops.serve'`),
      counted: await count(`shop.stock_entry where kind = 'count'`),
      reconciled: await count(`audit.entry where action = 'shops.reconcile'`),
    },
    {
      ...{ entries: redemptions, lines: redemptions, moved: redemptions, owed: redemptions },
      ...{ told: redemptions, counted: days, reconciled: days },
    },
  )
  assert.deepEqual(await balanceFaults(shop.village), [])
  assert.deepEqual(await shop.village.database.transact(everywhere, (tx) => listStockFaults(tx, county)), [])
  return { redemptions, days }
}

test('a server killed at twenty random moments of redemptions and reconciliations leaves each whole or undone', async (t) => {
  const seed = Number(process.env.SHANZHI_SEED) || randomInt(1, 2 ** 31)
  t.diagnostic(`seed ${seed}; repeat it with SHANZHI_SEED=${seed}`)
  await shop.village.database.transact(everywhere, (tx) =>
    createAccountDirectly(
      { tx, now: new Date('2019-01-01T00:00:00Z'), record: () => undefined },
      openSecrets(masterKey),
      {
        ...{ name: '文书', login: 'clerk', password, placeCode: place },
        grants: [{ role: 'clerk', scope: place, reason: '任命' }],
      },
    ),
  )
  const calm = await servers.start()
  const token = await signIn(calm.address, 'clerk', password)
  await calm.kill()
  const fresh = await servers.start()
  const sent = [await prepareRound(0)]
  const begun = performance.now()
  await Promise.all(sent[0]!.map((one) => send(fresh.address, token, one)))
  let tookMs = performance.now() - begun
  await fresh.kill()
  assert.deepEqual(await assertWhole(), { redemptions: counters, days: 1 })

  const moments = spreadMoments(rounds, seededRandom(seed))
  let answered = counters + 1
  let unanswered = 0
  for (let round = 1; round <= rounds; round++) {
    const acts = await prepareRound(round)
    sent.push(acts)
    const server = await servers.start()
    const begin = performance.now()
    const all = Promise.all(acts.map((one) => send(server.address, token, one)))
    const whole = all.then(() => performance.now() - begin)
    await wait(moments[round - 1]! * tookMs)
    await server.kill()
    const done = (await all).filter(Boolean).length
    if (done === acts.length) tookMs = (tookMs + (await whole)) / 2
    answered += done
    unanswered += acts.length - done
    const there = await assertWhole()
    assert.ok(there.redemptions + there.days >= answered, 'what was told as done is there')
  }
  t.diagnostic(`${answered} answered, ${unanswered} cut off`)
  assert.ok(unanswered > counters, 'no kill came in the middle of anything')

  const last = await servers.start()
  for (const acts of sent)
    assert.ok((await Promise.all(acts.map((one) => send(last.address, token, one)))).every(Boolean))
  await last.kill()
  assert.deepEqual(await assertWhole(), { redemptions: (rounds + 1) * counters, days: rounds + 1 })
})
