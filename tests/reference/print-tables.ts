import type {
  ConstraintDescription,
  SchemaDescription,
  TableDescription,
} from '../../platform/database/describe-schema.ts'
import { markdownTable, reference } from './markdown.ts'

const kinds: Record<string, string> = {
  distributed: '按县分布，distributed by county',
  reference: '各节点一份，reference table',
  local: '只在协调节点，local',
  managed: '本地表，Citus 知晓，managed',
}

/** docs/reference/tables.md: each table with what it is for, its columns, keys, policies and grants. */
export function printTables(schema: SchemaDescription): string {
  const schemas = Map.groupBy(schema.tables, (table) => table.name.split('.')[0]!)
  return reference(
    '数据表 · Tables',
    [
      '来自迁移文件。`county_code` 为六位县级代码，是分布键；积分和金额均为百分之一的整数。',
      'From the migrations. `county_code`, six digits, is what tables are spread by; points and money are integers in hundredths.',
    ],
    [...schemas].flatMap(([name, tables]) => [`## ${name}`, ...tables.flatMap(printTable)]),
  )
}

function printTable(table: TableDescription): string[] {
  const [kind, comment] = splitComment(table.comment)
  return [
    `### ${table.name}`,
    `${comment}（${kinds[kind] ?? kind}）`,
    markdownTable(
      ['列 Column', '类型 Type', '可空 Null', '默认 Default', '取值 Values'],
      table.columns.map((column) => [
        `\`${column.name}\``,
        column.type,
        column.notNull ? '' : '✓',
        column.defaultText ? `\`${column.defaultText}\`` : '',
        column.choices?.map((choice) => `\`${choice}\``).join(' ') ?? '',
      ]),
    ),
    list('键 Keys', keysOf(table)),
    list('其他约束 Checks', checksOf(table)),
    list('行级安全 Row-level security', policiesOf(table)),
    list(
      '授权 Grants',
      table.grants.map((grant) => `\`${grant.role}\`：${grant.privileges.join(', ')}`),
    ),
  ].filter((part) => part !== '')
}

/** A comment begins with what Citus makes of the table. */
function splitComment(comment: string): [kind: string, comment: string] {
  const at = comment.indexOf(' · ')
  return [comment.slice(0, at), comment.slice(at + 3)]
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`${title}：`, '', ...lines.map((line) => `- ${line}`)].join('\n')
}

function keysOf(table: TableDescription): string[] {
  const ofKind = (kind: ConstraintDescription['kind']) =>
    table.constraints.filter((constraint) => constraint.kind === kind).map((constraint) => constraint.text)
  const unique = table.indexes.filter((index) => index.unique).map((index) => index.text)
  const other = table.indexes.filter((index) => !index.unique).map((index) => index.text)
  return [
    ...[...ofKind('primary key'), ...ofKind('unique'), ...ofKind('exclude'), ...ofKind('foreign key')],
    ...[...unique, ...other].map((text) =>
      text.replace(/^CREATE (UNIQUE )?INDEX (\S+) ON \S+ /, '$1INDEX $2 '),
    ),
  ].map((text) => `\`${text}\``)
}

function checksOf(table: TableDescription): string[] {
  const listed = (constraint: ConstraintDescription) =>
    constraint.columns.length === 1 &&
    table.columns.some((column) => column.choices && column.name === constraint.columns[0])
  return table.constraints
    .filter((constraint) => constraint.kind === 'check' && !listed(constraint))
    .map((constraint) => `\`${constraint.text}\``)
}

function policiesOf(table: TableDescription): string[] {
  if (!table.rowSecurity.enabled) return ['没有启用 off']
  return table.policies.map((policy) => {
    const using = policy.using && `using \`${policy.using}\``
    const check = policy.check && policy.check !== policy.using && `with check \`${policy.check}\``
    return [`${policy.name}（${policy.command}）`, using, check].filter(Boolean).join(' ')
  })
}
