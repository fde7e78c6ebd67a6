import ExcelJS from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'

/** A workbook of an export as another program reads it. */
export interface ReadExport {
  /** The lines above the header. */
  notes: string[]
  header: string[]
  /** Cells below the header: figures as numbers, days as `YYYY-MM-DD`, all else as text, nothing as null. */
  rows: (string | number | null)[][]
  /** Everything that the file holds, unpacked. */
  text: string
}

type Cell = string | number | null

function cellOf(value: ExcelJS.CellValue): Cell {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'number' || typeof value === 'string') return value
  // Rich text, links and formulas are objects: none is ever written.
  throw new Error(`a cell that is no plain value: ${JSON.stringify(value)}`)
}

export async function readExport(content: Buffer): Promise<ReadExport> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(content as unknown as ArrayBuffer)
  const sheet = book.worksheets[0]!
  const above = (sheet.views[0] as { ySplit: number }).ySplit
  const columns = sheet.getRow(above).cellCount
  const row = (number: number) =>
    Array.from({ length: columns }, (_, index) => cellOf(sheet.getRow(number).getCell(index + 1).value))
  const numbers = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
  return {
    notes: numbers(1, above - 1).map((number) => String(row(number)[0])),
    header: row(above).map(String),
    rows: numbers(above + 1, sheet.rowCount).map(row),
    text: textIn(content),
  }
}

/** All texts in an archive. */
export function textIn(content: Buffer): string {
  return Object.values(unzipSync(content))
    .map((part) => strFromU8(part))
    .join('\n')
}
