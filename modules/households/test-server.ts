import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { v7 as makeId } from 'uuid'
import type { Actor, Role } from '../../engines/access/access.ts'
import { makeIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import { type Jobs, openJobs } from '../../platform/jobs/jobs.ts'
import { workRuns } from '../../platform/jobs/runs.ts'
import { runTimer } from '../../platform/jobs/timers.ts'
import { writeWorkbook } from '../../platform/workbooks/index.ts'
import { allActions, buildApp } from '../../server/app.ts'
import { formOf, formType } from '../../tests/api/send-form.ts'
import { makeTestFileStore, makeTestServices } from '../../tests/test-services.ts'
import { householdRunKinds, householdTimers } from './jobs.ts'
import { type RollRow, rollSheet } from './roll-sheet.ts'
import { haiyan, now, openTestVillage, type TestVillage, tangqiao, tongjie } from './test-village.ts'

/** Accounts by name: the header `x-test-actor` signs in; `villager` has the household `own` and no role, `nextDoor` lives in the same village. */
const grants: Record<string, { role: Role; scope: string } | null> = {
  clerk: { role: 'clerk', scope: tongjie },
  secretary: { role: 'secretary', scope: tongjie },
  reviewer: { role: 'reviewer', scope: tongjie },
  neighbour: { role: 'clerk', scope: tangqiao },
  abroad: { role: 'clerk', scope: haiyan },
  town: { role: 'town_officer', scope: '330482001' },
  county: { role: 'county_officer', scope: '330482' },
  wideClerk: { role: 'clerk', scope: '330482' },
  administrator: { role: 'administrator', scope: '330482' },
  villager: null,
  nextDoor: null,
}

/** A server with the villages of `openTestVillage` and the household of the villager. */
export async function openTestServer() {
  const village = await openTestVillage()
  const own = { id: '', headId: '' }
  const jobs = await openJobs(village.database, () => undefined)
  const app = await openApp(village, own, jobs)
  const services = makeTestServices(village.database, () => now)
  const tools = {
    services: { ...services, actions: allActions, secrets: village.secrets },
    log: console.error,
  }
  const call = async (
    actor: string,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body?: object,
    key: string = makeId(),
  ) => {
    const reply = await app.inject({
      method,
      url,
      headers: { 'x-test-actor': actor, 'idempotency-key': key },
      ...(body ? { payload: body } : {}),
    })
    return { status: reply.statusCode, body: reply.json() }
  }
  const made = await call('clerk', 'POST', '/api/households', household('8', '王大', 1))
  own.id = made.body.id
  own.headId = made.body.headId
  return {
    village,
    app,
    own,
    call,
    upload: (actor: string, url: string, content: Buffer | string) => upload(app, actor, url, content),
    /** From now on long work is done; before, it waits. */
    startRuns: () => workRuns(jobs, householdRunKinds, tools),
    sweep: () => Promise.all(householdTimers.map((timer) => runTimer(timer, jobs, tools))),
    close: async () => {
      await app.close()
      await jobs.stop()
      await village.database.close()
    },
  }
}

function openApp(village: TestVillage, own: { id: string }, jobs: Jobs): Promise<FastifyInstance> {
  const names = Object.keys(grants)
  return buildApp(
    {
      database: village.database,
      jobs,
      clock: () => now,
      secrets: village.secrets,
      files: makeTestFileStore(),
      schemes: { sections: [], norms: [], schemes: [], find: () => undefined },
      authenticate: async (request) => {
        const name = String(request.headers['x-test-actor'] ?? '')
        const grant = grants[name]
        if (grant === undefined) return null
        return {
          accountId: `0197a000-0000-7000-8000-${String(names.indexOf(name)).padStart(12, '0')}`,
          countyCode: grant?.scope.slice(0, 6) ?? '330482',
          placeCode: (grant?.scope ?? tongjie).padEnd(12, '0'),
          name,
          personId: null,
          householdId: name === 'villager' ? own.id : null,
          grants: grant ? [grant] : [],
        } satisfies Actor
      },
    },
    { logLevel: 'silent', secure: false, version: 'test' },
  )
}

async function upload(app: FastifyInstance, actor: string, url: string, content: Buffer | string) {
  const reply = await app.inject({
    method: 'POST',
    url,
    headers: {
      'x-test-actor': actor,
      'idempotency-key': makeId(),
      'content-type': formType,
    },
    payload: formOf([{ name: 'file', fileName: '名册.xlsx', content }]),
  })
  return { status: reply.statusCode, body: reply.json() }
}

/** A workbook of the roll as bytes; keys that are left out are blank cells. */
export async function workbookOf(rows: Partial<RollRow>[]): Promise<Buffer> {
  const output = new PassThrough()
  const chunks: Buffer[] = []
  output.on('data', (chunk: Buffer) => chunks.push(chunk))
  await writeWorkbook(rollSheet, rows as RollRow[], output)
  return Buffer.concat(chunks)
}

export const person = (name: string, sequence: number | null, more: object = {}) => ({
  name,
  sex: 'unknown',
  birthDate: '1975-05-05',
  identityNumber: sequence === null ? null : makeIdentityNumber('330482', '1975-05-05', sequence),
  phone: sequence === null ? null : `1370000${String(sequence).padStart(4, '0')}`,
  ...more,
})
/** What a request says of a household of two. */
export const household = (number: string | null, name: string, sequence: number, more: object = {}) => ({
  placeCode: tongjie,
  number,
  groupId: null,
  address: '中心路1号',
  on: '2019-01-01',
  head: person(name, sequence),
  members: [{ ...person(`${name}妻`, null), relation: 'spouse', presence: 'away' }],
  ...more,
})
