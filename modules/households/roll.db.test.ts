import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import { everywhere } from '../../platform/database/connect.ts'
import type { RowResult } from '../../platform/workbooks/index.ts'
import { exportRoll } from './export-roll.ts'
import { getHousehold, listHouseholds, readSearch } from './find-households.ts'
import { importRoll } from './import-roll.ts'
import { planRoll, type RollPlan, rollRowsOf } from './plan-roll.ts'
import type { RollRow } from './roll-sheet.ts'
import { applyOperation } from './run-operation.ts'
import {
  blankRollRow,
  county,
  now,
  openHousehold,
  openTestVillage,
  refusalOf,
  type TestVillage,
  tangqiao,
  tongjie,
} from './test-village.ts'

let village: TestVillage
before(async () => {
  village = await openTestVillage()
})
after(() => village.database.close())

type Given = Partial<RollRow> & { number: string; name: string; relation: RollRow['relation'] }
const row = (given: Given): RollRow => ({ ...blankRollRow, ...given })
const today = '2026-03-05'
const by = { at: now, accountId: null, name: '测试' }

function plan(
  rows: AsyncIterable<RowResult<RollRow>>,
  options: { place?: string; createGroups?: boolean } = {},
): Promise<RollPlan> {
  const { place = tongjie, createGroups = true } = options
  return village.database.transact(everywhere, (tx) =>
    planRoll(tx, village.secrets, { place, rows, createGroups, today }),
  )
}
const planOf = (rows: Given[], options = {}) => plan(rollRowsOf(rows.map(row)), options)
const write = (planned: RollPlan, mode: 'good_households' | 'all_or_nothing' = 'all_or_nothing') =>
  village.database.transact(everywhere, (tx) =>
    importRoll(tx, village.secrets, planned, { mode, from: '2019-01-01', source: '名册.xlsx', by }),
  )
const faultsOf = (planned: RollPlan) =>
  planned.faults.map((fault) => `${fault.row} ${fault.field} ${fault.code}`)
const identity = (sequence: number, birthDate = '1970-01-01') =>
  makeIdentityNumber('330482', birthDate, sequence)

const two: Given[] = [
  {
    number: 'A1',
    name: '孙大',
    relation: 'head',
    identity: identity(1),
    phone: '13700000001',
    group: '一组',
    tags: '低保、村民代表',
  },
  { number: 'A1', name: '孙小', relation: 'son', birthDate: '2015-01-01', guardian: '孙大' },
  {
    number: 'A2',
    name: '胡大',
    relation: 'head',
    identity: identity(3),
    group: '西浜组',
    address: '西浜1号',
    standing: 'resident',
    registration: 'elsewhere',
    presence: 'away',
    partyMember: true,
  },
]

test('a roll opens households, people, groups and tags; a second time it changes nothing', async () => {
  const planned = await planOf(two)
  assert.deepEqual(faultsOf(planned), [])
  assert.deepEqual(
    planned.groupsToCreate.map((group) => group.name),
    ['一组', '西浜组'],
  )
  const result = await write(planned)
  assert.deepEqual(result, {
    households: { new: 2, changed: 0, unchanged: 0, leftOut: 0 },
    persons: { new: 3, changed: 0, unchanged: 0, leftOut: 0 },
    groupsCreated: 2,
    tags: 2,
  })
  const { rows } = await list({ search: 'A2' })
  const second = rows[0]!
  assert.deepEqual(
    [second.headName, second.groupName, second.address, second.standing, second.away, second.partyMembers],
    ['胡大', '西浜组', '西浜1号', 'resident', 1, 1],
  )
  const first = (await list({ search: 'A1' })).rows[0]!
  const detail = await village.as('clerk', tongjie, (act) => getHousehold(act, county, first.id))
  const child = detail.people.find((person) => person.name === '孙小')!
  assert.equal(child.guardianName, '孙大')
  assert.equal(detail.people[0]!.sex, 'male')
  assert.match(detail.changes[0]!.summary.zh, /名册导入：立第A1户，2人/)

  const again = await planOf(two)
  assert.deepEqual(faultsOf(again), [])
  const nothing = await write(again)
  assert.deepEqual(
    [nothing.households, nothing.persons, nothing.tags],
    [{ new: 0, changed: 0, unchanged: 2, leftOut: 0 }, { new: 0, changed: 0, unchanged: 3, leftOut: 0 }, 0],
  )
})

