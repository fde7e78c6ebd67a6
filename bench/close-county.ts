import { v7 as makeId } from 'uuid'
import { type CloseRun, insertCloses } from '../modules/points/index.ts'
import { withClient } from '../platform/database/open-database.ts'
import { type BenchContext, type Figure, measureTime } from './measure.ts'

export const county = '330482'
const villages = 400

/** A period closed by the product and by hand, in turns on one database. */
export interface CloseBench {
  title: string
  periodKind: CloseRun['periodKind']
  period: string
  firstDay: string
  lastDay: string
  rules: CloseRun['rules']
  /** A period of the same kind under which the hand writes its closes. */
  handPeriod: string
  /** `insert into points.close_line …` for the closes of `handPeriod` at attempt $2 in county $1. */
  handLines: string
}

/** A county's close against a hand-written statement of the same result; every line must be the same. */
export async function compareCloses(context: BenchContext, bench: CloseBench): Promise<Figure[]> {
  const households = context.quick ? 20_000 : 200_000
  const places = await makeCounty(context, households)
  const ratios: number[] = []
  let ours = 0
  for (let attempt = 1; attempt <= (context.quick ? 1 : 3); attempt += 1) {
    const byHand = await measureTime(1, () => closeByHand(context, bench, attempt))
    ours = await measureTime(1, () => closeByProduct(context, bench, places, attempt))
    await requireSameLines(context, bench, attempt)
    ratios.push(ours / byHand)
    context.say(`${(ours / 1000).toFixed(1)} s, by hand ${(byHand / 1000).toFixed(1)} s`)
  }
  return [
    {
      name: bench.title,
      value: ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!,
      unit: 'ratio',
      limit: { max: 1.5 },
      note: 'hand-written INSERT … SELECT of the same lines',
    },
    { name: bench.title, value: ours / 1000, unit: 's' },
    {
      name: 'memory of this process',
      value: process.memoryUsage.rss() / 1048576,
      unit: 'MiB',
      limit: { max: 1024 },
    },
  ]
}

/** Villages, households, passbooks and a month's entries, written past the rules: only the close is measured. */
export async function makeCounty(
  context: BenchContext,
  households: number,
): Promise<{ placeCode: string; adoptionId: string }[]> {
  context.say(`making ${households} households and ${households * 12} entries`)
  return withClient(context.owner, async (client) => {
    await client.query(
      `insert into scheme.version values ('pinghu-tongjie', 1, 'bench', '{}', 'pack', now())`,
    )
    await client.query(
      `insert into scheme.adoption (county_code, id, place_code, scheme_id, version, hash, settings, state, starts_on, earlier)
       select $1, gen_random_uuid(), $1 || lpad(n::text, 6, '0'), 'pinghu-tongjie', 1, 'bench', '{}', 'in_force', '2026-01-01', '[]' from generate_series(1, $2::int) n`,
      [county, villages],
    )
    await client.query(
      `insert into household.household (county_code, id, place_code, number, head_name, standing, valid_from, plate_code)
       select $1, gen_random_uuid(), $1 || lpad((n % $2 + 1)::text, 6, '0'), lpad((n / $2)::text, 5, '0'), '户主', 'local', '2020-01-01', 'p' || n from generate_series(0, $3::int - 1) n`,
      [county, villages, households],
    )
    await client.query(
      `insert into points.book (county_code, id, place_code, household_id, subject_kind, subject_id, subject_name, adoption_id, book_key, cycle, opened_on)
       select h.county_code, gen_random_uuid(), h.place_code, h.id, 'household', h.id, '', a.id, 'shanzhi', '2026', '2026-01-01'
       from household.household h join scheme.adoption a on a.county_code = h.county_code and a.place_code = h.place_code`,
    )
    await client.query(
      `insert into points.entry (county_code, id, place_code, household_id, book_id, kind, amount, item_key, occurred_on, posted_at, scheme_id, scheme_version, scheme_hash, note)
       select b.county_code, gen_random_uuid(), b.place_code, b.household_id, b.id, case when n = 1 then 'base' when n % 7 = 0 then 'deduction' else 'award' end,
         case when n = 1 then 10000 when n % 7 = 0 then -500 else 100 * (1 + (random() * 20)::int) end,
         case when n = 1 then null when n % 3 = 0 then 'help' else 'tidy' end,
         case when n = 1 then '2026-01-01'::date else '2026-03-01'::date + n end, '2026-03-28', 'pinghu-tongjie', 1, 'bench', '' from points.book b, generate_series(1, 12) n`,
    )
    await client.query('vacuum analyze')
    const { rows } = await client.query<{ placeCode: string; adoptionId: string }>(
      `select place_code as "placeCode", id as "adoptionId" from scheme.adoption`,
    )
    return rows
  })
}

/** The same two tables with their keys, as the owner, without rights: what SQL alone needs for this result. */
async function closeByHand(context: BenchContext, bench: CloseBench, attempt: number): Promise<void> {
  await withClient(context.owner, async (client) => {
    await client.query('begin')
    await client.query(
      `insert into points.close (county_code, id, place_code, adoption_id, book_key, period_kind, period, attempt, rules, scheme_hash, closed_at)
       select county_code, gen_random_uuid(), place_code, id, 'shanzhi', $3, $4, $2::int, '{}', 'bench', now() from scheme.adoption where county_code = $1`,
      [county, attempt, bench.periodKind, bench.handPeriod],
    )
    await client.query(bench.handLines, [county, attempt])
    await client.query('commit')
  })
}

/** The comparison is fair only when both wrote the same lines. */
async function requireSameLines(context: BenchContext, bench: CloseBench, attempt: number): Promise<void> {
  const linesOf = (period: string) =>
    `select l.book_id, l.place_code, l.household_id, l.base, l.gained, l.lost, l.total, l.rank, l.weighted, l.marks
     from points.close c join points.close_line l on l.county_code = c.county_code and l.close_id = c.id
     where c.period = '${period}' and c.attempt = ${attempt}`
  await withClient(context.owner, async (client) => {
    const { rows } = await client.query<{ differing: number }>(
      `with ours as (${linesOf(bench.period)}), hand as (${linesOf(bench.handPeriod)})
       select count(*)::int as differing from ((table ours except table hand) union all (table hand except table ours)) line`,
    )
    if (rows[0]!.differing !== 0) throw new Error(`${rows[0]!.differing} lines differ from those by hand`)
  })
}

async function closeByProduct(
  context: BenchContext,
  bench: CloseBench,
  places: readonly { placeCode: string; adoptionId: string }[],
  attempt: number,
): Promise<void> {
  const run: CloseRun = {
    countyCode: county,
    bookKey: 'shanzhi',
    periodKind: bench.periodKind,
    period: bench.period,
    cycle: '2026',
    firstDay: bench.firstDay,
    lastDay: bench.lastDay,
    attempt,
    rules: bench.rules,
    correctionReason: attempt === 1 ? null : '复算',
    schemeHash: 'bench',
    at: new Date(),
    by: null,
  }
  const scopes = { places: [`${county}%`], households: [], accountId: null }
  await context.database.transact(scopes, (tx) =>
    insertCloses(
      tx,
      run,
      places.map((place) => ({ ...place, closeId: makeId() })),
    ),
  )
}
