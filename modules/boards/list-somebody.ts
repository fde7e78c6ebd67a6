import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { assertFilesKnown } from '../files/index.ts'
import { lastDayOf } from '../publicity/index.ts'
import type { decideListing as decideRoute, proposeListing as proposeRoute } from './contract.ts'
import { isMinor } from './decide-board.ts'
import { asListed, rulesOfBoard } from './rules-of-board.ts'
import type { ListedBoard } from './scheme.ts'
import {
  changeListing,
  countyOf,
  findHousehold,
  findListing,
  findMember,
  insertListing,
  isListedNow,
  type ListingRow,
  listHeads,
  lockHousehold,
  lockListing,
} from './store.ts'

type Proposal = RouteBody<typeof proposeRoute>

/** Proposes that a household or person stands on a red or black board; another person decides (G-12). */
export async function proposeListing(act: Act, library: SchemeLibrary, body: Proposal): Promise<ListingRow> {
  act.authorise('boards.propose', { placeCode: body.placeCode })
  const today = chinaDateOf(act.now)
  const { board: found, rules } = await rulesOfBoard(act.tx, library, body, today)
  const board = asListed(found)
  const ground = board.grounds.find(({ key }) => key === body.groundKey)
  if (!ground) throw new Refusal('boards.ground_unknown', { ground: body.groundKey }, 'body.groundKey')
  if (board.kind === 'black' && body.evidence.length === 0)
    throw new Refusal('boards.evidence_missing', {}, 'body.evidence')
  await assertFilesKnown(act, body.placeCode, body.evidence, 'body.evidence')
  await lockHousehold(act.tx, body.placeCode, body.householdId)
  const name = await nameOf(act, board, body, today)
  if (await isListedNow(act.tx, { ...body, personId: body.personId }, today))
    throw new Refusal('boards.listed_already', {}, 'body.householdId')
  const id = makeId()
  await insertListing(act.tx, {
    ...body,
    ...{ id, name, side: board.kind, schemeHash: rules.mark.hash },
    ...{ by: act.actor.accountId, byName: act.actor.name, at: act.now },
  })
  act.record({
    placeCode: body.placeCode,
    householdId: body.householdId,
    action: 'boards.propose',
    subjectKind: 'listing',
    subjectId: id,
    detail: { board: board.key, ground: ground.key },
  })
  return (await findListing(act.tx, countyOf(body.placeCode), id))!
}

/** Whose name would stand on the board. Minors never: a person's full age must be known, a household's head must not be one. */
async function nameOf(act: Act, board: ListedBoard, body: Proposal, today: string): Promise<string> {
  const household = await findHousehold(act.tx, body.placeCode, body.householdId)
  if (!household) throw new Refusal('boards.household_unknown', {}, 'body.householdId')
  if (board.unit === 'household') {
    if (body.personId !== null) throw new Refusal('boards.person_not_asked', {}, 'body.personId')
    const head = (await listHeads(act.tx, countyOf(body.placeCode), [household.id])).get(household.id)
    if (isMinor(head?.birthDate ?? null, today)) throw new Refusal('boards.minor', {}, 'body.householdId')
    return household.head_name
  }
  const person =
    body.personId === null
      ? undefined
      : await findMember(act.tx, body.placeCode, body.householdId, body.personId)
  if (!person) throw new Refusal('boards.person_missing', {}, 'body.personId')
  if (person.birth_date === null)
    throw new Refusal('boards.birth_unknown', { name: person.name }, 'body.personId')
  if (isMinor(person.birth_date, today)) throw new Refusal('boards.minor', {}, 'body.personId')
  return person.name
}

/** The moral council decides: another than the proposer, nobody about the own household, as many as the scheme asks. */
export async function decideListing(
  act: Act,
  library: SchemeLibrary,
  listingId: string,
  body: RouteBody<typeof decideRoute>,
): Promise<ListingRow> {
  const listing = await getListingLocked(act, listingId, 'boards.decide')
  if (listing.state !== 'proposed') throw new Refusal('boards.not_proposed')
  if (listing.proposedBy === act.actor.accountId) throw new Refusal('boards.own_proposal')
  assertNotOwn(act, listing)
  const today = chinaDateOf(act.now)
  const { board: any } = await rulesOfBoard(act.tx, library, listing, today)
  const board = asListed(any)
  const panel = [...new Set(body.panel)]
  if (panel.length < board.panel_min)
    throw new Refusal('boards.panel_small', { least: board.panel_min, count: panel.length }, 'body.panel')
  if (body.decision === 'refuse' && [...body.note].length < 4)
    throw new Refusal('boards.note_missing', {}, 'body.note')
  const stands = body.decision === 'list'
  await change(
    act,
    { ...listing, revision: body.revision },
    {
      state: stands ? 'standing' : 'refused',
      ...{ panel, note: body.note },
      ...{ decided_by: act.actor.accountId, decided_name: act.actor.name, decided_at: act.now },
      ...(stands ? { listed_on: today, ends_on: lastDayOf(today, board.days) } : {}),
    },
  )
  act.record({
    placeCode: listing.placeCode,
    householdId: listing.householdId,
    action: 'boards.decide',
    subjectKind: 'listing',
    subjectId: listing.id,
    detail: { decision: body.decision, panel, note: body.note },
  })
  return (await findListing(act.tx, countyOf(listing.placeCode), listing.id))!
}

/** A listing that the actor may work on, held until the act's end. */
export async function getListingLocked(act: Act, listingId: string, action: string): Promise<ListingRow> {
  const seen = await findListing(act.tx, act.actor.countyCode, listingId)
  if (!seen) throw new Refusal('record.not_found')
  act.authorise(action, { placeCode: seen.placeCode })
  return (await lockListing(act.tx, countyOf(seen.placeCode), listingId))!
}

export function assertNotOwn(act: Act, { householdId }: { householdId: string }): void {
  if (act.actor.householdId === householdId) throw new Refusal('boards.own_household')
}

export async function change(
  act: Act,
  listing: ListingRow,
  what: Parameters<typeof changeListing>[2],
): Promise<void> {
  if (!(await changeListing(act.tx, listing, what))) throw new Refusal('request.stale')
}
