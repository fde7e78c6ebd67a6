import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { describeLists, findList, listLines } from '../publicity/index.ts'
import type {
  changeBroadcast as changeRoute,
  recordPlay as playRoute,
  saveBroadcast as saveRoute,
} from './contract.ts'
import { assertNoIdentity, speakList } from './decide-broadcast.ts'
import {
  type BroadcastRow,
  changeBroadcastRow,
  findBroadcast,
  insertBroadcast,
  insertPlay,
} from './store-broadcasts.ts'

/** A text made from a board or list, to be edited before it is kept. Only what hangs publicly is spoken. */
export async function draftBroadcast(act: Act, query: { place: string; list: string }) {
  act.authorise('boards.broadcast', { placeCode: query.place })
  const list = await findList(act.tx, act.actor.countyCode, query.list)
  if (!list?.public || list.placeCode !== query.place) throw new Refusal('record.not_found')
  const [described] = await describeLists(act.tx, [list], chinaDateOf(act.now))
  const { rows } = await listLines(act.tx, list, { search: '', page: 1, pageSize: 5000 })
  return {
    title: list.title,
    words: speakList({
      ...described!,
      rows: rows.map((row) => ({ cells: row.shown as Record<string, string | number> })),
    }),
  }
}

export async function saveBroadcast(act: Act, body: RouteBody<typeof saveRoute>): Promise<BroadcastRow> {
  act.authorise('boards.broadcast', { placeCode: body.placeCode })
  assertNoIdentity(body.words)
  if (body.listId !== null) {
    const list = await findList(act.tx, act.actor.countyCode, body.listId)
    if (list?.placeCode !== body.placeCode) throw new Refusal('record.not_found', {}, 'body.listId')
  }
  const id = makeId()
  await insertBroadcast(act.tx, {
    ...body,
    ...{ id, by: act.actor.accountId, byName: act.actor.name, at: act.now },
  })
  record(act, { id, placeCode: body.placeCode }, { title: body.title, words: body.words })
  return (await findBroadcast(act.tx, body.placeCode.slice(0, 6), id))!
}

export async function changeBroadcast(
  act: Act,
  broadcastId: string,
  body: RouteBody<typeof changeRoute>,
): Promise<BroadcastRow> {
  const broadcast = await getBroadcast(act, broadcastId)
  assertNoIdentity(body.words)
  if (!(await changeBroadcastRow(act.tx, { ...broadcast, revision: body.revision }, body)))
    throw new Refusal('request.stale')
  record(act, broadcast, { title: body.title, words: body.words })
  return (await findBroadcast(act.tx, act.actor.countyCode, broadcastId))!
}

/** Keeps what was played, when and by whom, with the words as they stood. */
export async function recordPlay(act: Act, broadcastId: string, body: RouteBody<typeof playRoute>) {
  const broadcast = await getBroadcast(act, broadcastId)
  const id = makeId()
  const by = { by: act.actor.accountId, byName: act.actor.name }
  await insertPlay(act.tx, { id, broadcast, playedAt: act.now, spot: body.spot, ...by })
  record(act, broadcast, { played: id, spot: body.spot })
  return { id }
}

export async function getBroadcast(act: Act, broadcastId: string): Promise<BroadcastRow> {
  const broadcast = await findBroadcast(act.tx, act.actor.countyCode, broadcastId)
  if (!broadcast) throw new Refusal('record.not_found')
  act.authorise('boards.broadcast', broadcast)
  return broadcast
}

function record(act: Act, { id, placeCode }: { id: string; placeCode: string }, detail: object): void {
  act.record({
    placeCode,
    action: 'boards.broadcast',
    subjectKind: 'broadcast',
    subjectId: id,
    detail: { ...detail },
  })
}
