import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import { date, decimal } from './cell-type-figures.ts'
import { text } from './cell-types.ts'
import { defineSheet } from './define-sheet.ts'
import { testFolder } from './hand-made-workbook.ts'
import { readSheet } from './read-sheet.ts'

const folder = testFolder()

/** Runs a task in a process whose heap is bounded: it dies if memory grows with the rows. */
async function inBoundedProcess(task: string, heapMebibytes: number) {
  const script = join(import.meta.dirname, 'large-workbook-process.ts')
  const heap = `--max-old-space-size=${heapMebibytes}`
  const { stdout } = await promisify(execFile)(process.execPath, [
    heap,
    script,
    task,
    folder.path(`${task}.xlsx`),
  ])
  return JSON.parse(stdout) as Record<string, number>
}

test('100,000 persons of 15 columns go out and come back whole in a heap of 96 MiB', async (t) => {
  const { peakMebibytes, ...result } = await inBoundedProcess('round-trip', 96)
  t.diagnostic(`peak memory of the process: ${peakMebibytes} MiB`)
  const { read, different, faults, readAgain, differentAgain } = result
  assert.deepEqual(
    { read, different, faults, readAgain, differentAgain },
    { read: 100_000, different: 0, faults: 0, readAgain: 100_000, differentAgain: 0 },
  )
})

test('100,000 rows whose texts are shared are read whole in a heap of 320 MiB', async (t) => {
  const { peakMebibytes, read, different, faults, shared } = await inBoundedProcess('shared-texts', 320)
  t.diagnostic(`peak memory of the process: ${peakMebibytes} MiB for ${shared} shared texts`)
  assert.deepEqual({ read, different, faults }, { read: 100_000, different: 0, faults: 0 })
})

test('a million formatted blank rows below the data are no rows', async (t) => {
  const { peakMebibytes, read, faults } = await inBoundedProcess('blank-rows', 64)
  t.diagnostic(`peak memory of the process: ${peakMebibytes} MiB`)
  assert.deepEqual({ read, faults }, { read: 1, faults: 0 })
})

test('workbooks that ExcelJS writes, streamed or whole, with shared texts or without, read the same', async () => {
  const sheet = defineSheet({
    key: 'books',
    title: { zh: '台账', en: 'Books' },
    columns: [
      { key: 'name', header: { zh: '名称', en: 'Name' }, type: text(), required: true },
      { key: 'day', header: { zh: '日期', en: 'Day' }, type: date(), required: true },
      { key: 'amount', header: { zh: '金额', en: 'Amount' }, type: decimal(), required: true },
    ],
  })
  const days = (index: number) => new Date(Date.UTC(2019, index % 12, 1 + (index % 28)))
  const rows = Array.from(
    { length: 300 },
    (_, index) => [`第${index}笔 <&>`, days(index), index + 0.1] as const,
  )
  const expected = rows.map(([name, day, amount]) => ({
    name,
    day: day.toISOString().slice(0, 10),
    amount: Math.round(amount * 100),
  }))
  const paths: string[] = []
  for (const useSharedStrings of [true, false]) {
    const path = folder.path(`streamed-${useSharedStrings}.xlsx`)
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({
      stream: createWriteStream(path),
      useSharedStrings,
      useStyles: true,
    })
    const target = book.addWorksheet('随便')
    target.addRow(['名称', '日期', '金额']).commit()
    for (const row of rows) target.addRow([...row]).commit()
    target.commit()
    await book.commit()
    paths.push(path)
  }
  const whole = new ExcelJS.Workbook()
  whole.properties.date1904 = true
  const target = whole.addWorksheet('台账')
  target.addRow(['名称', '日期', '金额'])
  for (const [name, day, amount] of rows)
    target.addRow([
      { richText: [{ text: name.slice(0, 2) }, { font: { bold: true }, text: name.slice(2) }] },
      day,
      { formula: 'A1', result: amount },
    ])
  paths.push(folder.path('whole.xlsx'))
  await whole.xlsx.writeFile(folder.path('whole.xlsx'))
  for (const path of paths) {
    const values = []
    for await (const row of await readSheet(sheet, path)) values.push(row.value)
    assert.deepEqual(values, expected, path)
  }
})
