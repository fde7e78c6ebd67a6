import {
  changeRelations,
  checkDay,
  emptyPlan,
  type FilledField,
  type HouseholdFacts,
  type PlanResult,
  refusePlan,
  setHead,
} from './decide-plan.ts'

/** What is compared of the two records. Identity and phone as fingerprints. */
export interface MergedFacts {
  id: string
  name: string
  birthDate: string | null
  identityHash: string | null
  phoneHash: string | null
  household: HouseholdFacts
  tagIds: readonly string[]
  wardIds: readonly string[]
}

/**
 * 合并重复人员: the dropped record leaves its household and points to the kept one, which takes over what it
 * lacked. Nobody else moves: only a household that held the dropped record alone ends.
 */
export function decidePersonMerge(
  keep: MergedFacts,
  drop: MergedFacts,
  on: string,
  today: string,
): PlanResult {
  if (keep.id === drop.id) return refusePlan('household.merge_one_record', {}, 'body.dropId')
  const kept = keep.household.members.find((member) => member.personId === keep.id)
  const dropped = drop.household.members.find((member) => member.personId === drop.id)
  if (!kept || !dropped) return refusePlan('household.not_member', { personId: kept ? drop.id : keep.id })
  const day = checkDay(keep.household, [kept], on, today) ?? checkDay(drop.household, [dropped], on, today)
  if (day) return { ok: false, refusal: day }
  if (keep.identityHash && drop.identityHash && keep.identityHash !== drop.identityHash)
    return refusePlan('household.merge_two_identities', { first: keep.name, second: drop.name })
  if (keep.birthDate && drop.birthDate && keep.birthDate !== drop.birthDate)
    return refusePlan('household.merge_two_births', { first: keep.birthDate, second: drop.birthDate })
  const same = keep.household.id === drop.household.id
  const others = drop.household.members.length - 1
  if (!same && drop.household.headId === drop.id && others > 0)
    return refusePlan('household.merge_head_elsewhere', { name: drop.name, number: drop.household.number })
  const plan = emptyPlan(on)
  plan.closed.push({
    membershipId: dropped.membershipId,
    personId: drop.id,
    householdId: drop.household.id,
    reason: 'duplicate',
  })
  if (same && keep.household.headId === drop.id) {
    setHead(plan, keep.household, kept)
    changeRelations(plan, keep.household, [kept], new Map([[keep.id, 'head']]), 'duplicate')
  }
  if (!same && others === 0)
    plan.ended.push({
      householdId: drop.household.id,
      endedBy: 'dissolved',
      successorId: keep.household.id,
    })
  plan.merged = {
    keepId: keep.id,
    dropId: drop.id,
    keepHouseholdId: keep.household.id,
    dropHouseholdId: drop.household.id,
    filled: filledOf(keep, drop),
    tagIds: [...drop.tagIds],
    wardIds: drop.wardIds.filter((id) => id !== keep.id),
  }
  if (keep.name !== drop.name)
    plan.warnings.push({
      zh: `两条记录的姓名不同（${keep.name}、${drop.name}），合并后保留“${keep.name}”。`,
      en: `The names differ (${keep.name}, ${drop.name}); ${keep.name} stays.`,
    })
  return { ok: true, plan }
}

function filledOf(keep: MergedFacts, drop: MergedFacts): FilledField[] {
  const filled: FilledField[] = []
  if (!keep.identityHash && drop.identityHash) filled.push('identity')
  if (!keep.phoneHash && drop.phoneHash) filled.push('phone')
  if (!keep.birthDate && drop.birthDate) filled.push('birth_date')
  return filled
}
