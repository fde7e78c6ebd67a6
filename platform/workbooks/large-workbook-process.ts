import { createWriteStream, statSync } from 'node:fs'
import { date, decimal } from './cell-type-figures.ts'
import { choice, identityNumber, phone, text, yesNo } from './cell-types.ts'
import { defineSheet, type Fault, type RowOf } from './define-sheet.ts'
import { handMadeParts, sheetXml, stylesXml, textRow } from './hand-made-workbook.ts'
import { readSheet } from './read-sheet.ts'
import { writeArchive } from './write-archive.ts'
import { writeErrorWorkbook } from './write-error-workbook.ts'
import { writeWorkbook } from './write-workbook.ts'

// Run as a process of its own by large-workbook.test.ts, so that memory can be bounded and measured:
// node large-workbook-process.ts <round-trip|shared-texts|blank-rows> <file>; prints one line of JSON.

const words = (zh: string, en: string) => ({ zh, en })
const sheet = defineSheet({
  key: 'persons',
  title: words('人员名册', 'Persons'),
  columns: [
    { key: 'name', header: words('姓名', 'Name'), type: text(), required: true },
    {
      key: 'id_number',
      header: words('身份证号', 'Identity number'),
      type: identityNumber(),
      required: true,
    },
    { key: 'phone', header: words('电话', 'Phone'), type: phone() },
    {
      key: 'sex',
      header: words('性别', 'Sex'),
      type: choice([
        { value: 'male', zh: '男', en: 'Male' },
        { value: 'female', zh: '女', en: 'Female' },
      ]),
    },
    { key: 'born', header: words('出生日期', 'Born on'), type: date() },
    { key: 'relation', header: words('与户主关系', 'Relation'), type: text() },
    { key: 'household', header: words('户号', 'Household'), type: text(), required: true },
    { key: 'group', header: words('村民小组', 'Group'), type: text() },
    { key: 'member', header: words('党员', 'Party member'), type: yesNo() },
    { key: 'amount', header: words('金额', 'Amount'), type: decimal() },
    { key: 'school', header: words('文化程度', 'Schooling'), type: text() },
    { key: 'people', header: words('民族', 'People'), type: text() },
    { key: 'remark', header: words('备注', 'Remark'), type: text() },
    { key: 'address', header: words('住址', 'Address'), type: text() },
    { key: 'state', header: words('状态', 'State'), type: text() },
  ],
})
type Person = RowOf<typeof sheet.columns>
const rowCount = 100_000

function person(index: number): Person {
  const two = (value: number) => String(value).padStart(2, '0')
  const born = `${1950 + (index % 60)}-${two(1 + (index % 12))}-${two(1 + (index % 28))}`
  return {
    name: `王小满${index}😀`,
    id_number: `330482${born.replaceAll('-', '')}${String(index % 1000).padStart(3, '0')}X`,
    phone: `138${String(index).padStart(8, '0')}`,
    sex: index % 2 === 0 ? 'male' : 'female',
    born,
    relation: index % 4 === 0 ? '户主' : '子女',
    household: `330482105${String(index >> 2).padStart(6, '0')}`,
    group: `第${index % 20}组`,
    member: index % 9 === 0,
    amount: index * 7 - 1000,
    school: '高中',
    people: '汉族',
    remark: `备注 <&> 𠮷 ${index}`,
    address: `浙江省平湖市通界村${index}号`,
    state: '在册',
  }
}

/** Rows read back, rows that differ from what was written, and faults; rows are not kept. */
async function readBack(path: string) {
  let read = 0
  let different = 0
  const faults: Fault[] = []
  for await (const row of await readSheet(sheet, path)) {
    if (row.faults) faults.push(...row.faults)
    else if (JSON.stringify(row.value) !== JSON.stringify(person(read))) different++
    read++
  }
  return { read, different, faults: faults.length, rowFaults: faults }
}

