import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { assertFilesKnown } from '../files/index.ts'
import type { answerObjection as answerRoute, raiseObjection as raiseRoute } from './contract.ts'
import { isOpen } from './decide-window.ts'
import type { ListKinds } from './list-kinds.ts'
import { countOf, findLine, findList, type ListRow, lockList, setDisputed, setListState } from './store.ts'
import {
  countObjections,
  endObjection,
  findObjection,
  insertObjection,
  type ObjectionRow,
} from './store-objections.ts'

/** Objects to one line while the list is open. The line is held at once; all others go on (D-19, G-24). */
export async function raiseObjection(
  act: Act,
  kinds: ListKinds,
  listId: string,
  body: RouteBody<typeof raiseRoute>,
): Promise<ObjectionRow> {
  const shown = await findList(act.tx, act.actor.countyCode, listId)
  if (!shown) throw new Refusal('record.not_found')
  assertMayObject(act, shown, body)
  // Held, so that the list is not settled while the objection is written down.
  const list = (await act.inPlace(shown.placeCode, () => lockList(act.tx, act.actor.countyCode, listId)))!
  if (!isOpen(list, chinaDateOf(act.now)) || list.state !== 'open') {
    throw new Refusal('publicity.not_open', { opens: list.opensOn, closes: list.closesOn })
  }
  const line = await findLine(act.tx, list, body.lineId)
  if (!line) throw new Refusal('publicity.line_unknown', {}, 'body.lineId')
  await assertFilesKnown(act, list.placeCode, body.evidence, 'body.evidence')
  const id = makeId()
  await insertObjection(act.tx, {
    id,
    placeCode: list.placeCode,
    listId,
    lineId: line.id,
    householdId: line.householdId,
    objectorAccount: act.actor.accountId,
    objectorName: body.proxy?.name ?? act.actor.name,
    proxy: body.proxy,
    medium: body.medium,
    reason: body.reason,
    evidence: body.evidence,
    raisedAt: act.now,
  }).catch((error: { code?: string }) => {
    throw error.code === '23505' ? new Refusal('publicity.objected_already') : error
  })
  await act.inPlace(list.placeCode, async () => {
    await setDisputed(act.tx, list, line.id, true)
    await kinds[list.kind]?.hold(act, list, line.subjectId)
  })
  act.record({
    placeCode: list.placeCode,
    action: 'publicity.object',
    subjectKind: 'objection',
    subjectId: id,
    onBehalf: body.proxy,
    detail: { list: listId, line: line.position, reason: body.reason },
  })
  return (await findObjection(act.tx, act.actor.countyCode, id))!
}

/** People of the village object for themselves; the clerk may record what others said, wrote or phoned. */
function assertMayObject(act: Act, list: ListRow, body: RouteBody<typeof raiseRoute>): void {
  const records = act.may('publicity.record_objection', { placeCode: list.placeCode })
  if (act.actor.placeCode !== list.placeCode && !records) throw new Refusal('publicity.other_village')
  const spoken = body.medium === 'oral' || body.medium === 'phone' || body.medium === 'paper'
  if (spoken) act.authorise('publicity.record_objection', { placeCode: list.placeCode })
  if (spoken && !body.proxy) throw new Refusal('publicity.proxy_missing', {}, 'body.proxy')
}

/** Upheld: the subject goes back to review. Dismissed: it goes on, at once when the list's days have passed. */
export async function answerObjection(
  act: Act,
  kinds: ListKinds,
  objectionId: string,
  body: RouteBody<typeof answerRoute>,
): Promise<ObjectionRow> {
  const objection = await findObjection(act.tx, act.actor.countyCode, objectionId)
  if (!objection) throw new Refusal('record.not_found')
  act.authorise('publicity.answer', { placeCode: objection.placeCode })
  if (objection.objectorAccount === act.actor.accountId && !objection.proxy)
    throw new Refusal('publicity.own_answer')
  const list = (await lockList(act.tx, act.actor.countyCode, objection.listId))!
  await end(act, objection, body.revision, { state: body.outcome, answer: body.answer })
  await conclude(act, kinds, list, objection, body)
  act.record({
    placeCode: objection.placeCode,
    action: 'publicity.answer',
    subjectKind: 'objection',
    subjectId: objectionId,
    detail: { outcome: body.outcome, answer: body.answer },
  })
  return (await findObjection(act.tx, act.actor.countyCode, objectionId))!
}

export async function withdrawObjection(
  act: Act,
  kinds: ListKinds,
  objectionId: string,
  revision: number,
): Promise<ObjectionRow> {
  const objection = await findObjection(act.tx, act.actor.countyCode, objectionId)
  if (!objection || objection.objectorAccount !== act.actor.accountId) throw new Refusal('record.not_found')
  await act.inPlace(objection.placeCode, async () => {
    const list = (await lockList(act.tx, act.actor.countyCode, objection.listId))!
    await end(act, objection, revision, { state: 'withdrawn', answer: null })
    await conclude(act, kinds, list, objection, { outcome: 'withdrawn', answer: '' })
  })
  act.record({
    placeCode: objection.placeCode,
    action: 'publicity.object',
    subjectKind: 'objection',
    subjectId: objectionId,
    detail: { withdrawn: true },
  })
  return (await findObjection(act.tx, act.actor.countyCode, objectionId))!
}

async function end(
  act: Act,
  objection: ObjectionRow,
  revision: number,
  outcome: { state: 'upheld' | 'dismissed' | 'withdrawn'; answer: string | null },
): Promise<void> {
  if (objection.state !== 'open') throw new Refusal('publicity.answered_already')
  const done = await endObjection(
    act.tx,
    { ...objection, revision },
    { ...outcome, by: act.actor.accountId, name: act.actor.name, at: act.now },
  )
  if (!done) throw new Refusal('request.stale')
}

/**
 * What follows for the line. The first objection that is upheld sends its subject to another review and settles
 * the line for this list; without one, the line goes on when its last objection has ended.
 */
async function conclude(
  act: Act,
  kinds: ListKinds,
  list: ListRow,
  objection: ObjectionRow,
  end: { outcome: 'upheld' | 'dismissed' | 'withdrawn'; answer: string },
): Promise<void> {
  const { open, upheld } = await countObjections(act.tx, list.placeCode, objection.lineId)
  if (end.outcome === 'upheld') {
    if (upheld === 1) await kinds[list.kind]?.reopen(act, list, objection.subjectId, end.answer)
  } else if (open === 0 && upheld === 0) {
    await setDisputed(act.tx, list, objection.lineId, false)
    await kinds[list.kind]?.release(act, list, objection.subjectId)
  }
  if (list.state === 'closed') await settleList(act, kinds, list)
}

/** Settles a list whose days have passed. What is disputed stays held; the rest takes effect once. */
export async function settleList(
  act: Act,
  kinds: ListKinds,
  list: ListRow,
): Promise<{ settled: number; held: number }> {
  if (chinaDateOf(act.now) <= list.closesOn)
    throw new Refusal('publicity.still_open', { closes: list.closesOn })
  const county = list.placeCode.slice(0, 6)
  const settled = (await kinds[list.kind]?.settle(act, list)) ?? 0
  const held = (await countOf(act.tx, county, [list.id])).get(list.id)?.open ?? 0
  const state = held > 0 ? 'closed' : 'settled'
  if (state !== list.state) await setListState(act.tx, list, state, act.now)
  if (settled > 0 || state !== list.state) {
    act.record({
      placeCode: list.placeCode,
      action: 'publicity.settle',
      subjectKind: 'list',
      subjectId: list.id,
      detail: { settled, held },
    })
  }
  return { settled, held }
}
