import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { everywhere } from '../../platform/database/connect.ts'
import { makeSystemAct } from '../../platform/http/context.ts'
import { county, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { findList, settleList } from '../publicity/index.ts'
import { closePeriod } from './close-period.ts'
import { declareBatch, declareClaim } from './declare-claim.ts'
import { postEntries, reverseEntry } from './post-entries.ts'
import { entriesListKind, openPublicity } from './publicise.ts'
import { decideBatch, decideClaim, settleRectification } from './review-claim.ts'
import { listBalanceFaults } from './store.ts'
import { listClaimsByIds } from './store-claims.ts'
import { listEntryRows, listHouseholdPassbooks } from './store-passbooks.ts'

let village: TestVillage
before(async () => {
  village = await openTestVillage(40)
})
after(() => village?.close())

const panel = ['甲', '乙', '丙'].map((name) => ({ name, guest: false }))

function batch(item: string, occurredOn: string, indexes: number[], proposed: number | null = null) {
  return {
    placeCode: place,
    adoptionId: village.adoptionId,
    bookKey: 'shanzhi',
    itemKey: item,
    occurredOn,
    happenedAt: '',
    reason: '测试申报',
    evidence: [],
    channel: 'cadre' as const,
    medium: 'console' as const,
    lines: indexes.map((index) => ({ householdId: village.households[index]!, quantity: 100, proposed })),
  }
}

async function passAll(claimIds: string[], on: string): Promise<void> {
  for (const [step, actor] of [
    ['verify', village.actors.cadre],
    ['deliberate', village.actors.reviewer],
    ['supervise', village.actors.supervisor],
  ] as const) {
    const result = await village.as(actor, on, (act) =>
      decideBatch(act, village.library, {
        placeCode: place,
        stepKey: step,
        claimIds,
        panel: step === 'deliberate' ? panel : [],
        note: '',
      }),
    )
    assert.deepEqual(result, { passed: claimIds.length, refused: [] })
  }
}

async function faults() {
  return village.database.transact(everywhere, (tx) => listBalanceFaults(tx, county))
}

test('a claim becomes an entry only after review and publicity, and the passbook shows the sum', async () => {
  const claimIds = await village.as(village.actors.clerk, '2019-02-10', (act) =>
    declareBatch(act, village.library, batch('public_affairs', '2019-02-01', [0, 1, 2], 1500)),
  )
  await passAll(claimIds, '2019-03-20')
  await assert.rejects(
    village.as(village.actors.clerk, '2019-03-21', (act) =>
      postEntries(act, village.library, { placeCode: place, claimIds }),
    ),
    { code: 'points.publicity_first' },
  )
  const list = await village.as(village.actors.clerk, '2019-04-01', (act) =>
    openPublicity(act, village.library, {
      placeCode: place,
      adoptionId: village.adoptionId,
      bookKey: 'shanzhi',
      list: 'entries',
      period: '2019-Q1',
      opensOn: '2019-04-01',
      spot: '村务公开栏',
    }),
  )
  assert.deepEqual({ lines: list.lines, closesOn: list.closesOn }, { lines: 3, closesOn: '2019-04-07' })
  const kinds = { points_entries: entriesListKind(village.library) }
  const settle = (on: string) =>
    village.database.transact(everywhere, async (tx) => {
      const act = makeSystemAct(
        { tx, now: new Date(`${on}T00:30:00+08:00`), channel: 'timer', record: () => undefined },
        county,
      )
      return settleList(act, kinds, (await findList(tx, county, list.listId))!)
    })
  await assert.rejects(settle('2019-04-07'), { code: 'publicity.still_open' })
  assert.deepEqual(await settle('2019-04-08'), { settled: 3, held: 0 })
  assert.deepEqual(await settle('2019-04-09'), { settled: 0, held: 0 })
  const [book] = await village.as(village.actors.clerk, '2019-04-09', (act) =>
    listHouseholdPassbooks(act.tx, county, village.households[0]!),
  )
  assert.equal(book!.balance, 11_500)
  assert.equal(book!.base, 10_000)
  assert.deepEqual(await faults(), [])
})

test('a deduction mended on the last day is waived, a day later it stands', async () => {
  const claimIds = await village
    .as(village.actors.clerk, '2019-05-02', (act) =>
      declareBatch(act, village.library, {
        ...batch('waste_sorting_bad', '2019-05-01', [3, 4]),
        evidence: [],
      }),
    )
    .catch((error: { code: string }) => error.code)
  assert.equal(claimIds, 'points.evidence_missing')
  const [file] = (
    await village.database.owner.query<{ id: string }>(
      `insert into file.object (county_code, id, place_code, account_id, sha256, media_type, bytes, purpose, at) values ($1, gen_random_uuid(), $2, gen_random_uuid(), 'x', 'image/jpeg', 1, 'evidence', now()) returning id`,
      [county, place],
    )
  ).rows
  const ids = await village.as(village.actors.clerk, '2019-05-02', (act) =>
    declareBatch(act, village.library, {
      ...batch('waste_sorting_bad', '2019-05-01', [3, 4]),
      evidence: [file!.id],
    }),
  )
  await passAll(ids, '2019-05-10')
  const claims = await village.as(village.actors.clerk, '2019-05-10', (act) =>
    listClaimsByIds(act.tx, county, ids),
  )
  assert.ok(claims.every((claim) => claim.state === 'rectifying'))
  const mend = (claimId: string, mendedOn: string) =>
    village.as(village.actors.cadre, '2019-06-01', (act) =>
      settleRectification(act, claimId, {
        mendedOn,
        evidence: [],
        note: '现场查看',
        revision: claims.find((claim) => claim.id === claimId)!.revision,
      }),
    )
  await mend(ids[0]!, '2019-05-24')
  await mend(ids[1]!, '2019-05-25')
  const states = await village.as(village.actors.clerk, '2019-06-01', (act) =>
    listClaimsByIds(act.tx, county, ids),
  )
  assert.deepEqual(Object.fromEntries(states.map((claim) => [claim.id, claim.state])), {
    [ids[0]!]: 'waived',
    [ids[1]!]: 'approved',
  })
})

test('a household cannot decide, a declarer cannot deliberate her own claim, a reviewer cannot supervise what he reviewed', async () => {
  const villager = village.villager(5)
  const claimId = await village.as(villager, '2019-06-02', (act) =>
    declareClaim(act, village.library, {
      ...batch('public_affairs', '2019-06-01', []),
      channel: 'self',
      medium: 'app',
      householdId: village.households[5]!,
      quantity: 100,
      proposed: 500,
      personName: null,
      proxy: null,
    }),
  )
  const decide = (actor = village.actors.cadre, stepKey = 'verify', revision = 1) =>
    village.as(actor, '2019-06-03', (act) =>
      decideClaim(act, village.library, claimId, {
        stepKey,
        decision: 'pass',
        points: null,
        panel,
        note: '',
        revision,
      }),
    )
  await assert.rejects(decide(villager), { code: 'access.denied' })
  await assert.rejects(decide(village.actors.cadre, 'deliberate'), { code: 'points.wrong_step' })
  await assert.rejects(decide(village.actors.supervisor), { code: 'points.wrong_role' })
  await decide()
  await assert.rejects(decide(), { code: 'request.stale' })
  const both = {
    ...village.actors.reviewer,
    grants: [...village.actors.reviewer.grants, ...village.actors.supervisor.grants],
  }
  await decide(both, 'deliberate', 2)
  await assert.rejects(decide(both, 'supervise', 3), { code: 'points.duties_apart' })
})

test('nobody declares for a household that is not hers, nor for another village', async () => {
  const villager = village.villager(6)
  const body = {
    ...batch('public_affairs', '2019-06-01', []),
    channel: 'self' as const,
    medium: 'app' as const,
    quantity: 100,
    proposed: 500,
    personName: null,
    proxy: null,
  }
  await assert.rejects(
    village.as(villager, '2019-06-02', (act) =>
      declareClaim(act, village.library, { ...body, householdId: village.households[7]! }),
    ),
    { code: 'points.not_your_household' },
  )
  const stranger = {
    ...village.actors.clerk,
    placeCode: '330482001214',
    grants: [{ role: 'clerk' as const, scope: '330482001214' }],
  }
  await assert.rejects(
    village.as(stranger, '2019-06-02', (act) =>
      declareClaim(act, village.library, { ...body, channel: 'cadre', householdId: village.households[7]! }),
    ),
    { code: 'access.denied' },
  )
})

test('an entry is reversed once, and the balance follows', async () => {
  const [book] = await village.as(village.actors.clerk, '2019-06-10', (act) =>
    listHouseholdPassbooks(act.tx, county, village.households[1]!),
  )
  const { rows } = await village.as(village.actors.clerk, '2019-06-10', (act) =>
    listEntryRows(act.tx, county, book!.bookId, { page: 1, pageSize: 10 }),
  )
  const award = rows.find((entry) => entry.kind === 'award')!
  const reverse = () =>
    village.as(village.actors.secretary, '2019-06-11', (act) =>
      reverseEntry(act, village.library, award.id, '登记错户'),
    )
  assert.equal((await reverse()).balance, 10_000)
  await assert.rejects(reverse(), { code: 'points.entry_reversed' })
  assert.deepEqual(await faults(), [])
})

test('the year closes only when nothing stands open, and ranks by total', async () => {
  const close = (on: string) =>
    village.as(village.actors.clerk, on, (act) =>
      closePeriod(act, village.library, {
        placeCode: place,
        adoptionId: village.adoptionId,
        bookKey: 'shanzhi',
        period: '2019',
        correctionReason: null,
      }),
    )
  await assert.rejects(close('2019-12-31'), { code: 'points.close_early' })
  await assert.rejects(close('2020-01-05'), { code: 'points.close_blocked' })
  await village.database.owner.query(
    `update points.claim set state = 'withdrawn' where state not in ('posted', 'waived')`,
  )
  const closed = await close('2020-01-05')
  assert.equal(closed.figures.households, 40)
  assert.equal(closed.figures.weightedHouseholds, 2)
  assert.equal(closed.figures.weightedPoints, 23_000)
  await assert.rejects(close('2020-01-06'), { code: 'points.close_again' })
})
