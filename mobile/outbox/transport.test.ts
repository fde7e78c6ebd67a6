import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Act } from './act.ts'

Object.assign(globalThis, {
  document: { documentElement: { lang: 'zh-CN' } },
  localStorage: { getItem: () => null, setItem: () => {}, removeItem: () => {} },
})
const { serverTransport } = await import('./transport.ts')

interface Sent {
  url: string
  method: string
  headers: Record<string, string>
  body: unknown
}

/** Stands for the line: each call gets the next answer; an error is a line that is cut. */
function answerWith(...answers: (Response | Error)[]): Sent[] {
  const sent: Sent[] = []
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    sent.push({ url, method: init.method!, headers: init.headers as Record<string, string>, body: init.body })
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return answer!
  }) as typeof fetch
  return sent
}
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })
const refusal = (status: number, code: string, headers = {}) =>
  json(status, { code, message: '原因', at: null, details: {} }, headers)

const act = (change: Partial<Act> = {}): Act => ({
  key: 'the-key-of-this-act',
  accountId: 'a',
  number: 1,
  householdId: 'h',
  placeCode: '330482001213',
  kind: 'declare',
  title: { zh: '', en: '' },
  forName: '',
  madeAt: '',
  request: { method: 'POST', path: '/api/points/claims', body: {} },
  photos: [],
  base: null,
  theirs: null,
  state: 'sending',
  tries: 0,
  mayHaveArrived: false,
  unsureSince: null,
  refusal: null,
  ...change,
})
const amend = act({
  kind: 'amend',
  base: { revision: 1 },
  request: { method: 'PUT', path: '/api/points/claims/c1', body: {} },
})

test('an act goes out under its own key, and an answer of any shape means that it arrived', async () => {
  const sent = answerWith(json(200, { id: 'c1' }))
  assert.deepEqual(await serverTransport.send(act(), { reason: '扫地' }), { kind: 'accepted' })
  assert.equal(sent[0]!.headers['idempotency-key'], 'the-key-of-this-act')
  assert.equal(sent[0]!.headers['x-shanzhi-channel'], 'mobile')
  assert.equal(sent[0]!.body, '{"reason":"扫地"}')
})

test('what the server says decides what the phone does next', async () => {
  const cases: [string, Response | Error, unknown][] = [
    ['no network', new TypeError('failed to fetch'), { kind: 'later', answered: false, waitMs: null }],
    ['a log-in page of the hotel', new Response('<html>'), { kind: 'later', answered: false, waitMs: null }],
    [
      'a gateway without its server',
      json(502, { error: 'bad' }),
      { kind: 'later', answered: false, waitMs: null },
    ],
    ['the server failed', refusal(500, 'server.failed'), { kind: 'later', answered: false, waitMs: null }],
    ['the server is busy', refusal(503, 'server.busy'), { kind: 'later', answered: true, waitMs: null }],
    [
      'too many requests',
      refusal(429, 'request.too_many', { 'retry-after': '30' }),
      { kind: 'later', answered: true, waitMs: 30_000 },
    ],
    ['signed out', refusal(401, 'access.sign_in'), { kind: 'sign_in' }],
    [
      'refused by a rule',
      refusal(422, 'points.over_times'),
      { kind: 'refused', refusal: { code: 'points.over_times', message: '原因' } },
    ],
    [
      'decided already',
      refusal(409, 'points.not_withdrawable'),
      { kind: 'refused', refusal: { code: 'points.not_withdrawable', message: '原因' } },
    ],
    [
      'two first declarations that met on their way',
      refusal(409, 'request.stale'),
      { kind: 'later', answered: true, waitMs: null },
    ],
  ]
  for (const [name, answer, expected] of cases) {
    answerWith(answer)
    assert.deepEqual(await serverTransport.send(act(), {}), expected, name)
  }
})

test('a stale amendment comes back with the record as it stands now, or without it when it cannot be read', async () => {
  const stale = { code: 'request.stale', message: '原因' }
  answerWith(refusal(409, 'request.stale'), json(200, { id: 'c1', revision: 2 }))
  assert.deepEqual(await serverTransport.send(amend, {}), {
    kind: 'conflict',
    refusal: stale,
    theirs: { id: 'c1', revision: 2 },
  })
  answerWith(refusal(409, 'request.stale'), new TypeError('cut'))
  assert.deepEqual(await serverTransport.send(amend, {}), { kind: 'conflict', refusal: stale, theirs: null })
})

test('a picture goes up under its own key with what it is for, and its refusal is the act’s', async () => {
  const photo = { id: 'photo-key', accountId: 'a', mediaType: 'image/png', bytes: new Uint8Array([1]).buffer }
  const signed = act({ photos: [{ id: 'photo-key', goesTo: 'signature', fileId: null }] })
  const sent = answerWith(json(200, { id: 'file-1' }))
  assert.deepEqual(await serverTransport.upload(signed, photo), { fileId: 'file-1' })
  const form = sent[0]!.body as FormData
  assert.equal(sent[0]!.headers['idempotency-key'], 'photo-key')
  assert.deepEqual(
    ['purpose', 'placeCode', 'householdId'].map((name) => form.get(name)),
    ['signature', '330482001213', 'h'],
  )
  answerWith(refusal(415, 'files.type'))
  assert.deepEqual(await serverTransport.upload(signed, photo), {
    kind: 'refused',
    refusal: { code: 'files.type', message: '原因' },
  })
})
