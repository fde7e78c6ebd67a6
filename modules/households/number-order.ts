import { type RawBuilder, sql } from 'kysely'

/** Sorts by a household number as people count: 2 before 10, and what is no number behind all numbers. */
export function numberOrder(column: string): RawBuilder<unknown> {
  const number = sql.ref(column)
  return sql`row(case when ${number} ~ '^[0-9]{1,18}$' then ${number}::bigint end, ${number})`
}
