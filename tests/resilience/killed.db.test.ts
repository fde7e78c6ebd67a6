import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { v7 as makeId } from 'uuid'
import { verifyCounty } from '../../platform/audit/verify.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { openSecrets } from '../../platform/secrets/secrets.ts'
import { draft, insertYear, register } from '../dividend-acts.ts'
import { balanceFaults, close, servicesOf } from '../points-acts.ts'
import { county, openTestVillage, place } from '../points-village.ts'
import { doWork, householdsImported, type Order, type Work, works } from './work.ts'

const rounds = 20
const households = 400
const village = await openTestVillage(households)
const masterKey = randomBytes(32)
/** Processes after the first read the program ready compiled. */
const compiled = await mkdtemp(join(tmpdir(), 'shanzhi-compiled-'))
const secrets = openSecrets(masterKey)
let next: ReturnType<typeof startServer> | undefined
after(async () => {
  next?.child.kill('SIGKILL')
  await village.close()
  await rm(compiled, { recursive: true, force: true })
})

const { owner } = village.database
const query = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows
const count = async (text: string, values: unknown[] = []) =>
  Number((await query(`select count(*) as n from ${text}`, values))[0].n)

/** Starts a server that waits for its order. */
function startServer(): { child: ChildProcess; ready: Promise<void> } {
  const { host, port, user, password, database } = village.database.ownerConfig
  const child = fork(join(import.meta.dirname, 'server-process.ts'), [], {
    execArgv: [],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: compiled,
      SHANZHI_RESILIENCE: JSON.stringify({
        connection: { host, port, user, password, database },
        masterKey: masterKey.toString('base64'),
      }),
    },
  })
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  ready.catch(() => undefined)
  return { child, ready }
}

interface Told {
  started: Work[]
  committed: Work[]
}

/** Gives a server its order and kills it so many milliseconds after, or lets it finish. */
async function runServer(
  server: ReturnType<typeof startServer>,
  order: Order,
  killAfterMs: number | null,
): Promise<Told & { ms: number }> {
  await server.ready
  const told: Told = { started: [], committed: [] }
  const begun = performance.now()
  const gone = new Promise<void>((resolve) => server.child.once('exit', () => resolve()))
  const finished = new Promise<void>((resolve) => {
    server.child.on('message', (message: { started?: Work; committed?: Work; finished?: true }) => {
      if (message.started) told.started.push(message.started)
      if (message.committed) told.committed.push(message.committed)
      if (message.finished) resolve()
    })
  })
  server.child.send(order)
  await Promise.race([finished, gone, ...(killAfterMs === null ? [] : [wait(killAfterMs)])])
  assert.equal(server.child.exitCode, null, 'the server ended by itself')
  const ms = performance.now() - begun
  server.child.kill('SIGKILL')
  await gone
  // PostgreSQL notices a client that has gone when it next writes to it; until then a statement may still run.
  while (
    (await count(`pg_stat_activity where application_name = 'resilience' and datname = current_database()`)) >
    0
  )
    await wait(5)
  return { ...told, ms }
}

