import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dateOfSerial, serialOfDate } from './cell-dates.ts'
import { date, decimal, hundredthsText, integer } from './cell-type-figures.ts'
import type { Cell, CellType } from './define-sheet.ts'

const cell = (given: string, kind: Cell['kind'] = 'text'): Cell => ({ kind, text: given })
function read<T>(type: CellType<T>, given: Cell, date1904 = false): T | string {
  const parsed = type.parse(given, { date1904 })
  return 'value' in parsed ? parsed.value : parsed.problem.code
}

test('whole numbers are read as written and never rounded', () => {
  for (const [given, value] of [
    ['12', 12],
    ['１２', 12],
    ['-3', -3],
    ['1,234', 1234],
    ['12.0', 12],
    ['-0', 0],
  ] as const)
    assert.equal(read(integer(), cell(given)), value)
  assert.equal(read(integer(), cell('12', 'number')), 12)
  for (const wrong of ['12.5', '十二', '12个', '1,23', '', '0x10', '1e3'])
    assert.equal(read(integer(), cell(wrong)), 'cell.not_integer')
  assert.equal(read(integer(), cell('12.5', 'number')), 'cell.not_integer')
  assert.equal(read(integer(), cell('1E+16', 'number')), 'cell.not_integer')
})

test('bounds of a whole number are allowed values', () => {
  const type = integer({ min: 1, max: 150 })
  assert.equal(read(type, cell('0')), 'cell.out_of_range')
  assert.equal(read(type, cell('1')), 1)
  assert.equal(read(type, cell('150')), 150)
  assert.equal(read(type, cell('151')), 'cell.out_of_range')
})

test('money comes out in hundredths, exact to the cent', () => {
  for (const [given, value] of [
    ['1.30', 130],
    ['93642.90', 9364290],
    ['￥1,234.5', 123450],
    ['12元', 1200],
    ['-0.01', -1],
    ['0', 0],
    ['1.300', 130],
  ] as const)
    assert.equal(read(decimal(), cell(given)), value)
  // What a workbook stores for a typed 1.3 after arithmetic.
  assert.equal(read(decimal(), cell('1.2999999999999998', 'number')), 130)
  assert.equal(read(decimal(), cell('93642.899999999994', 'number')), 9364290)
})

test('a third decimal is refused and not rounded away', () => {
  assert.equal(read(decimal(), cell('1.305')), 'cell.too_many_decimals')
  assert.equal(read(decimal(), cell('1.305', 'number')), 'cell.too_many_decimals')
  for (const wrong of ['一元三角', '1.3.0', '1e3', 'NaN', '--1'])
    assert.equal(read(decimal(), cell(wrong)), 'cell.not_decimal')
  assert.equal(read(decimal({ minHundredths: 0 }), cell('-0.01')), 'cell.out_of_range')
  assert.equal(read(decimal(), cell('1000000000000000')), 'cell.out_of_range')
})

test('hundredths written to a cell come back the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }), (value) => {
      const stored = String(Number(hundredthsText(value)))
      assert.equal(read(decimal(), cell(hundredthsText(value))), value)
      assert.equal(read(decimal(), cell(stored, 'number')), value)
    }),
  )
})

test('a date is read in the forms that clerks write', () => {
  for (const given of [
    '2019-03-05',
    '2019-3-5',
    '2019/3/5',
    '2019.3.5',
    '2019年3月5日',
    '2019年03月05日',
    '20190305',
    '２０１９－０３－０５',
    '2019-03-05 08:30:00',
  ])
    assert.equal(read(date(), cell(given)), '2019-03-05', given)
  assert.equal(read(date(), cell('20190305', 'number')), '2019-03-05')
  assert.equal(read(date(), cell('43529', 'date')), '2019-03-05')
  assert.equal(read(date(), cell('43529.75', 'date')), '2019-03-05')
  assert.equal(read(date(), cell('43529', 'number')), '2019-03-05')
  assert.equal(read(date(), cell('2019-03-05T00:00:00', 'date')), '2019-03-05')
})

test('days of a 1904 workbook are counted from 1904', () => {
  assert.equal(read(date(), cell('42067', 'date'), true), '2019-03-05')
  assert.equal(read(date(), cell('0', 'date'), true), '1904-01-01')
})

test('what is no day of the calendar, or could be two, is refused', () => {
  for (const wrong of ['2019-02-30', '2019-13-01', '5/3/2019', '2019', '三月五日', '2019-03', '20190230'])
    assert.equal(read(date(), cell(wrong)), 'cell.not_date', wrong)
  assert.equal(read(date(), cell('2019', 'number')), 'cell.not_date')
  assert.equal(read(date(), cell('60', 'date')), 'cell.not_date')
  assert.equal(read(date(), cell('-1', 'date')), 'cell.not_date')
  assert.equal(read(date({ max: '2020-12-31' }), cell('2021-01-01')), 'cell.out_of_range')
  assert.equal(read(date({ max: '2020-12-31' }), cell('2020-12-31')), '2020-12-31')
})

test('every day that a workbook can hold survives the way to a serial and back', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, (time) => {
      const iso = time.toISOString().slice(0, 10)
      const serial = serialOfDate(iso)
      assert.ok(serial !== undefined)
      assert.equal(dateOfSerial(serial, false), iso)
      assert.equal(dateOfSerial(serial - 1462, true), serial >= 1462 ? iso : undefined)
    }),
  )
  assert.equal(serialOfDate('1899-12-31'), undefined)
  assert.equal(serialOfDate('1900-02-28'), 59)
  assert.equal(serialOfDate('1900-03-01'), 61)
})
