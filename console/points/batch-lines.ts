import { useState } from 'react'
import type { RouteReply } from '../../engines/contract/route.ts'
import { listHouseholds } from '../../modules/households/contract.ts'
import { call } from '../shell/api.ts'
import type { Item } from './claim-state.ts'
import { readPasted } from './read-pasted.ts'

export interface GridLine {
  householdId: string
  number: string
  head: string
  detail: string
  chosen: boolean
  /** Quantity or proposed points in hundredths; null while nothing is typed. */
  value: number | null
}

export interface BatchLines {
  lines: GridLine[]
  /** What was pasted and belongs to no household: shown, never dropped silently. */
  unknown: string[]
  busy: boolean
  loadGroup: (place: string, groupId: string | undefined) => Promise<void>
  paste: (place: string, text: string) => Promise<void>
  change: (index: number, changes: Partial<GridLine>) => void
  chooseAll: (chosen: boolean) => void
  clear: () => void
}

type Household = RouteReply<typeof listHouseholds>['rows'][number]

const lineOf = (row: Household, chosen: boolean, value: number | null): GridLine => ({
  householdId: row.id,
  number: row.number,
  head: row.headName,
  detail: [row.groupName, row.address].filter(Boolean).join(' · '),
  chosen,
  value,
})

async function readHouseholds(place: string, groupId: string | undefined): Promise<Household[]> {
  const rows: Household[] = []
  for (let page = 1; ; page += 1) {
    const reply = await call(listHouseholds, {
      query: { place, page, pageSize: 200, ...(groupId ? { groupId } : {}) },
    })
    rows.push(...reply.rows)
    if (rows.length >= reply.total || reply.rows.length === 0) return rows
  }
}

export function useBatchLines(): BatchLines {
  const [lines, setLines] = useState<GridLine[]>([])
  const [unknown, setUnknown] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const waiting = async (work: () => Promise<void>) => {
    setBusy(true)
    await work().finally(() => setBusy(false))
  }
  return {
    lines,
    unknown,
    busy,
    loadGroup: (place, groupId) =>
      waiting(async () => {
        const rows = await readHouseholds(place, groupId)
        setLines(rows.map((row) => lineOf(row, true, null)))
        setUnknown([])
      }),
    paste: (place, text) =>
      waiting(async () => {
        const byNumber = new Map((await readHouseholds(place, undefined)).map((row) => [row.number, row]))
        const pasted = readPasted(text).map((line) => ({ ...line, household: byNumber.get(line.number) }))
        setUnknown(pasted.filter((line) => !line.household).map((line) => line.number))
        setLines(
          pasted.flatMap(({ household, value }) => (household ? [lineOf(household, true, value)] : [])),
        )
      }),
    change: (index, changes) =>
      setLines((before) => before.map((line, at) => (at === index ? { ...line, ...changes } : line))),
    chooseAll: (chosen) => setLines((before) => before.map((line) => ({ ...line, chosen }))),
    clear: () => {
      setLines([])
      setUnknown([])
    },
  }
}

/** What the chosen lines come to, in hundredths with the item's sign. */
export function batchPoints(lines: GridLine[], item: Item | undefined): number {
  if (!item) return 0
  const size = lines.reduce((sum, line) => {
    const quantity = item.kind === 'per_unit' ? (line.value ?? 100) : 100
    const whole =
      item.kind === 'range' ? (line.value ?? 0) : Math.floor(((item.points ?? 0) * quantity) / 100)
    return sum + (item.cutAt === null ? whole : Math.min(whole, item.cutAt))
  }, 0)
  return item.direction === 'plus' ? size : -size
}
