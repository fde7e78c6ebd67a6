import type { Words } from './route.ts'

export type Language = 'zh' | 'en'

/** What a cell holds: points are hundredths, yuan are fen, a date is `YYYY-MM-DD`, an instant an ISO time. */
export type CellKind = 'text' | 'count' | 'points' | 'yuan' | 'date' | 'instant'

export interface ListColumn<Row> {
  key: string
  title: Words
  kind: CellKind
  /** What stands in the cell, in the units of its kind; null leaves it empty. */
  value: (row: Row, language: Language) => string | number | null
  /** On screen, in pixels. */
  width?: number
  /** Values of `sort` that order by this column. */
  sort?: { up?: string; down?: string }
  /** Not shown until it is chosen. */
  hidden?: true
}

export interface ListFilter<Row> {
  /** Name in the query. */
  name: string
  label: Words
  /** First and last day, asked for as `from` and `to`. */
  days?: true
  options?: readonly ListOption[]
  /** What the server takes when nothing is chosen. */
  fallback?: string
  searchable?: true
  /** Asked for by links, not chosen on the list. */
  hidden?: true
  /** What a chosen value is called, told by a row that it found; for choices that the database holds. */
  named?: (row: Row, language: Language) => string | null
}

export interface ListOption {
  value: string
  label: Words
}

/**
 * A list as data: the screen shows these columns and filters, and the server writes them into the workbook. `key`
 * names the list in what is kept of it (hidden columns, saved views, the audit log).
 */
export interface ListDefinition<Row> {
  key: string
  title: Words
  columns: readonly ListColumn<Row>[]
  filters: readonly ListFilter<Row>[]
}

/** Address of a list's workbook beside the list itself. */
export const workbookPath = (listPath: string): string => `${listPath}/workbook`

export const inLanguage = (words: Words, language: Language): string => words[language]

/** Choices in the order in which they are written. */
export function optionsOf(words: Readonly<Record<string, Words>>): ListOption[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}

/** Words in a row: 甲、乙 or a, b. */
export function joinedIn(words: readonly string[], language: Language): string {
  return words.join(language === 'en' ? ', ' : '、')
}

/** A text with something beside it: 张三（0012） or 张三 (0012). */
export function bracketedIn(text: string, beside: string, language: Language): string {
  return language === 'en' ? `${text} (${beside})` : `${text}（${beside}）`
}
