import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { assertFilesKnown } from '../files/index.ts'
import type {
  assignHelp as assignRoute,
  recordHelp as recordRoute,
  referListing as referRoute,
} from './contract.ts'
import { assertMayRefer } from './decide-referral.ts'
import { assertNotOwn, change, getListingLocked } from './list-somebody.ts'
import { asBlack, rulesOfBoard } from './rules-of-board.ts'
import { countyOf, findListing, type ListingRow } from './store.ts'
import { countHistory, insertHelp, insertReferral } from './store-help.ts'

/** A black board's listing that was decided: before, nobody is helped or referred because of it. */
async function getDecided(act: Act, listingId: string, action: string): Promise<ListingRow> {
  const listing = await getListingLocked(act, listingId, action)
  if (listing.side !== 'black') throw new Refusal('boards.only_black')
  if (listing.state !== 'standing' && listing.state !== 'taken_down') throw new Refusal('boards.not_standing')
  return listing
}

/** Names who helps whoever stands on the black board, and the plan (G-12, G-18). */
export async function assignHelp(
  act: Act,
  listingId: string,
  body: RouteBody<typeof assignRoute>,
): Promise<ListingRow> {
  const listing = await getDecided(act, listingId, 'boards.help')
  await change(act, { ...listing, revision: body.revision }, { assistant: body.assistant, plan: body.plan })
  act.record({
    placeCode: listing.placeCode,
    householdId: listing.householdId,
    action: 'boards.help',
    subjectKind: 'listing',
    subjectId: listing.id,
    detail: { assistant: body.assistant, plan: body.plan },
  })
  return (await findListing(act.tx, countyOf(listing.placeCode), listing.id))!
}

/** Records one talk or piece of help. Teachings without change are counted for a referral. */
export async function recordHelp(act: Act, listingId: string, body: RouteBody<typeof recordRoute>) {
  const listing = await getDecided(act, listingId, 'boards.help')
  const today = chinaDateOf(act.now)
  if (body.heldOn > today) throw new Refusal('boards.future_day', { day: body.heldOn, today }, 'body.heldOn')
  const id = makeId()
  await insertHelp(act.tx, listing, {
    ...body,
    ...{ id, by: act.actor.accountId, byName: act.actor.name, at: act.now },
  })
  act.record({
    placeCode: listing.placeCode,
    householdId: listing.householdId,
    action: 'boards.help',
    subjectKind: 'listing',
    subjectId: listing.id,
    detail: { help: id, heldOn: body.heldOn, outcome: body.outcome },
  })
  return { id }
}

/** A person refers the matter to an authority; refused unless all three conditions hold (G-12). */
export async function referListing(
  act: Act,
  library: SchemeLibrary,
  listingId: string,
  body: RouteBody<typeof referRoute>,
) {
  const listing = await getDecided(act, listingId, 'boards.refer')
  assertNotOwn(act, listing)
  const { board } = await rulesOfBoard(act.tx, library, listing, chinaDateOf(act.now))
  const history = await countHistory(act.tx, listing)
  assertMayRefer(asBlack(board), { ...history, suspicion: body.suspicion !== '' })
  await assertFilesKnown(act, listing.placeCode, body.evidence, 'body.evidence')
  const id = makeId()
  const done = await insertReferral(act.tx, listing, {
    ...body,
    ...history,
    ...{ id, by: act.actor.accountId, byName: act.actor.name, at: act.now },
  })
  if (!done) throw new Refusal('boards.referred_already')
  act.record({
    placeCode: listing.placeCode,
    householdId: listing.householdId,
    action: 'boards.refer',
    subjectKind: 'listing',
    subjectId: listing.id,
    detail: { referral: id, authority: body.authority, ...history },
  })
  return { id }
}
