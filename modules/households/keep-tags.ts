import { v7 as makeId } from 'uuid'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { tagKeyOf } from './decide-tags.ts'
import { getHousehold } from './find-households.ts'
import { listTagRecords } from './store.ts'
import { listFacts } from './store-changes.ts'
import { endTagRow, findTag, insertTag } from './store-edits.ts'

/** Adds a condition or post, with the day from which it holds and the paper in which it stands. */
export async function addTag(
  act: Act,
  county: string,
  householdId: string,
  request: { personId: string | null; tag: string; from: string; source: string },
) {
  const household = (await listFacts(act.tx, county, [householdId], 'lock')).get(householdId)
  if (!household) throw new Refusal('record.not_found')
  const { placeCode } = household
  act.authorise('households.manage', { placeCode })
  if (household.validTo !== null)
    throw new Refusal('household.ended', { number: household.number, on: household.validTo })
  if (request.personId !== null && !household.members.some((one) => one.personId === request.personId))
    throw new Refusal('household.not_member', {}, 'body.personId')
  const tag = tagKeyOf(request.tag)
  const running = (await listTagRecords(act.tx, county, householdId)).some(
    (one) => one.tag === tag && one.personId === request.personId && one.to === null,
  )
  if (running) throw new Refusal('household.tag_running', {}, 'body.tag')
  const id = makeId()
  await insertTag(act.tx, county, { ...request, id, tag, placeCode, householdId })
  act.record({
    placeCode,
    householdId,
    action: 'households.tag',
    subjectKind: 'household',
    subjectId: householdId,
    detail: { tag, personId: request.personId, from: request.from, source: request.source },
  })
  return getHousehold(act, county, householdId)
}

/** Ends a condition or post on a day. */
export async function endTag(
  act: Act,
  county: string,
  tagId: string,
  request: { on: string; reason: string },
) {
  const tag = await findTag(act.tx, county, tagId)
  if (!tag) throw new Refusal('record.not_found')
  act.authorise('households.manage', { placeCode: tag.placeCode })
  if (tag.to !== null) throw new Refusal('household.tag_ended')
  if (request.on < tag.from) throw new Refusal('household.tag_day', { from: tag.from }, 'body.on')
  await endTagRow(act.tx, county, tagId, request.on, request.reason)
  act.record({
    placeCode: tag.placeCode,
    householdId: tag.householdId,
    action: 'households.untag',
    subjectKind: 'household',
    subjectId: tag.householdId,
    detail: { tag: tag.tag, on: request.on, reason: request.reason },
  })
  return getHousehold(act, county, tag.householdId)
}
