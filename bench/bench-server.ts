import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { v7 as makeId } from 'uuid'
import { loadSample, samplePassword, sampleVillage } from '../modules/sample/index.ts'
import { openFileStore } from '../platform/files/index.ts'
import { openSchemeLibrary, schemesFolder } from '../platform/schemes/scheme-library.ts'
import { openSecrets } from '../platform/secrets/secrets.ts'
import { allActions, allErrors } from '../server/app.ts'
import { schemeSections } from '../server/scheme-sections.ts'
import type { BenchContext } from './measure.ts'

export interface BenchServer {
  url: string
  token: string
  stop(): Promise<void>
}

export const village = sampleVillage.place
export const county = sampleVillage.county

/** Loads the sample and starts the server in a process of its own, signed in as the village clerk. */
export async function startBenchServer(context: BenchContext): Promise<BenchServer> {
  const secret = randomBytes(32)
  const files = join(context.folder, 'files')
  context.say('loading the sample')
  await loadSample(
    {
      database: context.database,
      actions: allActions,
      errors: allErrors,
      clock: () => new Date(),
      secrets: openSecrets(secret),
      files: await openFileStore({ kind: 'folder', path: files }),
      schemes: await openSchemeLibrary(schemesFolder, schemeSections, '2026-01-01'),
    },
    () => undefined,
  )
  const words = JSON.stringify({ owner: context.owner, folder: files, secret: secret.toString('base64') })
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SHANZHI_RATE_LIMITS: 'off' },
  })
  const url = `http://127.0.0.1:${await readPort(child)}`
  return { url, token: await signIn(url), stop: () => end(child) }
}

function end(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit')
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function readPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.stdout!.once('data', (chunk: Buffer) =>
      resolve((JSON.parse(String(chunk)) as { port: number }).port),
    )
    child.once('exit', (code) => reject(new Error(`the bench server ended with ${code}`)))
  })
}

async function signIn(url: string): Promise<string> {
  const reply = await fetch(`${url}/api/accounts/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': makeId() },
    body: JSON.stringify({ login: 'clerk', password: samplePassword, bearer: true }),
  })
  return ((await reply.json()) as { token: string }).token
}
