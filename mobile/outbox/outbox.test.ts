import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { replayDaysMax } from '../../engines/contract/replay-limit.ts'
import { openPhoneDatabase } from '../shell/phone-database.ts'
import { bodyOf, type NewAct } from './act.ts'
import { openOutboxStore } from './outbox-store.ts'
import { actsToSend, backoffMs, countOutbox } from './reduce-outbox.ts'
import { makeOutboxRunner, type Outcome, type Transport } from './run-outbox.ts'

const account = '0198c1d2-0000-7000-8000-00000000000a'
let databases = 0
const clock = () => Date.parse('2026-03-01T08:00:00Z')

function actOf(key: string, householdId: string, photos = 0): NewAct {
  return {
    key,
    accountId: account,
    householdId,
    placeCode: '330482104209',
    kind: 'declare',
    title: { zh: '打扫楼道', en: 'Swept the stairs' },
    forName: '',
    madeAt: '2026-03-01T08:00:00.000Z',
    request: { method: 'POST', path: '/api/points/claims', body: { reason: key, evidence: [] } },
    base: null,
    photos: Array.from({ length: photos }, (_, index) => ({ id: `${key}-p${index}`, goesTo: 'evidence' })),
  }
}
const photosOf = (act: NewAct) =>
  act.photos.map((photo) => ({
    id: photo.id,
    accountId: account,
    mediaType: 'image/jpeg',
    bytes: new Uint8Array([1, 2, 3]).buffer,
  }))

/** Thrown where the phone dies: nothing after it runs. */
class Closed extends Error {}

/** What happens to one request: it is lost, its answer is lost, it is put off, or the phone dies on the way. */
const fates = ['arrives', 'lost', 'answer_lost', 'busy', 'dies_before', 'dies_after'] as const
type Fate = (typeof fates)[number]

/** A server that keeps its word: one effect for a key, the first answer for a repeat, no other body under it. */
class FaithfulServer {
  readonly effects: { key: string; body: string }[] = []
  uploads = 0
  receive(key: string, body: Record<string, unknown>): void {
    const text = JSON.stringify(body)
    const known = this.effects.find((effect) => effect.key === key)
    if (known) assert.equal(known.body, text, 'the same key came with another body')
    else this.effects.push({ key, body: text })
  }
}

function transportOf(server: FaithfulServer, nextFate: () => Fate): Transport {
  const meet = async <T>(arrive: () => T): Promise<T | Extract<Outcome, { kind: 'later' }>> => {
    const fate = nextFate()
    if (fate === 'lost') return { kind: 'later', answered: false, waitMs: null }
    if (fate === 'busy') return { kind: 'later', answered: true, waitMs: 1000 }
    if (fate === 'dies_before') throw new Closed()
    const answer = arrive()
    if (fate === 'dies_after') throw new Closed()
    if (fate === 'answer_lost') return { kind: 'later', answered: false, waitMs: null }
    return answer
  }
  return {
    upload: () =>
      meet(() => {
        server.uploads += 1
        return { fileId: `file-${server.uploads}` }
      }),
    send: (act, body) =>
      meet<Outcome>(() => {
        server.receive(act.key, body)
        return { kind: 'accepted' }
      }),
  }
}

const freshStore = async () => {
  databases += 1
  return openOutboxStore(await openPhoneDatabase(`test-${databases}`))
}

test('in any order of saving, sending, failing, closing and reopening every act takes effect exactly once, in its household’s order', async () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('add' as const),
      household: fc.constantFrom('h1', 'h2', 'h3'),
      photos: fc.integer({ min: 0, max: 2 }),
    }),
    fc.record({ do: fc.constant('drain' as const) }),
    fc.record({ do: fc.constant('reopen' as const) }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 14 }),
      fc.array(fc.constantFrom(...fates), { maxLength: 40 }),
      async (steps, script) => {
        const server = new FaithfulServer()
        const fateQueue = [...script]
        const store = await freshStore()
        const open = () =>
          makeOutboxRunner(
            store,
            transportOf(server, () => fateQueue.shift() ?? 'arrives'),
            () => 0.5,
            clock,
          )
        let runner = open()
        const added: NewAct[] = []
        for (const one of steps) {
          if (one.do === 'add') {
            const act = actOf(`act-${added.length + 1}-key`, one.household, one.photos)
            added.push(act)
            await runner.add(act, photosOf(act))
          } else if (one.do === 'drain') {
            await runner.drain(account).catch((error) => {
              assert.ok(error instanceof Closed)
              runner = open()
            })
          } else runner = open()
        }
        fateQueue.length = 0
        runner = open()
        assert.equal(await runner.drain(account), null)
        const acts = await store.load()
        assert.deepEqual(
          acts.map((act) => [act.key, act.state]),
          added.map((act) => [act.key, 'sent']),
        )
        for (const household of ['h1', 'h2', 'h3'])
          assert.deepEqual(
            server.effects.map((effect) => effect.key).filter((key) => laneOf(added, key) === household),
            added.filter((act) => act.householdId === household).map((act) => act.key),
          )
        assert.equal(server.effects.length, added.length)
        for (const act of acts) {
          assert.equal((bodyOf(act).evidence as string[]).length, act.photos.length)
          for (const photo of act.photos) assert.equal(await store.findPhoto(photo.id), undefined)
        }
      },
    ),
    { numRuns: 150 },
  )
})
const laneOf = (added: NewAct[], key: string) => added.find((act) => act.key === key)?.householdId

