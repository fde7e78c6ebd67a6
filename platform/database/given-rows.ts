import { type RawBuilder, sql } from 'kysely'

/**
 * Rows handed to a statement, to be read from like a table: `from ${givenRows('u', { id: 'uuid' }, rows)}`. The
 * types are PostgreSQL's, by column. One row goes as VALUES, which costs PostgreSQL far less; any other number as
 * arrays, so that the statement reads the same for all of them and stays prepared. Arrays keep their order.
 */
export function givenRows<C extends string>(
  alias: string,
  types: Record<C, string>,
  rows: readonly Record<NoInfer<C>, unknown>[],
): RawBuilder<unknown> {
  const columns = Object.entries(types) as [C, string][]
  const typed = (value: unknown, type: string) => sql`${value}::${sql.raw(type)}`
  const head = sql`${sql.ref(alias)} (${sql.join(columns.map(([column]) => sql.ref(column)))})`
  const only = rows.length === 1 ? rows[0] : undefined
  if (only)
    return sql`(values (${sql.join(columns.map(([column, type]) => typed(only[column], type)))})) as ${head}`
  const arrays = columns.map(([column, type]) =>
    typed(
      rows.map((row) => row[column]),
      `${type}[]`,
    ),
  )
  return sql`unnest(${sql.join(arrays)}) as ${head}`
}
