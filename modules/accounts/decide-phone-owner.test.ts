import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decidePhoneOwner, type RollPerson } from './decide-phone-owner.ts'

const today = '2026-03-05'
const person = (personId: string, more: Partial<RollPerson> = {}): RollPerson => ({
  personId,
  householdId: 'h',
  placeCode: '330482001213',
  name: personId,
  birthDate: '1970-01-01',
  isHead: false,
  ...more,
})
const ownerOf = (...people: RollPerson[]) => {
  const owner = decidePhoneOwner(people, today)
  return owner.kind === 'person' ? owner.person.personId : owner.kind
}

test('one phone, one household: the head, else the eldest adult with a known birth date', () => {
  assert.equal(ownerOf(), 'nobody')
  assert.equal(ownerOf(person('a')), 'a')
  assert.equal(ownerOf(person('old', { birthDate: '1940-01-01' }), person('head', { isHead: true })), 'head')
  assert.equal(ownerOf(person('a'), person('old', { birthDate: '1940-01-01' })), 'old')
  assert.equal(ownerOf(person('unknown', { birthDate: null }), person('known')), 'known')
  assert.equal(ownerOf(person('b'), person('a')), 'a')
})

test('a minor’s own account waits for the eighteenth birthday', () => {
  assert.equal(ownerOf(person('child', { birthDate: '2008-03-06' })), 'minor')
  assert.equal(ownerOf(person('adult', { birthDate: '2008-03-05' })), 'adult')
  assert.equal(
    ownerOf(person('child', { birthDate: '2015-01-01', isHead: true }), person('mother')),
    'mother',
  )
})

test('adults of two households are nobody’s to choose between; a child of another does not matter', () => {
  assert.equal(ownerOf(person('a'), person('b', { householdId: 'g' })), 'several')
  assert.equal(ownerOf(person('a'), person('c', { householdId: 'g', birthDate: '2015-01-01' })), 'a')
})
