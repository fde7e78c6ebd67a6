import type { ConstraintDescription, SchemaDescription, TableDescription } from './describe-schema.ts'

/**
 * What Citus makes of a table, declared at the head of its comment: 'distributed' by county; 'reference',
 * a copy on every node; 'local', on the coordinator; 'managed', local but known to Citus.
 */
export const tableKinds = ['distributed', 'reference', 'local', 'managed'] as const
export type TableKind = (typeof tableKinds)[number]

/** The declared kind; undefined where the comment declares none. */
export function findKind(table: TableDescription): TableKind | undefined {
  const word = table.comment.split(' · ')[0]
  return tableKinds.find((kind) => kind === word)
}

/**
 * The statements that spread the current schema over a Citus cluster by county, as one transaction, to be
 * run once by an owner that row-level security does not force. Keys to reference tables step aside
 * meanwhile: Citus takes them only once both ends are known to it.
 */
export function printDistribution(schema: SchemaDescription): string {
  const ofKind = (kind: TableKind) => parentsFirst(schema.tables.filter((table) => findKind(table) === kind))
  const references = ofKind('reference')
  const distributed = ofKind('distributed')
  const referenceNames = new Set(references.map((table) => table.name))
  const asideKeys = schema.tables.flatMap((table) =>
    foreignKeys(table)
      .filter((key) => referenceNames.has(key.references ?? ''))
      .map((key) => ({ table: table.name, key })),
  )
  return [
    '-- Generated from the current schema by `database distribution`. Run it once, as the owner, with Citus installed.',
    'begin;',
    "set local citus.multi_shard_modify_mode to 'sequential';",
    ...asideKeys.map(({ table, key }) => `alter table ${table} drop constraint ${quote(key.name)};`),
    ...references.map((table) => `select create_reference_table('${table.name}');`),
    ...distributed.map((table, index) => {
      const together = index === 0 ? '' : `, colocate_with => '${distributed[0]!.name}'`
      return `select create_distributed_table('${table.name}', 'county_code'${together});`
    }),
    ...ofKind('managed').map((table) => `select citus_add_local_table_to_metadata('${table.name}');`),
    ...asideKeys.map(
      ({ table, key }) => `alter table ${table} add constraint ${quote(key.name)} ${key.text};`,
    ),
    'commit;',
    '',
  ].join('\n')
}

export function foreignKeys(table: TableDescription): ConstraintDescription[] {
  return table.constraints.filter((constraint) => constraint.kind === 'foreign key')
}

/** Orders tables so that each stands behind those that its foreign keys name; a key to itself does not count. */
export function parentsFirst(tables: readonly TableDescription[]): TableDescription[] {
  const waiting = new Map(tables.map((table) => [table.name, table]))
  const ordered: TableDescription[] = []
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter((table) =>
      foreignKeys(table).every((key) => key.references === table.name || !waiting.has(key.references ?? '')),
    )
    if (free.length === 0) throw new Error(`Foreign keys form a ring: ${[...waiting.keys()].join(', ')}`)
    for (const table of free) {
      ordered.push(table)
      waiting.delete(table.name)
    }
  }
  return ordered
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
