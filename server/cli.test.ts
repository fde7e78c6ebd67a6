import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, before, test } from 'node:test'
import { schemesFolder } from '../platform/schemes/scheme-library.ts'
import { accountsCommands } from './cli-accounts.ts'
import { auditCommands } from './cli-audit.ts'
import { databaseCommands } from './cli-database.ts'
import { pointsCommands } from './cli-points.ts'
import { schemesCommands } from './cli-schemes.ts'
import { territoryCommands } from './cli-territory.ts'
import { runCommandLine } from './run-command.ts'

const commands = [
  ...accountsCommands,
  ...auditCommands,
  ...databaseCommands,
  ...pointsCommands,
  ...schemesCommands,
  ...territoryCommands,
]
let home: string

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'shanzhi-cli-'))
})
after(() => rm(home, { recursive: true }))

/** Runs a command line against a data folder below the test's own. */
async function cli(line: string | string[], folder = 'data', env: Record<string, string> = {}) {
  let out = ''
  let error = ''
  const code = await runCommandLine(commands, typeof line === 'string' ? line.split(' ') : line, {
    out: (text) => {
      out += text
    },
    error: new Writable({
      write(chunk, _encoding, done) {
        error += chunk
        done()
      },
    }),
    env: { SHANZHI_DATA: join(home, folder), ...env },
    root: home,
  })
  return { code, out, error }
}

test('every command explains itself in both languages', async () => {
  const list = await cli('--help')
  assert.equal(list.code, 0)
  for (const command of commands) {
    assert.ok(list.out.includes(`${command.words.zh} · ${command.words.en}`), command.name)
    const help = await cli(`${command.name} --help`)
    assert.equal(help.code, 0)
    assert.match(help.out, new RegExp(`用法 Usage: npm run cli -- ${command.name}`))
    for (const option of Object.keys(command.options ?? {}))
      assert.ok(help.out.includes(`--${option}`), option)
  }
})

for (const [line, words] of [
  ['nonsense', /没有这个命令/],
  ['database', /database backup/],
  ['database backup', /缺少参数：<文件夹 folder>/],
  ['database backup a b', /多余的参数：b/],
  ['audit verify --all', /命令行有误/],
  ['audit verify --county', /命令行有误/],
  ['audit verify --county 1 --county 2', /只能写一次/],
  ['audit verify --against none.json', /不是 audit verify --json 的结果/],
  ['accounts create --login zhou', /缺少 --name/],
  ['accounts create --name 周 --login zhou --role boss:330482', /--role boss:330482 不对/],
  ['accounts create --name 周 --login zhou --role clerk', /--role clerk 不对/],
  ['territory import', /--county/],
  ['territory import --county 3304', /--county/],
  ['territory import --county 330482 --nation', /其中一个/],
  ['points close --place 330482001213', /缺少 --scheme/],
  ['schemes check none-such', /找不到制度 none-such/],
  ['schemes cases none-such', /找不到算例文件 none-such/],
  ['schemes diff national', /缺少参数/],
  ['audit verify', /没有善治数据/],
] as const) {
  test(`“${line}” is not understood: exit code 2, and why`, async () => {
    const { code, out, error } = await cli(line)
    assert.equal(code, 2, error)
    assert.match(error, words)
    assert.equal(out, '')
  })
}

test('a fault with --json is one object, too', async () => {
  const { code, out } = await cli('database backup --json')
  assert.equal(code, 2)
  assert.match(JSON.parse(out).error, /缺少参数/)
})

test('the schemes of the project are listed, sound, and their worked cases pass', async () => {
  const list = await cli('schemes list --json')
  const ids = JSON.parse(list.out).schemes.map((scheme: { id: string }) => scheme.id)
  assert.ok(ids.includes('national'))
  const checked = await cli('schemes check')
  assert.equal(checked.code, 0, checked.out)
  const cases = await cli('schemes cases --json')
  assert.equal(cases.code, 0, cases.out)
  assert.ok(JSON.parse(cases.out).passed > 0)
})

