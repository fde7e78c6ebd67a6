import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { connectDatabase, type Database } from './connect.ts'
import { type EmbeddedPostgres, socketPort, startEmbeddedPostgres } from './embedded-postgres.ts'
import { ensureRoles, migrate, readMigrations } from './migrate.ts'

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
}

/**
 * Opens the database that the environment names: an outside PostgreSQL by DATABASE_URL, or our own in
 * the data folder, whose lock the caller holds. Brings it to the newest migration first.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenedDatabase> {
  if (options.url) return openOutside(options.url, options.poolMax)
  const server = await startEmbeddedPostgres({ folder: options.folder, durable: true })
  try {
    return await openOwn(server, options)
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function openOutside(url: string, poolMax = 20): Promise<OpenedDatabase> {
  const owner: pg.ClientConfig = { connectionString: url }
  const migrationsRun = await prepare(owner)
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
  const migrationsRun = await prepare(owner, passwords)
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
    close: async () => {
      await database.close()
      await server.stop()
    },
  }
}

async function prepare(
  owner: pg.ClientConfig,
  passwords?: { app: string; reader: string },
): Promise<string[]> {
  return withClient(owner, async (client) => {
    await ensureRoles(client, passwords)
    return migrate(client, await readMigrations(migrationsFolder))
  })
}

/** Connects for the length of one piece of work. */
export async function withClient<T>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config)
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