const list = (query: object) =>
  village.as('clerk', tongjie, (act) =>
    listHouseholds(act, village.secrets, {
      search: '',
      state: 'current',
      sort: 'number',
      order: 'asc',
      page: 1,
      pageSize: 50,
      ...query,
    }),
  )

test('a later file adds people and corrects what it says; blanks change nothing', async () => {
  const planned = await planOf([
    {
      number: 'A1',
      name: '孙大',
      relation: 'head',
      identity: identity(1),
      phone: '13700000009',
      presence: 'away',
    },
    { number: 'A1', name: '孙女', relation: 'daughter', birthDate: '2018-01-01', tags: '低保' },
    { number: 'A2', name: '胡大爷', relation: 'head', identity: identity(3) },
  ])
  assert.deepEqual(faultsOf(planned), [])
  assert.equal(planned.notInFile, 1)
  const result = await write(planned)
  assert.deepEqual(
    [result.households.changed, result.persons.new, result.persons.changed, result.tags],
    [2, 1, 2, 1],
  )
  const [first] = (await list({ search: '孙大' })).rows
  assert.deepEqual(
    [first!.members, first!.phoneMasked, first!.away, first!.groupName],
    [3, '137****0009', 1, '一组'],
  )
  assert.equal((await list({ search: 'A2' })).rows[0]!.headName, '胡大爷')
})

test('each fault names its row, field, reason and mend, and good households go in without the others', async () => {
  await openHousehold(
    village,
    [{ name: '原户主', relation: 'head', birthDate: '1970-01-01', sequence: 99 }],
    {
      placeCode: tangqiao,
      number: '7',
    },
  )
  const rows: [Given, string][] = [
    [{ number: 'F01', name: '甲', relation: 'son' }, 'relation roll.no_head'],
    [
      { number: 'F02', name: '乙', relation: 'head', identity: '330482197001010' },
      'identity roll.identity_wrong',
    ],
    [
      { number: 'F03', name: '丙', relation: 'head', identity: identity(21), birthDate: '1970-01-02' },
      'birthDate roll.birth_differs',
    ],
    [
      { number: 'F04', name: '丁', relation: 'head', identity: identity(23), sex: 'female' },
      'sex roll.sex_differs',
    ],
    [{ number: 'F05', name: '戊', relation: 'head', birthDate: '2026-03-06' }, 'birthDate roll.not_born'],
    [{ number: 'F06', name: '己', relation: 'head', phone: '123' }, 'phone roll.phone_wrong'],
    [{ number: 'F07', name: '庚', relation: 'head', tags: '字'.repeat(31) }, 'tags roll.tag_long'],
    [{ number: 'F08', name: '辛', relation: 'head', place: '330482001000' }, 'place roll.place_outside'],
    [
      { number: 'F09', name: '壬', relation: 'head', identity: identity(99) },
      'identity roll.identity_elsewhere',
    ],
    [{ number: 'A1', name: '孙二', relation: 'head' }, 'relation roll.head_differs'],
    [{ number: 'F11', name: '癸', relation: 'head', guardian: '没有' }, 'guardian roll.guardian_unknown'],
    [{ number: 'F12', name: '子', relation: 'head', group: '九组' }, 'group roll.group_unknown'],
  ]
  const good: Given = { number: 'G1', name: '好户', relation: 'head' }
  const planned = await planOf([...rows.map(([given]) => given), good], { createGroups: false })
  const expected = rows.map(([, fault], index) => `${index + 2} ${fault}`).sort()
  assert.deepEqual(faultsOf(planned).sort(), expected)
  for (const fault of planned.faults)
    assert.ok(fault.reason.zh && fault.mend.zh && fault.reason.en && fault.mend.en, fault.code)
  const elsewhere = planned.faults.find((fault) => fault.code === 'roll.identity_elsewhere')!
  assert.match(elsewhere.reason.zh, /塘桥村第7户/)
  assert.equal(await refusalOf(write(planned)), 'household.roll_has_faults')
  assert.equal((await list({ search: '好户' })).total, 0)
  const result = await write(planned, 'good_households')
  assert.deepEqual([result.households.new, result.households.leftOut, result.persons.leftOut], [1, 12, 12])
  assert.equal((await list({ search: '好户' })).total, 1)
})