async function roundTrip(path: string) {
  const rows = function* () {
    for (let index = 0; index < rowCount; index++) yield person(index)
  }
  await writeWorkbook(sheet, rows(), createWriteStream(path))
  const { rowFaults, ...result } = await readBack(path)
  const problem = { code: 'x', reason: words('不对', 'wrong'), mend: words('改正', 'mend') }
  const fault = {
    row: 50_000,
    cell: 'A50000',
    column: words('姓名', 'Name'),
    field: 'name',
    value: '',
    ...problem,
  }
  await writeErrorWorkbook(sheet, path, [...rowFaults, fault], createWriteStream(`${path}.errors.xlsx`))
  const again = await readBack(`${path}.errors.xlsx`)
  return { ...result, readAgain: again.read, differentAgain: again.different }
}

/** The same rows as a workbook program writes them: every text shared, dates as serials. */
async function sharedTexts(path: string) {
  const texts = new Map<string, number>()
  const shared = (value: string) => {
    const known = texts.get(value)
    if (known !== undefined) return known
    texts.set(value, texts.size)
    return texts.size - 1
  }
  const sheetPieces = function* () {
    const [start = '', end = ''] = sheetXml('|').split('|')
    yield start +
      textRow(
        1,
        sheet.columns.map(({ header }) => header.zh),
      )
    for (let index = 0; index < rowCount; index++) {
      const row = person(index)
      const cells = sheet.columns.map(({ key, type }) => {
        const content = type.format(row[key] as never, 'zh')
        if (content === undefined) return '<c/>'
        if ('figure' in content) return `<c><v>${content.figure}</v></c>`
        return `<c t="s"><v>${shared('date' in content ? content.date : content.text)}</v></c>`
      })
      yield `<row>${cells.join('')}</row>`
    }
    yield end
  }
  const sharedPieces = function* () {
    yield '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    for (const value of texts.keys())
      yield `<si><t>${value.replace('&', '&amp;').replace('<', '&lt;')}</t></si>`
    yield '</sst>'
  }
  const parts = Object.entries(handMadeParts('')).map(([name, bytes]) => ({
    name,
    content: [Buffer.from(bytes).toString()],
  }))
  await writeArchive(
    [
      ...parts.filter(({ name }) => !name.includes('sheet1')),
      { name: 'xl/worksheets/sheet1.xml', content: sheetPieces() },
      { name: 'xl/sharedStrings.xml', content: sharedPieces() },
    ],
    createWriteStream(path),
  )
  const { rowFaults: _, ...result } = await readBack(path)
  return { ...result, shared: texts.size }
}

/** Two rows, and formatted blank rows down to the end of the sheet. */
async function blankRows(path: string) {
  const [start = '', end = ''] = sheetXml('|').split('|')
  const pieces = function* () {
    yield start +
      textRow(
        1,
        sheet.columns.map(({ header }) => header.zh),
      )
    const row = person(0)
    const texts = ['name', 'id_number', 'household'] as const
    yield `<row r="2">${['A2', 'B2', 'G2'].map((at, index) => `<c r="${at}" t="str"><v>${row[texts[index]!]}</v></c>`).join('')}</row>`
    for (let number = 3; number <= 1_048_576; number++)
      yield `<row r="${number}" s="1" customFormat="1"><c r="A${number}" s="1"/><c r="B${number}" s="1"/><c r="XFD${number}" s="1"/></row>`
    yield end
  }
  const parts = Object.entries(handMadeParts('', { 'xl/styles.xml': stylesXml([0, 14]) }))
  await writeArchive(
    [
      ...parts
        .filter(([name]) => !name.includes('sheet1'))
        .map(([name, bytes]) => ({ name, content: [Buffer.from(bytes).toString()] })),
      { name: 'xl/worksheets/sheet1.xml', content: pieces() },
    ],
    createWriteStream(path),
  )
  const { rowFaults: _, ...result } = await readBack(path)
  return result
}

const [task = '', path = ''] = process.argv.slice(2)
const run = { 'round-trip': roundTrip, 'shared-texts': sharedTexts, 'blank-rows': blankRows }[task]
if (run === undefined) throw new Error(`unknown task ${task}`)
const result = await run(path)
const peakMebibytes = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(JSON.stringify({ ...result, fileBytes: statSync(path).size, peakMebibytes }))
