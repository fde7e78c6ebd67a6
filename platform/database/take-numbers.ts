import { sql } from 'kysely'
import type { Tx } from './connect.ts'

/**
 * Takes the next numbers of a series, such as 'notice 330482001213 2019', without gaps: the series' row is
 * the queue, so a transaction that rolls back gives its numbers back. Returns the first of `count` numbers.
 */
export async function takeNumbers(
  tx: Tx,
  series: { countyCode: string; placeCode: string; name: string },
  count: number,
): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    insert into platform.counter (county_code, series, place_code, value)
    values (${series.countyCode}, ${series.name}, ${series.placeCode}, ${count})
    on conflict (county_code, series) do update set value = counter.value + excluded.value
    returning value`.execute(tx)
  return rows[0]!.value - count + 1
}
