import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { test } from 'node:test'
import ExcelJS from 'exceljs'
import { date, integer } from './cell-type-figures.ts'
import { text } from './cell-types.ts'
import { defineSheet, type Fault } from './define-sheet.ts'
import { handMadeWorkbook, sheetXml, stylesXml, testFolder, textRow } from './hand-made-workbook.ts'
import { readSheet } from './read-sheet.ts'
import { type ErrorWorkbookOptions, writeErrorWorkbook } from './write-error-workbook.ts'

const list = defineSheet({
  key: 'list',
  title: { zh: '名册', en: 'List' },
  columns: [
    { key: 'household', header: { zh: '户号', en: 'Household' }, type: text(), required: true },
    { key: 'name', header: { zh: '姓名', en: 'Name' }, type: text(), required: true },
    { key: 'born', header: { zh: '出生日期', en: 'Born on' }, type: date() },
    { key: 'points', header: { zh: '积分', en: 'Points' }, type: integer({ min: 0 }) },
  ],
})
const folder = testFolder()

// A title, an unknown column between the known ones, a remark without header, and dates as serials.
const upload = handMadeWorkbook(
  sheetXml(
    `${textRow(1, ['通界村名册'])}${textRow(3, ['户号', '血型', '姓名', '出生日期', '积分'])}<row r="4"><c r="A4" t="str"><v>=1+1</v></c><c r="B4" t="str"><v>A</v></c><c r="C4" t="str"><v>王小满</v></c><c r="D4" s="1"><v>43529</v></c><c r="E4"><v>12</v></c></row><row r="6"><c r="A6" t="str"><v>002</v></c><c r="D6" t="str"><v>去年</v></c><c r="E6"><v>-1</v></c><c r="G6" t="str"><v>旁注</v></c></row>${textRow(7, ['003', 'B', '李秋'])}`,
  ),
  { 'xl/styles.xml': stylesXml([0, 14]) },
)

async function faultsOf(path: string): Promise<Fault[]> {
  const faults: Fault[] = []
  for await (const row of await readSheet(list, path)) faults.push(...(row.faults ?? []))
  return faults
}
async function errorWorkbook(
  name: string,
  source: string,
  faults: Fault[],
  options: ErrorWorkbookOptions = {},
) {
  const path = folder.path(name)
  await writeErrorWorkbook(list, source, faults, createWriteStream(path), options)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const sheet = workbook.worksheets[0]
  assert.ok(sheet)
  return { path, sheet }
}
/** Values of a row; the first stands at index 0. */
const cellsOf = ({ values }: ExcelJS.Row) => (Array.isArray(values) ? values.slice(1) : [])
const fillOf = (sheet: ExcelJS.Worksheet, cell: string) => {
  const { fill } = sheet.getCell(cell)
  return fill?.type === 'pattern' ? fill.fgColor?.argb : undefined
}

test('the error workbook has the layout of the upload, faulty cells marked and the mends in a last column', async () => {
  const source = await folder.write('upload.xlsx', upload)
  const faults = await faultsOf(source)
  assert.deepEqual(
    faults.map(({ cell }) => cell),
    ['C6', 'D6', 'E6'],
  )
  const { sheet } = await errorWorkbook('errors.xlsx', source, faults)
  assert.equal(sheet.getCell('A1').value, '通界村名册')
  assert.deepEqual(cellsOf(sheet.getRow(3)), ['户号', '血型', '姓名', '出生日期', '积分', '问题'])
  assert.deepEqual(sheet.getCell('D4').value, new Date(Date.UTC(2019, 2, 5)))
  assert.equal(sheet.getCell('A4').value, '=1+1')
  assert.equal(sheet.getCell('E6').value, -1)
  for (const cell of ['C6', 'D6', 'E6']) assert.equal(fillOf(sheet, cell), 'FFFFC7CE', cell)
  for (const cell of ['A6', 'D4', 'A7']) assert.notEqual(fillOf(sheet, cell), 'FFFFC7CE', cell)
  const words = String(sheet.getCell('F6').value)
  assert.match(words, /姓名：必填项是空的。请填写/)
  assert.match(words, /出生日期：.*2019-03-05/)
  assert.match(words, /积分：/)
  assert.equal(sheet.getCell('F4').value, null)
  assert.equal(sheet.getCell('H6').value, '旁注')
})

test('the mended error workbook is uploaded as it is, and a second round uses the same column', async () => {
  const source = await folder.write('again.xlsx', upload)
  const first = await errorWorkbook('first.xlsx', source, await faultsOf(source))
  const again = await faultsOf(first.path)
  assert.deepEqual(
    again.map(({ cell }) => cell),
    ['C6', 'D6', 'E6'],
  )
  const second = await errorWorkbook('second.xlsx', first.path, again.slice(0, 1))
  assert.deepEqual(cellsOf(second.sheet.getRow(3)), ['户号', '血型', '姓名', '出生日期', '积分', '问题'])
  assert.equal(second.sheet.getCell('F6').value, '姓名：必填项是空的。请填写')
  assert.equal(second.sheet.getCell('H6').value, '旁注')
})

test('only the faulty rows are written when the good ones have been kept', async () => {
  const source = await folder.write('kept.xlsx', upload)
  const { sheet, path } = await errorWorkbook('faulty.xlsx', source, await faultsOf(source), {
    rows: 'faulty',
    locale: 'en',
  })
  assert.equal(sheet.getCell('F2').value, 'Problem')
  assert.equal(sheet.getCell('A3').value, '002')
  assert.match(String(sheet.getCell('F3').value), /Name: the cell is required and blank\. fill it in/)
  assert.equal(sheet.rowCount, 3)
  assert.deepEqual(
    (await faultsOf(path)).map(({ cell }) => cell),
    ['C3', 'D3', 'E3'],
  )
})
