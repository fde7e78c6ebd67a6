import type { z } from 'zod'
import { daysBetween } from '../../engines/calendar/plain-date.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Page } from '../../platform/database/take-page.ts'
import { listShortNames } from '../territory/index.ts'
import type { objection, publicityLine, publicityList } from './contract.ts'
import { countOf, type ListColumn, type ListRow, listLines, nameCell } from './store.ts'
import type { ObjectionRow } from './store-objections.ts'

/** Lists with their counts, two statements for a whole page. */
export async function describeLists(
  tx: Tx,
  rows: readonly ListRow[],
  today: string,
): Promise<z.input<typeof publicityList>[]> {
  if (rows.length === 0) return []
  const names = await listShortNames(tx, [...new Set(rows.map((row) => row.placeCode))])
  const counts = await countOf(
    tx,
    rows[0]!.placeCode.slice(0, 6),
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    placeCode: row.placeCode,
    placeName: names.get(row.placeCode) ?? row.placeCode,
    kind: row.kind,
    title: row.title,
    duty: row.duty,
    opensOn: row.opensOn,
    closesOn: row.closesOn,
    spot: row.spot,
    columns: row.columns as ListColumn[],
    totals: row.totals as z.input<typeof publicityList>['totals'],
    state: row.state,
    lines: counts.get(row.id)?.lines ?? 0,
    objectionsOpen: counts.get(row.id)?.open ?? 0,
    objections: counts.get(row.id)?.objections ?? 0,
    namesHidden: today >= row.hidesNamesOn,
    daysLeft: Math.max(0, daysBetween(today, row.closesOn)),
  }))
}

/** Lines as they may be shown on a day: after the duty has ended the names are gone. */
export async function describeLines(
  tx: Tx,
  list: ListRow,
  filter: { search: string } & Page,
  today: string,
  ownHouseholdId: string | null = null,
): Promise<{ rows: z.input<typeof publicityLine>[]; total: number }> {
  const hidden = today >= list.hidesNamesOn
  const { rows, total } = await listLines(tx, list, { ...filter, namesHidden: hidden })
  return {
    total,
    rows: rows.map((row) => {
      const cells = row.shown as Record<string, string | number>
      return {
        id: row.id,
        position: row.position,
        cells: hidden && nameCell in cells ? { ...cells, [nameCell]: '—' } : cells,
        disputed: row.disputed,
        own: ownHouseholdId !== null && row.householdId === ownHouseholdId,
      }
    }),
  }
}

export function describeObjection(row: ObjectionRow): z.input<typeof objection> {
  return {
    ...row,
    cells: row.cells as Record<string, string | number>,
    proxy: row.proxy as z.input<typeof objection>['proxy'],
    answeredAt: row.answeredAt?.toISOString() ?? null,
    raisedAt: row.raisedAt.toISOString(),
  }
}
