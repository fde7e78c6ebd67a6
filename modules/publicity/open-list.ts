import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { hidesNamesOn, lastDayOf } from './decide-window.ts'
import { insertList, type ListColumn, type NewLine } from './store.ts'

export interface ListToOpen {
  placeCode: string
  kind: string
  title: string
  /** The duty that the publication rests on; without one nothing may be published. */
  duty: string
  opensOn: string
  days: number
  hideNamesAfterDays: number
  spot: string
  columns: ListColumn[]
  totals: { title: { zh: string; en: string }; value: string }[]
  source: Record<string, unknown>
  lines: Omit<NewLine, 'id'>[]
}

/** Hangs out a list: its lines hold only whitelisted, masked cells, so nothing else can leak from it. */
export async function openList(act: Act, list: ListToOpen): Promise<{ listId: string; closesOn: string }> {
  const today = chinaDateOf(act.now)
  if (list.opensOn < today) throw new Refusal('publicity.opens_past', { today }, 'body.opensOn')
  const closesOn = lastDayOf(list.opensOn, list.days)
  const listId = makeId()
  const { lines, days: _days, hideNamesAfterDays, ...head } = list
  await insertList(
    act.tx,
    {
      ...head,
      id: listId,
      closesOn,
      hidesNamesOn: hidesNamesOn(closesOn, hideNamesAfterDays),
      public: true,
      openedBy: act.actor.accountId,
      openedAt: act.now,
    },
    lines.map((line) => ({ ...line, id: makeId() })),
  )
  act.record({
    placeCode: list.placeCode,
    action: 'publicity.open',
    subjectKind: 'list',
    subjectId: listId,
    detail: { kind: list.kind, title: list.title, lines: lines.length, closesOn, source: list.source },
  })
  return { listId, closesOn }
}
