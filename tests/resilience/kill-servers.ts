import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { TestDatabase } from '../../platform/database/test-database.ts'

/** By which the connections of a killed server are told from those of the test. */
const connectionName = 'resilience'

export interface KilledServer {
  address: string
  /** Ends it as the kernel does; resolves when PostgreSQL has noticed. */
  kill(): Promise<void>
}

/**
 * Servers one after the other on one data folder and one database: while one works the next one loads its
 * program, so that a start costs as little as it can.
 */
export async function openServers(database: TestDatabase, masterKey: Buffer) {
  const home = await mkdtemp(join(tmpdir(), 'shanzhi-killed-'))
  const { host, user, password, database: name } = database.ownerConfig
  const url = new URL(`postgres://${user}:${encodeURIComponent(String(password))}@localhost/${name}`)
  url.searchParams.set('host', String(host))
  url.searchParams.set('application_name', connectionName)
  const env = {
    ...process.env,
    SHANZHI_DATA: join(home, 'data'),
    SHANZHI_MASTER_KEY: masterKey.toString('base64'),
    SHANZHI_RATE_LIMITS: 'off',
    SHANZHI_LOG_LEVEL: 'error',
    DATABASE_URL: url.href,
    HOST: 'localhost',
    PORT: '0',
    // Processes after the first read the program ready compiled.
    NODE_COMPILE_CACHE: join(home, 'compiled'),
  }
  const load = () => {
    const child = fork(join(import.meta.dirname, 'server-process.ts'), [], { execArgv: [], env })
    const loaded = once(child, 'message')
    loaded.catch(() => undefined)
    return { child, loaded }
  }
  let next = load()

  async function start(): Promise<KilledServer> {
    const { child, loaded } = next
    await loaded
    child.send('start')
    const address = await addressOf(child)
    next = load()
    return { address, kill: () => killServer(child) }
  }

  async function killServer(child: ChildProcess): Promise<void> {
    assert.equal(child.exitCode, null, 'the server ended by itself')
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    // PostgreSQL notices a client that has gone when it next writes to it; until then a statement may still run.
    const left = `select 1 from pg_stat_activity where application_name = $1 and datname = current_database()`
    while (((await database.owner.query(left, [connectionName])).rowCount ?? 0) > 0) await wait(5)
  }

  return {
    start,
    async close() {
      next.child.kill('SIGKILL')
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with ${code} while it started`)
  })
  ended.catch(() => undefined)
  const [told] = await Promise.race([once(child, 'message'), ended])
  return (told as { address: string }).address
}
