import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createGzip } from 'node:zlib'
import type pg from 'pg'
import { from, to } from 'pg-copy-streams'
import type { TableDescription } from './describe-schema.ts'

/** A table as it lies in a backup. The sum is over its rows as text, in the order of its primary key. */
export interface TableCopy {
  name: string
  columns: string[]
  rows: number
  /** Bytes of the text, before it is packed. */
  bytes: number
  sha256: string
}

/** Writes a table's rows into a packed file. */
export async function dumpTable(
  client: pg.ClientBase,
  table: TableDescription,
  file: string,
): Promise<TableCopy> {
  const columns = table.columns.map((column) => column.name)
  const rows = client.query(to(`copy (${orderedRows(table)}) to stdout`))
  const sum = makeSum()
  await pipeline(rows, sum.through, createGzip({ level: constants.Z_BEST_SPEED }), createWriteStream(file))
  return { name: table.name, columns, rows: rows.rowCount, bytes: sum.bytes(), sha256: sum.digest() }
}

/** Fills an empty table from a packed file; returns what was read. */
export async function loadTable(client: pg.ClientBase, copy: TableCopy, file: string): Promise<TableCopy> {
  const rows = client.query(from(`copy ${copy.name} (${copy.columns.map(quote).join(', ')}) from stdin`))
  const sum = makeSum()
  await pipeline(createReadStream(file), createGunzip(), sum.through, rows)
  return { ...copy, rows: rows.rowCount, bytes: sum.bytes(), sha256: sum.digest() }
}

/** Reads a table as `dumpTable` does and keeps only its sum. */
export async function sumTable(client: pg.ClientBase, table: TableDescription): Promise<TableCopy> {
  const rows = client.query(to(`copy (${orderedRows(table)}) to stdout`))
  const sum = makeSum()
  await pipeline(rows, sum.through, async (source) => {
    for await (const _ of source);
  })
  const columns = table.columns.map((column) => column.name)
  return { name: table.name, columns, rows: rows.rowCount, bytes: sum.bytes(), sha256: sum.digest() }
}

/** Text keys are ordered by their bytes, so that the order is the same in every database. */
function orderedRows(table: TableDescription): string {
  const key = table.constraints.find((constraint) => constraint.kind === 'primary key')
  if (!key) throw new Error(`${table.name} has no primary key to order a backup by`)
  const order = key.columns.map((name) => {
    const text = table.columns.find((column) => column.name === name)?.type === 'text'
    return `${quote(name)}${text ? ' collate "C"' : ''}`
  })
  return `select ${table.columns.map((column) => quote(column.name)).join(', ')} from ${table.name} order by ${order.join(', ')}`
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export interface Sum {
  through: Transform
  bytes(): number
  digest(): string
}

/** A stream that lets everything through and sums it up. */
export function makeSum(): Sum {
  const hash: Hash = createHash('sha256')
  let bytes = 0
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { through, bytes: () => bytes, digest: () => hash.digest('hex') }
}
