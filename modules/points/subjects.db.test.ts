import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { balanceFaults, close, declare, postDeeds } from '../../tests/points-acts.ts'
import { openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { addGroup, addPerson, batchFor, bookRows } from '../../tests/subject-acts.ts'
import { joinScheme } from './enrol.ts'
import { pointsHouseholdEffect } from './household-effect.ts'
import { readEntries, readHouseholdPassbook, readPassbook } from './read-passbooks.ts'

const code = (error: unknown) => (error as { code?: string }).code ?? String(error)
const otherPlace = '330482001214'
let party: TestVillage
let groups: TestVillage
before(async () => {
  party = await openTestVillage(2, (yaml) =>
    yaml.replace(
      'subject: household',
      'subject: person\n    eligible: { party_member: true, resident: local }',
    ),
  )
  groups = await openTestVillage(1, (yaml) => yaml.replace('subject: household', 'subject: group'))
})
after(async () => {
  await party?.close()
  await groups?.close()
})

test('a book of Party members is kept for each of them, and for nobody else (G-14)', async () => {
  const [member, other, second] = [
    await addPerson(party, 0, { name: '党员甲', born: '1980-01-01', party: true }),
    await addPerson(party, 0, { name: '群众乙', born: '1980-01-01' }),
    await addPerson(party, 1, { name: '党员丙', born: '1970-01-01', party: true }),
  ]
  const far = await addPerson(party, 1, {
    ...{ name: '党员丁', born: '1970-01-01', party: true, registration: 'elsewhere' },
  })
  for (const personId of [other, far])
    assert.equal(
      await declare(party, batchFor(party, 'public_affairs', '2019-02-01', [{ personId }], 300)).catch(code),
      'points.person_not_eligible',
    )
  assert.equal(
    await declare(party, batchFor(party, 'public_affairs', '2019-02-01', [{}], 300)).catch(code),
    'points.person_missing',
  )
  await postDeeds(
    party,
    [
      batchFor(party, 'public_affairs', '2019-02-01', [{ personId: member }], 300),
      batchFor(party, 'public_affairs', '2019-02-02', [{ personId: member }], 1000),
    ],
    '2019-Q1',
    '2019-04-01',
  )
  const rows = (await bookRows(party)).filter((row) => row.cycle === '2019')
  assert.deepEqual(
    rows.map((row) => [row.subject_kind, row.subject_id, row.household_id, row.redeemable]),
    [
      ['person', second, party.households[1], 10_000],
      ['person', member, party.households[0], 11_300],
    ],
  )
  assert.deepEqual(await balanceFaults(party), [])
})

test('the household reads its members’ passbooks, the neighbour does not', async () => {
  const own = await party.as(party.villager(0), '2019-05-01', (act) =>
    readHouseholdPassbook(act, party.library, party.households[0]!, undefined),
  )
  assert.deepEqual([own.subjectKind, own.subjectName, own.balance], ['person', '党员甲', 11_300])
  assert.deepEqual(
    own.books.map((book) => book.subjectName),
    ['党员甲'],
  )
  const read = (index: number) =>
    party.as(party.villager(index), '2019-05-01', (act) => readPassbook(act, party.library, own.bookId))
  assert.equal((await read(0)).balance, 11_300)
  assert.equal(await read(1).catch(code), 'record.not_found')
})

test('a passbook goes with its person into another household, all entries with it', async () => {
  const { bookId, subjectId } = await party.as(party.villager(0), '2019-05-01', (act) =>
    readHouseholdPassbook(act, party.library, party.households[0]!, undefined),
  )
  const [fromHouseholdId, toHouseholdId] = [party.households[0]!, party.households[1]!]
  const change = {
    ...{ id: bookId, kind: 'transfer' as const, on: '2019-05-02', countyCode: place.slice(0, 6) },
    ...{
      placeCode: place,
      toPlaceCode: place,
      householdId: fromHouseholdId,
      otherHouseholdId: toHouseholdId,
    },
    ...{ opened: [], ended: [], replaced: null, across: null },
    persons: [{ personId: subjectId, fromHouseholdId, toHouseholdId }],
  }
  const entriesOf = (index: number) =>
    party.as(party.villager(index), '2019-05-03', (act) =>
      readEntries(act, party.library, bookId, { page: 1, pageSize: 20 }),
    )
  await party.as(party.actors.clerk, '2019-05-02', (act) => pointsHouseholdEffect.apply(act, change))
  assert.equal((await entriesOf(1)).total, 3)
  assert.equal(await entriesOf(0).catch(code), 'record.not_found')
  await party.as(party.actors.clerk, '2019-05-02', (act) => pointsHouseholdEffect.undo!(act, change))
  assert.equal((await entriesOf(0)).total, 3)
  assert.equal(await entriesOf(1).catch(code), 'record.not_found')
})

test('a close has a line for each person', async () => {
  const closed = await close(party, '2019-Q1', '2019-05-06')
  assert.deepEqual([closed.figures.households, closed.figures.gained], [2, 1300])
})

test('a group’s points belong to no household, and only officials see them', async () => {
  const first = await addGroup(groups, '一组')
  const elsewhere = await addGroup(groups, '别村一组', otherPlace)
  assert.equal(
    await declare(
      groups,
      batchFor(groups, 'public_affairs', '2019-02-01', [{ groupId: elsewhere }], 300),
    ).catch(code),
    'points.group_unknown',
  )
  await postDeeds(
    groups,
    [batchFor(groups, 'public_affairs', '2019-02-01', [{ groupId: first }], 300)],
    '2019-Q1',
    '2019-04-01',
  )
  const [row] = await bookRows(groups)
  assert.deepEqual(
    [row.subject_kind, row.subject_id, row.subject_name, row.household_id, row.redeemable],
    ['group', first, '一组', null, 10_300],
  )
  const { rows } = await groups.database.owner.query('select id from points.book')
  const read = (actor: TestVillage['actors']['clerk']) =>
    groups.as(actor, '2019-05-01', (act) => readPassbook(act, groups.library, rows[0].id))
  assert.equal((await read(groups.actors.clerk)).subjectName, '一组')
  assert.equal(await read(groups.villager(0)).catch(code), 'record.not_found')
  assert.deepEqual(await balanceFaults(groups), [])
})

test('a child’s points go to the household; each person joins for herself, a guardian for those under 14', async () => {
  const village = await openTestVillage(1, (yaml) =>
    yaml.replace('subject: household', 'subject: person').replace('agreed_by: head', 'agreed_by: person'),
  )
  try {
    const grown = await addPerson(village, 0, { name: '妈妈', born: '1985-03-01' })
    const child = await addPerson(village, 0, { name: '孩子', born: '2010-03-01', guardianId: grown })
    const youth = await addPerson(village, 0, { name: '少年', born: '2001-03-01' })
    const join = (personId: string | null, agreedBy: string) =>
      village
        .as(village.actors.clerk, '2019-02-01', (act) =>
          joinScheme(act, village.library, {
            ...{ placeCode: place, adoptionId: village.adoptionId, householdId: village.households[0]! },
            ...{ personId, joinedOn: '2019-02-01', agreedBy, proxy: null },
          }),
        )
        .then(() => 'joined', code)
    const declareOf = (personId: string, on: string) =>
      declare(village, batchFor(village, 'public_affairs', on, [{ personId }], 300)).catch(code)
    assert.equal(await declareOf(grown, '2019-02-02'), 'points.not_enrolled')
    assert.equal(await join(null, '户主'), 'points.person_joins')
    assert.equal(await join(child, '孩子'), 'points.guardian_agrees')
    assert.equal(await join(child, '妈妈'), 'joined')
    assert.equal(await join(grown, '妈妈'), 'joined')
    assert.equal(await join(grown, '妈妈'), 'points.already_enrolled')
    assert.equal(await join(youth, '少年'), 'joined')
    const own = { ...village.villager(0), personId: youth }
    const joinFor = (personId: string) =>
      village.as(own, '2019-02-03', (act) =>
        joinScheme(act, village.library, {
          ...{ placeCode: place, adoptionId: village.adoptionId, householdId: village.households[0]! },
          ...{ personId, joinedOn: '2019-02-03', agreedBy: own.name, proxy: null },
        }),
      )
    const aunt = await addPerson(village, 0, { name: '姑姑', born: '1980-03-01' })
    assert.equal(await joinFor(aunt).catch(code), 'points.not_your_choice')
    // On 1 March 2019 the youth comes of age: what was done the day before is the household's.
    const deeds = [
      [grown, '2019-02-28'],
      [child, '2019-02-28'],
      [youth, '2019-02-28'],
      [youth, '2019-03-01'],
    ] as const
    await postDeeds(
      village,
      deeds.map(([personId, on]) => batchFor(village, 'public_affairs', on, [{ personId }], 300)),
      '2019-Q1',
      '2019-04-01',
    )
    const rows = await bookRows(village)
    const gainedBy = (subject: string) => rows.find((row) => row.subject_id === subject)?.gained
    assert.deepEqual([village.households[0]!, grown, youth, child, aunt].map(gainedBy), [
      600,
      300,
      300,
      undefined,
      undefined,
    ])
    assert.deepEqual(await balanceFaults(village), [])
  } finally {
    await village.close()
  }
})