test('one identity number in two rows takes both households out', async () => {
  const planned = await planOf([
    { number: 'D1', name: '一', relation: 'head', identity: identity(31) },
    { number: 'D2', name: '二', relation: 'head', identity: identity(31) },
  ])
  assert.deepEqual(faultsOf(planned), ['2 identity roll.identity_twice', '3 identity roll.identity_twice'])
  assert.ok(planned.households.every((household) => household.faulty))
})

test('the number of one who died, and another number for one who is known, are faults', async () => {
  const lone = await openHousehold(village, [
    { name: '逝者', relation: 'head', birthDate: '1970-01-01', sequence: 41 },
  ])
  await village.as('clerk', tongjie, (act) =>
    applyOperation(act, village.secrets, county, {
      operation: {
        kind: 'death',
        personId: lone.people[0]!.id,
        on: '2020-01-01',
        newHeadId: null,
        relations: [],
        reason: '去世',
      },
      digest: null,
    }),
  )
  const planned = await planOf([
    { number: 'E1', name: '新人', relation: 'head', identity: identity(41) },
    { number: 'A2', name: '胡大爷', relation: 'head', identity: identity(43) },
  ])
  assert.deepEqual(faultsOf(planned).sort(), [
    '2 identity roll.identity_of_dead',
    '3 identity roll.identity_differs',
    '3 relation roll.head_differs',
  ])
})

test('a faulty row takes its whole household out, and a row without a household is a stray', async () => {
  async function* rows(): AsyncGenerator<RowResult<RollRow>> {
    yield { rowNumber: 2, value: row({ number: 'H1', name: '赵大', relation: 'head' }) }
    const words = { zh: '错', en: 'wrong' }
    const fault = {
      row: 3,
      cell: 'D3',
      column: words,
      field: 'sex',
      value: '?',
      code: 'cell.not_choice',
      reason: words,
      mend: words,
    }
    yield { rowNumber: 3, faults: [fault], partial: { number: 'H1', name: '赵小' } }
    yield { rowNumber: 4, faults: [{ ...fault, row: 4, field: 'number' }], partial: { name: '谁' } }
    yield { rowNumber: 5, value: row({ number: 'H2', name: '钱大', relation: 'head' }) }
  }
  const planned = await plan(rows())
  assert.deepEqual(
    planned.households.map((household) => [household.number, household.faulty]),
    [
      ['H1', true],
      ['H2', false],
    ],
  )
  assert.deepEqual([planned.strays, planned.faultsTotal], [1, 2])
  const result = await write(planned, 'good_households')
  assert.deepEqual(
    [result.households, result.persons.leftOut],
    [{ new: 1, changed: 0, unchanged: 0, leftOut: 1 }, 3],
  )
})

test('a file of several villages needs the code in each row', async () => {
  const planned = await planOf(
    [
      { number: 'M1', name: '甲', relation: 'head', place: tongjie },
      { number: 'M1', name: '乙', relation: 'head', place: tangqiao },
      { number: 'M2', name: '丙', relation: 'head' },
    ],
    { place: '330482001' },
  )
  assert.deepEqual(faultsOf(planned), ['4 place roll.place_needed'])
  const result = await write(planned, 'good_households')
  assert.equal(result.households.new, 2)
})

