import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '../../engines/access/access.ts'
import { balanceFaults, batch, close, declare, panel, postDeeds } from '../../tests/points-acts.ts'
import { addFile, county, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { amendClaim, declareBatch, declareClaim, withdrawClaim } from './declare-claim.ts'
import { reverseEntry } from './post-entries.ts'
import { decideBatch, decideClaim } from './review-claim.ts'
import { type ClaimRow, listClaimsByIds, listReviews } from './store-claims.ts'

/** The village's scheme with two caps that it has not: twice a year, and 40 points a year. */
function withCaps(yaml: string): string {
  const cap = (key: string, line: string) => (text: string) =>
    text.replace(`      - key: ${key}\n`, `      - key: ${key}\n        ${line}\n`)
  const twice = cap('waste_sorting_good', 'times_per_cycle: { 2019-01-01: { value: 2, source: test } }')
  const forty = cap('public_affairs', 'max_per_cycle: { 2019-01-01: { value: 40, source: test } }')
  return forty(twice(yaml))
}

let village: TestVillage
before(async () => {
  village = await openTestVillage(12, withCaps)
})
after(() => village?.close())

const code = (error: unknown) => (error as { code?: string }).code ?? String(error)

async function claim(id: string): Promise<ClaimRow> {
  const [found] = await village.as(village.actors.clerk, '2019-12-01', (act) =>
    listClaimsByIds(act.tx, county, [id]),
  )
  return found!
}

const countClaims = async () =>
  Number((await village.database.owner.query('select count(*) as n from points.claim')).rows[0].n)

/** One deed of one household, as the actor tells it. */
function tell(
  actor: Actor,
  on: string,
  change: Partial<Parameters<typeof declareClaim>[2]>,
): Promise<string> {
  const { lines: _lines, ...deed } = batch(village, 'public_affairs', on, [])
  const body = { ...deed, householdId: '', quantity: 100, proposed: 500, personName: null, proxy: null }
  return village.as(actor, on, (act) => declareClaim(act, village.library, { ...body, ...change }))
}

function decide(
  actor: Actor,
  claimId: string,
  change: Partial<Parameters<typeof decideClaim>[3]>,
): Promise<void> {
  return village.as(actor, '2019-12-01', async (act) => {
    const [row] = await listClaimsByIds(act.tx, county, [claimId])
    const body = {
      stepKey: row!.stepKey!,
      decision: 'pass' as const,
      points: null,
      note: '',
      revision: row!.revision,
    }
    const members = row!.stepKey === 'deliberate' ? panel : []
    return decideClaim(act, village.library, claimId, { ...body, panel: members, ...change })
  })
}

test('an item that counts twice a year is refused the third time, also when told at once', async () => {
  const good = (on: string) => declare(village, batch(village, 'waste_sorting_good', on, [0])).catch(code)
  assert.equal((await good('2019-02-01')).length, 1)
  const answers = await Promise.all(['2019-02-02', '2019-02-03', '2019-02-04', '2019-02-05'].map(good))
  assert.deepEqual(
    answers.filter((answer) => typeof answer === 'string'),
    ['points.over_times', 'points.over_times', 'points.over_times'],
  )
  assert.equal(await good('2019-03-01'), 'points.over_times')
})

test('a yearly cap counts what is under way, exactly to its border', async () => {
  const deed = (points: number, on = '2019-02-10') =>
    declare(village, batch(village, 'public_affairs', on, [1], points * 100)).catch(code)
  assert.equal((await deed(30)).length, 1)
  assert.equal(await deed(10.01), 'points.over_cycle_cap')
  const [last] = await deed(10)
  assert.equal(await deed(1), 'points.over_cycle_cap')
  await village.as(village.actors.clerk, '2019-02-11', (act) => withdrawClaim(act, last!, 1, ''))
  assert.equal((await deed(10)).length, 1)
  assert.equal(await deed(1, '2019-12-31'), 'points.over_cycle_cap')
})

test('a review may raise points only up to the yearly cap', async () => {
  const [first] = await declare(village, batch(village, 'public_affairs', '2019-03-01', [2], 3000))
  const [second] = await declare(village, batch(village, 'public_affairs', '2019-03-02', [2], 500))
  await decide(village.actors.cadre, second!, {})
  await assert.rejects(decide(village.actors.reviewer, second!, { points: 1001 }), {
    code: 'points.over_cycle_cap',
  })
  await decide(village.actors.reviewer, second!, { points: 1000 })
  assert.equal((await claim(second!)).decided, 1000)
  await decide(village.actors.cadre, first!, { decision: 'reject', note: '查无此事' })
  assert.equal((await claim(first!)).state, 'rejected')
})

test('a claim whose entry was reversed leaves its place under the cap', async () => {
  const ids = await postDeeds(
    village,
    ['2019-01-05', '2019-01-06'].map((day) => batch(village, 'waste_sorting_good', day, [3])),
    '2019-Q1',
    '2019-04-01',
  )
  const third = () => declare(village, batch(village, 'waste_sorting_good', '2019-05-01', [3])).catch(code)
  assert.equal(await third(), 'points.over_times')
  const { rows } = await village.database.owner.query<{ id: string }>(
    'select id from points.entry where claim_id = $1',
    [ids[0]],
  )
  await village.as(village.actors.secretary, '2019-05-01', (act) =>
    reverseEntry(act, village.library, rows[0]!.id, '登记错户'),
  )
  assert.equal((await third()).length, 1)
  assert.equal(await third(), 'points.over_times')
  assert.deepEqual(await balanceFaults(village), [])
})

test('a batch is declared for all its households or for none', async () => {
  const before = await countClaims()
  const all = [4, 5, 6, 7]
  const refused: [string, ReturnType<typeof batch>, string][] = [
    [
      'a range missed by one',
      {
        ...batch(village, 'public_affairs', '2019-03-05', all, 100),
        lines: batch(village, 'public_affairs', '2019-03-05', all, 100).lines.map((line, index) =>
          index === 3 ? { ...line, proposed: 3001 } : line,
        ),
      },
      'points.out_of_range',
    ],
    [
      'a household twice',
      batch(village, 'public_affairs', '2019-03-05', [4, 5, 4], 100),
      'points.household_twice',
    ],
    [
      'a stranger among them',
      {
        ...batch(village, 'public_affairs', '2019-03-05', all, 100),
        lines: [
          ...batch(village, 'public_affairs', '2019-03-05', all, 100).lines,
          { householdId: village.actors.clerk.accountId, quantity: 100, proposed: 100 },
        ],
      },
      'points.not_enrolled',
    ],
    [
      'told as if by themselves',
      { ...batch(village, 'public_affairs', '2019-03-05', all, 100), channel: 'self' as never },
      'points.batch_channel',
    ],
    [
      'evidence that was never uploaded',
      { ...batch(village, 'public_affairs', '2019-03-05', all, 100), evidence: [village.households[0]!] },
      'files.unknown',
    ],
    ['an unknown item', batch(village, 'flying', '2019-03-05', all, 100), 'points.item_unknown'],
  ]
  for (const [what, body, expected] of refused)
    assert.equal(await declare(village, body).catch(code), expected, what)
  const tomorrow = batch(village, 'public_affairs', '2019-03-06', all, 100)
  const early = village.as(village.actors.clerk, '2019-03-05', (act) =>
    declareBatch(act, village.library, tomorrow),
  )
  await assert.rejects(early, { code: 'points.future_deed' })
  assert.equal(await countClaims(), before)
})

test('a returned claim is amended and sent again; its own points do not count against it', async () => {
  const villager = village.villager(8)
  const id = await tell(villager, '2019-03-10', {
    channel: 'self',
    medium: 'app',
    householdId: village.households[8]!,
    proposed: 3000,
  })
  await decide(village.actors.cadre, id, { decision: 'return', note: '请写明时间' })
  assert.equal((await claim(id)).state, 'returned')
  const amend = (actor: Actor, revision: number) =>
    village.as(actor, '2019-03-12', (act) =>
      amendClaim(act, village.library, id, {
        ...{ revision, quantity: 100, proposed: 2900, occurredOn: '2019-03-09', happenedAt: '村口' },
        ...{ reason: '清理河道一上午', evidence: [] },
      }),
    )
  await assert.rejects(amend(villager, 1), { code: 'request.stale' })
  await assert.rejects(amend(village.villager(9), 2), { code: 'record.not_found' })
  await amend(villager, 2)
  const row = await claim(id)
  assert.deepEqual(
    [row.state, row.stepKey, row.proposed, row.occurredOn, row.decided],
    ['in_review', 'verify', 2900, '2019-03-09', null],
  )
  await assert.rejects(amend(villager, row.revision), { code: 'points.not_returned' })
})

test('who declared may withdraw while nothing is decided; a household may not take back its own deduction', async () => {
  const evidence = [await addFile(village)]
  const [fault] = await declare(village, {
    ...batch(village, 'waste_sorting_bad', '2019-03-15', [9]),
    evidence,
  })
  const [award] = await declare(village, batch(village, 'public_affairs', '2019-03-15', [9], 100))
  const household = village.villager(9)
  const withdraw = (actor: Actor, id: string, revision = 1) =>
    village.as(actor, '2019-03-16', (act) => withdrawClaim(act, id, revision, '不再申报')).catch(code)
  assert.equal(await withdraw(household, fault!), 'record.not_found')
  assert.equal(await withdraw(village.actors.cadre, fault!), 'record.not_found')
  assert.equal((await claim(fault!)).state, 'in_review')
  assert.equal(await withdraw(household, award!, 7), 'request.stale')
  assert.equal(await withdraw(household, award!), undefined)
  assert.equal(await withdraw(household, award!, 2), 'points.not_withdrawable')
  await decide(village.actors.cadre, fault!, { decision: 'return', note: '照片不清' })
  assert.equal(await withdraw(household, fault!, 2), 'record.not_found')
  assert.equal(await withdraw(village.actors.clerk, fault!, 2), undefined)
})

test('a claim named twice in one decision is decided once', async () => {
  const ids = await declare(village, batch(village, 'public_affairs', '2019-03-20', [10, 11], 100))
  const twice = await village.as(village.actors.cadre, '2019-03-21', (act) =>
    decideBatch(act, village.library, {
      placeCode: place,
      stepKey: 'verify',
      claimIds: [...ids, ...ids],
      panel: [],
      note: '',
    }),
  )
  assert.deepEqual(twice, { passed: 2, refused: [] })
  const reviews = await village.as(village.actors.cadre, '2019-03-21', (act) =>
    listReviews(act.tx, county, ids),
  )
  assert.equal(reviews.length, 2)
})

test('of two people who decide one claim at once, one is told that it changed', async () => {
  const [id] = await declare(village, batch(village, 'public_affairs', '2019-03-22', [10], 100))
  const revision = 1
  const results = await Promise.all(
    [village.actors.cadre, { ...village.actors.cadre, accountId: village.actors.secretary.accountId }].map(
      (actor) => decide(actor, id!, { revision, stepKey: 'verify', panel: [] }).then(() => 'decided', code),
    ),
  )
  assert.deepEqual(results.sort(), ['decided', 'request.stale'])
})

test('a deed told while the year is being closed is in the close’s way or refused, never left behind', async () => {
  await village.database.owner.query(
    `update points.claim set state = 'withdrawn' where state not in ('posted', 'rejected', 'withdrawn')`,
  )
  const late = Array.from({ length: 8 }, (_, index) =>
    village
      .as(village.actors.clerk, '2020-01-05', (act) =>
        declareBatch(act, village.library, batch(village, 'courage', '2019-12-30', [index], 2000)),
      )
      .then(() => 'declared', code),
  )
  const closes = Array.from({ length: 4 }, () =>
    close(village, '2019', '2020-01-05').then(() => 'closed', code),
  )
  const results = await Promise.all([...late, ...closes])
  const left = await village.database.owner.query(
    `select count(*) as n from points.claim where state = 'in_review'`,
  )
  const declared = results.filter((result) => result === 'declared').length
  const closed = results.filter((result) => result === 'closed').length
  assert.equal(Number(left.rows[0].n), declared)
  assert.equal(closed === 0 || declared === 0, true, results.join(' '))
  assert.equal(closed <= 1, true)
  const told = ['declared', 'closed', 'points.cycle_closed', 'points.close_blocked', 'points.close_again']
  assert.deepEqual(
    results.filter((result) => !told.includes(String(result))),
    [],
  )
})
