import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { date, decimal, integer } from './cell-type-figures.ts'
import { choice, identityNumber, text, yesNo } from './cell-types.ts'
import { defineSheet, type RowOf } from './define-sheet.ts'
import { testFolder } from './hand-made-workbook.ts'
import { readSheet } from './read-sheet.ts'
import { writeTemplate } from './write-template.ts'
import { writeWorkbook } from './write-workbook.ts'

const people = defineSheet({
  key: 'people',
  title: { zh: '人员/名册', en: 'People' },
  columns: [
    {
      key: 'name',
      header: { zh: '姓名', en: 'Name' },
      type: text(),
      required: true,
      width: 16,
      example: '王小满',
    },
    {
      key: 'id_number',
      header: { zh: '身份证号', en: 'Identity number' },
      type: identityNumber(),
      required: true,
      note: { zh: '照身份证填写', en: 'As on the card' },
    },
    {
      key: 'sex',
      header: { zh: '性别', en: 'Sex' },
      type: choice([
        { value: 'male', zh: '男', en: 'Male' },
        { value: 'female', zh: '女', en: 'Female' },
      ]),
    },
    { key: 'born', header: { zh: '出生日期', en: 'Born on' }, type: date() },
    { key: 'age', header: { zh: '年龄', en: 'Age' }, type: integer() },
    { key: 'amount', header: { zh: '金额（元）', en: 'Amount' }, type: decimal() },
    { key: 'member', header: { zh: '党员', en: 'Party member' }, type: yesNo() },
    { key: 'remark', header: { zh: '备注', en: 'Remark' }, type: text({ lengthMax: 2000 }) },
  ],
})
type Person = RowOf<typeof people.columns>
const folder = testFolder()

const person = (changes: Partial<Person> = {}): Person => ({
  name: '王小满',
  id_number: '33048219900307123X',
  sex: 'female',
  born: '1990-03-07',
  age: 29,
  amount: 9364290,
  member: true,
  remark: undefined,
  ...changes,
})

async function written(name: string, rows: readonly Person[], locale: 'zh' | 'en' = 'zh'): Promise<string> {
  const path = folder.path(name)
  await writeWorkbook(people, rows, createWriteStream(path), { locale })
  return path
}
async function readBack(path: string) {
  const values: Person[] = []
  for await (const row of await readSheet(people, path)) {
    assert.deepEqual(row.faults, undefined)
    if (row.value) values.push(row.value)
  }
  return values
}
async function withExcelJs(path: string) {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  return workbook
}

/** Values of a row; the first stands at index 0. */
const cellsOf = (row: ExcelJS.Row | undefined) => (Array.isArray(row?.values) ? row.values.slice(1) : [])

test('an export reads back as the same rows, in both languages', async () => {
  const rows = [
    person(),
    person({
      name: '👨‍👩‍👧 𠮷 محمد',
      sex: 'male',
      amount: -5,
      member: false,
      born: '1905-01-01',
      remark: '两行\n文字 <b> & "引号" _x000D_',
    }),
  ]
  assert.deepEqual(await readBack(await written('zh.xlsx', rows, 'zh')), rows)
  assert.deepEqual(await readBack(await written('en.xlsx', rows, 'en')), rows)
})

test('whatever text is written comes back as it was, hidden signs and outer spaces apart', async () => {
  const texts = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(texts, async (remarks) => {
      const rows = remarks.map((remark) => person({ remark }))
      const back = await readBack(await written('any.xlsx', rows))
      const expected = remarks.map((remark) => {
        const plain = remark
          // biome-ignore lint/suspicious/noControlCharactersInRegex: what the reader removes
          .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u2060\uFEFF\uFFFE\uFFFF]/g, '')
          .toWellFormed()
          .trim()
        return plain === '' ? undefined : plain
      })
      assert.deepEqual(
        back.map(({ remark }) => remark),
        expected,
      )
    }),
    { numRuns: 40 },
  )
})

test('another program reads the same values, with numbers as numbers and dates as dates', async () => {
  const sheet = (await withExcelJs(await written('other.xlsx', [person()]))).worksheets[0]
  assert.equal(sheet?.name, '人员 名册')
  assert.deepEqual(cellsOf(sheet?.getRow(1)), [
    '姓名',
    '身份证号',
    '性别',
    '出生日期',
    '年龄',
    '金额（元）',
    '党员',
    '备注',
  ])
  const row = sheet?.getRow(2)
  assert.equal(row?.getCell(2).value, '33048219900307123X')
  assert.deepEqual(row?.getCell(4).value, new Date(Date.UTC(1990, 2, 7)))
  assert.equal(row?.getCell(5).value, 29)
  assert.equal(row?.getCell(6).value, 93642.9)
  assert.equal(row?.getCell(6).numFmt, '0.00')
  assert.equal(row?.getCell(2).numFmt, '@')
  assert.equal(sheet?.views[0]?.state, 'frozen')
})

