import { v7 as makeId } from 'uuid'
import { buildApp } from '../../server/app.ts'
import { openTestServer, roleIn, village } from './test-server.ts'

/** A password that is not the usual one. */
export const other = '石桥 柳树 南瓜 七夕'

/** A server with administrators of each level, officers, an auditor and a clerk, and what they do with accounts. */
export async function openManagers() {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  const server = await openTestServer(buildApp)
  /** Session cookies by login. */
  const token: Record<string, string> = {}
  const id: Record<string, string> = {}
  for (const [login, role, scope] of [
    ['nation', 'administrator', ''],
    ['county', 'administrator', '330482'],
    ['county2', 'administrator', '330482'],
    ['village.admin', 'administrator', village],
    ['town', 'town_officer', '330482001'],
    ['officer', 'county_officer', '330482'],
    ['auditor', 'auditor', '330482'],
    ['clerk', 'clerk', village],
    ['foreign', 'administrator', '330483'],
  ] as const) {
    const placeCode = login === 'foreign' ? '330483001001' : login === 'nation' ? '000000000000' : village
    id[login] = await server.addAccount({ login, name: login, placeCode, grants: roleIn(role, scope) })
    token[login] = await server.signIn(login)
  }
  const blank = { name: '新人', login: null, phone: null, password: null, placeCode: village, personId: null }
  const term = { role: 'clerk', scope: village, from: '2026-03-01', to: null, reason: '换届' }
  return {
    server,
    token,
    id,
    create: (as: string, body: object, key?: string) =>
      server.call('POST', '/api/accounts', {
        token: token[as],
        ...(key ? { key } : {}),
        body: { ...blank, ...body },
      }),
    give: (as: string, accountId: string, body: object, query = '') =>
      server.call('POST', `/api/accounts/${accountId}/grants${query}`, {
        token: token[as],
        body: { ...term, ...body },
      }),
    end: (as: string, accountId: string, grantId: string, on: string) =>
      server.call('POST', `/api/accounts/${accountId}/grants/${grantId}/end`, {
        token: token[as],
        body: { on, reason: '届满' },
      }),
    setState: (as: string, accountId: string, state: string, revision: number, query = '') =>
      server.call('PUT', `/api/accounts/${accountId}/state${query}`, {
        token: token[as],
        body: { state, revision, reason: '离岗' },
      }),
    list: (as: string, query = '') => server.call('GET', `/api/accounts${query}`, { token: token[as] }),
    me: (session: string | undefined) => server.call('GET', '/api/accounts/me', { token: session }),
    addPerson: (placeCode: string) => {
      const ids = { personId: makeId(), householdId: makeId() }
      const person = { ...ids, placeCode, name: '宋五', birthDate: null, isHead: true, phone: '' }
      server.roll.push(person)
      return person
    },
  }
}

export const grantsOf = (body: object) =>
  (body as { grants: { id: string; role: string; scope: string }[] }).grants

export const code = (reply: { status: number; body: { code?: string } }) => reply.body.code ?? reply.status
