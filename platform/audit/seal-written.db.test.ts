import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { everywhere, type Tx } from '../database/connect.ts'
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts'
import { openSecrets } from '../secrets/secrets.ts'
import { appendAudit } from './record.ts'
import { sealAudit } from './seal.ts'
import { type Sealing, startSealing } from './seal-written.ts'
import { verifyCounty } from './verify.ts'
import { takeRemembered } from './witness.ts'

const secrets = openSecrets(randomBytes(32))
const counties = ['330482', '330481']
let database: TestDatabase
let sealing: Sealing
const told: string[] = []

before(async () => {
  database = await openTestDatabase()
  const log = (message: string, error: unknown) => void told.push(`${message} ${error ?? ''}`.trim())
  sealing = startSealing({ database, secrets, clock: () => new Date(), log }, 3_600_000)
})
beforeEach(async () => {
  await database.owner.query('truncate audit.entry, audit.seal, audit.head')
  takeRemembered(database.pool)
  told.length = 0
})
after(async () => {
  await sealing?.stop()
  await database?.close()
})

const transact = <T>(work: (tx: Tx) => Promise<T>) => database.transact(everywhere, work)
const note = (tx: Tx, subjectId: string, county = counties[0]) =>
  appendAudit(tx, { accountId: null, actorName: '周文书', channel: 'test', address: null, at: new Date() }, [
    { placeCode: `${county}001213`, action: 'test.note', subjectKind: 'note', subjectId },
  ])
const write = (subjectId: string, county?: string) => transact((tx) => note(tx, subjectId, county))
const remove = async (subjectId: string) =>
  (await database.owner.query('delete from audit.entry where subject_id = $1 returning id', [subjectId]))
    .rows[0].id as string
const verify = (county = counties[0]!) => transact((tx) => verifyCounty(tx, secrets, county))
const faults = async () => (await verify()).findings.map(({ fault, entryId }) => [fault, entryId])

test('what was written is sealed by the next pass, each county in its chain, and the timer finds nothing left', async () => {
  for (const county of counties) await write('one', county)
  await write('two')
  await sealing.pass()
  assert.deepEqual(await Promise.all(counties.map(async (county) => (await verify(county)).sealed)), [2, 1])
  assert.equal(await sealAudit(transact, secrets, new Date()), 0)
  assert.deepEqual(await faults(), [])
})

test('what rolled back is not missed', async () => {
  const broken = transact(async (tx) => {
    await note(tx, 'never')
    throw new Error('refused')
  })
  await assert.rejects(broken, /refused/)
  await sealing.pass()
  assert.deepEqual([(await verify()).sealed, told], [0, []])
})

test('what is removed before it was sealed is recorded, told to the operator, and found by every verification', async () => {
  await write('kept')
  await write('removed')
  const id = await remove('removed')
  await sealing.pass()
  assert.deepEqual(told, ['1 audit entries of county 330482 were removed'])
  assert.deepEqual(await faults(), [['entry_removed', id]])
  const report = await verify()
  assert.deepEqual([report.sealed, report.pending], [2, 0], 'the record of it is sealed, too')
  const { rows } = await database.owner.query('select detail from audit.entry where subject_id = $1', [id])
  assert.deepEqual(rows[0].detail, { action: 'test.note', subjectKind: 'note', subjectId: 'removed' })
  await database.owner.query('delete from audit.entry where subject_id = $1', [id])
  assert.deepEqual(
    (await faults()).map(([fault]) => fault),
    ['entry_missing'],
    'removing that record shows as well',
  )
})

test('what the timer sealed first is not sealed twice, and its removal is found twice over', async () => {
  await write('quick')
  await sealAudit(transact, secrets, new Date())
  const id = await remove('quick')
  await sealing.pass()
  assert.deepEqual((await faults()).sort(), [
    ['entry_missing', id],
    ['entry_removed', id],
  ])
})

test('a pass that fails keeps what it remembers for the next one', async () => {
  await write('later')
  await database.owner.query('alter table audit.head rename to hidden')
  await sealing.pass()
  await database.owner.query('alter table audit.hidden rename to head')
  assert.match(told.join(), /audit sealing/)
  await remove('later')
  await sealing.pass()
  assert.deepEqual(
    (await faults()).map(([fault]) => fault),
    ['entry_removed'],
  )
})

test('several servers seal and write at the same time: one whole chain', async () => {
  await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      await write(`note ${index}`)
      if (index % 10 === 0) await Promise.all([sealing.pass(), sealAudit(transact, secrets, new Date())])
    }),
  )
  await sealing.pass()
  const report = await verify()
  assert.deepEqual([report.sealed, report.pending, report.findings, told], [60, 0, [], []])
})
