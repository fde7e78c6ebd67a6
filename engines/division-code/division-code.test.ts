import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  checkDivisionCode,
  countyOf,
  type DivisionLevel,
  isWithin,
  levelOf,
  lineageOf,
  parentOf,
  parseDivisionCode,
  partCode,
  scopePrefix,
  townClassOf,
} from './division-code.ts'

const levels: [string, DivisionLevel, string, string][] = [
  // written, level, stored form, scope
  ['33', 'province', '330000000000', '33'],
  ['330000000000', 'province', '330000000000', '33'],
  ['3304', 'city', '330400000000', '3304'],
  ['330482', 'county', '330482000000', '330482'],
  ['330482000000', 'county', '330482000000', '330482'],
  ['330482001', 'town', '330482001000', '330482001'],
  ['330482001213', 'village', '330482001213', '330482001213'],
  ['330482001213-n002', 'natural_village', '330482001213-n002', '330482001213-n002'],
  ['330482001213-n002-z005', 'group', '330482001213-n002-z005', '330482001213-n002-z005'],
  ['330482001213-g003', 'grid', '330482001213-g003', '330482001213-g003'],
  ['330482001213-g003-g001', 'grid', '330482001213-g003-g001', '330482001213-g003-g001'],
  ['330482001213-g003-c012', 'cell', '330482001213-g003-c012', '330482001213-g003-c012'],
  // A prefecture without counties has towns right below it.
  ['441900003', 'town', '441900003000', '441900003'],
  ['441900000000', 'city', '441900000000', '4419'],
]

test('a code is read to its level, its stored form and its scope', () => {
  for (const [written, level, code, prefix] of levels) {
    const parsed = parseDivisionCode(written)
    assert.ok(parsed.ok, written)
    assert.equal(parsed.value.level, level, written)
    assert.equal(parsed.value.code, code, written)
    assert.equal(parsed.value.prefix, prefix, written)
    assert.equal(levelOf(written), level)
    assert.equal(scopePrefix(written), prefix)
  }
})

test('a malformed code is refused with its reason', () => {
  const table: [string, string][] = [
    ['', 'division.wrong_length'],
    ['330', 'division.wrong_length'],
    ['33048200121', 'division.wrong_length'],
    ['3304820012130', 'division.wrong_length'],
    ['33048200121311122', 'division.wrong_length'],
    ['3.30482E+11', 'division.not_digits'],
    ['33048200121X', 'division.not_digits'],
    ['３３０４８２', 'division.not_digits'],
    [' 330482', 'division.not_digits'],
    ['033048200121', 'division.province'],
    ['330082000000', 'division.gap'],
    ['330000001000', 'division.gap'],
    ['330482000213', 'division.gap'],
    ['330482600213', 'division.town_class'],
    ['330482-g003', 'division.part_without_village'],
    ['330482001000-g003', 'division.part_without_village'],
    ['330482001213-', 'division.part_form'],
    ['330482001213-g03', 'division.part_form'],
    ['330482001213-g000', 'division.part_form'],
    ['330482001213-x003', 'division.part_form'],
    ['330482001213-g003-n001', 'division.part_order'],
    ['330482001213-c001-c002', 'division.part_order'],
    ['330482001213-z001-z002', 'division.part_order'],
  ]
  for (const [text, code] of table) {
    assert.equal(checkDivisionCode(text)[0]?.code, code, text)
    assert.equal(parseDivisionCode(text).ok, false, text)
  }
})

test('all malformed parts are named at once', () => {
  const problems = checkDivisionCode('330482001213-g03-x001')
  assert.deepEqual(
    problems.map((problem) => problem.code),
    ['division.part_form', 'division.part_form'],
  )
})

test('a code of seventeen digits is told to drop the urban-rural class', () => {
  assert.match(checkDivisionCode('33048200121311122')[0]!.zh, /去掉末尾5位/)
})

test('the town digits tell its class at every border', () => {
  const table: [string, ReturnType<typeof townClassOf>][] = [
    ['000', undefined],
    ['001', 'subdistrict'],
    ['099', 'subdistrict'],
    ['100', 'town'],
    ['199', 'town'],
    ['200', 'township'],
    ['399', 'township'],
    ['400', 'township_like'],
    ['599', 'township_like'],
    ['600', undefined],
    ['1', undefined],
  ]
  for (const [digits, townClass] of table) assert.equal(townClassOf(digits), townClass, digits)
  assert.deepEqual(
    ['330482001213', '330482100', '330482'].map((code) => {
      const parsed = parseDivisionCode(code)
      return parsed.ok && parsed.value.townClass
    }),
    ['subdistrict', 'town', undefined],
  )
})

