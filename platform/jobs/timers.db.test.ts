import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { makeTestServices } from '../../tests/test-services.ts'
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts'
import { type Jobs, jobSchema, openJobs } from './jobs.ts'
import type { JobTools } from './runs.ts'
import { runTimer, startTimers, type Timer } from './timers.ts'

const county = '330482'
let database: TestDatabase
let tools: JobTools
let now = new Date('2019-12-20T08:00:00+08:00')

before(async () => {
  database = await openTestDatabase()
  tools = { services: makeTestServices(database, () => now), log: () => undefined }
})
after(() => database?.close())

/** Ends the publicity of lists whose last day has passed: the statement changes the state that it looks for. */
const closing: Timer = {
  key: 'test.closing',
  everyMinutes: 1440,
  async run({ now, transact }) {
    const today = now.toISOString().slice(0, 10)
    await transact(async ({ tx, record }) => {
      const closed = await tx
        .updateTable('publicity.list')
        .set({ state: 'closed' })
        .where('county_code', '=', county)
        .where('state', '=', 'open')
        .where('closes_on', '<', today)
        .returning(['id', 'place_code'])
        .execute()
      for (const list of closed) {
        record({ placeCode: list.place_code, action: 'test.close', subjectKind: 'list', subjectId: list.id })
      }
    })
  },
}

async function openList(closesOn: string): Promise<string> {
  const id = makeId()
  await database.owner.query(
    `insert into publicity.list (county_code, id, place_code, kind, title, duty, opens_on, closes_on, hides_names_on, spot,
       columns, source, totals, state, public, opened_at)
     values ($1, $2, '330482001201', 'points', '公示', 'test', '2019-12-13', $3, '2020-12-31', '公告栏', '[]', '{}', '{}', 'open', true, $4)`,
    [county, id, closesOn, now],
  )
  return id
}

async function closesOf(id: string): Promise<number> {
  const found = await database.owner.query('select 1 from audit.entry where subject_id = $1', [id])
  return found.rowCount ?? 0
}

async function until(found: () => Promise<boolean>): Promise<void> {
  while (!(await found())) await new Promise((resolve) => setTimeout(resolve, 50))
}

async function noTimerWaits(): Promise<boolean> {
  const open = await database.owner.query(
    `select 1 from ${jobSchema}.job where name = 'timer' and state < 'completed'`,
  )
  return open.rowCount === 0
}

test('what came due while no server was up is done late, exactly once, though two servers start together', async () => {
  const first = await openJobs(database, () => undefined)
  await startTimers(first, [closing], tools)
  const due = await openList('2019-12-20')
  const later = await openList('2019-12-31')
  await until(noTimerWaits)
  await first.stop()
  assert.equal(await closesOf(due), 0)

  now = new Date('2019-12-25T09:00:00+08:00')
  const servers = await Promise.all([
    openJobs(database, () => undefined),
    openJobs(database, () => undefined),
  ])
  await Promise.all(servers.map((jobs) => startTimers(jobs, [closing], tools)))
  await until(async () => (await closesOf(due)) > 0 && (await noTimerWaits()))
  await Promise.all(servers.map((jobs) => jobs.stop()))
  assert.equal(await closesOf(due), 1)
  assert.equal(await closesOf(later), 0)
})

test('sixteen sweeps at the same time do the due work once', async () => {
  const due = await openList('2019-12-20')
  const noJobs = undefined as unknown as Jobs
  await Promise.all(Array.from({ length: 16 }, () => runTimer(closing, noJobs, tools)))
  assert.equal(await closesOf(due), 1)
  const entry = await database.owner.query(
    'select actor_name, channel, at from audit.entry where subject_id = $1',
    [due],
  )
  assert.deepEqual(entry.rows, [{ actor_name: '系统', channel: 'timer', at: now }])
})

test('a timer that left the program leaves the schedule', async () => {
  const jobs = await openJobs(database, () => undefined)
  const kept = { ...closing, key: 'test.kept', everyMinutes: 5 }
  const hourly = { ...closing, key: 'test.hourly', everyMinutes: 60 }
  await startTimers(jobs, [kept, hourly, closing], tools)
  await startTimers(jobs, [kept, hourly], tools)
  const schedules = await database.owner.query(
    `select key, cron, timezone from ${jobSchema}.schedule order by key`,
  )
  await jobs.stop()
  assert.deepEqual(schedules.rows, [
    { key: 'test.hourly', cron: '0 */1 * * *', timezone: 'Asia/Shanghai' },
    { key: 'test.kept', cron: '*/5 * * * *', timezone: 'Asia/Shanghai' },
  ])
})

test('two timers of one key, and minutes that divide neither hour nor day, are refused', async () => {
  const jobs = await openJobs(database, () => undefined)
  await assert.rejects(startTimers(jobs, [closing, closing], tools), /same key/)
  await assert.rejects(startTimers(jobs, [{ ...closing, everyMinutes: 7 }], tools), /7 minutes/)
  await jobs.stop()
})
