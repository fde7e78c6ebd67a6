import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countyOf, type ListingRow } from './store.ts'

export interface HelpRow {
  id: string
  listingId: string
  heldOn: string
  text: string
  outcome: 'help' | 'taught_changed' | 'taught_unchanged'
  recordedName: string
  recordedAt: Date
}

export async function listHelp(tx: Tx, countyCode: string, listingId: string): Promise<HelpRow[]> {
  return tx
    .selectFrom('board.help')
    .select([
      'id',
      'listing_id as listingId',
      'held_on as heldOn',
      'text',
      'outcome',
      'recorded_name as recordedName',
      'recorded_at as recordedAt',
    ])
    .where('county_code', '=', countyCode)
    .where('listing_id', '=', listingId)
    .orderBy('held_on')
    .orderBy('id')
    .limit(500)
    .execute()
}

export async function insertHelp(
  tx: Tx,
  listing: ListingRow,
  help: Omit<HelpRow, 'listingId' | 'recordedName' | 'recordedAt'> & { by: string; byName: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('board.help')
    .values({
      county_code: countyOf(listing.placeCode),
      id: help.id,
      place_code: listing.placeCode,
      household_id: listing.householdId,
      listing_id: listing.id,
      held_on: help.heldOn,
      text: help.text,
      outcome: help.outcome,
      recorded_by: help.by,
      recorded_name: help.byName,
      recorded_at: help.at,
    })
    .execute()
}

/** How often the household, or the person where persons are listed, was listed on the board and taught without change. */
export async function countHistory(
  tx: Tx,
  listing: ListingRow,
): Promise<{ listings: number; teachings: number }> {
  const { rows } = await sql<{ listings: number; teachings: number }>`
    select count(distinct l.id) as listings, count(h.id) filter (where h.outcome = 'taught_unchanged') as teachings
    from board.listing l left join board.help h on h.county_code = l.county_code and h.listing_id = l.id
    where l.county_code = ${countyOf(listing.placeCode)} and l.place_code = ${listing.placeCode} and l.adoption_id = ${listing.adoptionId}::uuid
      and l.board_key = ${listing.boardKey} and l.household_id = ${listing.householdId}::uuid
      and l.person_id is not distinct from ${listing.personId}::uuid and l.state in ('standing', 'taken_down')`.execute(
    tx,
  )
  return rows[0]!
}

export interface ReferralRow {
  authority: string
  suspicion: string
  listings: number
  teachings: number
  referredName: string
  referredAt: Date
}

export async function findReferral(
  tx: Tx,
  countyCode: string,
  listingId: string,
): Promise<ReferralRow | undefined> {
  return tx
    .selectFrom('board.referral')
    .select([
      'authority',
      'suspicion',
      'listings',
      'teachings',
      'referred_name as referredName',
      'referred_at as referredAt',
    ])
    .where('county_code', '=', countyCode)
    .where('listing_id', '=', listingId)
    .executeTakeFirst()
}

/** Writes a referral; false when the listing has one already. */
export async function insertReferral(
  tx: Tx,
  listing: ListingRow,
  referral: Omit<ReferralRow, 'referredName' | 'referredAt'> & {
    id: string
    evidence: string[]
    by: string
    byName: string
    at: Date
  },
): Promise<boolean> {
  const rows = await tx
    .insertInto('board.referral')
    .values({
      county_code: countyOf(listing.placeCode),
      id: referral.id,
      place_code: listing.placeCode,
      household_id: listing.householdId,
      listing_id: listing.id,
      authority: referral.authority,
      suspicion: referral.suspicion,
      listings: referral.listings,
      teachings: referral.teachings,
      evidence: referral.evidence,
      referred_by: referral.by,
      referred_name: referral.byName,
      referred_at: referral.at,
    })
    .onConflict((conflict) => conflict.columns(['county_code', 'listing_id']).doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}
