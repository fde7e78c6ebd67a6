import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkDistribution } from './check-distribution.ts'
import type { SchemaDescription, TableDescription } from './describe-schema.ts'
import { parentsFirst, printDistribution } from './distribution.ts'

const column = (name: string, type = 'text', more = {}) => ({
  name,
  type,
  notNull: true,
  defaultText: null,
  choices: null,
  ...more,
})
const primary = (...columns: string[]) => ({
  name: 'made_pkey',
  kind: 'primary key' as const,
  columns,
  references: null,
  text: `PRIMARY KEY (${columns.join(', ')})`,
})
const foreign = (name: string, columns: string[], references: string, to: string[], tail = '') => ({
  name,
  kind: 'foreign key' as const,
  columns,
  references,
  text: `FOREIGN KEY (${columns.join(', ')}) REFERENCES ${references}(${to.join(', ')})${tail}`,
})

function distributed(name: string, more: Partial<TableDescription> = {}): TableDescription {
  return {
    name,
    comment: 'distributed · made for a test',
    columns: [column('county_code'), column('id', 'uuid')],
    constraints: [primary('county_code', 'id')],
    indexes: [],
    rowSecurity: { enabled: true, forced: false },
    policies: [{ name: 'in_scope', command: 'all', using: 'platform.in_scope(place_code)', check: null }],
    grants: [{ role: 'shanzhi_app', privileges: ['insert', 'select'] }],
    triggers: [],
    ...more,
  }
}
const plain = (name: string, comment: string, more: Partial<TableDescription> = {}) =>
  distributed(name, {
    comment,
    constraints: [primary('id')],
    rowSecurity: { enabled: false, forced: false },
    ...more,
  })

const schema = (tables: TableDescription[], more: Partial<SchemaDescription> = {}): SchemaDescription => ({
  tables,
  functions: [],
  views: [],
  ...more,
})

const household = distributed('household.household')
const division = plain('territory.division', 'reference · made for a test')
const login = plain('account.login', 'local · made for a test')
const key = foreign('made_fkey', ['county_code', 'other_id'], 'household.household', ['county_code', 'id'])

/** A table with one fault each, and words of the sentence that tells it. */
const faults: [string, TableDescription, RegExp][] = [
  ['no declared kind', distributed('a.b', { comment: 'about households' }), /comment must begin/],
  ['no county', distributed('a.b', { columns: [column('id', 'uuid')] }), /needs county_code text not null/],
  [
    'a county that may be null',
    distributed('a.b', { columns: [column('county_code', 'text', { notNull: false })] }),
    /needs county_code/,
  ],
  [
    'a county of six characters',
    distributed('a.b', { columns: [column('county_code', 'character(6)')] }),
    /needs county_code/,
  ],
  [
    'a county by default',
    distributed('a.b', { columns: [column('county_code', 'text', { defaultText: "''" })] }),
    /needs county_code/,
  ],
  ['no primary key', distributed('a.b', { constraints: [] }), /needs a primary key/],
  [
    'a primary key without county',
    distributed('a.b', { constraints: [primary('id')] }),
    /primary key made_pkey must begin with county_code/,
  ],
  [
    'a county that is not first',
    distributed('a.b', { constraints: [primary('id', 'county_code')] }),
    /must begin with county_code/,
  ],
  [
    'a unique constraint without county',
    distributed('a.b', {
      constraints: [primary('county_code', 'id'), { ...primary('number'), kind: 'unique' }],
    }),
    /unique made_pkey must begin/,
  ],
  [
    'a unique index without county',
    distributed('a.b', {
      indexes: [{ name: 'i', unique: true, text: 'CREATE UNIQUE INDEX i ON a.b USING btree (number)' }],
    }),
    /unique index i must begin/,
  ],
  ['a trigger', distributed('a.b', { triggers: ['touch'] }), /trigger touch/],
  [
    'no row-level security',
    distributed('a.b', { rowSecurity: { enabled: false, forced: false } }),
    /needs row-level security/,
  ],
  [
    'forced row-level security',
    distributed('a.b', { rowSecurity: { enabled: true, forced: true } }),
    /is forced/,
  ],
  ['no policy', distributed('a.b', { policies: [] }), /has no policy/],
  [
    'a policy with a subquery',
    distributed('a.b', {
      policies: [{ name: 'p', command: 'all', using: '(id IN ( SELECT x.id FROM x))', check: null }],
    }),
    /policy p holds a subquery/,
  ],
  [
    'a key without county',
    distributed('a.b', {
      constraints: [primary('county_code', 'id'), foreign('f', ['other_id'], 'household.household', ['id'])],
    }),
    /key f must begin with county_code on both sides/,
  ],
  [
    'a key that sets null',
    distributed('a.b', {
      constraints: [primary('county_code', 'id'), { ...key, text: `${key.text} ON DELETE SET NULL` }],
    }),
    /refuses ON DELETE SET/,
  ],
  [
    'a key that cascades updates',
    distributed('a.b', {
      constraints: [primary('county_code', 'id'), { ...key, text: `${key.text} ON UPDATE CASCADE` }],
    }),
    /refuses ON UPDATE CASCADE/,
  ],
  [
    'a key to a local table',
    distributed('a.b', {
      constraints: [primary('county_code', 'id'), foreign('f', ['id'], 'account.login', ['id'])],
    }),
    /no foreign key from a distributed to a local table/,
  ],
  [
    'a local table with a key to households',
    plain('a.b', 'local · x', { constraints: [key] }),
    /from a local to a distributed table/,
  ],
  [
    'a reference table with a key to households',
    plain('a.b', 'reference · x', { constraints: [key] }),
    /from a reference to a distributed/,
  ],
  [
    'a local table with a key to divisions',
    plain('a.b', 'local · x', { constraints: [foreign('f', ['code'], 'territory.division', ['code'])] }),
    /from a local to a reference table/,
  ],
  [
    'a sequence',
    distributed('a.b', {
      columns: [column('county_code'), column('n', 'bigint', { defaultText: "nextval('s')" })],
    }),
    /draws from a sequence/,
  ],
  [
    'a truncating application',
    distributed('a.b', { grants: [{ role: 'shanzhi_app', privileges: ['truncate'] }] }),
    /may not be granted truncate/,
  ],
  [
    'a writing reader',
    distributed('a.b', { grants: [{ role: 'shanzhi_reader', privileges: ['insert'] }] }),
    /shanzhi_reader may not/,
  ],
  [
    'rights for everyone',
    distributed('a.b', { grants: [{ role: 'unknown (OID=0)', privileges: ['select'] }] }),
    /may not be granted/,
  ],
  [
    'a ledger that can be changed',
    distributed('a.b', {
      comment: 'distributed · ledger; append-only',
      grants: [{ role: 'shanzhi_app', privileges: ['insert', 'select', 'update'] }],
    }),
    /may not be granted update/,
  ],
]

