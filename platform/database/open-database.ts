import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { connectDatabase, type Database } from './connect.ts'
import { type EmbeddedPostgres, socketPort, startEmbeddedPostgres } from './embedded-postgres.ts'
import { ensureRoles, migrate, readMigrations } from './migrate.ts'
import { checkOutside, explainRights } from './outside-postgres.ts'

export interface OpenedDatabase {
  database: Database
  /** Where our own PostgreSQL listens; null for an outside one. */
  socketFolder: string | null
  /** How the owner connects: migrations, job tables, backup and restore. */
  owner: pg.ClientConfig
  migrationsRun: string[]
  close(): Promise<void>
}

export const migrationsFolder = join(import.meta.dirname, '..', '..', 'migrations')

export interface OpenOptions {
  folder: string
  url?: string | undefined
  poolMax?: number
  /** Drops our own database first: only for one that nobody has used yet. */
  fresh?: boolean
  /** False refuses a database that is not at the newest migration, in place of bringing it there. */
  migrate?: boolean
}

export class DatabaseBehind extends Error {
  constructor(found: number, wanted: number) {
    super(
      `数据库在第 ${found} 号迁移，本程序需要第 ${wanted} 号。请先启动一次善治，或执行 npm run cli -- database migrate。\n` +
        `The database is at migration ${found}, this program needs ${wanted}. Start Shanzhi once, or run: npm run cli -- database migrate`,
    )
  }
}

/**
 * Opens the database that the environment names: an outside PostgreSQL by DATABASE_URL, or our own in
 * the data folder, whose lock the caller holds. Brings it to the newest migration first.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenedDatabase> {
  if (options.url) return openOutside(options.url, options)
  const server = await startEmbeddedPostgres({ folder: options.folder, durable: true })
  try {
    return await openOwn(server, options)
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function openOutside(url: string, options: OpenOptions): Promise<OpenedDatabase> {
  const { poolMax = 20, migrate: mayMigrate = true } = options
  const owner: pg.ClientConfig = { connectionString: url }
  await checkOutside(url)
  const migrationsRun = await prepare(owner, mayMigrate).catch((error: unknown) => {
    throw explainRights(url, error)
  })
  const database = connectDatabase({ connectionString: url, role: 'shanzhi_app', max: poolMax })
  return { database, socketFolder: null, owner, migrationsRun, close: () => database.close() }
}

/** Joins the PostgreSQL that a running server of the same data folder has started. */
export async function joinDatabase(
  folder: string,
  socketFolder: string,
  poolMax = 4,
): Promise<OpenedDatabase> {
  const at = { host: socketFolder, port: socketPort, database: 'shanzhi' }
  const passwords = await readOrMakePasswords(folder)
  const owner: pg.ClientConfig = { ...at, user: 'shanzhi_owner', password: passwords.owner }
  const app = { ...at, user: 'shanzhi_app', password: passwords.app, max: poolMax }
  await prepare(owner, false)
  const database = connectDatabase(app)
  return { database, socketFolder, owner, migrationsRun: [], close: () => database.close() }
}

async function openOwn(server: EmbeddedPostgres, options: OpenOptions): Promise<OpenedDatabase> {
  const { folder, poolMax = 20 } = options
  const at = { host: server.socketFolder, port: server.port }
  const superuser = { ...at, user: 'postgres', password: server.superuserPassword }
  const passwords = await readOrMakePasswords(folder)
  await withClient({ ...superuser, database: 'postgres' }, async (client) => {
    if ((await client.query(`select 1 from pg_roles where rolname = 'shanzhi_owner'`)).rowCount === 0) {
      await client.query(`create role shanzhi_owner login createrole password '${passwords.owner}'`)
    }
    if (options.fresh) await client.query('drop database if exists shanzhi with (force)')
    if ((await client.query(`select 1 from pg_database where datname = 'shanzhi'`)).rowCount === 0) {
      await client.query(`create database shanzhi owner shanzhi_owner`)
    }
  })
  const owner: pg.ClientConfig = {
    ...at,
    user: 'shanzhi_owner',
    password: passwords.owner,
    database: 'shanzhi',
  }
  const migrationsRun = await prepare(owner, options.migrate ?? true, passwords)
  const database = connectDatabase({
    ...at,
    user: 'shanzhi_app',
    password: passwords.app,
    database: 'shanzhi',
    max: poolMax,
  })
  return {
    database,
    socketFolder: server.socketFolder,
    owner,
    migrationsRun,
    close: () => database.close().finally(() => server.stop()),
  }
}

async function prepare(
  owner: pg.ClientConfig,
  mayMigrate: boolean,
  passwords?: { app: string; reader: string },
): Promise<string[]> {
  return withClient(owner, async (client) => {
    if (!mayMigrate) await refuseBehind(client)
    await ensureRoles(client, passwords)
    return migrate(client, await readMigrations(migrationsFolder))
  })
}

async function refuseBehind(client: pg.Client): Promise<void> {
  const wanted = (await readMigrations(migrationsFolder)).length
  const made = await client.query(`select to_regclass('migration.done') as name`)
  const done = made.rows[0].name && (await client.query('select max(number) as number from migration.done'))
  const found: number = done?.rows[0].number ?? 0
  if (found < wanted) throw new DatabaseBehind(found, wanted)
}

/** Connects for the length of one piece of work. */
export async function withClient<T>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config)
  client.on('error', () => undefined) // a connection that breaks fails the query that comes next
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function readOrMakePasswords(folder: string): Promise<{ owner: string; app: string; reader: string }> {
  const file = join(folder, 'roles.json')
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8'))
  const make = () => randomBytes(24).toString('base64url')
  const passwords = { owner: make(), app: make(), reader: make() }
  await mkdir(folder, { recursive: true })
  await writeFile(file, JSON.stringify(passwords), { mode: 0o600 })
  return passwords
}
