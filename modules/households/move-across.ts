import { v7 as makeId } from 'uuid'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { findDivisionRow } from '../territory/index.ts'
import { makePlateCode } from './check-place.ts'
import type { Prepared } from './prepare-operation.ts'
import { copyPersons, copyTags } from './store-across.ts'
import { insertHouseholds, insertMemberships } from './store-changes.ts'
import { insertChanges } from './store-history.ts'
import { listIdentityHolders, listPrints } from './store-persons.ts'

/** Refuses a move to a county where one of the people is registered already. */
export async function refuseAcross(act: Act, county: string, prepared: Prepared): Promise<void> {
  const { across } = prepared
  if (!across) return
  const prints = await listPrints(act.tx, county, [...across.personIds.keys()])
  const hashes = prints.map((one) => one.identityHash)
  const [holder] = await listIdentityHolders(act.tx, across.countyCode, hashes)
  if (!holder) return
  const place = await findDivisionRow(act.tx, holder.placeCode)
  throw new Refusal('household.identity_taken', {
    place: place?.shortName ?? holder.placeCode,
    number: holder.householdNumber,
  })
}

/**
 * Opens in another county what was closed here, in the same transaction: rows never change their county, so the
 * household and its people get new ids there, and the old household names the new one as its successor.
 */
export async function openAcross(
  act: Act,
  county: string,
  prepared: Prepared,
  change: { changeId: string; reason: string },
): Promise<void> {
  const across = prepared.across!
  const { household, personIds, countyCode } = across
  const { on } = prepared.plan
  await insertHouseholds(act.tx, countyCode, [
    { ...household, from: on, plateCode: makePlateCode(countyCode) },
  ])
  const there = { county: countyCode, placeCode: household.placeCode, householdId: household.id }
  const copied = await copyPersons(act.tx, county, there, personIds)
  if (copied !== personIds.size) throw new Refusal('request.stale')
  await insertMemberships(
    act.tx,
    countyCode,
    prepared.facts[0]!.members.map((member) => ({
      id: makeId(),
      placeCode: household.placeCode,
      personId: personIds.get(member.personId)!,
      householdId: household.id,
      relation: member.relation,
      from: on,
      reason: 'move',
    })),
  )
  await copyTags(act.tx, county, there, prepared.facts[0]!.id, personIds, on)
  const from = await findDivisionRow(act.tx, prepared.placeCode)
  await insertChanges(
    act.tx,
    countyCode,
    [
      {
        id: makeId(),
        placeCode: household.placeCode,
        householdId: household.id,
        otherHouseholdId: null,
        personId: null,
        kind: 'move',
        on,
        detail: {
          summary: {
            zh: `由${from?.shortName ?? ''}第${prepared.facts[0]!.number}户整户迁入，为第${household.number}户`,
            en: `Moved here from ${from?.shortName ?? ''}, household ${prepared.facts[0]!.number}, as household ${household.number}`,
          },
          reason: change.reason,
          effects: [],
          across: {
            countyCode: county,
            householdId: prepared.facts[0]!.id,
            placeCode: prepared.placeCode,
          },
        },
        undoesId: null,
      },
    ],
    { at: act.now, accountId: act.actor.accountId, name: act.actor.name },
  )
  act.record({
    placeCode: household.placeCode,
    householdId: household.id,
    action: 'households.move',
    subjectKind: 'household',
    subjectId: household.id,
    detail: { changeId: change.changeId, from: prepared.placeCode, on, reason: change.reason },
  })
}
