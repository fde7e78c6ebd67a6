import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relations } from './decide-relation.ts'
import { checkRollHousehold, groupKey, type RollPerson, readNumeral, readTags } from './decide-roll.ts'

const person = (row: number, more: Partial<RollPerson> = {}): RollPerson => ({
  row,
  name: `名${row}`,
  relation: row === 2 ? 'head' : 'son',
  sex: undefined,
  birthDate: '1980-01-01',
  identity: undefined,
  phone: undefined,
  registration: undefined,
  presence: undefined,
  partyMember: undefined,
  group: undefined,
  guardian: undefined,
  tags: [],
  ...more,
})
const faultsOf = (...people: RollPerson[]) =>
  checkRollHousehold(people, '2026-03-05').map((fault) => `${fault.row} ${fault.problem.code}`)

test('rows of a household are checked against each other', () => {
  assert.deepEqual(faultsOf(person(2), person(3)), [])
  assert.deepEqual(faultsOf(person(3), person(4)), ['3 roll.no_head'])
  assert.deepEqual(faultsOf(person(2), person(3, { relation: 'head' }), person(4, { relation: 'head' })), [
    '3 roll.two_heads',
    '4 roll.two_heads',
  ])
  assert.deepEqual(
    faultsOf(person(2), person(3, { relation: 'spouse' }), person(4, { relation: 'spouse' })),
    ['4 roll.two_spouses'],
  )
  assert.deepEqual(faultsOf(person(2), person(3, { name: '双' }), person(4, { name: '双' })), [
    '4 roll.member_twice',
  ])
  assert.deepEqual(
    faultsOf(person(2), person(3, { name: '双', identity: '1' }), person(4, { name: '双', identity: '2' })),
    [],
  )
  assert.deepEqual(faultsOf(person(2, { group: '一组' }), person(3), person(4, { group: '第1组' })), [])
  assert.deepEqual(faultsOf(person(2, { group: '一组' }), person(3, { group: '二组' })), [
    '3 roll.group_differs',
  ])
  assert.deepEqual(faultsOf(person(2), person(3, { guardian: '名2' })), [])
  assert.deepEqual(faultsOf(person(2), person(3, { guardian: '谁' })), ['3 roll.guardian_unknown'])
  assert.deepEqual(faultsOf(person(2), person(3, { guardian: '名3' })), ['3 roll.guardian_unknown'])
  assert.deepEqual(faultsOf(person(2, { birthDate: '2008-03-06' }), person(3, { guardian: '名2' })), [
    '3 roll.guardian_minor',
  ])
  assert.deepEqual(faultsOf(person(2, { birthDate: '2008-03-05' }), person(3, { guardian: '名2' })), [])
  const crowd = Array.from({ length: 61 }, (_, index) => person(index + 2))
  assert.deepEqual(faultsOf(...crowd), ['62 roll.people_many'])
  assert.deepEqual(faultsOf(...crowd.slice(0, 60)), [])
})

test('group names compare by their number, however written', () => {
  for (const name of ['3', '3组', '三组', '第三组', '第3村民小组', '三 组', '第３生产队'])
    assert.equal(groupKey(name), '3', name)
  assert.equal(groupKey('西浜组'), '西浜')
  assert.equal(groupKey('组'), '组')
  const numerals: [string, number | undefined][] = [
    ['十', 10],
    ['十一', 11],
    ['二十', 20],
    ['二十三', 23],
    ['九十九', 99],
    ['九', 9],
    ['二三', undefined],
    ['百', undefined],
    ['', undefined],
    ['012', 12],
    ['1234', undefined],
  ]
  for (const [text, number] of numerals) assert.equal(readNumeral(text), number, text)
})

test('a cell of tags is taken apart, bounded', () => {
  assert.deepEqual(readTags(undefined), [])
  assert.deepEqual(readTags('低保、村民代表；低保'), ['low_income', 'villager_representative'])
  assert.deepEqual(readTags('种粮大户 军属'), ['种粮大户', 'military_family'])
  assert.deepEqual(readTags('字'.repeat(30)), ['字'.repeat(30)])
  assert.equal(readTags('字'.repeat(31)), undefined)
  assert.equal(readTags('一 二 三 四 五 六 七 八 九 十')?.length, 10)
  assert.equal(readTags('一 二 三 四 五 六 七 八 九 十 百'), undefined)
})

test('no word means two relations', () => {
  const words = Object.values(relations).flatMap((one) => [one.zh, one.en.toLowerCase(), ...one.synonyms])
  assert.equal(new Set(words).size, words.length)
})