test('a broken scheme and a case that does not come out end with exit code 1, wherever their files lie', async () => {
  const [id] = JSON.parse((await cli('schemes list --json')).out).schemes.filter(
    (scheme: { cases: number }) => scheme.cases > 0,
  )
  const folder = join(home, 'own')
  await cp(join(schemesFolder, id.id), folder, { recursive: true })
  assert.equal((await cli(`schemes cases ${join(folder, 'cases.yaml')}`)).code, 0)
  const cases = await readFile(join(folder, 'cases.yaml'), 'utf8')
  await writeFile(join(folder, 'cases.yaml'), cases.replace(/expect: \{ (\w+): [^,}]+/, 'expect: { $1: 一百'))
  const failed = await cli(`schemes cases ${join(folder, 'cases.yaml')}`)
  assert.equal(failed.code, 1)
  assert.match(failed.out, /✗[\s\S]*应为 expected[\s\S]*一百[\s\S]*1 个不符/)

  const scheme = await readFile(join(folder, 'scheme.yaml'), 'utf8')
  await writeFile(join(folder, 'scheme.yaml'), `${scheme}\nmystery: 1\n`)
  const checked = await cli(`schemes check ${folder}`)
  assert.equal(checked.code, 1)
  assert.match(checked.out, /scheme\.yaml:\d+: mystery/)
  await writeFile(join(folder, 'scheme.yaml'), scheme.replace(/(value: )100\b/, '$1101'))
  const diff = await cli(`schemes diff ${id.id} ${folder} --json`)
  assert.deepEqual([diff.code, JSON.parse(diff.out).differences.length], [0, 1])
})

test('a database is made, filled, backed up and restored into a new folder, and everything is proved', async () => {
  const made = await cli('database migrate --json')
  assert.equal(made.code, 0, made.error)
  assert.ok(JSON.parse(made.out).ran.includes('0001-platform.sql'))
  assert.deepEqual(JSON.parse((await cli('database migrate --json')).out), { ran: [] })

  const dry = JSON.parse((await cli('territory import --county 330482 --dry-run --json')).out)
  assert.equal(dry.applied, false)
  const imported = JSON.parse((await cli('territory import --county 330482 --json')).out)
  assert.deepEqual([imported.added, imported.rows], [dry.added, dry.rows])

  const create = [
    'accounts',
    'create',
    '--name',
    '周文书',
    '--login',
    'zhou',
    '--role',
    'clerk:330482001213',
    '--json',
  ]
  const account = await cli(create)
  assert.equal(account.code, 0, account.error)
  assert.match(JSON.parse(account.out).password, /^\w{16}$/)
  const again = await cli(create)
  assert.equal(again.code, 1)
  assert.match(again.error, /登录名“zhou”已有人使用[\s\S]*is taken/)

  const distribution = await cli('database distribution')
  assert.equal(distribution.code, 0)
  assert.match(
    distribution.out,
    /select create_distributed_table\('points\.entry', 'county_code', colocate_with/,
  )
  assert.equal((await cli('points verify')).code, 0)

  const backup = join(home, 'backup')
  assert.equal((await cli(`database backup ${backup}`)).code, 0)
  assert.equal((await cli(`database backup ${backup}`)).code, 2, 'it overwrites nothing')

  const wrongKey = await cli(`database restore ${backup}`, 'restored')
  assert.equal(wrongKey.code, 1)
  assert.match(wrongKey.error, /主密钥与备份时的不同/)
  await cp(join(home, 'data', 'master-key'), join(home, 'restored', 'master-key'))
  const restored = await cli(`database restore ${backup} --json`, 'restored')
  assert.equal(restored.code, 0, restored.error)
  assert.match((await cli(create, 'restored')).error, /已有人使用/)
  assert.equal((await cli(`database restore ${backup}`, 'restored')).code, 1, 'it is no longer empty')
  const chains = JSON.parse((await cli('audit verify --json', 'restored')).out).chains
  assert.deepEqual(
    chains.map((chain: { countyCode: string; pending: number; findings: [] }) => [
      chain.countyCode,
      chain.pending,
      chain.findings.length,
    ]),
    [['330482', 2, 0]],
  )
})
