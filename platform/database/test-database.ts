import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { connectDatabase, type Database } from './connect.ts'
import { withClient } from './open-database.ts'

export interface TestDatabase extends Database {
  /** Connection of the owner, past row-level security: to arrange and to look behind. */
  owner: pg.Client
  ownerConfig: pg.ClientConfig
}

/** Where the test runner's cluster listens; tests/run.ts starts it and says so in the environment. */
function clusterConfig(): pg.ClientConfig {
  const socketFolder = process.env.SHANZHI_TEST_SOCKET
  if (!socketFolder)
    throw new Error('Database tests need the cluster of the test runner: npm run test:only -- <files>')
  return { host: socketFolder, port: 5432, user: 'postgres', password: process.env.SHANZHI_TEST_PASSWORD }
}

/** A database of its own for one test file, copied from the migrated template; dropped by `close`. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const cluster = clusterConfig()
  const name = `shanzhi_${randomBytes(6).toString('hex')}_test`
  await withClient({ ...cluster, database: 'postgres' }, (client) =>
    client.query(`create database ${name} template shanzhi_template strategy file_copy`),
  )
  const ownerConfig = { ...cluster, database: name }
  const owner = new pg.Client(ownerConfig)
  await owner.connect()
  const database = connectDatabase({ ...ownerConfig, role: 'shanzhi_app', max: 70 })
  return {
    ...database,
    owner,
    ownerConfig,
    close: async () => {
      await database.close()
      await owner.end()
      await withClient({ ...cluster, database: 'postgres' }, (client) =>
        client.query(`drop database ${name} with (force)`),
      )
    },
  }
}
