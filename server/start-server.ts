import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { makeAuthenticate, readAccountsTools } from '../modules/accounts/index.ts'
import { openRoll } from '../modules/households/index.ts'
import { startSealing } from '../platform/audit/seal-written.ts'
import { type OpenedDatabase, openDatabase, withClient } from '../platform/database/open-database.ts'
import type { Services } from '../platform/http/context.ts'
import { type Jobs, openJobs, prepareJobs } from '../platform/jobs/jobs.ts'
import { workRuns } from '../platform/jobs/runs.ts'
import { startTimers } from '../platform/jobs/timers.ts'
import { allRunKinds, allTimers, buildApp } from './app.ts'
import { appsAreStale, buildApps } from './build-apps.ts'
import { type FolderLock, lockFolder } from './lock-folder.ts'
import { openServices, projectFolder, readVersion } from './open-services.ts'
import type { KeepLimits, Settings } from './read-settings.ts'
import { serveApps } from './serve-apps.ts'

export interface RunningServer {
  /** Where the console is. */
  address: string
  /** Takes no more requests, ends those under way, then the jobs, then the database. Safe to call again. */
  stop(): Promise<void>
}

/** Is told what a start is at, and how much of it is done. */
export type StartProgress = (what: 'apps' | 'database' | 'sample', done: number, total: number) => void

/** Loads the sample county into an empty database. */
export type SampleLoader = (
  services: Services,
  onProgress: (done: number, total: number) => void,
) => Promise<void>

/** Starts everything on a data folder that no other process holds; what was begun is undone when it fails. */
export async function startServer(
  settings: Settings,
  env: Record<string, string | undefined>,
  hooks: { onProgress: StartProgress; loadSample: SampleLoader | null; log: (line: string) => void },
): Promise<RunningServer> {
  const lock = await lockFolder(settings.folder, 'server')
  const undo: (() => Promise<void>)[] = [() => lock.release()]
  const stopAll = async () => {
    for (const step of undo.splice(0).reverse()) await step().catch((error) => hooks.log(String(error)))
  }
  try {
    await refuseTakenPort(settings)
    const building = buildWhenStale(hooks.onProgress)
    building.catch(() => undefined) // awaited below; an earlier failure must not leave it unheard
    const { opened, services } = await openData(settings, env, lock, hooks, undo)
    const { app, jobs } = await composeApp(settings, env, services, hooks, undo)
    await building
    await serveApps(app, join(projectFolder, 'dist'))
    await workJobs(jobs, services, app, settings.keep)
    const address = await app.listen({ host: settings.host, port: settings.port })
    await lock.tell({ address, socketFolder: opened.socketFolder })
    return { address: address.replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost'), stop: stopAll }
  } catch (error) {
    await stopAll()
    throw error
  }
}

/** Tells at once that the port is taken, not after the data was made ready. */
async function refuseTakenPort({ host, port }: Settings): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const trial = createServer()
    trial.once('error', reject)
    trial.listen({ host, port }, () => trial.close(() => resolve()))
  })
}

async function buildWhenStale(tell: StartProgress): Promise<void> {
  if (!(await appsAreStale())) return
  tell('apps', 0, 1)
  await buildApps()
  tell('apps', 1, 1)
}

/** Stands in the data folder while the sample is loaded: a start that was broken off there begins anew. */
const loadingMark = 'sample-loading'

async function openData(
  settings: Settings,
  env: Record<string, string | undefined>,
  lock: FolderLock,
  hooks: { onProgress: StartProgress; loadSample: SampleLoader | null },
  undo: (() => Promise<void>)[],
): Promise<{ opened: OpenedDatabase; services: Services }> {
  const mark = join(settings.folder, loadingMark)
  const firstStart = !existsSync(join(settings.folder, 'postgres'))
  const brokenOff = existsSync(mark)
  const loadSample = settings.sample && (firstStart || brokenOff) ? hooks.loadSample : null
  await mkdir(settings.folder, { recursive: true })
  if (loadSample) await writeFile(mark, '')
  hooks.onProgress('database', 0, 1)
  const opened = await openDatabase({ folder: settings.folder, url: settings.databaseUrl, fresh: brokenOff })
  undo.push(() => opened.close())
  await lock.tell({ socketFolder: opened.socketFolder })
  await withClient(opened.owner, prepareJobs)
  hooks.onProgress('database', 1, 1)
  const services = await openServices(opened.database, env, settings.folder)
  if (loadSample) await loadSample(services, (done, total) => hooks.onProgress('sample', done, total))
  await rm(mark, { force: true })
  return { opened, services }
}

async function composeApp(
  settings: Settings,
  env: Record<string, string | undefined>,
  services: Services,
  hooks: { log: (line: string) => void },
  undo: (() => Promise<void>)[],
): Promise<{ app: FastifyInstance; jobs: Jobs }> {
  const { database, clock, secrets, files, schemes } = services
  let log: (message: string, error: unknown) => void = (message, error) =>
    hooks.log(`${message}: ${String(error)}`)
  const sealing = startSealing({ database, secrets, clock, log: (message, error) => log(message, error) })
  undo.push(() => sealing.stop())
  const jobs = await openJobs(database, (message, error) => log(message, error))
  undo.push(() => jobs.stop())
  const roll = openRoll(secrets)
  const accounts = readAccountsTools(env, { database, clock, log: hooks.log, sample: settings.sample, roll })
  const app = await buildApp(
    {
      database,
      clock,
      secrets,
      files,
      schemes,
      jobs,
      accounts,
      authenticate: makeAuthenticate({ database, clock }),
    },
    { logLevel: settings.logLevel, secure: settings.secure, version: await readVersion() },
  )
  undo.push(() => closeInTime(app))
  log = (message, error) => app.log.error({ err: error }, message)
  return { app, jobs }
}

async function workJobs(
  jobs: Jobs,
  services: Services,
  app: FastifyInstance,
  keep: KeepLimits,
): Promise<void> {
  const tools = { services, log: (message: string, error: unknown) => app.log.error({ err: error }, message) }
  await workRuns(jobs, allRunKinds, tools)
  await startTimers(jobs, allTimers(services.schemes, keep), tools)
}

/** A request may take a quarter of a minute to end; then its connection is closed, and its transaction rolls back. */
async function closeInTime(app: FastifyInstance): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), 15_000)
  await app.close()
  clearTimeout(late)
}
