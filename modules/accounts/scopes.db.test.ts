import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { FastifyRequest } from 'fastify'
import { v7 as makeId } from 'uuid'
import { type Actor, can, type Role, roles, type Subject } from '../../engines/access/access.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/database/test-database.ts'
import { scopesOf } from '../../platform/http/context.ts'
import { allActions } from '../../server/app.ts'
import { makeAuthenticate } from './make-authenticate.ts'
import { hashToken, makeToken } from './session-token.ts'

/** Three counties of two provinces, two towns each, two villages each, three households each. */
const counties = ['330482', '330483', '340123']
const villages = counties.flatMap((county) =>
  ['001', '102'].flatMap((town) => ['201', '213'].map((village) => `${county}${town}${village}`)),
)
const households = villages.flatMap((placeCode) =>
  [1, 2, 3].map((number) => ({ placeCode, number, householdId: makeId(), personId: makeId() })),
)
const now = new Date('2026-03-05T08:00:00Z')
let database: TestDatabase
let authenticate: (request: FastifyRequest) => Promise<Actor | null>

before(async () => {
  database = await openTestDatabase()
  authenticate = makeAuthenticate({ database, clock: () => now })
  const column = (pick: (row: (typeof households)[number]) => unknown) => households.map(pick)
  const values = [
    column((row) => row.placeCode.slice(0, 6)),
    column((row) => row.householdId),
    column((row) => row.placeCode),
    column((row) => String(row.number)),
    column((row) => row.personId),
  ]
  const given =
    'unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::uuid[]) as g (county, household, place, number, person)'
  await database.owner.query(
    `insert into household.household (county_code, id, place_code, number, head_name, standing, valid_from, plate_code)
     select county, household, place, number, '户主', 'local', '2020-01-01', household::text from ${given}`,
    values,
  )
  await database.owner.query(
    `insert into household.person (county_code, id, place_code, household_id, name, pinyin, initials, sex, registration, presence)
     select county, person, place, household, '某人', '', '', 'unknown', 'local', 'resident' from ${given}`,
    values,
  )
})
after(async () => {
  await database.close()
})

const someScope = fc.oneof(
  fc
    .tuple(fc.constantFrom(...villages), fc.constantFrom(0, 2, 4, 6, 9, 12))
    .map(([village, digits]) => village.slice(0, digits)),
  fc.constantFrom('11', '330481', '330482999', '330482001999'),
)
const someGrant = fc.record({
  role: fc.constantFrom(...(Object.keys(roles) as Role[])),
  scope: someScope,
  term: fc.constantFrom(
    ['2026-01-01', null],
    ['2026-03-05', '2026-03-05'],
    ['2020-01-01', '2026-03-04'],
    ['2026-03-06', null],
  ),
})
const someAccount = fc.record({
  county: fc.constantFrom(...counties),
  grants: fc.array(someGrant, { maxLength: 4 }),
  own: fc.option(fc.constantFrom(...households)),
})

type Account = typeof someAccount extends fc.Arbitrary<infer T> ? T : never

/** Puts an account with a session into the database and asks the server who its token is. */
async function signIn(account: Account): Promise<Actor> {
  const accountId = makeId()
  const county = account.own?.placeCode.slice(0, 6) ?? account.county
  const place = account.own?.placeCode ?? `${county}001201`
  const token = makeToken(county)
  // The person is shared by many runs, so an earlier run's account of hers is closed first.
  await database.owner.query(`update account.account set state = 'closed' where person_id = $1`, [
    account.own?.personId ?? null,
  ])
  await database.owner.query(
    `insert into account.account (county_code, id, place_code, name, person_id, state, created_at)
     values ($1, $2, $3, '某', $4, 'active', $5)`,
    [county, accountId, place, account.own?.personId ?? null, now],
  )
  await database.owner.query(
    `insert into account.grant (county_code, id, account_id, place_code, role, scope, valid_from, valid_to, reason)
     select $1, g.id, $2, $3, g.role, g.scope, g.valid_from, g.valid_to, ''
     from unnest($4::uuid[], $5::text[], $6::text[], $7::date[], $8::date[]) as g (id, role, scope, valid_from, valid_to)`,
    [
      county,
      accountId,
      place,
      account.grants.map(() => makeId()),
      account.grants.map((grant) => grant.role),
      account.grants.map((grant) => grant.scope),
      account.grants.map((grant) => grant.term[0]),
      account.grants.map((grant) => grant.term[1]),
    ],
  )
  await database.owner.query(
    `insert into account.session (county_code, token_hash, account_id, kind, created_at, expires_at)
     values ($1, $2, $3, 'bearer', $4, $4::timestamptz + interval '1 hour')`,
    [county, hashToken(token), accountId, now],
  )
  const request = { headers: { authorization: `Bearer ${token}` }, cookies: {} }
  const actor = await authenticate(request as unknown as FastifyRequest)
  assert.equal(actor?.accountId, accountId)
  return actor
}

async function readIds(actor: Actor, table: 'household.household' | 'household.person'): Promise<string[]> {
  const rows = await database.transact(scopesOf(actor), (tx) =>
    tx.selectFrom(table).select('id').where('county_code', 'in', counties).execute(),
  )
  return rows.map((row) => row.id).toSorted()
}

/** A shop's operator sees what names her and no rows of the village; see modules/shops. */
const opensRows = (grant: { role: Role }) => grant.role !== 'merchant'

/** A read that every role with rows and the own household have: then `can` asks for the place alone. */
const everyRole = {
  'test.read': {
    zh: '',
    en: '',
    roles: (Object.keys(roles) as Role[]).filter((role) => opensRows({ role })),
    ownHousehold: true,
  },
} as const

