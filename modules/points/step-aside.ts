import { v7 as makeId } from 'uuid'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { listTies } from '../households/index.ts'
import type { stepAside as stepAsideRoute } from './contract.ts'
import type { RecusalFacts } from './decide-recusal.ts'
import { type ClaimRow, listClaimsByIds, lockClaims } from './store-claims.ts'
import { insertRecusal, listRecusals } from './store-recusals.ts'

/** Records that somebody steps aside (回避) from a claim at the step where it stands: oneself, or one of the panel. */
export async function stepAside(
  act: Act,
  claimId: string,
  body: RouteBody<typeof stepAsideRoute>,
): Promise<void> {
  const county = act.actor.countyCode
  await lockClaims(act.tx, county, [claimId])
  const [claim] = await listClaimsByIds(act.tx, county, [claimId])
  if (!claim) throw new Refusal('record.not_found')
  act.authorise('points.review', { placeCode: claim.placeCode })
  if (claim.state !== 'in_review') throw new Refusal('points.not_in_review', { state: claim.state })
  if (claim.stepKey !== body.stepKey)
    throw new Refusal('points.wrong_step', { step: claim.stepKey ?? '' }, 'body.stepKey')
  const name = body.name ?? act.actor.name
  const recusal = {
    id: makeId(),
    placeCode: claim.placeCode,
    householdId: claim.householdId,
    claimId,
    stepKey: body.stepKey,
    name,
    accountId: body.name === null ? act.actor.accountId : null,
    reason: body.reason,
  }
  const by = { accountId: act.actor.accountId, name: act.actor.name, at: act.now }
  if (!(await insertRecusal(act.tx, county, recusal, by)))
    throw new Refusal('points.already_stepped_aside', { name, step: body.stepKey }, 'body.name')
  act.record({
    placeCode: claim.placeCode,
    householdId: claim.householdId,
    action: 'points.review',
    subjectKind: 'claim',
    subjectId: claimId,
    detail: { recusal: name, step: body.stepKey, reason: body.reason },
  })
}

/** What recusals are decided by, for each of many claims: one question to the roll, one to what was written down. */
export async function gatherRecusals(
  act: Act,
  claims: readonly ClaimRow[],
  panelNames: readonly string[],
): Promise<(claim: ClaimRow) => RecusalFacts> {
  const county = act.actor.countyCode
  const ties = await listTies(act.tx, county, {
    householdIds: [...new Set(claims.flatMap((claim) => claim.householdId ?? []))],
    personId: act.actor.personId,
    names: panelNames,
  })
  const recusals =
    claims.length === 0
      ? []
      : await listRecusals(
          act.tx,
          county,
          claims.map((claim) => claim.id),
        )
  return (claim) => {
    const bound = ties.filter((tie) => tie.householdId === claim.householdId)
    const own = bound.filter((tie) => tie.personId === act.actor.personId).map((tie) => tie.tie)
    return {
      declaredBy: claim.declaredBy,
      declaredName: claim.declaredName,
      ownTies:
        claim.householdId !== null && claim.householdId === act.actor.householdId ? ['member', ...own] : own,
      namedTies: bound.filter((tie) => panelNames.includes(tie.name)),
      recusals: recusals.filter((recusal) => recusal.claimId === claim.id),
    }
  }
}
