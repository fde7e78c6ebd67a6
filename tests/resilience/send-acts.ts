import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { place } from '../points-village.ts'

/** The long acts that servers are killed in. */
export const works = ['close', 'pay', 'import'] as const
export type Work = (typeof works)[number]

/** What one round asks for, and under which keys: the same again whenever it is repeated. */
export interface Order {
  round: number
  adoptionId: string
  planId: string
  /** A village that has no household yet, and its roll. */
  rollPlace: string
  roll: Buffer
  keys: Record<Work, string>
  /** What was told of the import so far. */
  uploadId?: string
  digest?: string
  runId?: string
}

export interface Signed {
  clerk: string
  secretary: string
}

export const reasonOf = (order: Order) => `第 ${order.round} 轮核对`

/** A reply of the server that is not its consent. */
export class NotDone extends Error {
  readonly body: { code?: string }
  constructor(what: string, status: number, body: { code?: string }) {
    super(`${what}: ${status} ${JSON.stringify(body)}`)
    this.body = body
  }
}

/** Does one act of an order through a server's routes; resolves once it is told as done. */
export async function doWork(work: Work, order: Order, address: string, signed: Signed): Promise<void> {
  const send = (as: keyof Signed, path: string, body: unknown, key: string) =>
    ask(address + path, signed[as], {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    })
  if (work === 'close') {
    await send(
      'clerk',
      '/api/points/closes',
      {
        ...{ placeCode: place, adoptionId: order.adoptionId, bookKey: 'shanzhi', period: '2020' },
        correctionReason: reasonOf(order),
      },
      order.keys.close,
    )
  } else if (work === 'pay') {
    const body = { paidOn: '2020-02-01', method: 'bank', revision: 1 }
    await send('secretary', `/api/dividends/plans/${order.planId}/payments`, body, order.keys.pay)
  } else await importRoll(order, address, signed, send)
}

async function importRoll(
  order: Order,
  address: string,
  signed: Signed,
  send: (as: keyof Signed, path: string, body: unknown, key: string) => Promise<Record<string, unknown>>,
): Promise<void> {
  const uploads = '/api/households/roll/uploads'
  if (!order.uploadId) {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(order.roll)]), '名册.xlsx')
    const plan = await ask(`${address}${uploads}?place=${order.rollPlace}&createGroups=true`, signed.clerk, {
      method: 'POST',
      headers: { 'idempotency-key': order.keys.import },
      body: form,
    })
    Object.assign(order, { uploadId: plan.uploadId, digest: plan.digest })
  }
  const confirmed = { createGroups: true, mode: 'all_or_nothing', digest: order.digest }
  const { runId } = await send('clerk', `${uploads}/${order.uploadId}/confirm`, confirmed, order.keys.import)
  if (order.runId) assert.equal(runId, order.runId, 'a repeated confirmation starts no other run')
  order.runId = String(runId)
  for (;;) {
    const run = await ask(`${address}/api/runs/${order.runId}`, signed.clerk, {})
    if (run.state === 'done') return
    if (run.state !== 'waiting' && run.state !== 'running') throw new NotDone('run', 200, run)
    await wait(100)
  }
}

async function ask(url: string, token: string, request: RequestInit): Promise<Record<string, unknown>> {
  const headers = { ...(request.headers as Record<string, string>), authorization: `Bearer ${token}` }
  const reply = await fetch(url, { ...request, headers })
  const body = (await reply.json()) as Record<string, unknown>
  if (reply.status !== 200) throw new NotDone(url, reply.status, body)
  return body
}

/** Signs in by password; the token holds in every server that comes after. */
export async function signIn(address: string, login: string, password: string): Promise<string> {
  const reply = await fetch(`${address}/api/accounts/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': `sign-in-${login}` },
    body: JSON.stringify({ login, password, bearer: true }),
  })
  const body = (await reply.json()) as { token: string }
  assert.equal(reply.status, 200, JSON.stringify(body))
  return body.token
}
