import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'

const run = promisify(execFile)
const folder = (name: string) => join(home, name)
const here = import.meta.dirname
let home: string
const children: ChildProcess[] = []

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'shanzhi-main-'))
})
after(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(
    children.map((child) => child.exitCode === null && child.signalCode === null && once(child, 'exit')),
  )
  for (const name of await readdir(home)) await stopLeftover(folder(name))
  await rm(home, { recursive: true })
})

/** A server that was killed leaves its PostgreSQL to the next start; the last one here has none. */
async function stopLeftover(data: string): Promise<void> {
  const text = await readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  if (pid > 0) process.kill(pid, 'SIGQUIT')
  while (pid > 0 && isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

interface Started {
  child: ChildProcess
  output(): string
  /** Resolves with the address when the server says that it is ready; rejects when it ends first. */
  ready: Promise<string>
  /** Resolves with the exit code. */
  ended: Promise<number | null>
}

function start(name: string, env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [join(here, 'main.ts')], {
    env: {
      ...process.env,
      SHANZHI_DATA: folder(name),
      PORT: '0',
      SHANZHI_SAMPLE: 'off',
      DATABASE_URL: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let text = ''
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const ready = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk
      const address = text.match(/Console +(http:\/\/\S+:\d+)\//)?.[1]
      if (address) resolve(address)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    ended.then((code) => reject(new Error(`ended with ${code}: ${text}`)))
  })
  ready.catch(() => undefined)
  return { child, output: () => text, ready, ended }
}

async function cli(name: string, ...words: string[]) {
  const env = { ...process.env, SHANZHI_DATA: folder(name), DATABASE_URL: '' }
  const { stdout } = await run(process.execPath, [join(here, 'cli.ts'), ...words, '--json'], { env })
  return JSON.parse(stdout)
}

const account = (login: string) => [
  'accounts',
  'create',
  '--name',
  '周',
  '--login',
  login,
  '--role',
  'clerk:330482001213',
]

async function signIn(address: string, login: string, password: string): Promise<number> {
  const reply = await fetch(`${address}/api/accounts/sign-in`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': '0197a000-0000-7000-8000-000000000001',
    },
    body: JSON.stringify({ login, password }),
  })
  return reply.status
}

test('one command starts it all; a command joins the running server; kill -9 loses nothing; Ctrl-C stops in order', async () => {
  const first = start('data')
  const address = await first.ready
  assert.equal((await fetch(`${address}/ready`)).status, 200)
  assert.match(await (await fetch(`${address}/`)).text(), /<!doctype html>/i)
  assert.match(await (await fetch(`${address}/m/`)).text(), /<!doctype html>/i)
  assert.equal((await fetch(`${address}/api/none`)).status, 404)

  const made = await cli('data', ...account('zhou'))
  assert.equal(await signIn(address, 'zhou', made.password), 200)

  const second = start('data')
  assert.equal(await second.ended, 1)
  assert.match(second.output(), /正被另一个善治进程[\s\S]*is in use by another Shanzhi/)

  first.child.kill('SIGKILL')
  await first.ended
  const again = start('data')
  assert.equal(await signIn(await again.ready, 'zhou', made.password), 200)

  again.child.kill('SIGINT')
  again.child.kill('SIGINT')
  assert.equal(await again.ended, 0)
  assert.match(again.output(), /已停止。 Stopped\./)
  const left = await readdir(folder('data'))
  assert.ok(!left.includes('holder.json'))
  assert.ok(!(await readdir(join(folder('data'), 'postgres'))).includes('postmaster.pid'))
  const chains = await cli('data', 'audit', 'verify')
  assert.deepEqual(chains.chains[0].findings, [])
})

test('a start that is stopped half-way ends in order, and the next one works', async () => {
  const broken = start('half')
  await once(broken.child.stdout!, 'data')
  broken.child.kill('SIGTERM')
  assert.equal(await broken.ended, 0)
  const next = start('half')
  await next.ready
  next.child.kill('SIGTERM')
  assert.equal(await next.ended, 0)
})

test('a port in use and a setting that makes no sense are told in both languages, with nothing left running', async () => {
  const taken = await new Promise<Server>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server))
  })
  const { port } = taken.address() as { port: number }
  const refused = start('port', { PORT: String(port), HOST: '127.0.0.1' })
  assert.equal(await refused.ended, 1)
  assert.match(refused.output(), new RegExp(`端口 ${port} 已被[\\s\\S]*Port ${port} is in use`))
  assert.deepEqual(await readdir(folder('port')), [], 'it is told before anything is made')
  taken.close()
  const wrong = start('wrong', { PORT: 'eighty' })
  assert.equal(await wrong.ended, 1)
  assert.match(wrong.output(), /PORT/)
})
