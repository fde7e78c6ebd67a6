import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, before, test } from 'node:test'
import { type RollRow, rollSheet } from '../modules/households/index.ts'
import { writeWorkbook } from '../platform/workbooks/index.ts'
import { accountsCommands } from './cli-accounts.ts'
import { auditCommands } from './cli-audit.ts'
import { databaseCommands } from './cli-database.ts'
import { householdsCommands } from './cli-households.ts'
import { pointsCommands } from './cli-points.ts'
import { sampleCommands } from './cli-sample.ts'
import { schemesCommands } from './cli-schemes.ts'
import { territoryCommands } from './cli-territory.ts'
import { runCommandLine } from './run-command.ts'

const commands = [
  ...accountsCommands,
  ...auditCommands,
  ...databaseCommands,
  ...householdsCommands,
  ...pointsCommands,
  ...sampleCommands,
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
  ['households import', /缺少参数/],
  ['households import roll.xlsx', /缺少 --place/],
  ['households export roll.xlsx --place 33048', /6、9 或 12 位/],
  ['households export roll.xlsx --place 330482 --whole', /须写 --reason/],
  ['points close --place 330482001213', /缺少 --scheme/],
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

/** A roll of two households and three persons, as the sheet of the roll has it. */
const roll: RollRow[] = [
  person('1', '沈一', 'head', '1980-02-03'),
  person('1', '沈二', 'son', '2010-05-06'),
  person('2', '陆三', 'head', '1975-12-31'),
]

function person(number: string, name: string, relation: RollRow['relation'], birthDate: string): RollRow {
  return {
    number,
    name,
    relation,
    sex: 'male',
    birthDate,
    identity: undefined,
    phone: undefined,
    registration: 'local',
    presence: 'resident',
    partyMember: false,
    group: '1组',
    address: undefined,
    standing: 'local',
    guardian: undefined,
    tags: undefined,
    place: undefined,
  }
}

async function writeRoll(name: string, rows: readonly RollRow[]): Promise<string> {
  const file = join(home, name)
  await writeWorkbook(rollSheet, rows, createWriteStream(file))
  return file
}

test('a database is made, filled, backed up and restored into a new folder, and everything is proved', async () => {
  const made = await cli('database migrate --json')
  assert.equal(made.code, 0, made.error)
  assert.ok(JSON.parse(made.out).ran.includes('0001-platform.sql'))
  assert.deepEqual(JSON.parse((await cli('database migrate --json')).out), { ran: [] })

  const dry = JSON.parse((await cli('territory import --county 330482 --dry-run --json')).out)
  assert.equal(dry.applied, false)
  const imported = JSON.parse((await cli('territory import --county 330482 --json')).out)
  assert.deepEqual([imported.added, imported.rows], [dry.added, dry.rows])

  const place = '--place 330482001213'
  const file = await writeRoll('roll.xlsx', roll)
  const noGroups = await cli(`households import ${file} ${place}`)
  assert.equal(noGroups.code, 1, 'the group is not there')
  const filled = await cli(`households import ${file} ${place} --create-groups --json`)
  assert.equal(filled.code, 0, filled.error)
  assert.deepEqual(JSON.parse(filled.out).result.persons.new, 3)
  const out = join(home, 'out.xlsx')
  assert.equal(JSON.parse((await cli(`households export ${out} ${place} --json`)).out).persons, 3)
  const again = await cli(`households import ${out} ${place} --dry-run --json`)
  assert.deepEqual([again.code, JSON.parse(again.out).faults], [0, 0])
  const broken = await writeRoll('broken.xlsx', [...roll, person('3', '方四', 'son', '2001-01-01')])
  const refused = await cli(`households import ${broken} ${place} --errors ${join(home, 'errors.xlsx')}`)
  assert.equal(refused.code, 1)
  assert.match(refused.out, /没有写入/)
  assert.ok((await readFile(join(home, 'errors.xlsx'))).length > 0)

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
  const taken = await cli(create)
  assert.equal(taken.code, 1)
  assert.match(taken.error, /登录名“zhou”已有人使用[\s\S]*is taken/)

  const distribution = await cli('database distribution')
  assert.equal(distribution.code, 0, distribution.out.slice(0, 800))
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
    chains.map((chain: { countyCode: string; sealed: number; pending: number; findings: [] }) => [
      chain.countyCode,
      chain.sealed,
      chain.pending,
      chain.findings.length,
    ]),
    [['330482', 4, 0, 0]],
  )
})
