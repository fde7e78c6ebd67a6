import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { choice, identityNumber, phone, text, yesNo } from './cell-types.ts'
import type { Cell, CellType } from './define-sheet.ts'

const context = { date1904: false }
const cell = (given: string, kind: Cell['kind'] = 'text'): Cell => ({ kind, text: given })

/** The value, or the code of the problem. */
function read<T>(type: CellType<T>, given: Cell): T | string {
  const parsed = type.parse(given, context)
  return 'value' in parsed ? parsed.value : parsed.problem.code
}

test('a text column takes words, figures and dates as they would be written', () => {
  assert.equal(read(text(), cell('第三组')), '第三组')
  assert.equal(read(text(), cell('12', 'number')), '12')
  assert.equal(read(text(), cell('1.2999999999999998', 'number')), '1.3')
  assert.equal(read(text(), cell('1.5E+3', 'number')), '1500')
  assert.equal(read(text(), cell('43529', 'date')), '2019-03-05')
})

test('a text is measured in characters as people count them', () => {
  const two = text({ lengthMax: 2 })
  assert.equal(read(two, cell('𠮷😀')), '𠮷😀')
  assert.equal(read(two, cell('𠮷😀三')), 'cell.too_long')
  assert.equal(read(text({ lengthMin: 2 }), cell('𠮷')), 'cell.too_short')
  const pattern = {
    form: /^[A-Z]+$/,
    reason: { zh: '只能是大写字母', en: 'capitals only' },
    mend: { zh: '改', en: 'mend' },
  }
  assert.equal(read(text({ pattern }), cell('ab')), 'cell.form')
})

test('a long number that became a figure is refused, because its last digits are lost', () => {
  for (const type of [identityNumber(), text()]) {
    assert.equal(read(type, cell('1.10105199003071E+17', 'number')), 'cell.digits_lost')
    assert.equal(read(type, cell('110105199003071000', 'number')), 'cell.digits_lost')
  }
  assert.equal(read(identityNumber(), cell('1.10105E+17')), 'cell.digits_lost')
  assert.equal(read(phone(), cell('1.38E+10')), 'cell.digits_lost')
  const parsed = identityNumber().parse(cell('1.10105E+17', 'number'), context)
  assert.ok('problem' in parsed)
  assert.match(parsed.problem.mend.zh, /文本/)
  assert.match(parsed.problem.mend.en, /Text format/)
})

test('an identity number comes out in one form', () => {
  assert.equal(read(identityNumber(), cell('33048219900307123x')), '33048219900307123X')
  assert.equal(read(identityNumber(), cell('330482 19900307 123X')), '33048219900307123X')
  assert.equal(read(identityNumber(), cell('３３０４８２１９９００３０７１２３Ｘ')), '33048219900307123X')
  assert.equal(read(identityNumber(), cell('330482900307123')), '330482900307123')
  assert.equal(read(identityNumber(), cell('330482900307123', 'number')), '330482900307123')
  for (const wrong of ['3304821990030712', '33048219900307123A', '3304821990030712345', '无'])
    assert.equal(read(identityNumber(), cell(wrong)), 'cell.identity_number_form')
})

test('a further check by the caller comes last and can refuse', () => {
  const problem = {
    code: 'households.check_digit',
    reason: { zh: '校验码不对', en: 'check digit' },
    mend: { zh: '核对', en: 'check' },
  }
  const type = identityNumber((value) => (value.endsWith('X') ? problem : undefined))
  assert.equal(read(type, cell('33048219900307123X')), 'households.check_digit')
  assert.equal(read(type, cell('330482199003071231')), '330482199003071231')
})

test('telephone numbers come out without spaces, prefix or dashes', () => {
  assert.equal(read(phone(), cell('138 0573 0001')), '13805730001')
  assert.equal(read(phone(), cell('+86-13805730001')), '13805730001')
  assert.equal(read(phone(), cell('8613805730001')), '13805730001')
  assert.equal(read(phone(), cell('13805730001', 'number')), '13805730001')
  assert.equal(read(phone(), cell('0573-85000000')), '0573-85000000')
  assert.equal(read(phone(), cell('（010）8500 0000')), '010-85000000')
  for (const wrong of ['12805730001', '1380573000', '138057300011', '85000000', 'abc'])
    assert.equal(read(phone(), cell(wrong)), 'cell.phone_form')
})

test('a choice is found by label, value and synonym, whatever the spaces, case and width', () => {
  const sex = choice([
    { value: 'male', zh: '男', en: 'Male', synonyms: ['男性', 'M'] },
    { value: 'female', zh: '女', en: 'Female', synonyms: ['女性', 'F'] },
  ])
  for (const given of ['男', ' 男 ', '男性', 'male', 'MALE', 'm', 'Ｍ'])
    assert.equal(read(sex, cell(given)), 'male')
  assert.equal(read(sex, cell('先生')), 'cell.not_choice')
  assert.deepEqual(sex.format('female', 'zh'), { text: '女' })
  assert.deepEqual(sex.format('female', 'en'), { text: 'Female' })
  const parsed = sex.parse(cell('先生'), context)
  assert.ok('problem' in parsed)
  assert.match(parsed.problem.mend.zh, /男、女/)
})

test('a choice whose synonym means two values is refused when it is declared', () => {
  assert.throws(() =>
    choice([
      { value: 'a', zh: '甲', en: 'A', synonyms: ['x'] },
      { value: 'b', zh: '乙', en: 'B', synonyms: ['X'] },
    ]),
  )
})

test('yes and no are read in the forms that clerks write', () => {
  for (const given of ['是', '有', '√', 'Y', 'yes', '1', 'TRUE', '对'])
    assert.equal(read(yesNo(), cell(given)), true)
  for (const given of ['否', '无', '没有', '×', 'N', 'no', '0', 'FALSE'])
    assert.equal(read(yesNo(), cell(given)), false)
  assert.equal(read(yesNo(), cell('1', 'number')), true)
  assert.equal(read(yesNo(), cell('FALSE', 'boolean')), false)
  assert.equal(read(yesNo(), cell('大概')), 'cell.not_yes_no')
})

test('whatever a cell holds, every type answers with a value or with a problem in both languages', () => {
  const kinds = fc.constantFrom<Cell['kind']>('text', 'number', 'date', 'boolean')
  const types = [text(), identityNumber(), phone(), yesNo(), choice([{ value: 'a', zh: '甲', en: 'A' }])]
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), kinds, fc.constantFrom(...types), (given, kind, type) => {
      const parsed = type.parse(cell(given, kind), context)
      if ('value' in parsed) return
      assert.match(parsed.problem.code, /^cell\./)
      assert.ok(parsed.problem.reason.zh && parsed.problem.reason.en)
      assert.ok(parsed.problem.mend.zh && parsed.problem.mend.en)
    }),
  )
})
