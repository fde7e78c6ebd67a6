import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayNumber, fromDayNumber } from '../calendar/plain-date.ts'
import { getValue } from '../problem/problem.ts'
import {
  checkCharacterOf,
  makeIdentityNumber,
  maskIdentityNumber,
  maskName,
  parseIdentityNumber,
} from './identity-number.ts'

const today = '2026-03-05'
const codeOf = (text: string, notAfter = today) => {
  const parsed = parseIdentityNumber(text, notAfter)
  return parsed.ok ? 'ok' : parsed.problem.code
}

test('the standard’s own numbers are valid and a wrong check character is not (law.md row 2)', () => {
  assert.equal(codeOf('34052419800101001X'), 'ok')
  assert.equal(codeOf('11010519491231002X'), 'ok')
  assert.equal(codeOf('340524198001010013'), 'identity.check_character')
})

test('a number tells area, birth date and sex', () => {
  assert.deepEqual(getValue(parseIdentityNumber('34052419800101001X', today)), {
    number: '34052419800101001X',
    area: '340524',
    birthDate: '1980-01-01',
    sex: 'male',
  })
  assert.equal(getValue(parseIdentityNumber('11010519491231002X', today)).sex, 'female')
})

test('a small x, spaces and full-width characters are mended', () => {
  for (const written of [
    '34052419800101001x',
    ' 340524 19800101 001X ',
    '３４０５２４１９８００１０１００１Ｘ',
  ]) {
    assert.equal(getValue(parseIdentityNumber(written, today)).number, '34052419800101001X')
  }
})

test('the old form of fifteen digits becomes eighteen characters', () => {
  assert.equal(getValue(parseIdentityNumber('340524800101001', today)).number, '34052419800101001X')
  assert.equal(codeOf('34052480010100X'), 'identity.wrong_characters')
  assert.equal(codeOf('340524801301001'), 'identity.birth_date')
})

test('each fault has its own reason, told in the declared order', () => {
  const table: [string, string][] = [
    ['', 'identity.empty'],
    ['  ', 'identity.empty'],
    ['34052419800101001', 'identity.wrong_length'],
    ['34052419800101001X1', 'identity.wrong_length'],
    ['3.40524E+17', 'identity.wrong_length'],
    ['3405241980010100XX', 'identity.wrong_characters'],
    ['34052419800101001A', 'identity.wrong_characters'],
    ['040524198001010019', 'identity.area'],
    ['340524198013010019', 'identity.birth_date'],
    ['340524198102290019', 'identity.birth_date'],
    ['340524198000000019', 'identity.birth_date'],
    ['340524198001010010', 'identity.check_character'],
  ]
  for (const [text, code] of table) assert.equal(codeOf(text), code, text)
})

test('a spreadsheet’s rounded number is told apart from a miscount', () => {
  const parsed = parseIdentityNumber('3.40524E+17', today)
  assert.match(parsed.ok ? '' : parsed.problem.zh, /科学计数/)
})

test('nobody is born after the given day: the day before, the day, the day after', () => {
  assert.equal(codeOf('34052419800101001X', '1979-12-31'), 'identity.born_later')
  assert.equal(codeOf('34052419800101001X', '1980-01-01'), 'ok')
  assert.equal(codeOf('34052419800101001X', '1980-01-02'), 'ok')
})

test('no message repeats the number', () => {
  for (const text of [
    '340524198001010013',
    '340524198013010019',
    '34052419800101001',
    '34052419800101001A',
  ]) {
    const parsed = parseIdentityNumber(text, today)
    assert.ok(!parsed.ok && !parsed.problem.zh.includes('340524') && !parsed.problem.en.includes('340524'))
  }
})

test('numbers and names are masked', () => {
  const numbers: [string, string][] = [
    ['34052419800101001X', '340***********001X'],
    ['340524800101001', '340********1001'],
    ['12345', '*****'],
    ['', ''],
  ]
  for (const [number, masked] of numbers) assert.equal(maskIdentityNumber(number), masked)
  const names: [string, string][] = [
    ['张小明', '张*明'],
    ['张明', '张*'],
    ['张', '*'],
    ['', ''],
    ['欧阳小明', '欧**明'],
    [' 张小明 ', '张*明'],
    ['阿依古丽·买买提', '阿***·买**'],
    ['阿依古丽•买买提', '阿***·买**'],
    ['𠮷小明', '𠮷*明'],
  ]
  for (const [name, masked] of names) assert.equal(maskName(name), masked, name)
})

test('a sample number needs a real area, day and sequence', () => {
  assert.equal(makeIdentityNumber('340524', '1980-01-01', 1), '34052419800101001X')
  assert.throws(() => makeIdentityNumber('34052', '1980-01-01', 1), RangeError)
  assert.throws(() => makeIdentityNumber('340524', '1980-02-30', 1), RangeError)
  for (const sequence of [-1, 1000, 0.5]) {
    assert.throws(() => makeIdentityNumber('340524', '1980-01-01', sequence), RangeError)
  }
  assert.throws(() => checkCharacterOf('123'), RangeError)
})

const sample = fc.record({
  area: fc.integer({ min: 110000, max: 829999 }).map(String),
  birthDate: fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber(today) }).map(fromDayNumber),
  sequence: fc.nat(999),
})

test('every sample number is read back as it was made', () => {
  fc.assert(
    fc.property(sample, ({ area, birthDate, sequence }) => {
      const number = makeIdentityNumber(area, birthDate, sequence)
      const sex = sequence % 2 === 1 ? 'male' : 'female'
      assert.deepEqual(getValue(parseIdentityNumber(number, today)), { number, area, birthDate, sex })
      if (birthDate < '2000-01-01') {
        const short = number.slice(0, 6) + number.slice(8, 17)
        assert.equal(getValue(parseIdentityNumber(short, today)).number, number)
      }
    }),
  )
})

test('one miscopied digit, or two neighbours swapped, is always noticed', () => {
  fc.assert(
    fc.property(sample, fc.nat(16), fc.integer({ min: 1, max: 9 }), (person, at, shift) => {
      const number = makeIdentityNumber(person.area, person.birthDate, person.sequence)
      const wrong = String((Number(number[at]) + shift) % 10)
      assert.notEqual(codeOf(number.slice(0, at) + wrong + number.slice(at + 1)), 'ok')
      const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
      if (swapped !== number) assert.notEqual(codeOf(swapped), 'ok')
    }),
  )
})

test('a masked number hides the birth date and a masked name hides its middle', () => {
  fc.assert(
    fc.property(
      sample,
      fc.string({ minLength: 3, maxLength: 8, unit: fc.constantFrom(...'张王李小明华') }),
      (person, name) => {
        const number = makeIdentityNumber(person.area, person.birthDate, person.sequence)
        assert.match(maskIdentityNumber(number), /^\d{3}\*{11}\d{3}[\dX]$/)
        assert.equal([...maskName(name)].filter((letter) => letter === '*').length, name.length - 2)
      },
    ),
  )
})
