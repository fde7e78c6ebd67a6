import type { Writable } from 'node:stream'
import { chinaClock } from '../../engines/calendar/china-time.ts'
import type { CellKind, Language, ListColumn } from '../../engines/contract/list.ts'
import {
  type Column,
  date,
  decimal,
  integer,
  type SheetDefinition,
  text,
  writeWorkbook,
} from '../../platform/workbooks/index.ts'

type Cells = Column['type']

/** A figure, or the text that stands in its place: “—” for what is not shown any more. */
const orText = (figure: Cells): Cells => ({
  ...figure,
  format: (value, locale) =>
    typeof value === 'number' ? figure.format(value, locale) : { text: String(value) },
})
const types: Record<CellKind, Cells> = {
  text: text() as Cells,
  count: orText(integer() as Cells),
  points: orText(decimal() as Cells),
  yuan: orText(decimal() as Cells),
  date: date() as Cells,
  instant: text() as Cells,
}
const pixelsOfCharacter = 8

/** Rows of a list as a workbook with its notes above; ends the stream. Resolves to the number of rows. */
export async function writeList<Row>(
  list: {
    key: string
    title: string
    columns: readonly ListColumn<Row>[]
    notes: readonly string[]
    rows: AsyncIterable<Row>
    language: Language
  },
  output: Writable,
  signal: AbortSignal,
): Promise<number> {
  const { columns, language } = list
  const sheet: SheetDefinition = {
    key: list.key,
    title: { zh: list.title, en: list.title },
    columns: columns.map((column) => ({
      key: column.key,
      header: column.title,
      type: types[column.kind],
      ...(column.width ? { width: Math.round(column.width / pixelsOfCharacter) } : {}),
    })),
  }
  let count = 0
  const cells = async function* () {
    for await (const row of list.rows) {
      count += 1
      yield Object.fromEntries(
        columns.map((column) => [column.key, cellOf(column.kind, column.value(row, language))]),
      )
    }
  }
  await writeWorkbook(sheet, cells(), output, { locale: language, signal, notes: list.notes })
  return count
}

/** What a column gives as its cell type takes it; nothing stands in an empty cell. */
function cellOf(kind: CellKind, value: string | number | null): string | number | undefined {
  if (value === null || value === '') return undefined
  if (kind === 'instant') return chinaClock(new Date(value))
  if (kind === 'text' || kind === 'date') return String(value)
  return Number.isFinite(Number(value)) ? Number(value) : String(value)
}
