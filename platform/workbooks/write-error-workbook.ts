import type { Readable, Writable } from 'node:stream'
import { dateOfSerial, dateOfText } from './cell-dates.ts'
import {
  type Cell,
  type CellContent,
  type Fault,
  type Locale,
  normalizeHeader,
  problemHeader,
  type SheetDefinition,
} from './define-sheet.ts'
import { type OpenedSheet, openSheet, type ReadOptions } from './open-sheet.ts'
import type { SheetRow } from './read-rows.ts'
import { rowXml, sheetEnd, sheetName, sheetPart, sheetStart, workbookParts } from './sheet-xml.ts'
import { type CellStyle, stylesXml } from './workbook-styles.ts'
import { writeArchive } from './write-archive.ts'
import { columnWidth } from './write-workbook.ts'

export interface ErrorWorkbookOptions extends ReadOptions {
  readonly locale?: Locale
  /** `faulty` leaves out the good rows, for when they have been kept already. */
  readonly rows?: 'all' | 'faulty'
}

interface Layout {
  readonly sheet: SheetDefinition
  readonly opened: OpenedSheet
  readonly faultsOfRow: ReadonlyMap<number, readonly Fault[]>
  readonly locale: Locale
  readonly problemColumn: ProblemColumn
  readonly positionOfField: ReadonlyMap<string, number>
}

/** Where the problems are written; `reused` if the upload has such a column from an earlier round. */
interface ProblemColumn {
  readonly index: number
  readonly reused: boolean
}

function contentOf(cell: Cell, date1904: boolean): CellContent {
  if (cell.kind === 'number') return { figure: cell.text }
  if (cell.kind === 'date') {
    const date = dateOfText(cell.text) ?? dateOfSerial(Number(cell.text), date1904)
    return date === undefined ? { text: cell.text } : { date }
  }
  return { text: cell.text }
}

function styleOf(content: CellContent, faulty: boolean): CellStyle {
  if (content === undefined) return faulty ? 'faultyPlain' : 'plain'
  if ('figure' in content) return faulty ? 'faultyPlain' : 'plain'
  if ('date' in content) return faulty ? 'faultyDate' : 'date'
  return faulty ? 'faultyText' : 'text'
}

/** All faults of a row as one text: what is wrong in which column, and the mend. */
function problemText(faults: readonly Fault[], locale: Locale): string {
  const sentences = faults.map((fault) =>
    locale === 'zh'
      ? `${fault.column.zh}：${fault.reason.zh}。${fault.mend.zh}`
      : `${fault.column.en}: ${fault.reason.en}. ${fault.mend.en}`,
  )
  return sentences.join('\n')
}

function writtenRow(layout: Layout, row: SheetRow, number: number): string {
  const { opened, locale, problemColumn, positionOfField } = layout
  const isHeader = row.number === opened.header.rowNumber
  const faults = layout.faultsOfRow.get(row.number) ?? []
  const faulty = new Set(faults.map(({ field }) => positionOfField.get(field)))
  const written = (index: number) => {
    const cell = row.cells[index]
    const content = cell === undefined ? undefined : contentOf(cell, opened.date1904)
    return { content, style: isHeader ? 'header' : styleOf(content, faulty.has(index)) }
  }
  const cells: { content: CellContent; style: CellStyle }[] = []
  for (let index = 0; index < problemColumn.index; index++) cells.push(written(index))
  if (isHeader) cells.push({ content: { text: problemHeader[locale] }, style: 'requiredHeader' })
  else if (faults.length > 0) cells.push({ content: { text: problemText(faults, locale) }, style: 'problem' })
  else cells.push({ content: undefined, style: 'plain' })
  // Remarks without a header, right of the table, move one column further.
  const rest = problemColumn.reused ? problemColumn.index + 1 : problemColumn.index
  for (let index = rest; index < row.cells.length; index++) cells.push(written(index))
  return rowXml(number, cells)
}

async function* rowPieces(layout: Layout, rows: 'all' | 'faulty'): AsyncGenerator<string> {
  const { opened, faultsOfRow } = layout
  let number = 0
  for await (const batch of opened.rows()) {
    let xml = ''
    for (const row of batch) {
      const kept = rows === 'all' || row.number <= opened.header.rowNumber || faultsOfRow.has(row.number)
      if (!kept) continue
      // With all rows kept, each keeps its number, so that a fault's row is found in both files.
      number = rows === 'all' ? row.number : number + 1
      xml += writtenRow(layout, row, number)
    }
    if (xml !== '') yield xml
  }
}

/** First column after the header, or the problem column of an earlier round. */
async function findProblemColumn(opened: OpenedSheet): Promise<ProblemColumn> {
  const known = new Set([normalizeHeader(problemHeader.zh), normalizeHeader(problemHeader.en)])
  for await (const batch of opened.rows())
    for (const row of batch) {
      if (row.number < opened.header.rowNumber) continue
      const earlier = row.cells.findIndex(
        (cell) => cell !== undefined && known.has(normalizeHeader(cell.text)),
      )
      return earlier >= 0 ? { index: earlier, reused: true } : { index: row.cells.length, reused: false }
    }
  throw new Error('the header row was found before and must be there')
}

/**
 * Writes the upload again in its own layout, and ends the stream: faulty cells are coloured and a last column
 * 问题 says what is wrong and how to mend it. Unknown columns and rows above the header stay; formulas are
 * replaced by their values, looks and pictures are not kept. The mended file can be uploaded as it is.
 */
export async function writeErrorWorkbook(
  sheet: SheetDefinition,
  source: string | Readable,
  faults: Iterable<Fault>,
  output: Writable,
  options: ErrorWorkbookOptions = {},
): Promise<void> {
  const { locale = 'zh', rows = 'all' } = options
  const opened = await openSheet(sheet, source, options)
  try {
    const positions = opened.header.positions
    const positionOfField = new Map<string, number>()
    for (const [index, { key }] of sheet.columns.entries()) {
      const position = positions[index]
      if (position !== undefined) positionOfField.set(key, position)
    }
    const faultsOfRow = Map.groupBy(faults, ({ row }) => row)
    const problemColumn = await findProblemColumn(opened)
    const layout = { sheet, opened, faultsOfRow, locale, problemColumn, positionOfField }
    const content = async function* () {
      yield sheetStart(frozenRows(opened, rows), columnLooks(layout))
      yield* rowPieces(layout, rows)
      yield sheetEnd()
    }
    await writeArchive(
      [
        ...workbookParts([{ name: sheetName(opened.name) }]),
        { name: 'xl/styles.xml', content: [stylesXml] },
        { name: sheetPart(0), content: content() },
      ],
      output,
    )
  } finally {
    await opened.close()
  }
}

// A header far down would leave no room below it on the screen.
const frozenRows = (opened: OpenedSheet, rows: 'all' | 'faulty') =>
  rows === 'all' && opened.header.rowNumber <= 5 ? opened.header.rowNumber : 0

function columnLooks({
  sheet,
  positionOfField,
  problemColumn,
}: Layout): { width: number; style?: CellStyle }[] {
  const looks: { width: number; style?: CellStyle }[] = Array.from({ length: problemColumn.index }, () => ({
    width: 14,
  }))
  for (const column of sheet.columns) {
    const position = positionOfField.get(column.key)
    if (position !== undefined) looks[position] = { width: columnWidth(column) }
  }
  looks[problemColumn.index] = { width: 60 }
  return Array.from(looks, (look) => look ?? { width: 14 })
}
