import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Operation } from './contract.ts'
import type { Relation } from './decide-relation.ts'
import { registerHouseholdEffect } from './household-effects.ts'
import { applyOperation, previewOperation } from './run-operation.ts'
import {
  assertOneHouseholdEach,
  carryOut,
  county,
  type Detail,
  idOf,
  openFamily,
  openHousehold,
  openTestVillage,
  personOf,
  read,
  refusalOf,
  rolls,
  type TestVillage,
  tangqiao,
  tongjie,
  undo,
} from './test-village.ts'
import { previewUndo } from './undo-change.ts'

let village: TestVillage
before(async () => {
  village = await openTestVillage()
})
after(() => village.database.close())

let number = 100
let family: Detail
beforeEach(async () => {
  number += 10
  family = await openFamily(village, number)
})
const named = (first: string) => idOf(family, `${first}${number}`)

const split = (more: object = {}): Operation => ({
  kind: 'split',
  householdId: family.id,
  on: '2020-06-01',
  memberIds: [named('张强'), named('陈芳')],
  newHeadId: named('张强'),
  relations: [{ personId: named('陈芳'), relation: 'spouse' }],
  newNumber: null,
  newGroupId: null,
  newAddress: '新村路2号',
  reason: '儿子成家',
  ...more,
})

test('a split makes a new household, keeps the old one, and can be undone', async () => {
  const result = await carryOut(village, split())
  const [old, made] = [await read(village, family.id), await read(village, result.householdIds[1]!)]
  assert.deepEqual(rolls(old), [`张大${number} head`, `李秀${number} spouse`])
  assert.deepEqual(rolls(made), [`张强${number} head`, `陈芳${number} spouse`])
  assert.equal(made.validFrom, '2020-06-01')
  assert.equal(old.number, family.number)
  assert.match(old.changes[0]!.summary.zh, /分户/)
  assert.equal(made.changes[0]!.id, result.changeId)
  await assertOneHouseholdEach(village)

  await undo(village, result.changeId)
  const back = await read(village, family.id)
  assert.deepEqual(rolls(back).sort(), rolls(family).sort())
  const gone = await read(village, made.id)
  assert.deepEqual([gone.endedBy, gone.people.length, gone.formerPeople.length], ['undone', 0, 0])
  assert.deepEqual(
    back.changes.slice(0, 2).map((change) => change.kind),
    ['undone', 'split'],
  )
  assert.equal(back.changes[1]!.undoneById, back.changes[0]!.id)
  await assertOneHouseholdEach(village)
  assert.equal(
    await refusalOf(village.as('clerk', tongjie, (act) => previewUndo(act, county, result.changeId))),
    'household.undone_already',
  )
})

test('a preview shows both households and writes nothing', async () => {
  const preview = await village.as('clerk', tongjie, (act) =>
    previewOperation(act, village.secrets, county, split()),
  )
  assert.deepEqual(
    preview.after.map((household) => household.members.map((one) => `${one.name} ${one.mark}`)),
    [
      [`张大${number} stays`, `李秀${number} stays`],
      [`张强${number} joins`, `陈芳${number} joins`],
    ],
  )
  assert.equal(preview.after[1]!.householdId, null)
  assert.equal(preview.before[0]!.members[2]!.mark, 'leaves')
  const after = await read(village, family.id)
  assert.deepEqual([after.people.length, after.revision], [4, family.revision])
})

test('what is done is what was shown: a change in between refuses the confirmation', async () => {
  const { digest } = await village.as('clerk', tongjie, (act) =>
    previewOperation(act, village.secrets, county, split()),
  )
  await carryOut(village, {
    kind: 'birth',
    householdId: family.id,
    on: '2020-01-01',
    person: personOf({ name: '张新', relation: 'grandson', birthDate: '2020-01-01' }),
    relation: 'grandson',
    guardianId: named('张强'),
    reason: '出生',
  })
  const late = village.as('clerk', tongjie, (act) =>
    applyOperation(act, village.secrets, county, { operation: split(), digest }),
  )
  assert.equal(await refusalOf(late), 'household.changed_since')
})

test('two households merge under one head, the other names its successor, and its tags end with it', async () => {
  const other = await openHousehold(village, [
    { name: `王老${number}`, relation: 'head', birthDate: '1940-01-01' },
    { name: `赵婆${number}`, relation: 'spouse', birthDate: '1942-01-01' },
  ])
  const result = await carryOut(village, {
    kind: 'merge',
    householdId: family.id,
    otherHouseholdId: other.id,
    on: '2021-01-01',
    relations: other.people.map((one, index) => ({
      personId: one.id,
      relation: (['father_in_law', 'mother_in_law'] as Relation[])[index]!,
    })),
    reason: '投靠女儿',
  })
  const [joined, ended] = [await read(village, family.id), await read(village, other.id)]
  assert.equal(joined.people.length, 6)
  assert.deepEqual(
    [ended.validTo, ended.endedBy, ended.successorId, ended.people.length],
    ['2021-01-01', 'merged', family.id, 0],
  )
  assert.deepEqual(
    ended.formerPeople.map((one) => [one.to, one.reasonOut]),
    [
      ['2021-01-01', 'merge'],
      ['2021-01-01', 'merge'],
    ],
  )
  await assertOneHouseholdEach(village)
  await undo(village, result.changeId)
  const back = await read(village, other.id)
  assert.deepEqual(rolls(back), rolls(other))
  assert.deepEqual([back.validTo, back.endedBy, back.successorId], [null, null, null])
  await assertOneHouseholdEach(village)
})