let firstPlan = ''
/** What a round works on: a list whose days have passed, a plan that was resolved, an empty village. */
async function prepare(round: number, chosen: readonly Work[]): Promise<Order> {
  const listId = makeId()
  await owner.query(
    `insert into publicity.list (county_code, id, place_code, kind, title, duty, opens_on, closes_on, hides_names_on, spot, columns, source, totals, state, public, opened_at)
     values ($1, $2, $3, 'points_quarter', $5, '清单', '2020-04-01', '2020-04-07', '2021-04-07', '公开栏', '[]', jsonb_build_object('adoptionId', $4::text, 'bookKey', 'shanzhi', 'period', '2020-Q1'), '[]', 'open', true, '2020-04-01')`,
    [county, listId, place, village.adoptionId, `第 ${round} 轮`],
  )
  await owner.query(
    `with claim as (
       insert into points.claim (county_code, id, place_code, household_id, adoption_id, book_key, item_key, direction, quantity, proposed, decided, occurred_on, reason, channel, medium, declared_by, declared_name, declared_at, state, publicised_until, updated_at)
       select $1, gen_random_uuid(), $2, h, $3, 'shanzhi', 'public_affairs', 'plus', 100, 100, 100, '2020-02-01', 'x', 'cadre', 'console', $4, 'x', '2020-02-02', 'publicised', '2020-04-07', '2020-04-01' from unnest($5::uuid[]) h
       returning id, household_id)
     insert into publicity.line (county_code, id, list_id, place_code, household_id, position, subject_kind, subject_id, shown, public)
     select $1, gen_random_uuid(), $6, $2, household_id, row_number() over (), 'claim', id, '{}', true from claim`,
    [county, place, village.adoptionId, village.actors.clerk.accountId, village.households, listId],
  )
  const planId = makeId()
  const closeId = (
    await query(`select id from points.close where period = '2019' order by attempt desc limit 1`)
  )[0].id
  await owner.query(
    `insert into dividend.plan (county_code, id, place_code, adoption_id, cycle, attempt, close_id, share_pool_fen, incentive_pool_fen, price_fen, figures, scheme_hash, state, drafted_at)
     select county_code, $2, place_code, adoption_id, cycle, $3, $4, share_pool_fen, incentive_pool_fen, price_fen, figures, scheme_hash, 'resolved', drafted_at from dividend.plan where id = $1`,
    [firstPlan, planId, round + 2, closeId],
  )
  await owner.query(
    `insert into dividend.line (county_code, plan_id, household_id, place_code, household_number, head_name, shares, share_fen, points, weighted, incentive_fen, capped, total_fen)
     select county_code, $2, household_id, place_code, household_number, head_name, shares, share_fen, points, weighted, incentive_fen, capped, total_fen from dividend.line where plan_id = $1`,
    [firstPlan, planId],
  )
  const { clerk, secretary } = village.actors
  const rollPlace = `330482001${String(300 + round)}`
  await owner.query(
    `insert into territory.division (code, parent_code, level, name, short_name, pinyin, initials, valid_from, source)
     values ($1, '330000000000', 'village', $2, $2, 'x', 'x', '2000-01-01', 'test')`,
    [rollPlace, `第 ${round} 村`],
  )
  return { round, works: chosen, adoptionId: village.adoptionId, clerk, secretary, planId, rollPlace }
}

/** After a kill each act is there whole or not at all; what was told as committed is there. */
async function assertWhole(order: Order, told: Told): Promise<Record<string, boolean>> {
  const lists = await query(
    `select l.state, count(*) as lines, count(*) filter (where c.state = 'posted') as posted, count(e.id) as entries
     from publicity.list l join publicity.line n on n.list_id = l.id join points.claim c on c.id = n.subject_id left join points.entry e on e.claim_id = c.id
     where l.title like '第 % 轮' group by l.id, l.state`,
  )
  for (const list of lists) {
    const wanted = list.state === 'settled' ? households : 0
    assert.deepEqual(
      [Number(list.lines), Number(list.posted), Number(list.entries)],
      [households, wanted, wanted],
    )
  }
  const closes = await query(
    `select c.attempt, count(l.book_id) as lines from points.close c left join points.close_line l on l.close_id = c.id group by c.id, c.attempt order by c.attempt`,
  )
  assert.deepEqual(
    closes.map((row) => [row.attempt, Number(row.lines)]),
    closes.map((_, index) => [index + 1, households]),
  )
  const [plan] = await query(
    `select d.state, d.figures ->> 'totalPaidFen' as total, count(p.id) as payments, coalesce(sum(p.amount_fen), 0) as paid from dividend.plan d left join dividend.payment p on p.plan_id = d.id where d.id = $1 group by d.state, d.figures`,
    [order.planId],
  )
  assert.deepEqual(
    [Number(plan.payments), Number(plan.paid)],
    plan.state === 'paid' ? [households, Number(plan.total)] : [0, 0],
  )
  const numbers = await query(`select right(number, 5)::int as n from dividend.payment order by number`)
  assert.deepEqual(
    numbers.map((row) => row.n),
    numbers.map((_, index) => index + 1),
  )
  const imported = await count('household.household where place_code = $1', [order.rollPlace])
  const people = await count('household.person where place_code = $1', [order.rollPlace])
  const members = await count('household.membership where place_code = $1', [order.rollPlace])
  assert.ok(imported === 0 || imported === householdsImported, `${imported} households`)
  assert.deepEqual([people, members], [imported * 2, imported * 2])
  const there: Record<string, boolean> = {
    settle: lists.every((list) => list.state === 'settled'),
    close: (await count(`points.close where correction_reason = $1`, [`第 ${order.round} 轮核对`])) === 1,
    pay: plan.state === 'paid',
    import: imported > 0,
  }
  for (const work of told.committed) if (work !== 'seal') assert.ok(there[work], `${work} was told as done`)
  await assertRecorded()
  assert.deepEqual(await balanceFaults(village), [])
  return there
}

