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

/** What boards need of a person: the name, the day of birth, the household; those who left or died are not among them. */
export function personCards(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('household.person')
    .select(['county_code', 'id', 'place_code', 'household_id', 'name', 'birth_date'])
    .where('county_code', '=', countyCode)
    .where('merged_into', 'is', null)
    .where('died_on', 'is', null)
    .where('left_on', 'is', null)
}

/** Names of persons to be joined by (county_code, id), also of those who left or died: records keep them. */
export function personNames(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('household.person')
    .select(['county_code', 'id', 'name'])
    .where('county_code', '=', countyCode)
}
