import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'

export interface Migration {
  number: number
  name: string
  text: string
  hash: string
}

export class DatabaseTooNew extends Error {
  constructor(number: number) {
    super(
      `数据库已升级到第 ${number} 号迁移，比本程序新。请安装新版本的善治后再启动，数据没有改动。\n` +
        `The database is at migration ${number}, newer than this program. Install the newer Shanzhi; nothing was changed.`,
    )
  }
}

export class MigrationChanged extends Error {
  constructor(name: string) {
    super(
      `迁移文件 ${name} 与数据库里执行过的不一致。请恢复原文件，改动要写成新的迁移。\n` +
        `The migration ${name} differs from the one that ran here. Restore the file; put changes in a new migration.`,
    )
  }
}

/** Reads the numbered SQL files of a folder, in order; throws when a number is missing or used twice. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name, index) => {
      if (Number(name.slice(0, 4)) !== index + 1)
        throw new Error(`migrations: expected number ${index + 1}, found ${name}`)
      const text = await readFile(join(folder, name), 'utf8')
      return { number: index + 1, name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/**
 * Brings the database to the newest migration, each in a transaction of its own. Concurrent starts are
 * safe: they wait on one lock. Refuses a database that is newer or whose history differs.
 * Returns the names that ran.
 */
export async function migrate(owner: pg.Client, migrations: Migration[]): Promise<string[]> {
  const ran: string[] = []
  await owner.query('select pg_advisory_lock(727001)')
  try {
    await owner.query(`create schema if not exists migration`)
    await owner.query(
      `create table if not exists migration.done (number int primary key, name text not null, hash text not null, at timestamptz not null)`,
    )
    await owner.query(`comment on table migration.done is 'local · migrations that ran'`)
    const done = await owner.query<{ number: number; hash: string }>(
      'select number, hash from migration.done order by number',
    )
    const newest = done.rows.at(-1)?.number ?? 0
    if (newest > migrations.length) throw new DatabaseTooNew(newest)
    for (const migration of migrations) {
      const earlier = done.rows.find((row) => row.number === migration.number)
      if (earlier) {
        if (earlier.hash !== migration.hash) throw new MigrationChanged(migration.name)
        continue
      }
      await runOne(owner, migration)
      ran.push(migration.name)
    }
  } finally {
    await owner.query('select pg_advisory_unlock(727001)')
  }
  return ran
}

async function runOne(owner: pg.Client, migration: Migration): Promise<void> {
  await owner.query('begin')
  try {
    await owner.query(`set local citus.multi_shard_modify_mode to 'sequential'`)
    await owner.query('insert into migration.done values ($1, $2, $3, now())', [
      migration.number,
      migration.name,
      migration.hash,
    ])
    await owner.query(migration.text)
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw new Error(
      `migration ${migration.name}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  }
}

/** Makes the two roles beside the owner when they are missing; the owner must be allowed to create roles. */
export async function ensureRoles(
  owner: pg.Client,
  passwords?: { app: string; reader: string },
): Promise<void> {
  await owner.query('select pg_advisory_lock(727001)')
  try {
    await ensureRole(owner, 'shanzhi_app', passwords?.app)
    await ensureRole(owner, 'shanzhi_reader', passwords?.reader)
  } finally {
    await owner.query('select pg_advisory_unlock(727001)')
  }
}

async function ensureRole(owner: pg.Client, role: string, password: string | undefined): Promise<void> {
  const found = await owner.query('select 1 from pg_roles where rolname = $1', [role])
  if (found.rowCount === 0)
    await owner.query(`create role ${role} ${password ? 'login' : 'nologin'}`).catch(ignoreDuplicate)
  if (password) await owner.query(`alter role ${role} login password '${password.replaceAll("'", "''")}'`)
  else await owner.query(`grant ${role} to current_user`)
}

function ignoreDuplicate(error: { code?: string }): void {
  if (error.code !== '42710' && error.code !== '23505') throw error
}
