import type { ConstraintDescription, SchemaDescription, TableDescription } from './describe-schema.ts'
import { findKind, foreignKeys, type TableKind, tableKinds } from './distribution.ts'

/**
 * Says in a sentence each what in a schema would not stand on Citus, or would open rows to the wrong eyes.
 * The rules come from trials on a real cluster.
 */
export function checkDistribution(schema: SchemaDescription): string[] {
  const kinds = new Map(schema.tables.map((table) => [table.name, findKind(table)]))
  return [
    ...schema.tables.flatMap((table) => checkTable(table, kinds)),
    ...schema.views
      .filter((view) => !view.securityInvoker)
      .map(
        (view) => `view ${view.name}: needs security_invoker, else it shows every row on plain PostgreSQL`,
      ),
    ...schema.functions.flatMap((fn) => checkFunction(fn, kinds)),
  ]
}

function checkTable(table: TableDescription, kinds: Map<string, TableKind | undefined>): string[] {
  const kind = findKind(table)
  if (!kind) return [`${table.name}: its comment must begin with one of ${tableKinds.join(', ')} and ' · '`]
  const say = (text: string) => `${table.name}: ${text}`
  const problems = [
    ...table.triggers.map((trigger) => say(`trigger ${trigger}; Citus refuses triggers`)),
    ...foreignKeys(table).flatMap((key) => checkForeignKey(key, kind, kinds).map(say)),
    ...table.columns
      .filter((column) => column.defaultText?.includes('nextval'))
      .map((column) =>
        say(`${column.name} draws from a sequence; ids are uuid, numbers come from platform.counter`),
      ),
    ...checkGrants(table).map(say),
  ]
  if (table.rowSecurity.forced)
    problems.push(say('row-level security is forced, which breaks copying and keys of the owner'))
  if (kind === 'distributed') problems.push(...checkDistributed(table).map(say))
  return problems
}

function checkDistributed(table: TableDescription): string[] {
  const problems: string[] = []
  const county = table.columns.find((column) => column.name === 'county_code')
  if (county?.type !== 'text' || !county.notNull || county.defaultText !== null)
    problems.push('needs county_code text not null, without default')
  if (!table.constraints.some((constraint) => constraint.kind === 'primary key'))
    problems.push('needs a primary key')
  for (const constraint of table.constraints) {
    const key = ['primary key', 'unique', 'exclude'].includes(constraint.kind)
    if (key && constraint.columns[0] !== 'county_code')
      problems.push(`${constraint.kind} ${constraint.name} must begin with county_code`)
  }
  for (const index of table.indexes) {
    if (index.unique && !/\(county_code\b/.test(index.text))
      problems.push(`unique index ${index.name} must begin with county_code`)
  }
  if (!table.rowSecurity.enabled) problems.push('needs row-level security')
  if (table.policies.length === 0) problems.push('has no policy, so that the application sees nothing')
  for (const policy of table.policies) {
    if (/\bselect\b/i.test(`${policy.using} ${policy.check}`))
      problems.push(`policy ${policy.name} holds a subquery, which Citus refuses`)
  }
  return problems
}

function checkForeignKey(
  key: ConstraintDescription,
  kind: TableKind,
  kinds: Map<string, TableKind | undefined>,
): string[] {
  const target = kinds.get(key.references ?? '')
  const allowed: Record<TableKind, TableKind[]> = {
    distributed: ['distributed', 'reference'],
    reference: ['reference'],
    local: ['local'],
    managed: [],
  }
  const problems: string[] = []
  if (!target || !allowed[kind].includes(target))
    problems.push(`key ${key.name}: no foreign key from a ${kind} to a ${target ?? 'undeclared'} table`)
  if (
    kind === 'distributed' &&
    target === 'distributed' &&
    !/^FOREIGN KEY \(county_code\b.*REFERENCES \S+\(county_code\b/.test(key.text)
  )
    problems.push(`key ${key.name} must begin with county_code on both sides`)
  if (/ON DELETE SET|ON UPDATE CASCADE|ON UPDATE SET/.test(key.text))
    problems.push(`key ${key.name}: Citus refuses ${key.text.match(/ON (DELETE|UPDATE) \w+/)?.[0]}`)
  return problems
}

/** The application reads and writes rows and nothing else; a table that says append-only is so by grant. */
function checkGrants(table: TableDescription): string[] {
  const allowed: Record<string, string[]> = {
    shanzhi_app: table.comment.includes('append-only')
      ? ['select', 'insert']
      : ['select', 'insert', 'update', 'delete'],
    shanzhi_reader: ['select'],
  }
  return table.grants.flatMap(({ role, privileges }) =>
    privileges
      .filter((privilege) => !allowed[role]?.includes(privilege))
      .map((privilege) => `${role} may not be granted ${privilege}`),
  )
}

function checkFunction(
  fn: { name: string; text: string },
  kinds: Map<string, TableKind | undefined>,
): string[] {
  const problems: string[] = []
  // To analyze a table reads no county's rows: each node looks at its own.
  const text = fn.text.toLowerCase().replace(/\banalyze\b[^;$]*/g, '')
  if (text.includes('security definer') && !/set search_path/.test(text))
    problems.push('runs as its owner and so must set its search_path')
  if (text.includes('set_config')) problems.push('set_config does not reach the workers of Citus')
  const distributed = [...kinds].some(([table, kind]) => kind === 'distributed' && mentions(text, table))
  if (distributed && !text.includes('county_code ='))
    problems.push('reads a distributed table without county_code =')
  return problems.map((problem) => `function ${fn.name}: ${problem}`)
}

/** Does a text name this table, and not only one whose name begins alike? */
export function mentions(text: string, table: string): boolean {
  return new RegExp(`(?<![\\w.])${table.replace('.', '\\.')}(?![\\w.])`).test(text)
}
