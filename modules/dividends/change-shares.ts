import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { setShares as setRoute } from './contract.ts'
import { findHouseholdPlace, findPresentShare, replaceShares, type ShareRow } from './store-shares.ts'

/** Changes a household's shares from a day on. Shares are a lawful right: a basis is asked for, points never enter. */
export async function setShares(
  act: Act,
  householdId: string,
  body: RouteBody<typeof setRoute>,
): Promise<ShareRow> {
  act.authorise('dividends.shares', { placeCode: body.placeCode })
  const placeCode = await findHouseholdPlace(act.tx, act.actor.countyCode, householdId)
  if (placeCode !== body.placeCode) throw new Refusal('dividends.share_place', {}, 'body.placeCode')
  const before = await findPresentShare(act.tx, body.placeCode, householdId)
  if (before?.shares === body.shares) throw new Refusal('dividends.share_same', {}, 'body.shares')
  if (before && body.from < before.from)
    throw new Refusal('dividends.share_past', { from: before.from }, 'body.from')
  await replaceShares(act.tx, { id: makeId(), householdId, ...body })
  act.record({
    placeCode: body.placeCode,
    householdId,
    action: 'dividends.shares',
    subjectKind: 'household',
    subjectId: householdId,
    detail: {
      before: before?.shares ?? 0,
      after: body.shares,
      from: body.from,
      basis: body.basis,
      on: chinaDateOf(act.now),
    },
  })
  const after = await findPresentShare(act.tx, body.placeCode, householdId)
  if (!after) throw new Refusal('record.not_found')
  return after
}
