import type pg from 'pg'

export interface ColumnDescription {
  name: string
  type: string
  notNull: boolean
  defaultText: string | null
  /** Values that a check constraint allows, where it is a plain list. */
  choices: string[] | null
}

export interface ConstraintDescription {
  name: string
  kind: 'primary key' | 'unique' | 'foreign key' | 'check' | 'exclude'
  columns: string[]
  /** Of a foreign key: 'schema.table'. */
  references: string | null
  text: string
}

export interface TableDescription {
  /** 'schema.table' */
  name: string
  comment: string
  columns: ColumnDescription[]
  constraints: ConstraintDescription[]
  indexes: { name: string; unique: boolean; text: string }[]
  rowSecurity: { enabled: boolean; forced: boolean }
  policies: { name: string; command: string; using: string | null; check: string | null }[]
  grants: { role: string; privileges: string[] }[]
  triggers: string[]
}

export interface SchemaDescription {
  tables: TableDescription[]
  functions: { name: string; text: string }[]
  views: { name: string; securityInvoker: boolean; text: string }[]
}

const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'public') and n.nspname not like 'pg\\_%'`

/** Reads tables, constraints, policies and grants from the catalogue: one source for schema.sql, types and checks. */
export async function describeSchema(client: pg.ClientBase): Promise<SchemaDescription> {
  const tables = await client.query<TableDescription>(tablesQuery)
  const functions = await client.query<{ name: string; text: string }>(
    `select n.nspname || '.' || p.proname as name, pg_get_functiondef(p.oid) as text
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where ${ours} and p.prokind = 'f' and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`,
  )
  const views = await client.query<{ name: string; securityInvoker: boolean; text: string }>(
    `select n.nspname || '.' || c.relname as name, coalesce('security_invoker=true' = any (c.reloptions), false) as "securityInvoker",
       pg_get_viewdef(c.oid) as text
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('v', 'm') order by 1`,
  )
  for (const table of tables.rows) {
    for (const column of table.columns) column.choices = choicesOf(table.constraints, column.name)
  }
  return { tables: tables.rows, functions: functions.rows, views: views.rows }
}

function choicesOf(constraints: ConstraintDescription[], column: string): string[] | null {
  for (const constraint of constraints) {
    const list = constraint.text.match(/^CHECK \(\((\w+) = ANY \(ARRAY\[(.+)\]\)\)\)$/)
    if (list?.[1] === column)
      return [...list[2]!.matchAll(/'((?:[^']|'')*)'::text/g)].map((match) => match[1]!)
  }
  return null
}

const tablesQuery = `
select n.nspname || '.' || c.relname as name,
  coalesce(obj_description(c.oid, 'pg_class'), '') as comment,
  (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
      'defaultText', pg_get_expr(d.adbin, d.adrelid)) order by a.attnum)
    from pg_attribute a left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  (select coalesce(json_agg(json_build_object('name', k.conname,
      'kind', case k.contype when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key' when 'x' then 'exclude' else 'check' end,
      'columns', (select coalesce(json_agg(a.attname order by o), '[]') from unnest(k.conkey) with ordinality as u (num, o) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num),
      'references', (select fn.nspname || '.' || fc.relname from pg_class fc join pg_namespace fn on fn.oid = fc.relnamespace where fc.oid = k.confrelid),
      'text', pg_get_constraintdef(k.oid)) order by k.contype <> 'p', k.conname), '[]')
    from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n') as constraints,
  (select coalesce(json_agg(json_build_object('name', ic.relname, 'unique', i.indisunique, 'text', pg_get_indexdef(i.indexrelid)) order by ic.relname), '[]')
    from pg_index i join pg_class ic on ic.oid = i.indexrelid
    where i.indrelid = c.oid and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)) as indexes,
  json_build_object('enabled', c.relrowsecurity, 'forced', c.relforcerowsecurity) as "rowSecurity",
  (select coalesce(json_agg(json_build_object('name', p.polname,
      'command', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
      'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname), '[]')
    from pg_policy p where p.polrelid = c.oid) as policies,
  (select coalesce(json_agg(json_build_object('role', g.role, 'privileges', g.privileges) order by g.role), '[]') from (
      select pg_get_userbyid(x.grantee) as role, json_agg(lower(x.privilege_type) order by x.privilege_type) as privileges
      from aclexplode(c.relacl) x where x.grantee <> c.relowner group by x.grantee) g) as grants,
  (select coalesce(json_agg(t.tgname), '[]') from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where ${ours} and c.relkind in ('r', 'p')
order by 1`

/** The text of schema.sql: what the migrations amount to, for people to read and tests to compare. */
export function printSchema(schema: SchemaDescription): string {
  const out = ['-- Generated from the migrations by `npm run generate`; read it, do not edit it.', '']
  for (const fn of schema.functions) out.push(`${fn.text.trim()};`, '')
  for (const table of schema.tables) {
    const body = [
      ...table.columns.map(
        (column) =>
          `  ${column.name} ${column.type}${column.notNull ? ' not null' : ''}${column.defaultText ? ` default ${column.defaultText}` : ''}`,
      ),
      ...table.constraints.map((constraint) => `  constraint ${constraint.name} ${constraint.text}`),
    ]
    out.push(`create table ${table.name} (`, body.join(',\n'), ');')
    out.push(`comment on table ${table.name} is '${table.comment.replaceAll("'", "''")}';`)
    for (const index of table.indexes) out.push(`${index.text};`)
    if (table.rowSecurity.enabled) out.push(`alter table ${table.name} enable row level security;`)
    for (const policy of table.policies) {
      const clauses = [
        policy.using && ` using (${policy.using})`,
        policy.check && ` with check (${policy.check})`,
      ]
      out.push(
        `create policy ${policy.name} on ${table.name} for ${policy.command}${clauses.filter(Boolean).join('')};`,
      )
    }
    for (const grant of table.grants)
      out.push(`grant ${grant.privileges.join(', ')} on ${table.name} to ${grant.role};`)
    out.push('')
  }
  for (const view of schema.views)
    out.push(`create view ${view.name} with (security_invoker=${view.securityInvoker}) as ${view.text}`, '')
  return `${out.join('\n')}\n`
}

const tsTypes: Record<string, string> = {
  text: 'string',
  uuid: 'string',
  date: 'string',
  bigint: 'number',
  integer: 'number',
  boolean: 'boolean',
  'timestamp with time zone': 'Date',
  json: 'Json',
  jsonb: 'Json',
  bytea: 'Buffer',
  'uuid[]': 'string[]',
  'text[]': 'string[]',
}

/** The text of tables.ts: one interface per table for Kysely; a list check becomes a union. */
export function printTableTypes(schema: SchemaDescription): string {
  const out = [
    '// Generated from the migrations by `npm run generate`; do not edit.',
    "import type { ColumnType, Generated } from 'kysely'",
    '',
    '// biome-ignore format: generated',
    'export type Json = ColumnType<unknown, string, string>',
    '',
  ].filter((line) => !line.startsWith('// biome'))
  for (const table of schema.tables) {
    out.push(`/** ${table.comment} */`, `export interface ${typeName(table.name)} {`)
    for (const column of table.columns) {
      const base = column.choices
        ? column.choices.map((choice) => `'${choice}'`).join(' | ')
        : tsTypes[column.type]
      if (!base) throw new Error(`${table.name}.${column.name}: no TypeScript type for ${column.type}`)
      const nullable = column.notNull
        ? base
        : base === 'Json'
          ? 'ColumnType<unknown, string | null, string | null>'
          : `${base} | null`
      out.push(`  ${column.name}: ${column.defaultText ? `Generated<${nullable}>` : nullable}`)
    }
    out.push('}', '')
  }
  out.push('export interface DB {')
  for (const table of schema.tables) out.push(`  '${table.name}': ${typeName(table.name)}`)
  out.push('}', '')
  return out.join('\n')
}

function typeName(table: string): string {
  return table
    .split(/[._]/)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('')
}
