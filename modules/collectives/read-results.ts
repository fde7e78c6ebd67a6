import type { Act } from '../../platform/http/context.ts'
import { listAreaRows } from '../territory/index.ts'
import { decideWholeVillage } from './decide-acceptance.ts'
import type { CollectiveRules } from './scheme.ts'
import { type CreationRow, countyOf, listNewest } from './store.ts'
import { type AcceptanceRow, listAcceptances } from './store-acceptances.ts'

export interface GroupOutcome {
  groupId: string
  groupName: string
  /** Null for a group that did not apply in the year. */
  creation: CreationRow | null
  /** Its on-site acceptance; null before it. */
  acceptance: AcceptanceRow | null
}

export interface YearResults {
  groups: GroupOutcome[]
  wholeVillage: boolean
}

/** How every group of a village came out in a year, and whether the village counts as whole (整建制). */
export async function readResults(
  act: Pick<Act, 'tx'>,
  rules: CollectiveRules,
  of: { placeCode: string; adoptionId: string; year: string },
): Promise<YearResults> {
  const lastDay = `${of.year}-12-31`
  const areas = (await listAreaRows(act.tx, of.placeCode)).filter(
    (area) =>
      area.kind === 'group' && area.validFrom <= lastDay && (area.validTo === null || area.validTo > lastDay),
  )
  const creations = await listNewest(act.tx, of)
  const acceptances = await listAcceptances(
    act.tx,
    countyOf(of.placeCode),
    creations.map((one) => one.id),
  )
  const groups = areas.map((area) => {
    const creation = creations.find((one) => one.groupId === area.id) ?? null
    const acceptance =
      acceptances.findLast((one) => one.creationId === creation?.id && one.stage === 'on_site') ?? null
    return { groupId: area.id, groupName: area.name, creation, acceptance }
  })
  const reached = groups.map(({ creation, acceptance }) => ({
    accepted: creation?.state === 'accepted',
    grade: acceptance?.grade ?? null,
  }))
  return { groups, wholeVillage: decideWholeVillage(rules, reached) }
}
