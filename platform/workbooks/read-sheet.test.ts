import assert from 'node:assert/strict'
import { test } from 'node:test'
import { date, integer } from './cell-type-figures.ts'
import { choice, identityNumber, text } from './cell-types.ts'
import { defineSheet } from './define-sheet.ts'
import {
  asUpload,
  handMadeWorkbook,
  sharedTextsXml,
  sheetXml,
  stylesXml,
  textRow,
  workbookXml,
} from './hand-made-workbook.ts'
import { faultOf, readSheet } from './read-sheet.ts'
import { WorkbookError } from './workbook-error.ts'

const roll = defineSheet({
  key: 'roll',
  title: { zh: '名册', en: 'Roll' },
  columns: [
    { key: 'household', header: { zh: '户号', en: 'Household' }, type: text(), required: true },
    {
      key: 'name',
      header: { zh: '姓名', en: 'Name' },
      type: text({ lengthMax: 20 }),
      required: true,
      synonyms: ['名字'],
    },
    {
      key: 'relation',
      header: { zh: '与户主关系', en: 'Relation' },
      type: choice([
        { value: 'head', zh: '户主', en: 'Head' },
        { value: 'child', zh: '子女', en: 'Child' },
      ]),
    },
    { key: 'born', header: { zh: '出生日期', en: 'Born on' }, type: date() },
    { key: 'points', header: { zh: '积分', en: 'Points' }, type: integer({ min: 0 }) },
  ],
})

async function readAll(bytes: Uint8Array) {
  const reading = await readSheet(roll, asUpload(bytes))
  const values = []
  const faults = []
  for await (const row of reading)
    if (row.faults) faults.push(...row.faults)
    else values.push({ row: row.rowNumber, ...row.value })
  return { reading, values, faults }
}
const refusal = (code: string) => (error: unknown) => error instanceof WorkbookError && error.code === code
const header = textRow(1, ['户号', '姓名', '与户主关系', '出生日期', '积分'])

test('rows come out typed, with the row numbers of the file', async () => {
  const sheet = sheetXml(
    header +
      textRow(2, ['001', '王小满', '户主', '1960年3月5日', '12']) +
      textRow(5, ['001', '李秋', '', '', '']),
  )
  const { values, faults, reading } = await readAll(handMadeWorkbook(sheet))
  assert.deepEqual(faults, [])
  assert.deepEqual(values, [
    { row: 2, household: '001', name: '王小满', relation: 'head', born: '1960-03-05', points: 12 },
    { row: 5, household: '001', name: '李秋', relation: undefined, born: undefined, points: undefined },
  ])
  const [first] = values
  // The types follow the columns: these lines compile only if they do.
  const name: string | undefined = first?.name
  const relation: 'head' | 'child' | undefined = first?.relation
  assert.deepEqual([name, relation], ['王小满', 'head'])
  assert.equal(reading.sheetName, '名册')
  const { doneBytes, totalBytes } = reading.progress()
  assert.equal(doneBytes, totalBytes)
})

test('headers match in any order, in English, with stars, spaces and synonyms', async () => {
  const english = sheetXml(
    textRow(1, ['Points', ' NAME* ', 'house hold（必填）']) + textRow(2, ['3', 'Wang', '001']),
  )
  assert.equal((await readAll(handMadeWorkbook(english))).values[0]?.name, 'Wang')
  const synonym = sheetXml(textRow(1, ['名字', '户 号']) + textRow(2, ['王小满', '001']))
  const { values, reading } = await readAll(handMadeWorkbook(synonym))
  assert.equal(values[0]?.name, '王小满')
  assert.deepEqual(
    reading.missing.map(({ key }) => key),
    ['relation', 'born', 'points'],
  )
})

test('titles and notes above the header are passed over, unknown columns are reported and ignored', async () => {
  const above = textRow(1, ['通界村户籍名册']) + textRow(2, ['填表人：王小满', '', '2019年'])
  const sheet = sheetXml(
    above + textRow(4, ['户号', '姓名', '血型', '问题']) + textRow(5, ['001', '李秋', 'A', '旧问题']),
  )
  const { values, reading } = await readAll(handMadeWorkbook(sheet))
  assert.equal(reading.headerRow, 4)
  assert.deepEqual(reading.unknown, [{ cell: 'C4', text: '血型' }])
  assert.deepEqual(
    values.map(({ row, name }) => [row, name]),
    [[5, '李秋']],
  )
})

