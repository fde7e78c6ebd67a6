import type { RouteQueryInput } from '../../engines/contract/route.ts'
import { call, type Given } from './api.ts'
import { today } from './figures.ts'
import type { AnyListRoute, ListShape, RowOf } from './ListPage.tsx'
import type { ListState } from './list-state.ts'

export interface ExportProgress {
  done: number
  total: number
}

/** Cells that a spreadsheet would take for a formula are kept as text. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Hands a table over as a CSV file that WPS and Excel open with the right characters. */
export function downloadCsv(name: string, head: string[], rows: (string | number)[][]): void {
  const text = [head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')
  download(new Blob([`\uFEFF${text}\r\n`], { type: 'text/csv;charset=utf-8' }), `${name} ${today()}.csv`)
}

export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Reads the whole list page by page, under the filters on screen, and hands it over. */
export async function exportRows<R extends AnyListRoute>(job: {
  route: R
  query: (state: ListState) => RouteQueryInput<R>
  list: ListShape<RowOf<R>>
  state: ListState
  onProgress: (progress: ExportProgress) => void
}): Promise<void> {
  const { route, query, list, state, onProgress } = job
  const pageSize = list.exportPageSize ?? 200
  const rows: RowOf<R>[] = []
  for (let page = 1; ; page += 1) {
    const given = { query: query({ ...state, page, pageSize }) } as unknown as Given<R>
    const reply = (await call(route, given)) as unknown as { rows: RowOf<R>[]; total: number }
    rows.push(...reply.rows)
    onProgress({ done: rows.length, total: reply.total })
    if (rows.length >= reply.total || reply.rows.length === 0) break
  }
  downloadCsv(
    document.title.split(' · ')[0] ?? list.key,
    list.columns.map((column) => column.title),
    rows.map((row) => list.columns.map((column) => column.text(row))),
  )
}
