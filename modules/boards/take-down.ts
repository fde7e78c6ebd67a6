import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { addDays } from '../../engines/calendar/plain-date.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { findLine, findList, listListsOf, takeDownLines } from '../publicity/index.ts'
import type { answerRequest as answerRoute, askTakeDown as askRoute } from './contract.ts'
import { probationOf } from './decide-freeze.ts'
import { assertNotOwn, change } from './list-somebody.ts'
import { asBlack, type BoardOf, rulesOfBoard } from './rules-of-board.ts'
import { countyOf, findListing, lockListing } from './store.ts'
import { answerRequestRow, findRequest, insertRequest, type RequestRow } from './store-requests.ts'

interface Subject extends BoardOf {
  kind: 'mended' | 'privacy'
  householdId: string
  listingId: string | null
  listId: string | null
  lineId: string | null
}

/** A household asks to be taken down: it has mended, or it does not want to be shown. Answered within the scheme's days. */
export async function askTakeDown(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof askRoute>,
): Promise<RequestRow> {
  const subject = await findSubject(act, body.subject)
  assertMayAsk(act, subject, body)
  const today = chinaDateOf(act.now)
  const { board } = await act.inPlace(subject.placeCode, () => rulesOfBoard(act.tx, library, subject, today))
  const id = makeId()
  const dueOn = addDays(today, board.answer_days)
  const made = await insertRequest(act.tx, {
    ...subject,
    ...{ id, dueOn, medium: body.medium, proxy: body.proxy, reason: body.reason },
    ...{ by: act.actor.accountId, byName: body.proxy?.name ?? act.actor.name, at: act.now },
  })
  if (!made) throw new Refusal('boards.asked_already', { due: dueOn })
  act.record({
    placeCode: subject.placeCode,
    householdId: subject.householdId,
    action: 'boards.ask',
    subjectKind: 'request',
    subjectId: id,
    onBehalf: body.proxy,
    detail: { kind: subject.kind, board: subject.boardKey, medium: body.medium, reason: body.reason },
  })
  return (await findRequest(act.tx, countyOf(subject.placeCode), id))!
}

async function findSubject(act: Act, wish: RouteBody<typeof askRoute>['subject']): Promise<Subject> {
  if (wish.kind === 'mended') {
    const listing = await findListing(act.tx, act.actor.countyCode, wish.listingId)
    if (!listing) throw new Refusal('record.not_found')
    if (listing.side !== 'black') throw new Refusal('boards.only_black')
    if (listing.state !== 'standing') throw new Refusal('boards.not_standing')
    return { ...listing, kind: 'mended', listingId: listing.id, listId: null, lineId: null }
  }
  const list = await findList(act.tx, act.actor.countyCode, wish.listId)
  if (list?.kind !== 'board') throw new Refusal('record.not_found')
  const line = await findLine(act.tx, list, wish.lineId)
  if (!line?.householdId) throw new Refusal('boards.line_unknown', {}, 'body.subject.lineId')
  const { adoptionId, boardKey } = list.source as { adoptionId: string; boardKey: string }
  return {
    ...{ kind: 'privacy', placeCode: list.placeCode, adoptionId, boardKey, householdId: line.householdId },
    ...{ listingId: null, listId: list.id, lineId: line.id },
  }
}

/** For the own household; the village records what was said by mouth, phone or paper. */
function assertMayAsk(act: Act, subject: Subject, body: RouteBody<typeof askRoute>): void {
  const spoken = body.medium === 'oral' || body.medium === 'phone' || body.medium === 'paper'
  if (!spoken && act.actor.householdId === subject.householdId) return
  if (!act.may('boards.record_request', { placeCode: subject.placeCode }))
    throw new Refusal('boards.not_yours')
  if (!body.proxy) throw new Refusal('boards.proxy_missing', {}, 'body.proxy')
}

/**
 * Answers a request. Granted for privacy: the household's lines come down from every edition of the board, and it is
 * left out from now on. Granted because it mended: the listing ends, its probation begins.
 */
export async function answerRequest(
  act: Act,
  library: SchemeLibrary,
  requestId: string,
  body: RouteBody<typeof answerRoute>,
): Promise<RequestRow> {
  const request = await findRequest(act.tx, act.actor.countyCode, requestId)
  if (!request) throw new Refusal('record.not_found')
  act.authorise('boards.answer', request)
  if (request.askerAccount === act.actor.accountId && !request.proxy) throw new Refusal('boards.own_answer')
  assertNotOwn(act, request)
  if (request.state !== 'open') throw new Refusal('boards.answered_already')
  const done = await answerRequestRow(
    act.tx,
    { ...request, revision: body.revision },
    {
      state: body.outcome,
      answer: body.answer,
      by: act.actor.accountId,
      byName: act.actor.name,
      at: act.now,
    },
  )
  if (!done) throw new Refusal('request.stale')
  if (body.outcome === 'granted') await takeDown(act, library, request)
  act.record({
    placeCode: request.placeCode,
    householdId: request.householdId,
    action: 'boards.answer',
    subjectKind: 'request',
    subjectId: request.id,
    detail: { outcome: body.outcome, answer: body.answer },
  })
  return (await findRequest(act.tx, countyOf(request.placeCode), request.id))!
}

async function takeDown(act: Act, library: SchemeLibrary, request: RequestRow): Promise<void> {
  const today = chinaDateOf(act.now)
  const { placeCode, adoptionId, boardKey } = request
  if (request.kind === 'privacy') {
    const editions = await listListsOf(act.tx, placeCode, 'board', { adoptionId, boardKey })
    const which = { listIds: editions.map(({ id }) => id), householdId: request.householdId }
    await takeDownLines(act.tx, placeCode, which, today)
    return
  }
  const listing = await lockListing(act.tx, countyOf(placeCode), request.listingId!)
  if (listing?.state !== 'standing') throw new Refusal('boards.not_standing')
  const { board } = await rulesOfBoard(act.tx, library, request, today)
  await change(act, listing, {
    state: 'taken_down',
    taken_down_on: today,
    probation_until: probationOf(today, asBlack(board).probation_days),
  })
  await takeDownLines(act.tx, placeCode, { subjectIds: [listing.id] }, today)
}