test('a missing required column, a repeated column and no header at all refuse the file', async () => {
  const missing = sheetXml(textRow(1, ['户号', '积分', '血型']) + textRow(2, ['001', '3', 'A']))
  await assert.rejects(readAll(handMadeWorkbook(missing)), (error) => {
    assert.ok(error instanceof WorkbookError && error.code === 'workbook.columns_missing')
    assert.match(error.words.zh, /姓名/)
    assert.match(error.words.en, /Name/)
    return true
  })
  const twice = sheetXml(textRow(1, ['户号', '姓名', '名字']) + textRow(2, ['001', '甲', '乙']))
  await assert.rejects(readAll(handMadeWorkbook(twice)), refusal('workbook.column_repeated'))
  await assert.rejects(
    readAll(handMadeWorkbook(sheetXml(textRow(1, ['随便', '写写'])))),
    refusal('workbook.header_missing'),
  )
  await assert.rejects(readAll(handMadeWorkbook(sheetXml(''))), refusal('workbook.header_missing'))
})

test('each fault names row, cell, field, value, reason and mend in both languages', async () => {
  const sheet = sheetXml(
    header + textRow(2, ['001', '', '外人', '2019-02-30', '-1']) + textRow(3, ['002', '李秋', '', '', '']),
  )
  const { values, faults } = await readAll(handMadeWorkbook(sheet))
  assert.deepEqual(
    faults.map(({ row, cell, field, value, code }) => [row, cell, field, value, code]),
    [
      [2, 'B2', 'name', '', 'cell.required'],
      [2, 'C2', 'relation', '外人', 'cell.not_choice'],
      [2, 'D2', 'born', '2019-02-30', 'cell.not_date'],
      [2, 'E2', 'points', '-1', 'cell.out_of_range'],
    ],
  )
  assert.equal(faults[1]?.column.zh, '与户主关系')
  for (const fault of faults) assert.ok(fault.reason.zh && fault.reason.en && fault.mend.zh && fault.mend.en)
  assert.equal(values.length, 1)
})

test('a long value is shortened in its fault, whole characters at a time', () => {
  const problem = { code: 'x', reason: { zh: '一', en: 'a' }, mend: { zh: '二', en: 'b' } }
  const fault = faultOf(roll, { row: 2, field: 'name', value: '😀'.repeat(200) }, problem)
  assert.equal([...fault.value].length, 100)
  assert.ok(fault.value.isWellFormed())
  assert.throws(() => faultOf(roll, { row: 2, field: 'nothing', value: '' }, problem))
})

test('spaces at both ends are cut, full-width ones too, and hidden signs removed', async () => {
  const sheet = sheetXml(header + textRow(2, ['　001　', ' \u00A0王小满_x000D_\u200B ', '', '', '']))
  const { values } = await readAll(handMadeWorkbook(sheet))
  assert.equal(values[0]?.household, '001')
  assert.equal(values[0]?.name, '王小满')
})

test('shared texts are read with rich text joined and reading aids left out', async () => {
  const shared = sharedTextsXml([
    '<t>户号</t>',
    '<t>姓名</t>',
    '<t xml:space="preserve"> 001 </t>',
    '<r><rPr><b/></rPr><t>王</t></r><r><t>小满</t></r><rPh sb="0" eb="1"><t>wang</t></rPh>',
  ])
  const row = (number: number, a: number, b: number) =>
    `<row r="${number}"><c r="A${number}" t="s"><v>${a}</v></c><c r="B${number}" t="s"><v>${b}</v></c></row>`
  const { values } = await readAll(
    handMadeWorkbook(sheetXml(row(1, 0, 1) + row(2, 2, 3)), { 'xl/sharedStrings.xml': shared }),
  )
  assert.deepEqual([values[0]?.household, values[0]?.name], ['001', '王小满'])
})

