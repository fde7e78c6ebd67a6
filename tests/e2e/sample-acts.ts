import assert from 'node:assert/strict'
import { samplePassword, sampleVillage } from '../../modules/sample/sample-people.ts'
import { siteAddress } from './visit.ts'

const place = sampleVillage.place

/** Calls the server as one of the sample's people, to prepare what a journey is about. */
export type Caller = <Reply = Record<string, unknown>>(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
) => Promise<Reply>

export async function callerFor(login: string): Promise<Caller> {
  let token = ''
  const call: Caller = async (method, path, body) => {
    const reply = await fetch(`${siteAddress()}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(method === 'POST'
          ? { 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' }
          : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    assert.ok(reply.ok, `${method} ${path} as ${login}: ${reply.status} ${text}`)
    return JSON.parse(text)
  }
  const signedIn = await call<{ token: string }>('POST', '/api/accounts/sign-in', {
    login,
    password: samplePassword,
    bearer: true,
  })
  token = signedIn.token
  return call
}

export interface SampleHousehold {
  id: string
  number: string
  headName: string
}

export async function findHousehold(clerk: Caller, number: string): Promise<SampleHousehold> {
  const { rows } = await clerk<{ rows: SampleHousehold[] }>(
    'GET',
    `/api/households?place=${place}&search=${number}`,
  )
  const found = rows.find((row) => row.number === number)
  assert.ok(found, `no household ${number}`)
  return found
}

export interface SampleClaim {
  id: string
  stepKey: string | null
  revision: number
}

/** The clerk declares public work of a household for today. Points are hundredths. */
export async function declareWork(
  clerk: Caller,
  household: SampleHousehold,
  proposed: number,
  reason: string,
): Promise<SampleClaim> {
  const [book] = await clerk<{ adoptionId: string; bookKey: string }[]>(
    'GET',
    `/api/points/books?place=${place}`,
  )
  assert.ok(book)
  return clerk('POST', '/api/points/claims', {
    placeCode: place,
    householdId: household.id,
    adoptionId: book.adoptionId,
    bookKey: book.bookKey,
    itemKey: 'public_affairs',
    proposed,
    occurredOn: chinaToday(),
    reason,
    channel: 'cadre',
    medium: 'console',
  })
}

const steps = [
  { stepKey: 'verify', login: 'cadre' },
  { stepKey: 'deliberate', login: 'reviewer' },
  { stepKey: 'supervise', login: 'supervisor' },
] as const

const panel = ['钱秀英', '沈金娥', '陆明华'].map((name) => ({ name, guest: false }))

/** Passes a claim through the steps before `until`, or through all. */
export async function passClaim(
  claim: SampleClaim,
  until?: (typeof steps)[number]['stepKey'],
): Promise<SampleClaim> {
  let at = claim
  for (const { stepKey, login } of steps) {
    if (stepKey === until) return at
    const person = await callerFor(login)
    at = await person('POST', `/api/points/claims/${at.id}/decisions`, {
      stepKey,
      decision: 'pass',
      panel: stepKey === 'deliberate' ? panel : [],
      revision: at.revision,
    })
  }
  return at
}

/** The clerk hangs out what has been decided and not shown yet. Returns the list. */
export async function publicise(clerk: Caller): Promise<string> {
  const [book] = await clerk<{ adoptionId: string; bookKey: string }[]>(
    'GET',
    `/api/points/books?place=${place}`,
  )
  const today = chinaToday()
  const { listId } = await clerk<{ listId: string }>('POST', '/api/points/publicity', {
    placeCode: place,
    adoptionId: book!.adoptionId,
    bookKey: book!.bookKey,
    list: 'entries',
    period: `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`,
    opensOn: today,
    spot: '村务公开栏（村委会门口）',
  })
  return listId
}

/** Today in the village. */
export function chinaToday(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
}
