import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import type { FundRules } from './scheme.ts'
import type { FundRow } from './store.ts'

/** The funds chapter of the fund's scheme on a day; before its first day that of the first. */
export async function rulesOfFund(
  tx: Tx,
  library: SchemeLibrary,
  fund: Pick<FundRow, 'placeCode' | 'adoptionId'>,
  on: string,
): Promise<{ rules: FundRules; inForce: RulesInForce }> {
  const inForce = await getRules(tx, library, {
    countyCode: fund.placeCode.slice(0, 6),
    adoptionId: fund.adoptionId,
    on,
    ahead: true,
  })
  const rules = inForce.resolved.plain.funds as FundRules | undefined
  if (!rules) throw new Refusal('funds.no_rules', {}, 'body.adoptionId')
  return { rules, inForce }
}
