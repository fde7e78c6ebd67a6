import type { Words } from './workbook-error.ts'

export type Locale = 'zh' | 'en'

/**
 * What stands in a cell of an uploaded sheet. `text` is trimmed of spaces (full-width ones too) and free of
 * control characters; for `number` it is the figure as stored, for `date` the day serial or an ISO date.
 */
export interface Cell {
  readonly kind: 'blank' | 'text' | 'number' | 'date' | 'boolean' | 'error' | 'uncalculated'
  readonly text: string
  /** A number as its format `000` shows it, with leading zeros. */
  readonly padded?: string
}
export interface ParseContext {
  /** Day serials count from 1904-01-01 (workbooks begun on old Macs) and not from 1900. */
  readonly date1904: boolean
}

/** What is wrong with one value and how the clerk mends it. */
export interface Problem {
  readonly code: string
  readonly reason: Words
  readonly mend: Words
}
export type Parsed<T> = { readonly value: T } | { readonly problem: Problem }

/** What is written to a cell. A `date` is `YYYY-MM-DD`; a `figure` is a decimal number as text, kept exact. */
export type CellContent =
  | { readonly text: string }
  | { readonly figure: string }
  | { readonly date: string }
  | undefined

/** Reads and writes the values of a column. */
export interface CellType<T> {
  readonly store: 'text' | 'integer' | 'decimal' | 'date'
  /** How to fill the cell in, for the notes of the template. */
  readonly hint: Words
  /** The values offered as a list. */
  readonly choices?: readonly Words[]
  parse(cell: Cell, context: ParseContext): Parsed<T>
  format(value: T, locale: Locale): CellContent
}

export interface Column<T = unknown> {
  readonly key: string
  readonly header: Words
  /** Other headers that mean this column, such as those of another office's form. */
  readonly synonyms?: readonly string[]
  readonly note?: Words
  readonly required?: boolean
  /** In characters of the sheet's font; a Chinese character counts as two. */
  readonly width?: number
  readonly example?: string
  readonly type: CellType<T>
}

type ValueOf<C> = C extends { readonly type: CellType<infer T> } ? T : never
/** The row that a sheet's columns describe: required columns always have a value. */
export type RowOf<C extends readonly Column[]> = {
  [K in C[number] as K['key']]: K extends { readonly required: true } ? ValueOf<K> : ValueOf<K> | undefined
}

export interface SheetDefinition<C extends readonly Column[] = readonly Column[]> {
  readonly key: string
  readonly title: Words
  readonly columns: C
}

/** One fault of one cell, in words for the clerk. */
export interface Fault {
  readonly row: number
  /** Reference such as `C12`. */
  readonly cell: string
  readonly column: Words
  readonly field: string
  /** What the cell holds, shortened to 100 characters. */
  readonly value: string
  readonly code: string
  readonly reason: Words
  readonly mend: Words
}

/**
 * Header texts compare without spaces, case, full-width forms and marks of requiredness (`*`, `（必填）`).
 */
export function normalizeHeader(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s|\*|\((必填|选填|required|optional)\)/gi, '')
    .toLowerCase()
}

/** All header texts by which a column is found, normalised. */
export function headerNames(column: Column): string[] {
  const names = [column.header.zh, column.header.en, column.key, ...(column.synonyms ?? [])]
  return [...new Set(names.map(normalizeHeader))]
}

/** Header of the column that an error workbook adds; ignored when the mended file comes back. */
export const problemHeader: Words = { zh: '问题', en: 'Problem' }

/**
 * Declares the layout of a workbook for import and export; rows come out typed from the columns.
 * Throws a plain `Error` on a layout that could not be read back (two columns under one name).
 */
export function defineSheet<const C extends readonly Column[]>(
  sheet: SheetDefinition<C>,
): SheetDefinition<C> {
  const owners = new Map<string, string>([
    [normalizeHeader(problemHeader.zh), 'the problem column'],
    [normalizeHeader(problemHeader.en), 'the problem column'],
  ])
  for (const column of sheet.columns)
    for (const name of headerNames(column)) {
      const owner = owners.get(name)
      if (owner !== undefined)
        throw new Error(`sheet ${sheet.key}: header "${name}" means both ${owner} and ${column.key}`)
      owners.set(name, column.key)
    }
  if (sheet.columns.length === 0) throw new Error(`sheet ${sheet.key} has no columns`)
  return sheet
}
