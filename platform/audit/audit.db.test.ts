import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, test } from 'node:test'
import { v7 as makeId, v4 as makeRandomId } from 'uuid'
import { everywhere, type Tx } from '../database/connect.ts'
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts'
import { openSecrets } from '../secrets/secrets.ts'
import { appendAudit } from './record.ts'
import { sealAudit } from './seal.ts'
import { type AuditFault, verifyCounty } from './verify.ts'

const county = '330482'
const secrets = openSecrets(randomBytes(32))
let database: TestDatabase
const transact = <T>(work: (tx: Tx) => Promise<T>) => database.transact(everywhere, work)

beforeEach(async () => {
  database = await openTestDatabase()
})
afterEach(() => database.close())

function append(count: number, placeCode = '330482001201'): Promise<void> {
  const origin = { accountId: null, actorName: '周文书', channel: 'console', address: null, at: new Date() }
  const records = Array.from({ length: count }, (_, index) => ({
    placeCode,
    action: 'test.note',
    subjectKind: 'note',
    subjectId: String(index + 1),
    detail: { text: `第 ${index + 1} 条`, parts: [1, 2.5, null] },
  }))
  return transact((tx) => appendAudit(tx, origin, records))
}

const seal = () => sealAudit(transact, secrets, new Date())
const verify = () => transact((tx) => verifyCounty(tx, secrets, county))

/** The faults that verification finds, each with its position in the chain. */
async function faults(): Promise<[AuditFault, number | null][]> {
  return (await verify()).findings.map((finding) => [finding.fault, finding.position])
}

async function entryAt(position: number): Promise<string> {
  const found = await database.owner.query(
    'select entry_id from audit.seal where county_code = $1 and position = $2',
    [county, position],
  )
  return found.rows[0].entry_id
}

test('an untouched log verifies, with its sealed and its waiting entries counted', async () => {
  await append(7)
  assert.equal(await seal(), 7)
  await append(2)
  const report = await verify()
  assert.deepEqual([report.sealed, report.pending, report.findings], [7, 2, []])
  assert.equal(await seal(), 2)
  assert.equal(await seal(), 0)
  assert.deepEqual((await verify()).findings, [])
})

test('more than one batch is sealed in one go, and each county has a chain of its own', async () => {
  await append(2003)
  await append(3, '330421001201')
  assert.equal(await seal(), 2006)
  const chains = await database.owner.query('select county_code, position from audit.head order by 1')
  assert.deepEqual(chains.rows, [
    { county_code: '330421', position: 3 },
    { county_code: '330482', position: 2003 },
  ])
  assert.deepEqual((await verify()).findings, [])
})

test('no setting of time zone or date style changes what was sealed', async () => {
  await append(3)
  await seal()
  await database.owner.query(`alter role shanzhi_app set timezone = 'America/New_York'`)
  await database.owner.query(`alter role shanzhi_app set datestyle = 'SQL, DMY'`)
  assert.deepEqual(await faults(), [])
  await database.owner.query('alter role shanzhi_app reset all')
})

const changes: [string, string, unknown][] = [
  ['actor_name', 'actor_name', '吴某'],
  ['place', 'place_code', '330482001202'],
  ['detail', 'detail', '{"text":"改过"}'],
  ['time, by a microsecond', 'at', null],
  ['on-behalf', 'on_behalf', '{"name":"郑某"}'],
]
for (const [name, column, value] of changes) {
  test(`an entry whose ${name} was changed is found`, async () => {
    await append(5)
    await seal()
    const set = value === null ? `at = at + interval '1 microsecond'` : `${column} = $2`
    await database.owner.query(
      `update audit.entry set ${set} where id = $1`,
      value === null ? [await entryAt(3)] : [await entryAt(3), value],
    )
    assert.deepEqual(await faults(), [['entry_changed', 3]])
  })
}

test('a removed entry is found', async () => {
  await append(5)
  await seal()
  await database.owner.query('delete from audit.entry where id = $1', [await entryAt(2)])
  assert.deepEqual(await faults(), [['entry_missing', 2]])
})

test('an entry removed together with its seal leaves a gap', async () => {
  await append(5)
  await seal()
  const id = await entryAt(4)
  await database.owner.query('delete from audit.entry where id = $1', [id])
  await database.owner.query('delete from audit.seal where entry_id = $1', [id])
  assert.deepEqual(await faults(), [['seal_missing', 4]])
})

test('seals that close up over a removed entry do not fit', async () => {
  await append(5)
  await seal()
  const id = await entryAt(3)
  await database.owner.query('delete from audit.entry where id = $1', [id])
  await database.owner.query('delete from audit.seal where entry_id = $1', [id])
  await database.owner.query('update audit.seal set position = position - 1 where position > 3')
  const found = await faults()
  assert.deepEqual(found[0], ['order_changed', 3])
  assert.deepEqual(found.at(-1), ['tail_cut', 5])
})

test('two entries that changed places are found', async () => {
  await append(6)
  await seal()
  const [second, fifth] = [await entryAt(2), await entryAt(5)]
  await database.owner
    .query('delete from audit.seal where position in (2, 5) returning *')
    .then(async ({ rows }) => {
      for (const row of rows) {
        const other = row.position === 2 ? fifth : second
        const digest = rows.find((one) => one.entry_id === other).digest
        await database.owner.query('insert into audit.seal values ($1, $2, $3, $4, $5, $6)', [
          row.county_code,
          row.position,
          other,
          digest,
          row.hash,
          row.sealed_at,
        ])
      }
    })
  assert.deepEqual(await faults(), [
    ['order_changed', 2],
    ['order_changed', 5],
  ])
})

