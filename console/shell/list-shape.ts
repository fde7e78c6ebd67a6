import type { ReactNode } from 'react'
import type { RouteDefinition, RouteReply } from '../../engines/contract/route.ts'
import type { ListState } from './list-state.ts'

export type AnyListRoute = Pick<RouteDefinition, 'method' | 'path'>
export type RowOf<R> =
  RouteReply<R> extends { rows: (infer Row extends object)[]; total: number } ? Row : never

export interface Filter {
  name: string
  label: string
  /** First and last day, kept as `from` and `to`; without options. */
  days?: true
  options?: { value: string; label: string }[]
  /** Shown as chosen when the address says nothing; it cannot be cleared. */
  fallback?: string
  searchable?: boolean
}

export interface Column<Row> {
  key: string
  title: string
  /** The cell as text or number: what is exported, and shown unless `show` says otherwise. */
  text: (row: Row) => string | number
  show?: (row: Row) => ReactNode
  width?: number
  /** Figures stand right, in tabular figures. */
  figure?: boolean
  /** Values of `sort` that order by this column. */
  sort?: { up?: string; down?: string }
  /** Not shown until it is chosen. */
  hidden?: boolean
}

export interface ListShape<Row> {
  /** Names the list in what is kept of it (columns, saved views) and its export. */
  key: string
  rowKey: (row: Row) => string
  columns: Column<Row>[]
  filters?: Filter[]
  searchHint?: string
  defaultSort?: string
  pageSize?: number
  /** Rows asked for at once when the whole list is exported. */
  exportPageSize?: number
  /** A download made by the server, in place of the list's own export. */
  exportLink?: (state: ListState) => string
  /** Opens the row beside the list; the panel gets the row's key. */
  panel?: (key: string, close: () => void) => ReactNode
  /** Opens the row on a page of its own. */
  open?: (row: Row) => void
  /** What can be done with chosen rows. */
  acts?: (chosen: Row[], clear: () => void) => ReactNode
  empty: { title: string; text?: ReactNode; action?: ReactNode }
}