for (const [name, table, words] of faults) {
  test(`a table with ${name} is told`, () => {
    const problems = checkDistribution(schema([household, division, login, table]))
    assert.equal(problems.length, 1, problems.join('\n'))
    assert.match(problems[0]!, words)
    assert.ok(problems[0]!.startsWith('a.b: '))
  })
}

test('views and functions that would leak or not run are told', () => {
  const problems = checkDistribution(
    schema([household], {
      views: [{ name: 'a.v', securityInvoker: false, text: 'select 1' }],
      functions: [
        { name: 'a.open', text: 'create function a.open() security definer as $$ select 1 $$' },
        { name: 'a.scope', text: `create function a.scope() as $$ select set_config('a', 'b', true) $$` },
        { name: 'a.all', text: 'create function a.all() as $$ select count(*) from household.household $$' },
        {
          name: 'a.good',
          text: 'create function a.good(c text) as $$ select 1 from household.household where county_code = c $$',
        },
      ],
    }),
  )
  assert.deepEqual(
    problems.map((problem) => problem.split(':')[0]),
    ['view a.v', 'function a.open', 'function a.scope', 'function a.all'],
  )
})

test('a sound schema has no problems', () => {
  const child = distributed('points.book', { constraints: [primary('county_code', 'id'), key] })
  assert.deepEqual(checkDistribution(schema([child, household, division, login])), [])
})

test('tables come behind those they refer to, and a ring is refused', () => {
  const child = distributed('a.child', { constraints: [key, { ...key, references: 'a.child' }] })
  assert.deepEqual(
    parentsFirst([child, household]).map((table) => table.name),
    ['household.household', 'a.child'],
  )
  const one = distributed('a.one', { constraints: [{ ...key, references: 'a.two' }] })
  const two = distributed('a.two', { constraints: [{ ...key, references: 'a.one' }] })
  assert.throws(() => parentsFirst([one, two]), /ring: a.one, a.two/)
})

test('the printed transaction takes keys to reference tables away and gives them back', () => {
  const town = distributed('a.town', {
    constraints: [
      primary('county_code', 'id'),
      foreign('town_fkey', ['code'], 'territory.division', ['code']),
    ],
  })
  const printed = printDistribution(
    schema([town, division, household, plain('platform.two_phase', 'managed · fence')]),
  )
  assert.deepEqual(printed.split('\n').slice(1), [
    'begin;',
    "set local citus.multi_shard_modify_mode to 'sequential';",
    'alter table a.town drop constraint "town_fkey";',
    "select create_reference_table('territory.division');",
    "select create_distributed_table('a.town', 'county_code');",
    "select create_distributed_table('household.household', 'county_code', colocate_with => 'a.town');",
    "select citus_add_local_table_to_metadata('platform.two_phase');",
    'alter table a.town add constraint "town_fkey" FOREIGN KEY (code) REFERENCES territory.division(code);',
    'commit;',
    '',
  ])
})