test('a token gives the roles of today and the household on the roll', async () => {
  await fc.assert(
    fc.asyncProperty(someAccount, async (account) => {
      const actor = await signIn(account)
      assert.equal(actor.householdId, account.own?.householdId ?? null)
      assert.deepEqual(
        actor.grants.map((grant) => `${grant.role} ${grant.scope}`).toSorted(),
        account.grants
          .filter(({ term: [from, to] }) => from! <= '2026-03-05' && (to === null || to! >= '2026-03-05'))
          .map((grant) => `${grant.role} ${grant.scope}`)
          .toSorted(),
      )
    }),
    { numRuns: 60 },
  )
})

test('what an actor may read is what row-level security returns, for any roles, scopes and household', async () => {
  await fc.assert(
    fc.asyncProperty(someAccount, async (account) => {
      const actor = await signIn(account)
      const may = (subject: Subject) => can(everyRole, actor, 'test.read', subject)
      const allowed = households.filter(may)
      assert.deepEqual(
        await readIds(actor, 'household.household'),
        allowed.map((row) => row.householdId).toSorted(),
      )
      assert.deepEqual(
        await readIds(actor, 'household.person'),
        allowed.map((row) => row.personId).toSorted(),
      )
    }),
    { numRuns: 200 },
  )
})

test('no action of the product is allowed where row-level security hides the household', async () => {
  const actions = Object.keys(allActions).filter((action) => !allActions[action]?.everyAccount)
  assert.ok(actions.length > 0)
  await fc.assert(
    fc.asyncProperty(someAccount, async (account) => {
      const actor = await signIn(account)
      const seen = new Set(await readIds(actor, 'household.household'))
      for (const row of households) {
        const byRows = { ...actor, grants: actor.grants.filter(opensRows) }
        const allowed = actions.filter((action) => can(allActions, byRows, action, row))
        if (allowed.length > 0) assert.ok(seen.has(row.householdId), `${allowed} at ${row.placeCode}`)
      }
    }),
    { numRuns: 60 },
  )
})

test('a request for another county, town or village returns no row', async () => {
  const oneScope = fc
    .tuple(fc.constantFrom(...villages), fc.constantFrom(6, 9, 12))
    .map(([village, digits]) => village.slice(0, digits))
  await fc.assert(
    fc.asyncProperty(oneScope, fc.constantFrom(...villages), async (scope, asked) => {
      const grants = [{ role: 'clerk', scope, term: ['2026-01-01', null] } as const]
      const actor = await signIn({ county: scope.slice(0, 6), grants, own: null })
      for (const digits of [6, 9, 12]) {
        const place = asked.slice(0, digits)
        const { rows } = await database.transact(scopesOf(actor), async (tx) => ({
          rows: await tx
            .selectFrom('household.household')
            .select('place_code')
            .where('county_code', '=', asked.slice(0, 6))
            .where('place_code', 'like', `${place}%`)
            .execute(),
        }))
        const reachable = villages.filter((code) => code.startsWith(place) && code.startsWith(scope))
        assert.equal(rows.length, reachable.length * 3, `${scope} asks for ${place}`)
        for (const row of rows) assert.ok(row.place_code.startsWith(scope))
      }
    }),
    { numRuns: 80 },
  )
})

test('what is not in scope cannot be changed, not even the own household', async () => {
  await fc.assert(
    fc.asyncProperty(someAccount, fc.constantFrom(...households), async (account, target) => {
      const actor = await signIn(account)
      const inScope = actor.grants.some(
        (grant) => opensRows(grant) && target.placeCode.startsWith(grant.scope),
      )
      const changed = await database.transact(scopesOf(actor), (tx) =>
        tx
          .updateTable('household.household')
          .set({ address: '一号' })
          .where('county_code', '=', target.placeCode.slice(0, 6))
          .where('id', '=', target.householdId)
          .executeTakeFirst(),
      )
      assert.equal(Number(changed.numUpdatedRows), inScope ? 1 : 0)
    }),
    { numRuns: 80 },
  )
})

test('accounts, grants and sessions of others are out of sight', async () => {
  const someone = await signIn({ county: '330482', grants: [], own: households[0]! })
  const clerk = await signIn({
    county: '330482',
    grants: [{ role: 'clerk', scope: villages[1]!, term: ['2026-01-01', null] }],
    own: null,
  })
  for (const table of ['account.account', 'account.grant', 'account.session'] as const) {
    const rows = await database.transact(scopesOf(someone), (tx) =>
      tx.selectFrom(table).select('county_code').where('county_code', 'in', counties).execute(),
    )
    assert.equal(rows.length, table === 'account.grant' ? 0 : 1, table)
  }
  const sessions = await database.transact(scopesOf(clerk), (tx) =>
    tx.selectFrom('account.session').select('account_id').where('county_code', '=', '330482').execute(),
  )
  assert.deepEqual(sessions, [{ account_id: clerk.accountId }])
})

test('a scope that is no division code cannot be stored', async () => {
  const actor = await signIn({ county: '330482', grants: [], own: null })
  for (const scope of ['%', '33%', '3304_2', '330', '330482,%', "33'", '330482001213-x001', ' 33']) {
    await assert.rejects(
      database.owner.query(
        `insert into account.grant (county_code, id, account_id, place_code, role, scope, valid_from, reason)
         values ('330482', $1, $2, $3, 'clerk', $4, '2026-01-01', '')`,
        [makeId(), actor.accountId, actor.placeCode, scope],
      ),
      /check constraint/,
      scope,
    )
  }
})
