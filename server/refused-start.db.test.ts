import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { appendFile, cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { appendAudit } from '../platform/audit/record.ts'
import { sealAudit } from '../platform/audit/seal.ts'
import { everywhere } from '../platform/database/connect.ts'
import { readMigrations } from '../platform/database/migrate.ts'
import { migrationsFolder } from '../platform/database/open-database.ts'
import { openTestDatabase, type TestDatabase } from '../platform/database/test-database.ts'
import { openSecrets } from '../platform/secrets/secrets.ts'
import { lockFolder } from './lock-folder.ts'
import { projectFolder } from './open-services.ts'

let home: string
let database: TestDatabase
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'shanzhi-refused-'))
  database = await openTestDatabase()
})
after(async () => {
  await database?.close()
  await rm(home, { recursive: true })
})

/** The test's own database, as an operator would name it. */
function urlOf(change: { user?: string; database?: string; password?: string } = {}): string {
  const { host, database: name, user, password } = { ...database.ownerConfig, ...change }
  return `postgres://${user}:${encodeURIComponent(String(password))}@/${name}?host=${encodeURIComponent(String(host))}`
}

/** Starts the server as a process of its own and gives what it says before it ends. */
async function start(env: Record<string, string>, root = projectFolder): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'server', 'main.ts')], {
    env: { ...process.env, SHANZHI_DATA: join(home, 'data'), PORT: '0', SHANZHI_SAMPLE: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk
    if (out.includes('ready')) child.kill('SIGTERM')
  })
  child.stderr.on('data', (chunk: Buffer) => {
    error += chunk
  })
  const [code] = await once(child, 'close')
  assert.equal(code, 1, `${out}\n${error}`)
  return error.trim()
}

/** One message: what and why in Chinese, then in English, with what to do, and nothing of the program's inside. */
function assertClear(text: string, zh: RegExp, en: RegExp): void {
  assert.match(text, zh)
  assert.match(text, en)
  assert.ok(text.search(zh) < text.search(en), text)
  assert.doesNotMatch(text, /^\s+at |node:internal|\.ts:\d|Error:/m, 'no stack trace')
}

test('a database newer than the program, or with a changed migration, is left as it is', async () => {
  const newest = (await readMigrations(migrationsFolder)).length
  const { owner } = database
  await owner.query(`insert into migration.done values ($1, '9999-later.sql', 'x', now())`, [newest + 1])
  assertClear(
    await start({ DATABASE_URL: urlOf() }),
    new RegExp(`第 ${newest + 1} 号迁移，比本程序新。请安装新版本`),
    /newer than this program\. Install the newer Shanzhi; nothing was changed/,
  )
  await owner.query('delete from migration.done where number = $1', [newest + 1])
  const { rows } = await owner.query(
    `update migration.done d set hash = 'x' from migration.done o where d.number = 2 and o.number = 2 returning o.hash`,
  )
  assertClear(
    await start({ DATABASE_URL: urlOf() }),
    /迁移文件 0002-territory\.sql 与数据库里执行过的不一致。请恢复原文件/,
    /0002-territory\.sql differs from the one that ran here\. Restore the file/,
  )
  await owner.query('update migration.done set hash = $1 where number = 2', [rows[0].hash])
})

test('a broken scheme is told with file, line, reason and mend', async () => {
  const root = join(home, 'copy')
  for (const part of [
    'server',
    'engines',
    'modules',
    'platform',
    'schemes',
    'migrations',
    'dist',
    'package.json',
  ])
    await cp(join(projectFolder, part), join(root, part), {
      recursive: true,
      preserveTimestamps: true,
    }).catch((error) => assert.equal(error.code, 'ENOENT'))
  await symlink(join(projectFolder, 'node_modules'), join(root, 'node_modules'))
  await appendFile(join(root, 'schemes', 'pinghu-tongjie', 'scheme.yaml'), '\nunknown_part: 1\n')
  assertClear(
    await start({ DATABASE_URL: urlOf() }, root),
    /schemes\/pinghu-tongjie\/scheme\.yaml:\d+: unknown_part: 不认识“unknown_part”这个键。检查拼写，或删去它/,
    /The key "unknown_part" is not known here\. Check its spelling or remove it/,
  )
})

test('a data folder that is held, and a port that is taken, name their holder', async () => {
  const folder = join(home, 'held')
  const lock = await lockFolder(folder, 'server')
  await lock.tell({ address: 'http://localhost:8080' })
  assertClear(
    await start({ SHANZHI_DATA: folder, DATABASE_URL: '' }),
    new RegExp(
      `held 正被另一个善治进程（进程号 ${process.pid}）使用，地址是 http://localhost:8080。请先停止它`,
    ),
    new RegExp(`in use by another Shanzhi \\(process ${process.pid}\\) at http://localhost:8080\\. Stop it`),
  )
  await lock.release()
  const taken = await listen(() => undefined)
  const { port } = taken.address() as AddressInfo
  const text = await start({ SHANZHI_DATA: folder, DATABASE_URL: '', HOST: '127.0.0.1', PORT: String(port) })
  taken.close()
  assertClear(
    text,
    new RegExp(`端口 ${port} 已被别的程序占用，请停止它`),
    /is in use by another program\. Stop it/,
  )
  assert.deepEqual(await readdir(folder), [], 'nothing was begun')
})

