import type { ReactNode } from 'react'
import type { CellKind, ListColumn, ListDefinition } from '../../engines/contract/list.ts'
import type { RouteDefinition, RouteReply } from '../../engines/contract/route.ts'
import { showCount, showDate, showInstant, showPoints, showYuan } from './figures.ts'
import { currentLanguage, say } from './language.ts'

export type AnyListRoute = Pick<RouteDefinition, 'method' | 'path'>
export type RowOf<R> =
  RouteReply<R> extends { rows: (infer Row extends object)[]; total: number } ? Row : never

export interface Choice {
  value: string
  label: string
}

export interface Filter {
  name: string
  label: string
  /** First and last day, kept as `from` and `to`; without options. */
  days?: true
  options?: readonly Choice[]
  /** Shown as chosen when the address says nothing; it cannot be cleared. */
  fallback?: string
  searchable?: true
}

export interface Column<Row> {
  key: string
  title: string
  show: (row: Row) => ReactNode
  width?: number
  /** Figures stand right, in tabular figures. */
  figure: boolean
  /** Values of `sort` that order by this column. */
  sort?: { up?: string; down?: string }
  /** Not shown until it is chosen. */
  hidden?: true
}

export interface ListShape<Row> {
  /** Its columns and filters, the same for screen and export. */
  definition: ListDefinition<Row>
  rowKey: (row: Row) => string
  /** Cells that are more than their text, by column. */
  shows?: Readonly<Record<string, (row: Row) => ReactNode>>
  /** Choices of filters that the database holds, by filter. */
  choices?: Readonly<Record<string, readonly Choice[]>>
  /** What can be done to a single row; stands in a last column, and in no export. */
  act?: { title: string; show: (row: Row) => ReactNode; width: number }
  searchHint?: string
  defaultSort?: string
  pageSize?: number
  /** Opens the row beside the list; the panel gets the row's key. */
  panel?: (key: string, close: () => void) => ReactNode
  /** Opens the row on a page of its own. */
  open?: (row: Row) => void
  /** What can be done with chosen rows. */
  acts?: (chosen: Row[], clear: () => void) => ReactNode
  empty: { title: string; text?: ReactNode; action?: ReactNode }
}

const shown: Record<CellKind, (value: string | number) => string> = {
  text: String,
  count: (value) => figureOr(value, showCount),
  points: (value) => figureOr(value, showPoints),
  yuan: (value) => figureOr(value, showYuan),
  date: (value) => showDate(String(value)),
  instant: (value) => showInstant(String(value)),
}

/** What is no figure, such as “—” for what is not shown any more, stays as it is. */
const figureOr = (value: string | number, show: (figure: number) => string) =>
  Number.isFinite(Number(value)) ? show(Number(value)) : String(value)

/** A cell of a list in words, in the language of the screen. */
export function cellText<Row>(column: ListColumn<Row>, row: Row): string {
  const value = column.value(row, currentLanguage() === 'en' ? 'en' : 'zh')
  return value === null || value === '' ? '' : shown[column.kind](value)
}

const isFigure = (kind: CellKind) => kind === 'count' || kind === 'points' || kind === 'yuan'

/** The columns as the screen shows them. */
export function columnsOf<Row>(list: ListShape<Row>): Column<Row>[] {
  const columns = list.definition.columns.map((column): Column<Row> => {
    const show = list.shows?.[column.key] ?? ((row: Row) => cellText(column, row))
    const { key, kind, title, value: _, ...rest } = column
    return { key, ...rest, title: say(title), figure: isFigure(kind), show }
  })
  return list.act ? [...columns, { key: 'act', figure: false, ...list.act }] : columns
}

/** The filters that can be chosen on the screen. */
export function filtersOf<Row>(list: ListShape<Row>): Filter[] {
  return list.definition.filters.flatMap((filter) => {
    const options =
      list.choices?.[filter.name] ??
      filter.options?.map((option) => ({ value: option.value, label: say(option.label) }))
    if (filter.hidden || (!options && !filter.days)) return []
    const { name, days, fallback, searchable } = filter
    return {
      name,
      label: say(filter.label),
      ...(days ? { days } : {}),
      ...(options ? { options } : {}),
      ...(fallback ? { fallback } : {}),
      ...(searchable ? { searchable } : {}),
    }
  })
}
