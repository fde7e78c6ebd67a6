import type pg from 'pg'
import { v7 as makeId } from 'uuid'
import type { ColumnDescription, TableDescription } from '../platform/database/describe-schema.ts'
import { foreignKeys, parentsFirst } from '../platform/database/distribution.ts'

type Row = Record<string, unknown>

/** Text with everything that a text format must keep: tabs, line ends, backslashes, quotes, rare characters. */
const awkward = '制表\t换行\n回车\r反斜\\N "引号" \'单引\' 𠮷 %_ null'

/**
 * Puts two rows into every table, whatever its columns, each referring to rows of the tables before it.
 * Keys hold; checks step aside first, because what is made up here means nothing.
 */
export async function fillEveryTable(
  owner: pg.ClientBase,
  tables: readonly TableDescription[],
): Promise<void> {
  await dropChecks(owner, tables)
  const rows = new Map<string, Row>()
  for (const table of parentsFirst(tables)) {
    for (const number of [1, 2]) {
      rows.set(`${table.name} ${number}`, await insert(owner, table, makeRow(table, number, rows)))
    }
  }
}

export async function dropChecks(owner: pg.ClientBase, tables: readonly TableDescription[]): Promise<void> {
  for (const table of tables) {
    for (const check of table.constraints.filter((constraint) => constraint.kind === 'check')) {
      await owner.query(`alter table ${table.name} drop constraint "${check.name}"`)
    }
  }
}

async function insert(owner: pg.ClientBase, table: TableDescription, row: Row): Promise<Row> {
  const names = Object.keys(row)
  const holes = names.map((_, index) => `$${index + 1}`)
  const result = await owner.query(
    `insert into ${table.name} (${names.map((name) => `"${name}"`).join(', ')}) values (${holes.join(', ')}) returning *`,
    Object.values(row),
  )
  return result.rows[0]
}

function makeRow(table: TableDescription, number: number, rows: Map<string, Row>): Row {
  const row: Row = {}
  for (const column of table.columns) row[column.name] = makeValue(table, column, number)
  for (const key of foreignKeys(table)) {
    const target = rows.get(`${key.references} ${key.references === table.name ? number - 1 : number}`)
    const theirs = key.text.match(/REFERENCES \S+?\(([^)]+)\)/)?.[1]?.split(', ') ?? []
    key.columns.forEach((name, index) => {
      if (name === 'county_code') return
      row[name] = target?.[theirs[index]!.replaceAll('"', '')] ?? null
    })
  }
  return row
}

function makeValue(table: TableDescription, column: ColumnDescription, number: number): unknown {
  if (column.name === 'county_code') return '330482'
  if (column.choices) return column.choices[0]
  const made: Record<string, unknown> = {
    text: `${column.name} ${number} ${awkward}`,
    uuid: makeId(),
    date: '2019-12-31',
    bigint: column.name.endsWith('_fen') ? 0 : number,
    integer: number,
    boolean: true,
    'timestamp with time zone': `2019-12-31T23:59:59.12345${number}+08:00`,
    jsonb: JSON.stringify({ 数: number, text: awkward, list: [1.5, null, true] }),
    json: JSON.stringify({ text: awkward, 数: number }),
    bytea: Buffer.from([0, 9, 10, 92, 255, number]),
    'text[]': [awkward, '', 'null'],
    'uuid[]': [makeId()],
  }
  if (!(column.type in made))
    throw new Error(`${table.name}.${column.name}: no made-up value for ${column.type}`)
  return made[column.type]
}