test('the head changes with all relations to it, and back', async () => {
  const result = await carryOut(village, {
    kind: 'change_head',
    householdId: family.id,
    on: '2022-01-01',
    newHeadId: named('张强'),
    relations: [
      { personId: named('张大'), relation: 'father' },
      { personId: named('李秀'), relation: 'mother' },
      { personId: named('陈芳'), relation: 'spouse' },
    ],
    reason: '年老',
  })
  const changed = await read(village, family.id)
  assert.equal(changed.headName, `张强${number}`)
  assert.equal(changed.headId, named('张强'))
  assert.deepEqual(rolls(changed).sort(), [
    `张大${number} father`,
    `张强${number} head`,
    `李秀${number} mother`,
    `陈芳${number} spouse`,
  ])
  await assertOneHouseholdEach(village)
  await undo(village, result.changeId)
  assert.equal((await read(village, family.id)).headName, `张大${number}`)
  await assertOneHouseholdEach(village)
})

test('a death ends the membership; a dead head is followed; the last death ends the household', async () => {
  const death = (more: object): Operation => ({
    kind: 'death',
    personId: named('张大'),
    on: '2023-01-01',
    newHeadId: null,
    relations: [],
    reason: '去世',
    ...more,
  })
  assert.equal(await refusalOf(carryOut(village, death({}))), 'household.new_head_needed')
  const followed = death({
    newHeadId: named('李秀'),
    relations: [
      { personId: named('张强'), relation: 'son' },
      { personId: named('陈芳'), relation: 'daughter_in_law' },
    ],
  })
  const result = await carryOut(village, followed)
  const after = await read(village, family.id)
  assert.equal(after.headName, `李秀${number}`)
  assert.equal(after.formerPeople.find((one) => one.name === `张大${number}`)?.diedOn, '2023-01-01')
  await assertOneHouseholdEach(village)
  await undo(village, result.changeId)
  assert.equal((await read(village, family.id)).people.length, 4)
  await assertOneHouseholdEach(village)

  const alone = await openHousehold(village, [{ name: `孤${number}`, relation: 'head' }])
  const last = await carryOut(village, { ...death({}), personId: alone.people[0]!.id } as Operation)
  const ended = await read(village, alone.id)
  assert.deepEqual([ended.endedBy, ended.validTo], ['dissolved', '2023-01-01'])
  await undo(village, last.changeId)
  assert.equal((await read(village, alone.id)).validTo, null)
  await assertOneHouseholdEach(village)
})

test('a bride from another household, and one from outside, marry in', async () => {
  const other = await openHousehold(village, [
    { name: `周父${number}`, relation: 'head' },
    { name: `周女${number}`, relation: 'daughter', birthDate: '1995-01-01' },
  ])
  const marriage = (more: object): Operation => ({
    kind: 'marriage_in',
    householdId: family.id,
    on: '2023-05-20',
    personId: null,
    person: null,
    relation: 'daughter_in_law',
    reason: '结婚',
    ...more,
  })
  assert.equal(await refusalOf(carryOut(village, marriage({}))), 'household.person_or_new')
  const inside = await carryOut(village, marriage({ personId: idOf(other, `周女${number}`) }))
  assert.equal((await read(village, family.id)).people.length, 5)
  assert.equal((await read(village, other.id)).people.length, 1)
  const bride = personOf({ name: `外来${number}`, relation: 'daughter_in_law', birthDate: '1996-01-01' })
  assert.equal(
    await refusalOf(carryOut(village, marriage({ person: bride, relation: 'spouse' }))),
    'household.spouse_already',
  )
  const outside = await carryOut(village, marriage({ person: bride }))
  assert.equal((await read(village, family.id)).people.length, 6)
  await assertOneHouseholdEach(village)
  assert.equal(await refusalOf(undo(village, inside.changeId)), 'household.undo_later')
  await undo(village, outside.changeId)
  await undo(village, inside.changeId)
  assert.equal((await read(village, other.id)).people.length, 2)
  await assertOneHouseholdEach(village)
})

