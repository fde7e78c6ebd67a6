import type { Tx } from '../../platform/database/connect.ts'

/**
 * What other modules show of a household, to be joined by (county_code, id): number, head, group, place.
 * Pass the county so that a distributed query stays on one shard.
 */
export function householdCards(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('household.household')
    .select([
      'county_code',
      'id',
      'place_code',
      'number',
      'head_id',
      'head_name',
      'group_id',
      'standing',
      'valid_from',
      'valid_to',
    ])
    .where('county_code', '=', countyCode)
}
