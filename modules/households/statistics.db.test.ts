import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { everywhere } from '../../platform/database/connect.ts'
import { listHouseholds } from './find-households.ts'
import { rollRowsOf } from './plan-roll.ts'
import { importRollRows } from './stream-roll.ts'
import { blankRollRow, now, openTestVillage, type TestVillage, tongjie } from './test-village.ts'

let village: TestVillage
before(async () => {
  village = await openTestVillage()
  await village.database.transact(everywhere, (tx) =>
    importRollRows(
      tx,
      village.secrets,
      {
        place: tongjie,
        rows: rollRowsOf(
          ['10', '乙', '9', '2', '100', '甲'].map((number) => ({
            ...blankRollRow,
            number,
            name: `孙${number}`,
            group: '一组',
          })),
        ),
        createGroups: true,
        today: '2026-03-05',
      },
      {
        mode: 'all_or_nothing',
        from: '2019-01-01',
        source: '名册.xlsx',
        by: { at: now, accountId: null, name: '测试' },
      },
    ),
  )
})
after(() => village?.database.close())

test('what a roll has filled is known to PostgreSQL when the import commits', async () => {
  const { rows } = await village.database.owner.query(
    `select relname from pg_class where oid in ('household.household'::regclass, 'household.person'::regclass,
       'household.membership'::regclass, 'household.change'::regclass) and reltuples > 0 order by relname`,
  )
  assert.deepEqual(
    rows.map((one) => one.relname),
    ['change', 'household', 'membership', 'person'],
  )
})

test('the application has PostgreSQL look at no other table', async () => {
  const { database } = village
  const known = async () =>
    (await database.owner.query(`select reltuples from pg_class where oid = 'account.account'::regclass`))
      .rows[0].reltuples
  await database.owner.query(`update pg_class set reltuples = -1 where oid = 'account.account'::regclass`)
  await database.pool.query('analyze account.account') // PostgreSQL only warns
  assert.equal(await known(), -1)
})

test('household numbers are sorted as people count, what is no number last', async () => {
  const numbers = async (order: 'asc' | 'desc') => {
    const { rows } = await village.as('clerk', tongjie, (act) =>
      listHouseholds(act, village.secrets, {
        place: tongjie,
        search: '',
        state: 'current',
        sort: 'number',
        order,
        page: 1,
        pageSize: 50,
      }),
    )
    return rows.map((row) => row.number)
  }
  assert.deepEqual(await numbers('asc'), ['2', '9', '10', '100', '乙', '甲'])
  assert.deepEqual(await numbers('desc'), ['甲', '乙', '100', '10', '9', '2'])
})