test('every division leads up to its province', () => {
  assert.deepEqual(lineageOf('330482001213-g003-c012'), [
    '330482001213-g003-c012',
    '330482001213-g003',
    '330482001213',
    '330482001000',
    '330482000000',
    '330400000000',
    '330000000000',
  ])
  assert.equal(parentOf('33'), undefined)
  assert.equal(parentOf('441900003000'), '441900000000')
})

test('the county of a place is its first six digits, and a city has none', () => {
  assert.equal(countyOf('330482001213-g003'), '330482')
  assert.equal(countyOf('330482'), '330482')
  assert.throws(() => countyOf('3304'), RangeError)
  assert.throws(() => countyOf('nowhere'), RangeError)
})

test('a place is within its own scope and those above it, and in no neighbour', () => {
  const table: [string, string, boolean][] = [
    ['330482001213', '330482', true],
    ['330482001213', '330482001213', true],
    ['330482001213-g003', '330482001213', true],
    ['330482001213-g003-c001', '330482001213-g003', true],
    ['330482001213', '330482001213-g003', false],
    ['330482001213-g003', '330482001213-g004', false],
    ['330482001213', '330482001214', false],
    ['330483001213', '330482', false],
    ['330482', '330482001', false],
    ['441900003000', '4419', true],
    ['330482', '', false],
    ['', '33', false],
    ['330482%', '330482', false],
  ]
  for (const [place, scope, within] of table)
    assert.equal(isWithin(place, scope), within, `${place} ${scope}`)
})

test('parts are numbered 1 to 999 below a village', () => {
  assert.equal(partCode('330482001213', 'grid', 1), '330482001213-g001')
  assert.equal(partCode('330482001213-g001', 'cell', 999), '330482001213-g001-c999')
  assert.equal(partCode('330482001213', 'group', 12), '330482001213-z012')
  assert.equal(partCode('330482001213', 'natural_village', 2), '330482001213-n002')
  for (const number of [0, 1000, 1.5])
    assert.throws(() => partCode('330482001213', 'grid', number), RangeError)
  assert.throws(() => partCode('330482', 'grid', 1), RangeError)
})

const digits = (length: number, max: number) =>
  fc.integer({ min: 1, max }).map((number) => String(number).padStart(length, '0'))
const village = fc
  .tuple(fc.integer({ min: 11, max: 82 }), digits(2, 99), digits(2, 99), digits(3, 599), digits(3, 999))
  .map((groups) => groups.join(''))
const place = fc
  .tuple(village, fc.constantFrom(2, 4, 6, 9, 12), fc.constantFrom('', '-g001', '-n001-z010', '-g010-c001'))
  .map(([code, length, part]) => (length === 12 ? code + part : code.slice(0, length)))

test('within a scope and starting with its prefix are the same for any two places', () => {
  fc.assert(
    fc.property(place, place, (one, other) => {
      for (const [inner, scope] of [
        [one, other],
        [one, one],
      ] as const) {
        const prefixed = scopePrefix(inner).startsWith(scopePrefix(scope))
        assert.equal(isWithin(inner, scope), prefixed)
        // The stored form may be compared as well: padding never reaches into another scope's digits.
        if (prefixed)
          assert.ok(levelOf(inner) === levelOf(scope) || lineageOf(inner).length > lineageOf(scope).length)
      }
    }),
  )
})

test('every place is within each division of its lineage, and no ancestor lies within the place', () => {
  fc.assert(
    fc.property(place, (code) => {
      const [self, ...above] = lineageOf(code)
      assert.equal(self, lineageOf(self!)[0])
      for (const ancestor of above) {
        assert.ok(isWithin(code, ancestor))
        assert.ok(!isWithin(ancestor, code))
      }
    }),
  )
})

test('any text either parses or names a problem, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123-gnzc') })), (text) => {
      assert.equal(parseDivisionCode(text).ok, checkDivisionCode(text).length === 0)
    }),
  )
})