test('an entry slipped in later is found, whether its id is of an earlier time or of no time at all', async () => {
  await append(3)
  await seal()
  for (const id of [makeId({ msecs: Date.now() - 3 * 3600_000 }), makeRandomId().replace(/^../, '00')]) {
    await database.owner.query(
      `insert into audit.entry select county_code, $1, place_code, household_id, at, account_id, actor_name, on_behalf, action,
         subject_kind, 'slipped in', channel, address, detail from audit.entry where id = $2`,
      [id, await entryAt(1)],
    )
  }
  assert.deepEqual(await faults(), [
    ['entry_inserted', null],
    ['entry_inserted', null],
  ])
  await seal()
  assert.deepEqual(
    (await faults()).map(([fault]) => fault),
    ['entry_inserted', 'entry_inserted'],
  )
})

test('an entry with a random id that was sealed since is found', async () => {
  await append(2)
  await database.owner.query(
    `insert into audit.entry select county_code, $1, place_code, household_id, at, account_id, actor_name, on_behalf, action,
       subject_kind, 'slipped in', channel, address, detail from audit.entry where subject_id = '1'`,
    [makeRandomId().replace(/^./, 'f')],
  )
  assert.equal(await seal(), 3)
  assert.deepEqual(await faults(), [['entry_inserted', 3]])
  await append(2)
  assert.equal(await seal(), 2, 'an id of a time to come does not stop the sealing')
})

test('a cut end is found, also when the head was moved back to it', async () => {
  await append(6)
  await seal()
  await database.owner.query(
    'delete from audit.entry where id = any (select entry_id from audit.seal where position > 4)',
  )
  await database.owner.query('delete from audit.seal where position > 4')
  assert.deepEqual(await faults(), [['tail_cut', 5]])
  await database.owner.query(
    'update audit.head set position = 4, hash = (select hash from audit.seal where position = 4)',
  )
  assert.deepEqual(await faults(), [['head_forged', 4]])
  await database.owner.query('delete from audit.head')
  assert.deepEqual(await faults(), [['head_missing', null]])
})

test('a chain rebuilt without the key does not verify', async () => {
  await append(4)
  await seal()
  await database.owner.query(`update audit.entry set actor_name = '吴某' where id = $1`, [await entryAt(2)])
  await database.owner.query('delete from audit.seal')
  await database.owner.query('delete from audit.head')
  await sealAudit(transact, openSecrets(randomBytes(32)), new Date())
  const found = await faults()
  assert.equal(found.filter(([fault]) => fault === 'order_changed').length, 4)
  assert.ok(found.some(([fault]) => fault === 'head_forged'))
})

test('seals added behind the head are found', async () => {
  await append(3)
  await seal()
  await append(1)
  await database.owner.query(
    `insert into audit.seal select county_code, 4, (select id from audit.entry order by id desc limit 1), digest, hash, sealed_at
     from audit.seal where position = 3`,
  )
  assert.deepEqual(await faults(), [['seal_inserted', 4]])
})

test('a report kept outside shows that a whole chain was replaced, and agrees with one that only grew', async () => {
  await append(4)
  await seal()
  const earlier = await verify()
  await append(4)
  await seal()
  const against = () => transact((tx) => verifyCounty(tx, secrets, county, { earlier }))
  assert.deepEqual((await against()).findings, [])
  await database.owner.query('delete from audit.seal')
  await database.owner.query('delete from audit.head')
  await database.owner.query(`delete from audit.entry where subject_id = '2'`)
  await seal()
  assert.deepEqual((await verify()).findings, [])
  assert.deepEqual(
    (await against()).findings.map((finding) => finding.fault),
    ['earlier_head_gone'],
  )
})

test('eight sealers at the same time, while others write, make one chain', async () => {
  await append(3000)
  const sealers = Array.from({ length: 8 }, seal)
  const writers = Array.from({ length: 20 }, () => append(10))
  await Promise.all([...sealers, ...writers])
  await seal()
  const report = await verify()
  assert.deepEqual([report.sealed, report.pending, report.findings], [3200, 0, []])
})

test('a writer waits for no chain: it commits while a sealer holds the head, and is sealed afterwards', async () => {
  await append(1)
  await seal()
  await database.owner.query('begin')
  await database.owner.query('select 1 from audit.head where county_code = $1 for update', [county])
  await append(1)
  await database.owner.query('commit')
  assert.equal(await seal(), 1)
})

test('an entry committed after younger ones were sealed is sealed with the next batch', async () => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const origin = { accountId: null, actorName: '周文书', channel: 'console', address: null, at: new Date() }
  const slow = transact(async (tx) => {
    await appendAudit(tx, origin, [
      { placeCode: '330482001201', action: 'a', subjectKind: 'b', subjectId: 'slow' },
    ])
    await held
  })
  await append(3)
  assert.equal(await seal(), 3)
  release()
  await slow
  assert.equal(await seal(), 1)
  assert.deepEqual((await verify()).findings, [])
})

test('the application can neither change nor remove entries and seals', async () => {
  await append(1)
  await seal()
  for (const statement of [
    'update audit.entry set action = action',
    'delete from audit.entry',
    'update audit.seal set hash = hash',
    'delete from audit.seal',
    'delete from audit.head',
  ]) {
    await assert.rejects(database.pool.query(statement), /permission denied/)
  }
})