test('a child is born with a guardian, an adopted one joins, a twin entry is refused', async () => {
  const birth = (more: object = {}): Operation => ({
    kind: 'birth',
    householdId: family.id,
    on: '2024-02-29',
    person: personOf({
      name: `小宝${number}`,
      relation: 'grandson',
      birthDate: '2024-02-29',
      sequence: number,
    }),
    relation: 'grandson',
    guardianId: named('张强'),
    reason: '出生登记',
    ...more,
  })
  const other = personOf({ name: '早', relation: 'son', birthDate: '2024-02-28' })
  assert.equal(await refusalOf(carryOut(village, birth({ person: other }))), 'household.birth_day')
  const result = await carryOut(village, birth())
  const child = (await read(village, family.id)).people.find((one) => one.name === `小宝${number}`)!
  assert.deepEqual(
    [child.under14, child.mayVote, child.guardianName, child.ageYears],
    [true, false, `张强${number}`, 2],
  )
  assert.match(child.identityMasked!, /^3\*{16}.$/)
  assert.equal(await refusalOf(carryOut(village, birth())), 'household.identity_taken')
  const nameless = personOf({ name: `小宝${number}`, relation: 'grandson', birthDate: '2024-02-29' })
  assert.equal(await refusalOf(carryOut(village, birth({ person: nameless }))), 'household.member_already')
  const minor = birth({
    person: personOf({ name: '又一', relation: 'son', birthDate: '2024-02-29' }),
    guardianId: child.id,
  })
  assert.equal(await refusalOf(carryOut(village, minor)), 'household.guardian_wrong')
  const adopted = await carryOut(village, {
    kind: 'adoption',
    householdId: family.id,
    on: '2024-06-01',
    person: personOf({ name: `养女${number}`, relation: 'granddaughter', birthDate: '2020-01-01' }),
    relation: 'granddaughter',
    guardianId: named('张强'),
    reason: '收养',
  })
  assert.equal((await read(village, family.id)).people.length, 6)
  await undo(village, adopted.changeId)
  await undo(village, result.changeId)
  assert.equal((await read(village, family.id)).people.length, 4)
  // The number is free again: the same child can be registered anew.
  await carryOut(village, birth())
  await assertOneHouseholdEach(village)
})

test('a person goes to another household, and one who leaves the county is nowhere', async () => {
  const other = await openHousehold(village, [{ name: `叔${number}`, relation: 'head' }])
  const result = await carryOut(village, {
    kind: 'transfer',
    personId: named('李秀'),
    toHouseholdId: other.id,
    on: '2024-01-01',
    relation: 'other_relative',
    reason: '照料老人',
  })
  assert.deepEqual(rolls(await read(village, other.id)), [`叔${number} head`, `李秀${number} other_relative`])
  await undo(village, result.changeId)
  const left = await carryOut(village, {
    kind: 'leave',
    personId: named('陈芳'),
    on: '2024-02-01',
    to: '杭州市',
    newHeadId: null,
    relations: [],
    reason: '户口迁出',
  })
  assert.equal((await read(village, family.id)).people.length, 3)
  await assertOneHouseholdEach(village)
  await undo(village, left.changeId)
  assert.equal((await read(village, family.id)).people.length, 4)
  await assertOneHouseholdEach(village)
})

test('operations are written in the order of their days, never ahead', async () => {
  await carryOut(village, split())
  const again = (on: string): Operation => ({
    kind: 'change_head',
    householdId: family.id,
    on,
    newHeadId: named('李秀'),
    relations: [{ personId: named('张大'), relation: 'spouse' }],
    reason: '变更',
  })
  assert.equal(await refusalOf(carryOut(village, again('2018-12-31'))), 'household.day_before_last')
  assert.equal(await refusalOf(carryOut(village, again('2026-03-06'))), 'household.day_ahead')
  assert.equal(await refusalOf(carryOut(village, again('2026-03-05'))), 'done')
})

test('an effect of another module is told, applied and undone with the change, and may block it', async () => {
  const seen: string[] = []
  let blocks = false
  registerHouseholdEffect({
    key: 'test',
    preview: async (_act, change) => [{ zh: `${change.kind}积分留在原户`, en: 'Points stay', blocks }],
    apply: async (_act, change) => {
      seen.push(`apply ${change.opened.length} ${change.persons.length}`)
      return [{ zh: '积分留在原户', en: 'Points stay' }]
    },
    undo: async (_act, change) => {
      seen.push(`undo ${change.kind}`)
      return []
    },
  })
  try {
    blocks = true
    assert.equal(await refusalOf(carryOut(village, split())), 'household.effect_blocks')
    assert.equal((await read(village, family.id)).people.length, 4)
    blocks = false
    const result = await carryOut(village, split())
    assert.deepEqual(result.effects, [{ key: 'test', zh: '积分留在原户', en: 'Points stay' }])
    assert.deepEqual((await read(village, family.id)).changes[0]!.effects, result.effects)
    await undo(village, result.changeId)
    assert.deepEqual(seen, ['apply 1 2', 'undo split'])
  } finally {
    registerHouseholdEffect({ key: 'test', preview: async () => [], apply: async () => [] })
  }
})

test('a clerk of another village neither sees nor changes anything', async () => {
  const stranger = (operation: Operation) =>
    refusalOf(
      village.as('clerk', tangqiao, (act) =>
        applyOperation(act, village.secrets, county, { operation, digest: null }),
      ),
    )
  assert.equal(await stranger(split()), 'record.not_found')
  const auditor = village.as('auditor', tongjie, (act) =>
    previewOperation(act, village.secrets, county, split()),
  )
  assert.equal(await refusalOf(auditor), 'access.denied')
  assert.equal((await read(village, family.id)).people.length, 4)
})