test('cells without references, prefixed names and CDATA read the same', async () => {
  const rows =
    '<x:row><x:c t="inlineStr"><x:is><x:t>户号</x:t></x:is></x:c><x:c t="str"><x:v>姓名</x:v></x:c></x:row><x:row><x:c t="str"><x:v><![CDATA[00<1]]></x:v></x:c><x:c t="str"><x:v>王&#x5C0F;满</x:v></x:c></x:row>'
  const sheet = `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>${rows}</x:sheetData></x:worksheet>`
  const { values } = await readAll(handMadeWorkbook(sheet))
  assert.deepEqual(
    values.map(({ row, household, name }) => [row, household, name]),
    [[2, '00<1', '王小满']],
  )
})

test('date cells are read in both day counts, by builtin and by own formats', async () => {
  const row = (number: number, style: number, serial: number) =>
    `<row r="${number}"><c r="A${number}"><v>1</v></c><c r="B${number}" t="str"><v>甲</v></c><c r="D${number}" s="${style}"><v>${serial}</v></c></row>`
  const styles = stylesXml([0, 14, 31, 176], { 176: 'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@' })
  const sheet = (serial: number) =>
    sheetXml(header + row(2, 1, serial) + row(3, 2, serial) + row(4, 3, serial) + row(5, 0, serial))
  const since1900 = await readAll(handMadeWorkbook(sheet(43529), { 'xl/styles.xml': styles }))
  assert.deepEqual(
    since1900.values.map(({ born }) => born),
    Array(4).fill('2019-03-05'),
  )
  const since1904 = await readAll(
    handMadeWorkbook(sheet(42067), {
      'xl/styles.xml': styles,
      'xl/workbook.xml': workbookXml(['名册'], ' date1904="1"'),
    }),
  )
  assert.deepEqual(
    since1904.values.map(({ born }) => born),
    Array(4).fill('2019-03-05'),
  )
})

test('a number that its format fills up with zeros is read as a text with them', async () => {
  const cells = '<c r="A2" s="1"><v>12</v></c><c r="B2" t="str"><v>甲</v></c><c r="E2" s="1"><v>7</v></c>'
  const styles = stylesXml([0, 176], { 176: '00000' })
  const { values } = await readAll(
    handMadeWorkbook(sheetXml(`${header}<row r="2">${cells}</row>`), { 'xl/styles.xml': styles }),
  )
  assert.deepEqual([values[0]?.household, values[0]?.points], ['00012', 7])
})

test('a fault shows a date as the clerk sees it', async () => {
  const cells = '<c r="A2"><v>1</v></c><c r="B2" t="str"><v>甲</v></c><c r="E2" s="1"><v>43529</v></c>'
  const { faults } = await readAll(
    handMadeWorkbook(sheetXml(`${header}<row r="2">${cells}</row>`), { 'xl/styles.xml': stylesXml([0, 14]) }),
  )
  assert.deepEqual(
    faults.map(({ cell, value }) => [cell, value]),
    [['E2', '2019-03-05']],
  )
})

test('the saved result of a formula is taken, the formula itself never', async () => {
  const cells =
    '<c r="A2" t="str"><f>HYPERLINK("http://x")</f><v>001</v></c><c r="B2" t="inlineStr"><is><t>甲</t></is></c><c r="E2"><f>3+4</f><v>7</v></c>'
  const bad = '<c r="A3"><v>2</v></c><c r="B3"><f>A1</f></c><c r="E3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
  const { values, faults } = await readAll(
    handMadeWorkbook(sheetXml(`${header}<row r="2">${cells}</row><row r="3">${bad}</row>`)),
  )
  assert.deepEqual([values[0]?.household, values[0]?.points], ['001', 7])
  assert.deepEqual(
    faults.map(({ cell, code }) => [cell, code]),
    [
      ['B3', 'cell.uncalculated'],
      ['E3', 'cell.error_value'],
    ],
  )
})

test('a household number merged over its members counts for each of them', async () => {
  const rows =
    textRow(2, ['001', '王小满', '户主']) +
    textRow(3, ['', '李秋']) +
    textRow(4, ['', '', '']) +
    textRow(5, ['002', '赵冬'])
  const blank = '<row r="6"><c r="A6" s="1"/></row>'
  const merges =
    '<mergeCells count="3"><mergeCell ref="A2:A4"/><mergeCell ref="A5:A6"/><mergeCell ref="C2:D2"/></mergeCells>'
  const { values, faults } = await readAll(handMadeWorkbook(sheetXml(header + rows + blank, merges)))
  assert.deepEqual(faults, [])
  assert.deepEqual(
    values.map(({ row, household, name }) => [row, household, name]),
    [
      [2, '001', '王小满'],
      [3, '001', '李秋'],
      [5, '002', '赵冬'],
    ],
  )
})

