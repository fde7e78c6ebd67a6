import type { Tx } from '../../platform/database/connect.ts'

export interface NewRecusal {
  id: string
  placeCode: string
  householdId: string | null
  claimId: string
  stepKey: string
  name: string
  /** The account of whoever steps aside for himself; null for a name of the panel. */
  accountId: string | null
  reason: string
}

/** Writes a recusal; false when that name has stepped aside at that step already. */
export async function insertRecusal(
  tx: Tx,
  countyCode: string,
  recusal: NewRecusal,
  by: { accountId: string; name: string; at: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('points.recusal')
    .values({
      county_code: countyCode,
      id: recusal.id,
      place_code: recusal.placeCode,
      household_id: recusal.householdId,
      claim_id: recusal.claimId,
      step_key: recusal.stepKey,
      name: recusal.name,
      account_id: recusal.accountId,
      reason: recusal.reason,
      recorded_by: by.accountId,
      recorded_name: by.name,
      at: by.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows) === 1
}

export async function listRecusals(tx: Tx, countyCode: string, claimIds: readonly string[]) {
  return tx
    .selectFrom('points.recusal')
    .select([
      'claim_id as claimId',
      'step_key as stepKey',
      'name',
      'account_id as accountId',
      'reason',
      'recorded_name as recordedName',
      'at',
    ])
    .where('county_code', '=', countyCode)
    .where('claim_id', 'in', claimIds as string[])
    .orderBy('at')
    .execute()
}

export type RecusalRow = Awaited<ReturnType<typeof listRecusals>>[number]
