import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { dropChecks, fillEveryTable } from '../../tests/fill-tables.ts'
import { appendAudit } from '../audit/record.ts'
import { sealAudit } from '../audit/seal.ts'
import { verifyCounty } from '../audit/verify.ts'
import { openSecrets } from '../secrets/secrets.ts'
import {
  type BackupManifest,
  backedUpTables,
  backupDatabase,
  manifestFile,
  type Progress,
  tableFile,
} from './backup.ts'
import { everywhere, type Tx } from './connect.ts'
import { sumTable } from './copy-table.ts'
import { describeSchema } from './describe-schema.ts'
import { ownerTransact } from './owner-transaction.ts'
import { type Proof, restoreDatabase } from './restore.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

const secrets = openSecrets(randomBytes(32))
const county = '330482'
let source: TestDatabase
let target: TestDatabase
let home: string
let folder: string

before(async () => {
  source = await openTestDatabase()
  await source.owner.query('begin')
  const tables = (await describeSchema(source.owner)).tables
  await fillEveryTable(
    source.owner,
    backedUpTables(tables).filter((table) => !table.name.startsWith('audit.')),
  )
  await source.owner.query('commit')
  await writeAudit()
})
after(() => source?.close())
beforeEach(async () => {
  target = await openTestDatabase()
  await dropChecks(target.owner, (await describeSchema(target.owner)).tables)
  home = await mkdtemp(join(tmpdir(), 'shanzhi-backup-'))
  folder = join(home, 'backup')
  await mkdir(join(home, 'files', 'ab'), { recursive: true })
  await writeFile(join(home, 'files', 'ab', 'photo'), randomBytes(5000))
  await writeFile(join(home, 'files', 'empty'), '')
})
afterEach(async () => {
  await target.close()
  await rm(home, { recursive: true })
})

async function writeAudit(): Promise<void> {
  const transact = <T>(work: (tx: Tx) => Promise<T>) => source.transact(everywhere, work)
  const origin = { accountId: null, actorName: '周文书', channel: 'console', address: null, at: new Date() }
  const record = { placeCode: '330482001201', action: 'a', subjectKind: 'b', subjectId: 'c' }
  await transact((tx) =>
    appendAudit(
      tx,
      origin,
      Array.from({ length: 20 }, () => record),
    ),
  )
  await sealAudit(transact, secrets, new Date())
}

function backup(onProgress?: Progress): Promise<BackupManifest> {
  const filesFolder = join(home, 'files')
  const made = { program: '0.1.0', madeAt: new Date('2026-03-05T08:00:00Z'), keyPrint: 'key' }
  return backupDatabase({
    owner: source.ownerConfig,
    folder,
    filesFolder,
    ...made,
    ...(onProgress ? { onProgress } : {}),
  })
}

const auditProof: Proof = {
  name: 'audit',
  prove: async (tx) => (await verifyCounty(tx, secrets, county)).findings.map((finding) => finding.fault),
}

function restore(more: { keyPrint?: string; proofs?: Proof[] } = {}): Promise<BackupManifest> {
  return restoreDatabase({
    owner: target.ownerConfig,
    folder,
    filesFolder: join(home, 'restored'),
    keyPrint: more.keyPrint ?? 'key',
    restoredAt: new Date('2026-03-06T08:00:00Z'),
    proofs: more.proofs ?? [auditProof],
  })
}

/** Sums of all tables of a database but the one that a restore changes on purpose. */
async function sums(database: TestDatabase) {
  return ownerTransact(database.ownerConfig, 'repeatable read', async (_tx, client) => {
    const tables = backedUpTables((await describeSchema(client)).tables)
    const all = []
    for (const table of tables) if (table.name !== 'job.run') all.push(await sumTable(client, table))
    return all
  })
}

async function isEmpty(database: TestDatabase): Promise<boolean> {
  return (await sums(database)).every((table) => table.rows === 0)
}

test('a backup restored into another database is the same in every table, file and seal', async () => {
  const manifest = await backup()
  const filled = manifest.tables.filter((table) => table.rows > 0).map((table) => table.name)
  assert.deepEqual(
    filled,
    manifest.tables.map((table) => table.name),
    'every table has rows in this test',
  )
  await restore()
  assert.deepEqual(await sums(target), await sums(source))
  for (const file of ['ab/photo', 'empty']) {
    assert.deepEqual(await readFile(join(home, 'restored', file)), await readFile(join(home, 'files', file)))
  }
  const report = await target.transact(everywhere, (tx) => verifyCounty(tx, secrets, county))
  assert.deepEqual([report.sealed, report.findings], [20, []])
})