test('a header of two storeys and a header repeated on the next page are no rows', async () => {
  const upper = textRow(1, ['户号', '姓名', '基本情况'])
  const lower = textRow(2, ['', '', '与户主关系', '出生日期'])
  const merges =
    '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:D1"/></mergeCells>'
  const page = textRow(4, ['户号', '姓名', '与户主关系', '出生日期'])
  const sheet = sheetXml(
    upper + lower + textRow(3, ['001', '甲', '户主']) + page + textRow(5, ['002', '乙', '子女']),
    merges,
  )
  const { values, faults, reading } = await readAll(handMadeWorkbook(sheet))
  assert.deepEqual(faults, [])
  assert.equal(reading.headerRow, 2)
  assert.deepEqual(
    values.map(({ row, name, relation }) => [row, name, relation]),
    [
      [3, '甲', 'head'],
      [5, '乙', 'child'],
    ],
  )
})

test('the sheet of the right name is read first, hidden sheets never', async () => {
  const sheetOf = (name: string) => sheetXml(header + textRow(2, ['001', name]))
  const parts = {
    'xl/workbook.xml': workbookXml(['旧表', '名册', '藏'], '', ['visible', 'visible', 'hidden']),
    'xl/worksheets/sheet2.xml': sheetOf('名册的'),
    'xl/worksheets/sheet3.xml': sheetOf('藏的'),
  }
  assert.deepEqual(
    (await readAll(handMadeWorkbook(sheetOf('旧表的'), parts))).values.map(({ name }) => name),
    ['名册的'],
  )
  const other = {
    ...parts,
    'xl/workbook.xml': workbookXml(['说明', '人员', '藏'], '', ['visible', 'visible', 'veryHidden']),
  }
  const { values, reading } = await readAll(handMadeWorkbook(sheetXml(textRow(1, ['请先看这里'])), other))
  assert.deepEqual([reading.sheetName, values[0]?.name], ['人员', '名册的'])
})

test('emoji, rare characters and right-to-left script come through whole', async () => {
  const names = ['𠮷野家', '王😀', '👨‍👩‍👧‍👦', 'محمد', 'ئۇيغۇر', '𰻝']
  const rows = names.map((name, index) => textRow(index + 2, [`${index}`, name])).join('')
  const { values } = await readAll(handMadeWorkbook(sheetXml(header + rows)))
  assert.deepEqual(
    values.map(({ name }) => name),
    names,
  )
})

test('an 18-digit figure in an identity column is refused with the mend', async () => {
  const people = defineSheet({
    key: 'people',
    title: { zh: '人员', en: 'People' },
    columns: [
      {
        key: 'id_number',
        header: { zh: '身份证号', en: 'Identity number' },
        type: identityNumber(),
        required: true,
      },
    ],
  })
  const sheet = sheetXml(
    `${textRow(1, ['身份证号'])}<row r="2"><c r="A2"><v>1.10105199003071E+17</v></c></row>${textRow(3, ['33048219900307123X'])}`,
  )
  const rows = []
  for await (const row of await readSheet(people, asUpload(handMadeWorkbook(sheet)))) rows.push(row)
  assert.equal(rows[0]?.faults?.[0]?.code, 'cell.digits_lost')
  assert.equal(rows[1]?.value?.id_number, '33048219900307123X')
})

test('reading can be stopped half way', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => textRow(index + 2, ['001', `甲${index}`])).join('')
  const stop = new AbortController()
  const reading = await readSheet(roll, asUpload(handMadeWorkbook(sheetXml(header + rows)), 100_000), {
    signal: stop.signal,
  })
  const read = async () => {
    for await (const row of reading) if (row.rowNumber === 10) stop.abort()
  }
  await assert.rejects(read(), { name: 'AbortError' })
})
