import type { Writable } from 'node:stream'
import { columnLetters } from './cell-text.ts'
import type { Column, Locale, RowOf, SheetDefinition } from './define-sheet.ts'
import { cellXml, rowXml, sheetEnd, sheetName, sheetPart, sheetStart, workbookParts } from './sheet-xml.ts'
import { WorkbookError } from './workbook-error.ts'
import { type CellStyle, stylesXml } from './workbook-styles.ts'
import { writeArchive } from './write-archive.ts'

/** Rows that a sheet of the format can hold, the header apart. */
export const rowCountMax = 1_048_575
const flushLength = 65_536

export interface WriteOptions {
  readonly locale?: Locale
  readonly signal?: AbortSignal
  /** Lines above the header that say what the sheet is; they stay in view with it. */
  readonly notes?: readonly string[]
}

/** Width of a column in characters: as declared, or enough for its header. */
export function columnWidth(column: Column): number {
  const header = Math.max(column.header.zh.length * 2, Math.ceil(column.header.en.length * 0.6)) + 4
  return column.width ?? Math.max(12, Math.min(40, header))
}

/** The header row of a sheet. */
export function headerXml(sheet: SheetDefinition, locale: Locale, marked: boolean, number = 1): string {
  return rowXml(
    number,
    sheet.columns.map(({ header, required }) => ({
      content: { text: required === true && marked ? `${header[locale]}*` : header[locale] },
      style: required === true && marked ? 'requiredHeader' : 'header',
    })),
  )
}

async function* rowPieces(
  sheet: SheetDefinition,
  rows: Iterable<Readonly<Record<string, unknown>>> | AsyncIterable<Readonly<Record<string, unknown>>>,
  locale: Locale,
  above: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const letters = sheet.columns.map((_, index) => columnLetters(index))
  const styles: CellStyle[] = sheet.columns.map(({ type }) => type.store)
  let number = above
  let buffer = ''
  for await (const row of rows) {
    if (++number > rowCountMax + 1) throw new WorkbookError('workbook.too_many_rows', { limit: rowCountMax })
    buffer += `<row r="${number}">`
    for (let index = 0; index < sheet.columns.length; index++) {
      const { key, type } = sheet.columns[index]!
      const value = row[key]
      if (value === undefined || value === null) continue
      const content = type.format(value, locale)
      const style = content !== undefined && 'text' in content ? 'text' : styles[index]!
      buffer += cellXml(letters[index]! + number, content, style)
    }
    buffer += '</row>'
    if (buffer.length < flushLength) continue
    signal?.throwIfAborted()
    yield buffer
    buffer = ''
  }
  if (buffer !== '') yield buffer
}

/**
 * Writes rows as a workbook and ends the stream; rows are pulled as the stream takes them. The result can be
 * read back by `readSheet` with the same definition. Throws `workbook.too_many_rows` past what a sheet holds.
 */
export async function writeWorkbook<const C extends readonly Column[]>(
  sheet: SheetDefinition<C>,
  rows: Iterable<RowOf<C>> | AsyncIterable<RowOf<C>>,
  output: Writable,
  options: WriteOptions = {},
): Promise<void> {
  const { locale = 'zh', signal, notes = [] } = options
  const above = notes.length + 1
  const start = sheetStart(
    above,
    sheet.columns.map((column) => ({ width: columnWidth(column) })),
  )
  const content = async function* () {
    yield start
    for (const [index, note] of notes.entries())
      yield rowXml(index + 1, [{ content: { text: note }, style: 'text' }])
    yield headerXml(sheet, locale, false, above)
    yield* rowPieces(sheet, rows, locale, above, signal)
    yield sheetEnd()
  }
  await writeArchive(
    [
      ...workbookParts([{ name: sheetName(sheet.title[locale]) }]),
      { name: 'xl/styles.xml', content: [stylesXml] },
      { name: sheetPart(0), content: content() },
    ],
    output,
  )
}