const steady = (outcome: Outcome): Transport => ({
  upload: async () => ({ fileId: 'file-1' }),
  send: async () => outcome,
})

test('a refusal keeps the act with the server’s words, and mending it sends it under a new key', async () => {
  const store = await freshStore()
  const refusing = makeOutboxRunner(
    store,
    steady({ kind: 'refused', refusal: { code: 'points.too_late', message: '已过申报期限' } }),
    () => 0,
    clock,
  )
  await refusing.add(actOf('first-key', 'h1'), [])
  await refusing.drain(account)
  assert.deepEqual(countOutbox(refusing.acts(), account), { waiting: 0, sending: 0, needsLook: 1 })
  assert.equal(refusing.acts()[0]!.refusal?.message, '已过申报期限')
  await refusing.apply({ kind: 'mended', key: 'first-key', newKey: 'second-key', body: { reason: '改过' } })
  const seen: string[] = []
  const willing = makeOutboxRunner(
    store,
    {
      ...steady({ kind: 'accepted' }),
      send: async (act, body) => {
        seen.push(`${act.key} ${body.reason}`)
        return { kind: 'accepted' }
      },
    },
    () => 0,
    clock,
  )
  await willing.drain(account)
  assert.deepEqual(seen, ['second-key 改过'])
  assert.deepEqual(
    (await store.load()).map((act) => act.state),
    ['sent'],
  )
})

test('a refused act does not hold back the next act of its household', async () => {
  const store = await freshStore()
  const runner = makeOutboxRunner(
    store,
    {
      ...steady({ kind: 'accepted' }),
      send: async (act) =>
        act.key === 'bad-key'
          ? { kind: 'refused', refusal: { code: 'x', message: 'no' } }
          : { kind: 'accepted' },
    },
    () => 0,
    clock,
  )
  await runner.add(actOf('bad-key', 'h1'), [])
  await runner.add(actOf('good-key', 'h1'), [])
  await runner.drain(account)
  assert.deepEqual(
    runner.acts().map((act) => act.state),
    ['refused', 'sent'],
  )
})

test('an act that must wait holds back its own household and no other', async () => {
  const store = await freshStore()
  const order: string[] = []
  const runner = makeOutboxRunner(
    store,
    {
      ...steady({ kind: 'accepted' }),
      send: async (act) => {
        order.push(act.key)
        return act.key === 'h1-first' ? { kind: 'later', answered: true, waitMs: 9000 } : { kind: 'accepted' }
      },
    },
    () => 0.5,
    clock,
  )
  for (const [key, household] of [
    ['h1-first', 'h1'],
    ['h1-second', 'h1'],
    ['h2-first', 'h2'],
  ] as const)
    await runner.add(actOf(key, household), [])
  assert.equal(await runner.drain(account), 9000)
  assert.deepEqual(order, ['h1-first', 'h2-first'])
})

test('acts of another account on the same phone are neither sent nor counted', async () => {
  const store = await freshStore()
  const runner = makeOutboxRunner(store, steady({ kind: 'accepted' }), () => 0, clock)
  await runner.add({ ...actOf('other-key', 'h9'), accountId: 'somebody-else' }, [])
  await runner.drain(account)
  assert.equal(runner.acts()[0]!.state, 'saved')
  assert.deepEqual(countOutbox(runner.acts(), account), { waiting: 0, sending: 0, needsLook: 0 })
  assert.deepEqual(actsToSend(runner.acts(), account), [])
})

test('when the session has ended the acts stay saved until the person signs in again', async () => {
  const store = await freshStore()
  const runner = makeOutboxRunner(store, steady({ kind: 'sign_in' }), () => 0, clock)
  await runner.add(actOf('k1-key', 'h1'), [])
  await runner.add(actOf('k2-key', 'h2'), [])
  assert.equal(await runner.drain(account), null)
  assert.deepEqual(
    runner.acts().map((act) => [act.state, act.tries, act.mayHaveArrived]),
    [
      ['saved', 1, false],
      ['saved', 0, false],
    ],
  )
})