test('somebody else’s import of the same people in between refuses the whole', async () => {
  const rows: Given[] = [{ number: 'S1', name: '同时', relation: 'head', identity: identity(51) }]
  const first = await planOf(rows)
  const second = await planOf(rows)
  await write(first)
  assert.equal(await refusalOf(write(second)), 'request.stale')
})

test('a clerk imports only into the own village', async () => {
  const planned = await planOf([{ number: 'R1', name: '越界', relation: 'head', place: tangqiao }], {
    place: '330482001',
  })
  const foreign = village.as('clerk', tongjie, (act) =>
    importRoll(act.tx, village.secrets, planned, { mode: 'all_or_nothing', from: today, source: '', by }),
  )
  await assert.rejects(foreign, /row-level security/)
})

/** Made-up people: `count` persons in households of four, every fourth a head. */
function* crowd(count: number): Generator<RollRow> {
  for (let index = 0; index < count; index += 1) {
    const relation = (['head', 'spouse', 'son', 'daughter'] as const)[index % 4]!
    const birthDate = `19${60 + (index % 40)}-0${1 + (index % 9)}-1${index % 10}`
    yield row({
      number: `K${Math.floor(index / 4)}`,
      name: `${'赵钱孙李周吴郑王'[index % 8]}${'一二三四五六七八九'[index % 9]}${'东西南北'[index % 4]}`,
      relation,
      identity: makeIdentityNumber(String(330100 + Math.floor(index / 1000)), birthDate, index % 1000),
      phone: index % 4 === 0 ? `13${String(600_000_000 + index)}` : undefined,
      group: `${1 + (index % 20)}`.replace(/.*/, String(1 + (Math.floor(index / 4) % 20))),
      tags: index % 50 === 0 ? '低保' : undefined,
    })
  }
}

test('5,000 people go in by batches with their groups and tags', async () => {
  const seen: number[] = []
  const planned = await village.database.transact(everywhere, (tx) =>
    planRoll(tx, village.secrets, {
      place: tangqiao,
      rows: rollRowsOf(crowd(5000)),
      createGroups: true,
      today,
      onProgress: (rows) => void seen.push(rows),
    }),
  )
  assert.deepEqual(faultsOf(planned), [])
  assert.deepEqual(seen, [1000, 2000, 3000, 4000, 5000, 5000])
  const result = await write(planned)
  assert.deepEqual(
    [result.households.new, result.persons.new, result.groupsCreated, result.tags],
    [1250, 5000, 20, 100],
  )
  const counted = await village.database.owner.query(
    `
    select count(*)::int as persons, count(distinct household_id)::int as households,
      count(*) filter (where identity_cipher is null)::int as unsealed
    from household.person where place_code = $1 and household_id in (select id from household.household where number like 'K%')`,
    [tangqiao],
  )
  assert.deepEqual(counted.rows[0], { persons: 5000, households: 1250, unsealed: 0 })
})

test('the export gives the same roll back: importing it changes nothing', async () => {
  const filters = {
    county,
    place: tongjie,
    search: readSearch(village.secrets, ''),
    tagsShown: null,
    state: 'current' as const,
  }
  const rows: RollRow[] = []
  await village.as('clerk', tongjie, async (act) => {
    for await (const one of exportRoll(act.tx, village.secrets, filters, { whole: true })) rows.push(one)
  })
  assert.ok(rows.length > 5)
  assert.ok(rows.some((one) => one.identity === identity(1)))
  const planned = await plan(rollRowsOf(rows))
  assert.deepEqual(faultsOf(planned), [])
  assert.ok(planned.households.every((household) => household.state === 'unchanged'))
  const masked: RollRow[] = []
  await village.as('secretary', tongjie, async (act) => {
    for await (const one of exportRoll(
      act.tx,
      village.secrets,
      { ...filters, tagsShown: [] },
      { whole: false },
    ))
      masked.push(one)
  })
  assert.ok(masked.every((one) => one.identity === undefined || /^\d\*+.$/.test(one.identity)))
  assert.ok(masked.every((one) => one.tags === undefined))
})
