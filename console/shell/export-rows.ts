import type { RouteQueryInput } from '../../engines/contract/route.ts'
import { call, type Given } from './api.ts'
import { csvText } from './csv.ts'
import { today } from './figures.ts'
import type { AnyListRoute, ListShape, RowOf } from './list-shape.ts'
import type { ListState } from './list-state.ts'

export interface ExportProgress {
  done: number
  total: number
}

/** Hands a table over as a CSV file. */
export function downloadCsv(name: string, head: string[], rows: (string | number)[][]): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([csvText(head, rows)], { type: 'text/csv;charset=utf-8' }))
  link.download = `${name} ${today()}.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
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