test('an act whose try had no answer says that it may have arrived; a plain refusal clears that', async () => {
  const store = await freshStore()
  let outcome: Outcome = { kind: 'later', answered: false, waitMs: null }
  const runner = makeOutboxRunner(store, { ...steady(outcome), send: async () => outcome }, () => 0, clock)
  await runner.add(actOf('k-key', 'h1'), [])
  await runner.drain(account)
  assert.equal(runner.acts()[0]!.mayHaveArrived, true)
  outcome = { kind: 'refused', refusal: { code: 'x', message: 'no' } }
  await runner.drain(account)
  assert.equal(runner.acts()[0]!.mayHaveArrived, false)
})

test('what had no answer for sixty days after its first try is given up, and what never left may still go', async () => {
  const store = await freshStore()
  const first = clock()
  let now = first
  let outcome: Outcome = { kind: 'later', answered: false, waitMs: null }
  const tried: string[] = []
  const runner = makeOutboxRunner(
    store,
    {
      ...steady(outcome),
      send: async (act) => {
        tried.push(act.key)
        return act.key === 'signed-out' ? { kind: 'sign_in' } : outcome
      },
    },
    () => 0,
    () => now,
  )
  await runner.add(actOf('unsure', 'h1'), [])
  await runner.add(actOf('signed-out', 'h2'), [])
  await runner.drain(account)
  now = first + replayDaysMax * 86_400_000
  await runner.drain(account)
  assert.deepEqual(
    tried,
    ['unsure', 'signed-out', 'unsure', 'signed-out'],
    'on the last moment it still goes',
  )
  now += 1
  outcome = { kind: 'accepted' }
  await runner.drain(account)
  const [unsure, signedOut] = runner.acts()
  assert.deepEqual(
    [unsure!.state, unsure!.refusal?.code, unsure!.mayHaveArrived],
    ['refused', 'phone.too_old', true],
  )
  assert.deepEqual([signedOut!.state, signedOut!.unsureSince], ['saved', null])
  await runner.apply({ kind: 'mended', key: 'unsure', newKey: 'again', body: {} })
  await runner.drain(account)
  assert.equal(runner.acts().find((act) => act.key === 'again')?.state, 'sent')
})

test('an app that was closed while sending counts the age from that try', async () => {
  const store = await freshStore()
  await store.apply({ kind: 'added', act: actOf('a-key', 'h1') })
  await store.apply({ kind: 'taken', key: 'a-key', at: '2026-01-01T00:00:00.000Z' })
  await store.apply({ kind: 'reopened' })
  await store.apply({ kind: 'aged', before: '2026-01-01T00:00:00.000Z' })
  assert.equal((await store.load())[0]!.state, 'saved')
  await store.apply({ kind: 'aged', before: '2026-01-01T00:00:00.001Z' })
  assert.equal((await store.load())[0]!.refusal?.code, 'phone.too_old')
})

test('an act without its picture is refused on the phone and never sent bare', async () => {
  const store = await freshStore()
  let sent = 0
  const runner = makeOutboxRunner(
    store,
    {
      ...steady({ kind: 'accepted' }),
      send: async () => {
        sent += 1
        return { kind: 'accepted' }
      },
    },
    () => 0,
    clock,
  )
  await runner.add(actOf('k-key', 'h1', 1), [])
  await runner.drain(account)
  assert.equal(sent, 0)
  assert.equal(runner.acts()[0]!.refusal?.code, 'phone.photo_lost')
})

test('what is sent or under way cannot be dropped; what waits can', async () => {
  const store = await freshStore()
  await store.apply({ kind: 'added', act: actOf('a-key', 'h1') })
  await store.apply({ kind: 'added', act: actOf('b-key', 'h2') })
  await store.apply({ kind: 'taken', key: 'a-key', at: '2026-03-01T08:00:00.000Z' })
  await store.apply({ kind: 'dropped', key: 'a-key' })
  await store.apply({ kind: 'dropped', key: 'b-key' })
  assert.deepEqual(
    (await store.load()).map((act) => act.key),
    ['a-key'],
  )
})

test('tidying takes only old sent acts away', async () => {
  const store = await freshStore()
  for (const key of ['a-key', 'b-key', 'c-key', 'd-key']) {
    await store.apply({ kind: 'added', act: actOf(key, 'h1') })
    if (key === 'd-key') break
    await store.apply({ kind: 'taken', key, at: '2026-03-01T08:00:00.000Z' })
    await store.apply({ kind: 'accepted', key })
  }
  await store.apply({ kind: 'tidied', accountId: account, keep: 1 })
  assert.deepEqual(
    (await store.load()).map((act) => act.key),
    ['c-key', 'd-key'],
  )
})

test('waits double up to five minutes and are spread by a quarter to each side', () => {
  assert.deepEqual(
    [1, 2, 3, 4].map((tries) => backoffMs(tries, 0.5)),
    [2000, 4000, 8000, 16_000],
  )
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (tries, share) => {
        const wait = backoffMs(tries, share)
        assert.ok(wait >= 1500 && wait <= 375_000)
      },
    ),
  )
})
