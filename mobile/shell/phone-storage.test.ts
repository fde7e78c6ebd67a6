import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPhoneDatabase } from './phone-database.ts'

/** A phone has this before any of our code runs. */
const stored = new Map<string, string>()
Object.assign(globalThis, {
  localStorage: {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  },
})
const { addressOf } = await import('./call-server.ts')
const { forgetReads, keepReads, makeQueryClient } = await import('./kept-reads.ts')
const { noteServerTime, todayInChina } = await import('./server-time.ts')

const passbook = ['/api/points/households/:householdId/passbook', { householdId: 'h1' }, {}]
const wait = () => new Promise((resolve) => setTimeout(resolve, 20))

async function read(
  client: ReturnType<typeof makeQueryClient>,
  key: unknown[],
  data: unknown,
  keep: boolean,
) {
  await client.fetchQuery({ queryKey: key, queryFn: () => data, meta: { keep } })
  await wait()
}

test('a read marked to be kept is there again for the same account, and for no other', async () => {
  const database = await openPhoneDatabase('reads-1')
  const first = makeQueryClient()
  await keepReads(first, database, 'account-a')
  await read(first, passbook, { balance: 10_350 }, true)
  await read(first, ['/api/publicity/:listId', { listId: 'l' }, { search: '沈' }], { rows: [] }, false)

  const again = makeQueryClient()
  await keepReads(again, database, 'account-a')
  assert.deepEqual(again.getQueryData(passbook), { balance: 10_350 })
  assert.equal(again.getQueryCache().getAll().length, 1)
  assert.ok(again.getQueryCache().find({ queryKey: passbook })!.isStale(), 'the server is asked behind it')

  const other = makeQueryClient()
  await keepReads(other, database, 'account-b')
  assert.equal(other.getQueryCache().getAll().length, 0)
})

test('signing out wipes the reads of that account; another account signing in wipes all the rest', async () => {
  const database = await openPhoneDatabase('reads-2')
  for (const account of ['account-a', 'account-b', 'account-c']) {
    const client = makeQueryClient()
    await keepReads(client, database, account)
    await read(client, passbook, { account }, true)
  }
  await forgetReads(database, { of: 'account-a' })
  assert.deepEqual(
    (await database.getAll('reads')).map((kept) => kept.accountId),
    ['account-b', 'account-c'],
  )
  await forgetReads(database, { allBut: 'account-c' })
  assert.deepEqual(
    (await database.getAll('reads')).map((kept) => kept.accountId),
    ['account-c'],
  )
})

test('a read that fails keeps the copy that was there', async () => {
  const database = await openPhoneDatabase('reads-3')
  const client = makeQueryClient()
  await keepReads(client, database, 'account-a')
  await read(client, passbook, { balance: 1 }, true)
  await assert.rejects(
    client.fetchQuery({
      queryKey: passbook,
      queryFn: () => Promise.reject(new Error('gone')),
      retry: false,
      staleTime: 0,
      meta: { keep: true },
    }),
  )
  await wait()
  assert.deepEqual(
    (await database.getAll('reads')).map((kept) => kept.data),
    [{ balance: 1 }],
  )
})

test('an address takes its parameters, encoded, and leaves out what is not said', () => {
  const route = { method: 'GET', path: '/api/points/claims/:claimId' }
  assert.equal(addressOf(route, { claimId: 'a/b' }), '/api/points/claims/a%2Fb')
  assert.equal(
    addressOf(
      { method: 'GET', path: '/api/points/claims' },
      {},
      { place: '330482104209', search: '', mine: true, step: undefined },
    ),
    '/api/points/claims?place=330482104209&mine=true',
  )
})

test('a phone whose clock is wrong still knows the day in the village, from the server’s answers', () => {
  const now = Date.now()
  noteServerTime(new Date(now + 40 * 86_400_000).toUTCString())
  const ahead = todayInChina()
  noteServerTime(new Date(now).toUTCString())
  const right = todayInChina()
  assert.ok(Math.round((Date.parse(ahead) - Date.parse(right)) / 86_400_000) === 40, `${right} ${ahead}`)
  noteServerTime(null)
  noteServerTime('not a date')
  assert.equal(todayInChina(), right)
})
