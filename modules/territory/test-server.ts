import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { v7 as makeId } from 'uuid'
import type { Actor, Role } from '../../engines/access/access.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/database/test-database.ts'
import { openSecrets } from '../../platform/secrets/secrets.ts'
import { buildApp } from '../../server/app.ts'
import { formOf, formType } from '../../tests/api/send-form.ts'
import { makeTestFileStore } from '../../tests/test-services.ts'
import { importDivisions } from './import-divisions.ts'
import { officialDivisions } from './official-list.ts'

export const village = '330482001213'

/** Accounts by name: `x-test-actor: clerk` signs in. */
const actors: Record<string, { role: Role; scope: string } | null> = {
  clerk: { role: 'clerk', scope: village },
  neighbour: { role: 'clerk', scope: '330482001204' },
  town: { role: 'town_officer', scope: '330482001' },
  county: { role: 'county_officer', scope: '330482' },
  nation: { role: 'administrator', scope: '' },
  villager: null,
}

export type TerritoryServer = Awaited<ReturnType<typeof openTerritoryServer>>

/** A server with one town's divisions, on a database of its own. */
export async function openTerritoryServer() {
  const database: TestDatabase = await openTestDatabase()
  await database.transact(everywhere, (tx) =>
    importDivisions(tx, officialDivisions('330482001'), { scope: '330482001', apply: true }),
  )
  const app: FastifyInstance = await buildApp(
    {
      database,
      clock: () => new Date('2026-03-05T08:00:00Z'),
      secrets: openSecrets(randomBytes(32)),
      files: makeTestFileStore(),
      schemes: { sections: [], norms: [], schemes: [], find: () => undefined },
      authenticate: async (request) => {
        const name = String(request.headers['x-test-actor'] ?? '')
        if (!(name in actors)) return null
        const grant = actors[name]
        return {
          accountId: '0197a000-0000-7000-8000-00000000000a',
          countyCode: '330482',
          placeCode: village,
          name,
          personId: null,
          householdId: null,
          grants: grant ? [grant] : [],
        } satisfies Actor
      },
    },
    { logLevel: 'silent', secure: false, version: 'test' },
  )
  let keys = 0
  const call = async (
    actor: string,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
  ) => {
    keys += 1
    const reply = await app.inject({
      method,
      url,
      headers: { 'x-test-actor': actor, 'idempotency-key': `test-key-${keys}` },
      ...(body ? { payload: body } : {}),
    })
    return { status: reply.statusCode, body: reply.json() }
  }

  const upload = async (actor: string, url: string, fileName: string, content: Buffer | string) => {
    const reply = await app.inject({
      method: 'POST',
      url,
      headers: { 'x-test-actor': actor, 'idempotency-key': makeId(), 'content-type': formType },
      payload: formOf([{ name: 'file', fileName, type: 'application/octet-stream', content }]),
    })
    return { status: reply.statusCode, body: reply.json() }
  }
  return {
    database,
    app,
    call,
    upload,
    close: async () => {
      await app.close()
      await database.close()
    },
  }
}

/** A ring near the village. */
export const square = [
  [121.02, 30.7],
  [121.03, 30.7],
  [121.03, 30.71],
  [121.02, 30.7],
]