test('a text that begins like a formula is written as quoted text and never as a formula', async () => {
  const dangers = ['=1+1', '=HYPERLINK("http://x")', '+86', '-1+cmd|x', '@SUM(A1)', '\t=1', '＝1+1']
  const path = await written(
    'formula.xlsx',
    dangers.map((remark) => person({ remark })),
  )
  const xml = strFromU8(unzipSync(await readFile(path))['xl/worksheets/sheet1.xml']!)
  assert.doesNotMatch(xml, /<f[ >]/)
  const sheet = (await withExcelJs(path)).worksheets[0]
  for (const [index, danger] of dangers.entries()) {
    const cell = sheet?.getRow(index + 2).getCell(8)
    assert.equal(cell?.type, ExcelJS.ValueType.String)
    assert.equal(cell?.value, danger)
    const style = new RegExp(`<c r="H${index + 2}" s="(\\d+)"`).exec(xml)?.[1]
    assert.equal(style, '2', 'the quoted style')
  }
  const styles = strFromU8(unzipSync(await readFile(path))['xl/styles.xml']!)
  assert.match(styles.split('<cellXfs')[1]!.split('<xf')[3]!, /quotePrefix="1"/)
})

test('a text longer than a cell can hold is cut with a mark and keeps whole characters', async () => {
  const path = await written('long.xlsx', [person({ remark: '😀'.repeat(20_000) })])
  const value = (await withExcelJs(path)).worksheets[0]?.getRow(2).getCell(8).value
  assert.ok(
    typeof value === 'string' && value.length <= 32_767 && value.endsWith('😀…') && value.isWellFormed(),
  )
})

test('rows are pulled only as fast as the receiver takes them', async () => {
  let made = 0
  const makes = function* () {
    for (; made < 200_000; made++) yield person({ remark: `第${made}条 ${Math.sin(made)}` })
  }
  let takenCount = 0
  const stuck = new Writable({
    highWaterMark: 1024,
    write(_chunk, _encoding, done) {
      if (++takenCount < 20) done()
    },
  })
  const writing = writeWorkbook(people, makes(), stuck)
  writing.catch(() => {})
  while (takenCount < 20) await new Promise((resolve) => setImmediate(resolve))
  let seen = -1
  while (seen !== made) {
    seen = made
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.ok(made < 20_000, `${made} rows were made for a receiver that takes none`)
  stuck.destroy(new Error('receiver gone'))
  await assert.rejects(writing, /receiver gone/)
})

test('an export fails with the error of its rows', async () => {
  const broken = async function* () {
    yield person()
    throw new Error('connection lost')
  }
  await assert.rejects(
    writeWorkbook(people, broken(), createWriteStream(folder.path('broken.xlsx'))),
    /connection lost/,
  )
})

test('the template reads back as an upload without rows', async () => {
  for (const locale of ['zh', 'en'] as const) {
    const path = folder.path(`template-${locale}.xlsx`)
    await writeTemplate(people, createWriteStream(path), locale)
    assert.deepEqual(await readBack(path), [])
  }
})

test('the template marks required columns, explains all, offers lists and keeps numbers as text', async () => {
  const path = folder.path('template.xlsx')
  await writeTemplate(people, createWriteStream(path), 'zh')
  const workbook = await withExcelJs(path)
  const [entry, notes, lists] = workbook.worksheets
  assert.deepEqual(
    [entry?.name, notes?.name, lists?.name, lists?.state],
    ['人员 名册', '填写说明', '选项', 'hidden'],
  )
  assert.equal(entry?.getCell('A1').value, '姓名*')
  assert.equal(entry?.getCell('C1').value, '性别')
  assert.equal(entry?.getColumn(2).numFmt, '@')
  assert.equal(entry?.getColumn(4).numFmt, 'yyyy-mm-dd')
  assert.equal(entry?.getColumn(1).width, 16)
  const rule = entry?.getCell('C2').dataValidation
  assert.deepEqual([rule?.type, rule?.formulae], ['list', ["'选项'!$A$2:$A$3"]])
  assert.deepEqual(lists?.getColumn(1).values.slice(1), ['性别', '男', '女'])
  const prompt = entry?.getCell('B1').dataValidation
  assert.match(prompt?.prompt ?? '', /18 位公民身份号码[\s\S]*照身份证填写/)
  const explained = notes?.getColumn(1).values.slice(2, 10)
  assert.deepEqual(
    explained,
    people.columns.map(({ header }) => header.zh),
  )
  assert.deepEqual(cellsOf(notes?.getRow(2)), ['姓名', '必填', '文字，最多 500 个字', '王小满'])
})
