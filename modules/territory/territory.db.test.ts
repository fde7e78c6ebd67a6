import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { everywhere } from '../../platform/database/connect.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/database/test-database.ts'
import { getDivision, searchDivisions } from './find-divisions.ts'
import { importDivisions } from './import-divisions.ts'
import { type ListedDivision, officialDivisions } from './official-list.ts'
import { listChildRows } from './store.ts'

let database: TestDatabase
before(async () => {
  database = await openTestDatabase()
})
after(() => database.close())

const listOf = (rows: ListedDivision[], asOf: string) => ({
  source: '县里发的表',
  asOf,
  rows: (async function* () {
    yield* rows
  })(),
})

test('a county is imported from the official list with those above it, and a second import changes nothing', async () => {
  const first = await database.transact(everywhere, (tx) =>
    importDivisions(tx, officialDivisions('330482'), { scope: '330482', apply: true }),
  )
  assert.equal(first.levels.province, 1)
  assert.equal(first.levels.city, 1)
  assert.equal(first.levels.county, 1)
  assert.ok(first.levels.town > 5 && first.levels.village > 80)
  assert.equal(first.added, first.rows)
  const second = await database.transact(everywhere, (tx) =>
    importDivisions(tx, officialDivisions('330482'), { scope: '330482', apply: true }),
  )
  assert.deepEqual([second.added, second.renamed, second.unchanged, second.missing], [0, 0, second.rows, 0])
})

test('counting alone writes nothing', async () => {
  const counted = await database.transact(everywhere, (tx) =>
    importDivisions(tx, officialDivisions('330483'), { scope: '330483', apply: false }),
  )
  assert.ok(counted.added > 100 && counted.applied === false)
  const found = await database.owner.query(
    `select count(*)::int as n from territory.division where code like '330483%'`,
  )
  assert.equal(found.rows[0].n, 0)
})

test('a village is found by name, pinyin, initials and code, each with its path', async () => {
  await database.transact(everywhere, async (tx) => {
    for (const search of [
      '通界',
      '通界村',
      'tongjie',
      'TJC',
      'tong jie cun',
      '330482001213',
      '通界村村民委员会',
    ]) {
      const { rows } = await searchDivisions(tx, { search, within: '', limit: 20 })
      assert.ok(
        rows.some((row) => row.code === '330482001213'),
        search,
      )
    }
    const { rows } = await searchDivisions(tx, { search: '通界村', within: '3304', limit: 5 })
    assert.equal(rows[0]?.path, '浙江省 / 嘉兴市 / 平湖市 / 当湖街道 / 通界村')
    const towns = await searchDivisions(tx, { search: '当湖', level: 'town', within: '', limit: 5 })
    assert.deepEqual(
      towns.rows.map((row) => row.code),
      ['330482001000'],
    )
    const elsewhere = await searchDivisions(tx, { search: '通界村', within: '330481', limit: 5 })
    assert.deepEqual(elsewhere.rows, [])
    const joker = await searchDivisions(tx, { search: '%', within: '', limit: 5 })
    assert.deepEqual(joker.rows, [])
  })
})

test('the tree is walked down from the provinces and up by ancestors', async () => {
  await database.transact(everywhere, async (tx) => {
    const provinces = await listChildRows(tx, null, false)
    assert.deepEqual(
      provinces.map((row) => row.shortName),
      ['浙江省'],
    )
    const villages = await listChildRows(tx, '330482001000', false)
    assert.equal(villages.find((row) => row.code === '330482001213')?.shortName, '通界村')
    const village = await getDivision(tx, '330482001213')
    assert.deepEqual(
      village.ancestors.map((above) => above.shortName),
      ['浙江省', '嘉兴市', '平湖市', '当湖街道'],
    )
  })
})

test('a list with a new name keeps the old one with its dates, and an older list changes nothing', async () => {
  const renamed = [{ code: '330482001204', name: '新塘桥村村民委员会' }]
  await database.transact(everywhere, (tx) =>
    importDivisions(tx, listOf(renamed, '2025-01-01'), { scope: '330482001204', apply: true }),
  )
  const older = await database.transact(everywhere, (tx) =>
    importDivisions(tx, officialDivisions('330482001'), { scope: '330482001', apply: true }),
  )
  assert.equal(older.renamed, 0)
  const village = await database.transact(everywhere, (tx) => getDivision(tx, '330482001204'))
  assert.deepEqual(
    village.names.map(({ shortName, from, to }) => [shortName, from, to]),
    [
      ['新塘桥村', '2025-01-01', null],
      ['塘桥村', '2023-06-30', '2025-01-01'],
    ],
  )
})

test('what a list lacks is counted as missing and stays', async () => {
  const only = [{ code: '330482001213', name: '通界村村民委员会' }]
  const result = await database.transact(everywhere, (tx) =>
    importDivisions(tx, listOf(only, '2025-01-01'), { scope: '330482001', apply: true }),
  )
  assert.ok(result.missing > 20)
  assert.equal(result.missing, result.missingFirst.length)
  const village = await database.transact(everywhere, (tx) => getDivision(tx, '330482001201'))
  assert.equal(village.validTo, null)
})

test('a whole province of 10,000 villages comes in by batches', async () => {
  const seen: number[] = []
  const result = await database.transact(everywhere, (tx) =>
    importDivisions(tx, officialDivisions('33'), {
      scope: '33',
      apply: true,
      onProgress: (rows) => seen.push(rows),
    }),
  )
  assert.ok(result.levels.village > 10_000)
  assert.ok(seen.length > 2 && seen.at(-1) === result.rows)
  const counted = await database.owner.query(
    `select count(*)::int as n from territory.division where code like '33%'`,
  )
  assert.equal(counted.rows[0].n, result.rows)
})