/** Each act and its record in the audit log are one. */
async function assertRecorded(): Promise<void> {
  const records = async (action: string) => count('audit.entry where action = $1', [action])
  assert.equal(await records('points.close'), await count('points.close'))
  assert.equal(await records('dividends.pay'), await count(`dividend.plan where state = 'paid'`))
  assert.equal(await records('publicity.settle'), await count(`publicity.list where state = 'settled'`))
  assert.equal(
    await records('households.import'),
    Number(
      (
        await query(`select count(distinct place_code) as n from household.household where place_code > $1`, [
          `330482001299`,
        ])
      )[0].n,
    ),
  )
  const report = await village.database.transact(everywhere, (tx) => verifyCounty(tx, secrets, county))
  assert.deepEqual(report.findings, [])
}

const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, at: randomInt(1_000_000) }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item)

/**
 * The work of a round comes first, then quick ones in any order; a payment before the close that would supersede
 * it. The import, which takes longest, has rounds of its own.
 */
function orderOfWork(first: Work): Work[] {
  const rest = shuffled((['settle', 'seal'] as const).filter((work) => work !== first))
  if (first === 'import') return ['import', ...rest]
  return first === 'close'
    ? ['close', ...rest]
    : [first, ...(first === 'pay' ? [] : ['pay' as const]), ...rest, 'close']
}

test('a server killed at twenty random moments leaves each close, payment, settlement and import whole or undone', async () => {
  await insertYear(
    village,
    village.households.map((_, household) => ({ household, points: 1 + (household % 7) })),
  )
  await register(
    village,
    village.households.map(() => 100),
  )
  const closed = await close(village, '2019', '2020-01-05')
  firstPlan = (
    await draft(
      village,
      closed.closeId,
      { sharePoolFen: 4_000_000, incentivePoolFen: 90_000_000, priceFen: null },
      '2020-01-06',
    )
  ).id
  await owner.query(
    `insert into procedure.step (county_code, run_id, step_key, place_code, done_on, evidence, note, done_name, done_at)
     select county_code, id, 'plan_publicity', place_code, '2020-01-20', '[]', '', '', '2020-01-20' from procedure.run where cycle = '2019'`,
  )
  const unhindered = await prepare(
    0,
    works.filter((work) => work !== 'close'),
  )
  next = startServer()
  const times: Record<string, number> = {}
  for (const work of ['settle', 'pay', 'import', 'close'] as const) {
    const server = next!
    next = startServer()
    times[work] = (await runServer(server, { ...unhindered, works: [work] }, null)).ms
  }
  await assertWhole(unhindered, { started: [], committed: ['settle', 'pay', 'import', 'close'] })

  let interrupted = 0
  const undone: Order[] = []
  for (let round = 1; round <= rounds; round++) {
    const first = (['settle', 'close', 'pay', 'import'] as const)[round % 4]!
    const order = await prepare(round, orderOfWork(first))
    const server = next!
    next = startServer()
    const told = await runServer(server, order, randomInt(Math.ceil(times[first]! * 1.3)))
    if (told.started.length > told.committed.length) interrupted += 1
    const there = await assertWhole(order, told)
    undone.push({ ...order, works: order.works.filter((work) => there[work] === false && work !== 'close') })
  }
  assert.ok(interrupted > 0, 'no kill came in the middle of anything')
  // Whoever comes after makes up what was left, once.
  const services = { ...servicesOf(village, () => new Date('2021-06-01T10:00:00+08:00')), secrets }
  const newest = (
    await query(`select id from points.close where period = '2019' order by attempt desc limit 1`)
  )[0].id
  await owner.query(`update dividend.plan set close_id = $1 where state = 'resolved'`, [newest])
  const lastImport = undone.findLast((order) => order.works.includes('import'))
  for (const order of undone.filter((one) => !one.works.includes('import') || one === lastImport)) {
    for (const work of order.works) await doWork(work, order, village.database, services)
    await assertWhole(order, { started: [], committed: [...order.works] })
  }
  await doWork('seal', unhindered, village.database, services)
  const report = await village.database.transact(everywhere, (tx) => verifyCounty(tx, secrets, county))
  assert.deepEqual([report.findings, report.pending], [[], 0])
  assert.equal(report.sealed, await count('audit.entry'))
})
