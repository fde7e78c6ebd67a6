import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import { type AreaRow, findAreaRow } from '../territory/index.ts'
import type { CollectiveRules } from './scheme.ts'

/** The collective chapter of an adoption of the place on a day. */
export async function rulesOfCollective(
  act: Pick<Act, 'tx'>,
  library: SchemeLibrary,
  of: { placeCode: string; adoptionId: string },
  on: string,
): Promise<{ rules: CollectiveRules; inForce: RulesInForce }> {
  const inForce = await getRules(act.tx, library, {
    countyCode: of.placeCode.slice(0, 6),
    adoptionId: of.adoptionId,
    on,
  })
  const rules = inForce.resolved.plain.collective as CollectiveRules | undefined
  if (!rules || inForce.adoption.placeCode !== of.placeCode)
    throw new Refusal('collectives.no_rules', {}, 'body.adoptionId')
  return { rules, inForce }
}

/** A villagers' group that the village has on a day. */
export async function getGroup(
  act: Pick<Act, 'tx'>,
  placeCode: string,
  groupId: string,
  on: string,
): Promise<AreaRow> {
  const area = await findAreaRow(act.tx, placeCode.slice(0, 6), groupId)
  const fits = area?.placeCode === placeCode && area.kind === 'group' && area.validFrom <= on
  if (!area || !fits || (area.validTo !== null && area.validTo <= on))
    throw new Refusal('collectives.group_unfit', {}, 'body.groupId')
  return area
}