test('the restored database is written to by the application like any other', async () => {
  await backup()
  await restore()
  const record = { placeCode: '330482001201', action: 'a', subjectKind: 'b', subjectId: 'after' }
  const origin = { accountId: null, actorName: '周文书', channel: 'console', address: null, at: new Date() }
  await target.transact(everywhere, (tx) => appendAudit(tx, origin, [record]))
  const transact = <T>(work: (tx: Tx) => Promise<T>) => target.transact(everywhere, work)
  assert.equal(await sealAudit(transact, secrets, new Date()), 1)
  const report = await target.transact(everywhere, (tx) => verifyCounty(tx, secrets, county))
  assert.deepEqual([report.sealed, report.findings], [21, []])
})

test('what is written while the backup is made is not in it, in any table', async () => {
  await backup(async (what) => {
    if (what !== 'platform.counter') return
    await source.owner.query(
      `insert into platform.counter values ('330482', 'while', '330482001201', 1), ('330483', 'while', '330483001201', 1)`,
    )
  })
  await restore()
  const found = await target.owner.query(`select 1 from platform.counter where series = 'while'`)
  assert.equal(found.rowCount, 0)
  assert.equal((await source.owner.query(`delete from platform.counter where series = 'while'`)).rowCount, 2)
})

test('work that was under way when the backup was made is ended, with the reason', async () => {
  await source.owner.query(`update job.run set state = 'running'`)
  await backup()
  await restore()
  const runs = await target.owner.query('select state, error, ended_at from job.run')
  assert.ok(runs.rows.length > 0)
  for (const run of runs.rows) {
    assert.deepEqual([run.state, run.error.code], ['failed', 'run.restored'])
    assert.deepEqual(run.ended_at, new Date('2026-03-06T08:00:00Z'))
  }
})

test('a second backup does not overwrite the first', async () => {
  await backup()
  await assert.rejects(backup(), /不会覆盖/)
})

test('a backup that fails leaves no folder under its name', async () => {
  await assert.rejects(
    backup((what) => {
      if (what === 'points.entry') throw new Error('disk full')
    }),
    /disk full/,
  )
  assert.equal(existsSync(folder), false)
  await backup()
})

test('a database with rows in it is not restored into', async () => {
  await backup()
  await target.owner.query(`insert into platform.counter values ('330482', 's', '330482001201', 1)`)
  await assert.rejects(restore(), /数据库不是空的（platform\.counter/)
})

test('another migration, another key, or no backup at all is refused in words', async () => {
  await assert.rejects(restore(), /没有可用的备份/)
  await backup()
  await assert.rejects(restore({ keyPrint: 'another' }), /主密钥与备份时的不同/)
  await target.owner.query(`insert into migration.done values (9999, 'later', '', now())`)
  await assert.rejects(restore(), /第 9999 号/)
  await target.owner.query('delete from migration.done where number = 9999')
  assert.ok(await isEmpty(target))
})

test('a table that was cut short, changed or lost is found, and nothing is left behind', async () => {
  await backup()
  const file = tableFile(folder, 'points.entry')
  const packed = await readFile(file)
  await writeFile(file, packed.subarray(0, packed.length - 12))
  await assert.rejects(restore(), /points\.entry 缺失或已损坏/)
  await writeFile(file, gzipSync(gunzipSync(packed).toString().replace('note 1', 'note 7')))
  await assert.rejects(restore(), /points\.entry 缺失或已损坏/)
  await rm(file)
  await assert.rejects(restore(), /points\.entry 缺失或已损坏/)
  assert.ok(await isEmpty(target))
  await writeFile(file, packed)
  await restore()
})

test('a photo that was changed or lost, or a path that leads out of the backup, is found', async () => {
  await backup()
  const photo = join(folder, 'files', 'ab', 'photo')
  const bytes = await readFile(photo)
  await writeFile(photo, randomBytes(5000))
  await assert.rejects(restore(), /ab\/photo 缺失或已损坏/)
  await rm(photo)
  await assert.rejects(restore(), /ab\/photo 缺失或已损坏/)
  await writeFile(photo, bytes)
  const list = join(folder, 'files.sha256')
  const sums = await readFile(list, 'utf8')
  await writeFile(list, `${sums}${'0'.repeat(64)}  ../../outside\n`)
  await assert.rejects(restore(), /outside 缺失或已损坏/)
  assert.ok(await isEmpty(target))
})

test('a proof that fails undoes the restore and says what does not hold', async () => {
  await backup()
  const proof: Proof = { name: '余额', prove: async () => ['存折 7：余额 100，记录合计 90'] }
  await assert.rejects(restore({ proofs: [auditProof, proof] }), /余额[\s\S]*存折 7/)
  assert.ok(await isEmpty(target))
})

test('a manifest of another format is no backup', async () => {
  await backup()
  const file = join(folder, manifestFile)
  await writeFile(file, (await readFile(file, 'utf8')).replace('"format": 1', '"format": 2'))
  await assert.rejects(restore(), /没有可用的备份/)
})