test('a database that cannot be reached is named without its password, with the reason and what to do', async () => {
  const closed = await listen(() => undefined)
  const { port } = closed.address() as AddressInfo
  closed.close()
  const cases: [url: string, zh: RegExp, en: RegExp][] = [
    [
      `postgres://clerk:open-sesame@127.0.0.1:${port}/shanzhi`,
      new RegExp(`数据库 127\\.0\\.0\\.1:${port}/shanzhi：这个端口上没有程序应答。请启动数据库`),
      /nothing answers at that port\. Start the database/,
    ],
    [
      'postgres://clerk:open-sesame@nowhere.invalid/shanzhi',
      /nowhere\.invalid:5432\/shanzhi：找不到这个主机名/,
      /there is no such host/,
    ],
    ['postgres://clerk:open-sesame#1@host/shanzhi', /不是完整的地址[\s\S]*%23/, /not a whole address/],
    [urlOf({ database: 'none_of_this' }), /none_of_this：没有这个名字的数据库/, /no database of this name/],
    [urlOf({ password: 'open-sesame' }), /用户名或密码不对/, /user or password is wrong/],
  ]
  for (const [url, zh, en] of cases) {
    const text = await start({ DATABASE_URL: url })
    assertClear(text, zh, en)
    assert.doesNotMatch(text, /open-sesame/)
  }
})

test('an owner without the rights that it needs is told which', async () => {
  const { owner } = database
  const user = `weak_${randomBytes(4).toString('hex')}`
  await owner.query(`create role ${user} login password 'weak'`)
  const text = await start({ DATABASE_URL: urlOf({ user, password: 'weak' }) })
  await owner.query(`drop role ${user}`)
  assertClear(text, /权限不够[\s\S]*CREATEROLE/, /have the database administrator run/)
})

test('a PostgreSQL older than 15 is refused before anything is asked of it', async () => {
  const old = await listen(answerAs('140011'))
  const { port } = old.address() as AddressInfo
  const text = await start({ DATABASE_URL: `postgres://clerk@127.0.0.1:${port}/shanzhi` })
  old.close()
  assertClear(
    text,
    /是 PostgreSQL 14，善治需要 15 或更新的版本。请升级数据库/,
    /is PostgreSQL 14; Shanzhi needs 15 or newer\. Upgrade it/,
  )
})

test('a master key that did not seal this database, or is none, is refused', async () => {
  const transact = <T>(work: Parameters<typeof database.transact<T>>[1]) =>
    database.transact(everywhere, work)
  const right = randomBytes(32)
  const origin = { accountId: null, actorName: '测试', channel: 'test', address: null, at: new Date() }
  const record = { placeCode: '330482001213', action: 'test.note', subjectKind: 'note', subjectId: '1' }
  await transact((tx) => appendAudit(tx, origin, [record]))
  await sealAudit(transact, openSecrets(right), new Date())
  const wrong = randomBytes(32).toString('base64')
  assertClear(
    await start({ DATABASE_URL: urlOf(), SHANZHI_MASTER_KEY: wrong }),
    /主密钥不是这个数据库原来用的那一把[\s\S]*master-key 文件放回/,
    /not the one that this database was used with[\s\S]*Put the first file/,
  )
  assertClear(
    await start({ DATABASE_URL: urlOf(), SHANZHI_MASTER_KEY: 'short' }),
    /SHANZHI_MASTER_KEY 应为 32 字节/,
    /must be 32 bytes/,
  )
  const { rows } = await database.owner.query('select count(*)::int as seals from audit.seal')
  assert.equal(rows[0].seals, 1, 'the wrong key sealed nothing')
})

function listen(serve: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer(serve).listen(0, '127.0.0.1', () => resolve(server))
  })
}

/** A PostgreSQL that lets anyone in and answers every query with its version number. */
function answerAs(version: string): (socket: Socket) => void {
  const message = (type: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts)
    const head = Buffer.alloc(5)
    head.write(type, 0)
    head.writeInt32BE(body.length + 4, 1)
    return Buffer.concat([head, body])
  }
  const int = (value: number, bytes: 2 | 4) => {
    const buffer = Buffer.alloc(bytes)
    buffer.writeIntBE(value, 0, bytes)
    return buffer
  }
  const text = (value: string) => Buffer.from(`${value}\0`)
  const ready = message('Z', Buffer.from('I'))
  const column = [
    text('server_version_num'),
    int(0, 4),
    int(0, 2),
    int(25, 4),
    int(-1, 2),
    int(-1, 4),
    int(0, 2),
  ]
  const answer = [
    message('T', int(1, 2), ...column),
    message('D', int(1, 2), int(version.length, 4), Buffer.from(version)),
    message('C', text('SHOW')),
    ready,
  ]
  return (socket) => {
    let met = false
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      if (!met) socket.write(Buffer.concat([message('R', int(0, 4)), ready]))
      else if (chunk[0] === 'Q'.charCodeAt(0)) socket.write(Buffer.concat(answer))
      else socket.end()
      met = true
    })
  }
}
