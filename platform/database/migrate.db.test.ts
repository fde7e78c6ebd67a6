import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import type pg from 'pg'
import {
  DatabaseTooNew,
  ensureRoles,
  type Migration,
  MigrationChanged,
  migrate,
  readMigrations,
} from './migrate.ts'
import { migrationsFolder, withClient } from './open-database.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

let cluster: TestDatabase
let owner: pg.ClientConfig
let name: string

before(async () => {
  cluster = await openTestDatabase()
})
after(() => cluster?.close())
beforeEach(async () => {
  name = `shanzhi_${randomBytes(6).toString('hex')}_test`
  await cluster.owner.query(`create database ${name}`)
  owner = { ...cluster.ownerConfig, database: name }
})
afterEach(() => cluster.owner.query(`drop database ${name} with (force)`))

function migration(number: number, text: string): Migration {
  return { number, name: `${number}.sql`, text, hash: createHash('sha256').update(text).digest('hex') }
}
const first = migration(1, 'create table made (id int); insert into made values (1)')
const second = migration(2, 'insert into made values (2)')

async function rows(): Promise<number[]> {
  return withClient(owner, async (client) =>
    (await client.query('select id from made order by id')).rows.map((row) => row.id),
  )
}

test('migrations run in order, each once', async () => {
  assert.deepEqual(await withClient(owner, (client) => migrate(client, [first])), ['1.sql'])
  assert.deepEqual(await withClient(owner, (client) => migrate(client, [first, second])), ['2.sql'])
  assert.deepEqual(await withClient(owner, (client) => migrate(client, [first, second])), [])
  assert.deepEqual(await rows(), [1, 2])
})

test('of eight servers that start together one runs them, and the others wait for it', async () => {
  const slow = migration(1, `${first.text}; select pg_sleep(0.2)`)
  const ran = await Promise.all(
    Array.from({ length: 8 }, () => withClient(owner, (client) => migrate(client, [slow, second]))),
  )
  assert.deepEqual(
    ran.filter((names) => names.length > 0),
    [['1.sql', '2.sql']],
  )
  assert.deepEqual(await rows(), [1, 2])
})

test('a migration that fails leaves nothing of itself and keeps those before it', async () => {
  const broken = migration(2, 'insert into made values (2); select 1 / 0')
  await assert.rejects(
    withClient(owner, (client) => migrate(client, [first, broken])),
    /migration 2\.sql: division by zero/,
  )
  assert.deepEqual(await rows(), [1])
  assert.deepEqual(await withClient(owner, (client) => migrate(client, [first, second])), ['2.sql'])
})

test('a database newer than the program, and a migration that was changed, are refused untouched', async () => {
  await withClient(owner, (client) => migrate(client, [first, second]))
  await assert.rejects(
    withClient(owner, (client) => migrate(client, [first])),
    DatabaseTooNew,
  )
  const changed = migration(1, `${first.text};`)
  await assert.rejects(
    withClient(owner, (client) => migrate(client, [changed, second])),
    MigrationChanged,
  )
  assert.deepEqual(await rows(), [1, 2])
})

test('the roles are made once, also by several at the same time', async () => {
  await Promise.all(Array.from({ length: 6 }, () => withClient(owner, (client) => ensureRoles(client))))
  const found = await cluster.owner.query(
    `select rolname, rolsuper, rolcreaterole, rolbypassrls from pg_roles where rolname like 'shanzhi\\_%' order by 1`,
  )
  assert.deepEqual(
    found.rows.map((role) => role.rolname),
    ['shanzhi_app', 'shanzhi_reader'],
  )
  for (const role of found.rows)
    assert.deepEqual([role.rolsuper, role.rolcreaterole, role.rolbypassrls], [false, false, false])
})

test('the migrations of the project say whether they break, and a gap in their numbers is found', async () => {
  for (const { name, text } of await readMigrations(migrationsFolder))
    assert.match(text, /^-- breaking: (yes|no)$/m, name)
  const folder = await mkdtemp(join(tmpdir(), 'shanzhi-migrations-'))
  await writeFile(join(folder, '0001-a.sql'), '')
  await writeFile(join(folder, '0003-c.sql'), '')
  await assert.rejects(readMigrations(folder), /expected number 2, found 0003-c\.sql/)
  await writeFile(join(folder, '0001-b.sql'), '')
  await assert.rejects(readMigrations(folder), /expected number 2, found 0001-b\.sql/)
  await rm(folder, { recursive: true })
})
