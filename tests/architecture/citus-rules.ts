import { mentions } from '../../platform/database/check-distribution.ts'
import type { BuiltQuery, SqlText } from './sql-statements.ts'

/** Files that are the owner's work, or the one place that a rule speaks of: each with its reason. */
const exempt: Record<string, { rule: string; why: string }[]> = {
  'platform/database/migrate.ts': [
    { rule: 'set', why: 'the owner sets what Citus needs for a migration' },
    { rule: 'time', why: 'the list of migrations is local and the owner writes it' },
  ],
  'platform/database/distribution.ts': [{ rule: 'set', why: 'prints it' }],
  'platform/database/copy-table.ts': [{ rule: 'copy', why: 'the owner reads and fills whole tables' }],
}

/**
 * What in a statement or fragment would not run on Citus, or would mean something else there. A statement
 * that is meant for all counties says so in a comment: all counties, and why.
 */
export function checkSql(sql: SqlText, distributed: readonly string[]): string[] {
  const text = sql.text.replaceAll(/--.*$|\/\*[\s\S]*?\*\//gm, '')
  const touched = distributed.filter((table) => mentions(text, table))
  const problems: [string, boolean, string][] = [
    [
      'set',
      /\bset_config\s*\(/i.test(text),
      'set_config does not reach the workers: scopes go by platform.set_scopes',
    ],
    [
      'set',
      /^\s*set\s+(local|session|role)\b/i.test(text),
      'SET typed in code: scopes go by platform.set_scopes',
    ],
    [
      'set',
      /\bcurrent_setting\s*\(/i.test(text),
      'current_setting is read on the worker, where it is empty: pass a parameter',
    ],
    [
      'copy',
      /^\s*copy\b/i.test(text),
      'COPY is refused under row-level security: insert … select from unnest, on conflict',
    ],
    [
      'time',
      /\b(now|random|gen_random_uuid|uuidv[47]|clock_timestamp|statement_timestamp)\s*\(\s*\)|\bcurrent_(timestamp|date)\b/i.test(
        text,
      ),
      'time, chance and ids come in as parameters',
    ],
    ['newer', newerThan15.test(text), 'newer than PostgreSQL 15'],
    [
      'county',
      countyByPrefix.test(text),
      'county_code by pattern or part does not choose a shard: use = or = any',
    ],
    [
      'fed',
      feedsInsert.test(text),
      'returning that feeds another insert: two statements, or a CTE of constants',
    ],
    ['fed', /\bvalues\s*\([^;]*\(\s*select\b/i.test(text), 'no subquery in VALUES'],
  ]
  if (sql.whole && touched.length > 0) {
    const everywhere = /\/\* all counties\b/.test(sql.text)
    problems.push([
      'county',
      !everywhere && !namesCounty(text, touched.length),
      `names ${touched.join(', ')} without county_code for each`,
    ])
    problems.push(['conflict', copiesInside(text, touched), 'insert … select needs on conflict or returning'])
  }
  return problems
    .filter(([rule, broken]) => broken && !exempt[sql.path]?.some((one) => one.rule === rule))
    .map(([, , message]) => `${sql.path}:${sql.line}: ${message}`)
}

const newerThan15 =
  /\b(any_value|json_table|json_exists|json_value|json_query|json_scalar|system_user|random_normal|array_sample|array_shuffle|casefold|merge_action|uuid_extract_timestamp|without overlaps)\b|\breturning\s+(old|new)\.|\bwith\s*\(\s*(old|new)\s+as\b/i
const countyByPrefix =
  /\bcounty_code\s+(i?like|similar|~)|\b(left|substr|substring)\s*\(\s*(\w+\.)?county_code/i
const feedsInsert =
  /\bwith\b[\s\S]*?\bas\s*\(\s*(insert|update|delete)\b[^)]*(\([^)]*\)[^)]*)*\breturning\b[\s\S]*?\)\s*,?[\s\S]*?\binsert\s+into\b/i

/** As many mentions of the county as tables; `using (county_code …)` speaks for two. */
function namesCounty(text: string, tables: number): boolean {
  const mentioned = text.match(/\bcounty_code\b/g)?.length ?? 0
  const shared = text.match(/\busing\s*\(\s*county_code\b/gi)?.length ?? 0
  return mentioned + shared >= tables
}

function copiesInside(text: string, touched: readonly string[]): boolean {
  const into = text.match(/\binsert\s+into\s+([\w.]+)[\s\S]*?\)\s*(select|with)\b/i)
  return into !== null && touched.includes(into[1]!) && !/\b(on\s+conflict|returning)\b/i.test(text)
}

/** What in a built query would go to all shards, or not run. */
export function checkBuiltQuery(query: BuiltQuery, distributed: readonly string[]): string[] {
  const touched = query.tables.filter((table) => distributed.includes(table))
  const named = (text: string) => /\bcounty_code\b|\ball counties\b/i.test(text)
  const joins = query.verb.endsWith('Join')
  const sound = joins
    ? named(query.call)
    : named(query.within) || (query.callers.length > 0 && query.callers.every(named))
  if (touched.length === 0 || sound) return []
  return [`${query.path}:${query.line}: ${query.verb} ${touched.join(', ')} without county_code`]
}
