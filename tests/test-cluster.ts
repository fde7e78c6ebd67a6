import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts'
import { ensureRoles, migrate, readMigrations } from '../platform/database/migrate.ts'
import { migrationsFolder, withClient } from '../platform/database/open-database.ts'
import { prepareJobs } from '../platform/jobs/jobs.ts'

/**
 * Starts a throw-away cluster with a migrated template database, and tells test files of it through the
 * environment. Every test file then copies the template.
 */
export async function startTestCluster(): Promise<{ stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'shanzhi-test-'))
  // Ctrl-C ends the process by its exit, with which the cluster goes.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const server = await startEmbeddedPostgres({ folder, durable: false, settings: { max_connections: '400' } })
  const superuser = {
    host: server.socketFolder,
    port: server.port,
    user: 'postgres',
    password: server.superuserPassword,
  }
  await withClient({ ...superuser, database: 'postgres' }, (client) =>
    client.query('create database shanzhi_template'),
  )
  await withClient({ ...superuser, database: 'shanzhi_template' }, async (client) => {
    await ensureRoles(client)
    await migrate(client, await readMigrations(migrationsFolder))
    await prepareJobs(client)
  })
  process.env.SHANZHI_TEST_SOCKET = server.socketFolder
  process.env.SHANZHI_TEST_PASSWORD = server.superuserPassword
  return {
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
