import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkBuiltQuery, checkSql } from './citus-rules.ts'
import { listProductSources, parseSource, readText } from './sources.ts'
import { collectBuiltQueries, collectSql } from './sql-statements.ts'

const distributed = [...readText('schema.sql').matchAll(/comment on table (\S+) is 'distributed/g)].map(
  (match) => match[1]!,
)
const store = 'modules/made/store.ts'

function problemsOf(code: string, path = store): string[] {
  const file = parseSource(path, code)
  return [
    ...collectSql(file).flatMap((sql) => checkSql(sql, distributed)),
    ...collectBuiltQueries(file).flatMap((query) => checkBuiltQuery(query, distributed)),
  ]
}

test('every SQL statement and built query of the product keeps the rules of Citus', () => {
  assert.ok(distributed.includes('points.entry'))
  // Benches measure against SQL of their own.
  const sources = listProductSources().filter((path) => !path.startsWith('bench/'))
  const problems = sources.flatMap((path) => problemsOf(readText(path), path))
  assert.deepEqual(problems, [])
})

/** In the code below `@name` stands for a hole of a template. */
const withHoles = (code: string) => code.replaceAll(/@(\w+)/g, (_, name: string) => `$\{${name}}`)

/** Code that breaks one rule, and words of what is said of it. */
const broken: [string, string, RegExp][] = [
  [
    'a statement without county',
    'sql`select id from points.entry where id = @id`',
    /points\.entry without county_code/,
  ],
  [
    'a join that names the county once',
    'sql`select 1 from points.entry e join points.book b on b.id = e.book_id where e.county_code = @c`',
    /points\.book, points\.entry without county_code for each/,
  ],
  ['set_config', "client.query(`select set_config('app.scopes', $1, true)`)", /set_config/],
  ['SET typed in code', 'client.query(`set local app.scopes = 1`)', /SET typed in code/],
  ['a setting read in a query', "sql`select current_setting('app.account')`", /pass a parameter/],
  [
    'COPY of the application',
    'client.query(`copy points.entry (county_code) from stdin`)',
    /COPY is refused/,
  ],
  ['the clock of the database', 'sql`now()`', /come in as parameters/],
  [
    'chance in an upsert',
    'sql`insert into points.balance (county_code) values (@c) on conflict (county_code) do update set last_at = gen_random_uuid()`',
    /come in as parameters/,
  ],
  ['today of the database', 'sql`current_date`', /come in as parameters/],
  ['an id of PostgreSQL 18', 'sql`uuidv7()`', /come in as parameters/],
  ['a function of PostgreSQL 16', 'sql`any_value(name)`', /newer than PostgreSQL 15/],
  ['old values returned', 'sql`returning old.state`', /newer than PostgreSQL 15/],
  ['a county by pattern', "sql`county_code like '3304%'`", /does not choose a shard/],
  ['a county by its first digits', 'sql`left(e.county_code, 4) = @c`', /does not choose a shard/],
  [
    'an insert fed by returning',
    'sql`with e as (insert into points.entry (county_code) values (@c) returning county_code) insert into points.balance (county_code) select county_code from e on conflict do nothing`',
    /feeds another insert/,
  ],
  [
    'a subquery in VALUES',
    'sql`insert into a.b (id) values ((select max(id) from a.b))`',
    /no subquery in VALUES/,
  ],
  [
    'an insert that copies inside',
    'sql`insert into points.entry (county_code, id) select @c, u from unnest(@ids::uuid[]) u`',
    /on conflict or returning/,
  ],
  [
    'a built query without county',
    "function list(tx) { return tx.selectFrom('points.entry').selectAll().execute() }",
    /selectFrom points\.entry without/,
  ],
  [
    'a built join without county',
    "function list(tx, county_code) { return tx.selectFrom('points.entry as e').innerJoin('points.book as b', 'b.id', 'e.book_id') }",
    /innerJoin points\.book without/,
  ],
  [
    'a base query that one of its callers leaves without county',
    "function base(tx) { return tx.selectFrom('points.entry') }\nfunction a(tx, c) { return base(tx).where('county_code', '=', c) }\nfunction b(tx) { return base(tx) }",
    /selectFrom points\.entry without/,
  ],
]
for (const [name, code, words] of broken) {
  test(`${name} is told`, () => {
    const problems = problemsOf(withHoles(code))
    assert.equal(problems.length, 1, problems.join('\n'))
    assert.match(problems[0]!, words)
    assert.ok(problems[0]!.startsWith(`${store}:1: `))
  })
}

/** Code that looks like a breach and is none. */
const sound: [string, string][] = [
  ['a statement on one county', 'sql`select 1 from points.entry where county_code = @c`'],
  [
    'a join on the county',
    'sql`select 1 from points.entry e join points.book b on b.county_code = e.county_code and b.id = e.book_id where e.county_code = @c`',
  ],
  [
    'a join using the county',
    'sql`select 1 from points.entry join points.book using (county_code) where state = 1`',
  ],
  [
    'a statement meant for all counties',
    'sql`select max(at) from audit.entry /* all counties: the newest anywhere */`',
  ],
  ['a county in a fragment', 'const one = sql`county_code = @c`\nsql`select 1 from points.entry where @one`'],
  [
    'an upsert of constants',
    'sql`with e as (insert into points.entry (county_code) values (@c)) insert into points.balance (county_code) values (@c) on conflict (county_code) do update set redeemable = excluded.redeemable`',
  ],
  [
    'a set that is inserted',
    'sql`insert into points.entry (county_code, id) select @c, u from unnest(@ids::uuid[]) u on conflict do nothing`',
  ],
  ['words that begin like SQL', "say('set the table'); const title = 'select a household'"],
  [
    'a base query whose callers choose the county',
    "function base(tx) { return tx.selectFrom('points.entry') }\nfunction a(tx, c) { return base(tx).where('county_code', '=', c) }",
  ],
  [
    'a table that is the same everywhere',
    "function list(tx) { return tx.selectFrom('territory.division').selectAll() }",
  ],
]
for (const [name, code] of sound) {
  test(`${name} passes`, () => assert.deepEqual(problemsOf(withHoles(code)), []))
}
