import { randomBytes } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { v7 as makeId } from 'uuid'
import type { Role } from '../../engines/access/access.ts'
import { appendAudit } from '../../platform/audit/record.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/database/test-database.ts'
import type { HttpContext } from '../../platform/http/context.ts'
import type { ShortMessage } from '../../platform/messages/message-gateway.ts'
import { openSecrets, type Secrets } from '../../platform/secrets/secrets.ts'
import { makeTestFileStore } from '../../tests/test-services.ts'
import type { AccountsTools } from './accounts-tools.ts'
import { createAccountDirectly, type DirectAccount } from './create-account-directly.ts'
import type { RollPerson } from './decide-phone-owner.ts'
import { makeAuthenticate } from './make-authenticate.ts'
import { sessionCookie } from './session-token.ts'

export const village = '330482001213'
export const neighbour = '330482001204'
export const password = '稻田 青蛙 竹椅 三月'

interface TestAnswer {
  status: number
  // The replies of many routes: each test knows the one it asked.
  body: Record<string, unknown> & { code?: string; message?: string }
  headers: Record<string, unknown>
  /** Value of the session cookie that the reply set. */
  cookie: string | undefined
}

/** A server of one test file: its own database, a clock that the test turns, and a roll that it fills. */
export interface TestServer {
  app: FastifyInstance
  database: TestDatabase
  secrets: Secrets
  time: { now: Date }
  sent: ShortMessage[]
  /** Living people on the roll, as another module would tell of them. */
  roll: (RollPerson & { phone: string })[]
  call(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    options?: {
      token?: string | undefined
      bearer?: string
      body?: object
      address?: string
      key?: string
      headers?: object
    },
  ): Promise<TestAnswer>
  addAccount(wish: Partial<DirectAccount> & { login: string }): Promise<string>
  /** Signs in by password and gives the cookie. */
  signIn(login: string, address?: string): Promise<string>
  later(seconds: number): void
  close(): Promise<void>
}

type BuildApp = (
  tools: Omit<HttpContext, 'actions' | 'errors'> & { accounts: AccountsTools },
  options: { logLevel: string; secure: boolean; version: string },
) => Promise<FastifyInstance>

export async function openTestServer(
  buildApp: BuildApp,
  options: { secure?: boolean; accounts?: Partial<AccountsTools> } = {},
): Promise<TestServer> {
  const database = await openTestDatabase()
  const time = { now: new Date('2026-03-05T08:00:00Z') }
  const clock = () => time.now
  const secrets = openSecrets(randomBytes(32))
  const sent: ShortMessage[] = []
  const roll: TestServer['roll'] = []
  const accounts: AccountsTools = {
    messages: { send: async (message) => void sent.push(message) },
    sample: false,
    oidc: null,
    roll: {
      findPeopleByPhone: async (_tx, phone) => roll.filter((person) => person.phone === phone),
      findPerson: async (_tx, county, id) =>
        roll.find((person) => person.personId === id && person.placeCode.startsWith(county)),
    },
    ...options.accounts,
  }
  const app = await buildApp(
    {
      database,
      clock,
      secrets,
      files: makeTestFileStore(),
      schemes: { sections: [], norms: [], schemes: [], find: () => undefined },
      authenticate: makeAuthenticate({ database, clock }),
      accounts,
    },
    { logLevel: 'silent', secure: options.secure ?? false, version: 'test' },
  )
  await insertPlaces(database)
  const call: TestServer['call'] = async (method, url, given = {}) => {
    const request: InjectOptions = {
      method,
      url,
      remoteAddress: given.address ?? '10.0.0.1',
      headers: {
        'idempotency-key': given.key ?? makeId(),
        ...(given.bearer ? { authorization: `Bearer ${given.bearer}` } : {}),
        ...given.headers,
      },
      ...(given.token ? { cookies: { [sessionCookie]: given.token } } : {}),
      ...(given.body ? { payload: given.body } : {}),
    }
    const reply = await app.inject(request)
    return {
      status: reply.statusCode,
      body: reply.headers['content-type']?.toString().includes('json') ? reply.json() : {},
      headers: reply.headers,
      cookie: reply.cookies.find((cookie) => cookie.name === sessionCookie)?.value || undefined,
    }
  }
  return {
    app,
    database,
    secrets,
    time,
    sent,
    roll,
    call,
    addAccount: (wish) => addAccount(database, secrets, time.now, wish),
    signIn: async (login, address) => {
      const reply = await call('POST', '/api/accounts/sign-in', {
        body: { login, password },
        ...(address ? { address } : {}),
      })
      if (!reply.cookie) throw new Error(`${login}: ${JSON.stringify(reply.body)}`)
      return reply.cookie
    },
    later: (seconds) => {
      time.now = new Date(time.now.getTime() + seconds * 1000)
    },
    close: async () => {
      await app.close()
      await database.close()
    },
  }
}

async function addAccount(
  database: TestDatabase,
  secrets: Secrets,
  now: Date,
  wish: Partial<DirectAccount> & { login: string },
): Promise<string> {
  return database.transact(everywhere, async (tx) => {
    const act = {
      tx,
      now,
      record: (record: Parameters<typeof appendAudit>[2][number]) => void records.push(record),
    }
    const records: Parameters<typeof appendAudit>[2][number][] = []
    const made = await createAccountDirectly(act, secrets, {
      name: wish.login,
      password,
      placeCode: village,
      ...wish,
    })
    const origin = { accountId: null, actorName: '测试', channel: 'test', address: null, at: now }
    await appendAudit(tx, origin, records)
    return made.accountId
  })
}

/** Grants of one role, from the first day of 2026. */
export function roleIn(role: Role, scope: string, term: { from?: string; to?: string } = {}) {
  return [{ role, scope, from: term.from ?? '2026-01-01', to: term.to ?? null }]
}

async function insertPlaces(database: TestDatabase): Promise<void> {
  await database.owner.query(
    `insert into territory.division (code, parent_code, level, name, short_name, pinyin, initials, valid_from, source)
     values ('330482000000', null, 'county', '平湖市', '平湖市', '', '', '2020-01-01', 'test'),
       ('330482001000', '330482000000', 'town', '当湖街道', '当湖', '', '', '2020-01-01', 'test'),
       ($1, '330482001000', 'village', '通界村村民委员会', '通界村', '', '', '2020-01-01', 'test'),
       ($2, '330482001000', 'village', '邻村村民委员会', '邻村', '', '', '2020-01-01', 'test')`,
    [village, neighbour],
  )
}
