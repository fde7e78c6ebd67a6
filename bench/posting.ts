import autocannon from 'autocannon'
import pg from 'pg'
import { v7 as makeId } from 'uuid'
import { withClient } from '../platform/database/open-database.ts'
import { type BenchServer, county, startBenchServer, village } from './bench-server.ts'
import { type Bench, type BenchContext, type Figure, measureRate } from './measure.ts'

const connections = 32
const batchSize = 1000

interface BookRow {
  id: string
  household_id: string
}

/** Posting through the API against what PostgreSQL and its client do alone, in turns on one database. */
export const posting: Bench = {
  name: 'posting',
  title: 'entries through the HTTP API, one by one and 1,000 at once',
  run: async (context) => {
    const server = await startBenchServer(context)
    try {
      const seconds = context.quick ? 2 : 6
      const turns = context.quick ? 1 : 3
      const claims = await makeClaims(context, context.quick ? 90_000 : 400_000)
      const books = await withClient(
        context.owner,
        async (client) =>
          (await client.query<BookRow>(`select id, household_id from points.book where cycle = '2019'`)).rows,
      )
      const single: number[] = []
      const batch: number[] = []
      const figures: Figure[] = []
      let p99 = 0
      await rawPosting(context, books, 1)
      await httpPosting(server, claims, 1, 1)
      for (let turn = 0; turn < turns; turn += 1) {
        const raw = await rawPosting(context, books, seconds)
        const http = await httpPosting(server, claims, seconds, 1)
        p99 = http.p99
        single.push(http.perSecond / raw)
        context.say(`${http.perSecond.toFixed(0)} a second through the API, ${raw.toFixed(0)} raw`)
        const rawBatch = await rawBatches(context, books, seconds)
        const httpBatch = await httpPosting(server, claims, seconds, batchSize)
        batch.push((httpBatch.perSecond * batchSize) / rawBatch)
        context.say(
          `${(httpBatch.perSecond * batchSize).toFixed(0)} entries a second in batches, ${rawBatch.toFixed(0)} raw`,
        )
      }
      figures.push({
        name: 'posting, 32 connections',
        value: median(single),
        unit: 'ratio',
        limit: { min: 0.2 },
        note: 'pg client committing the entry-and-balance statement',
      })
      figures.push({ name: 'posting, p99', value: p99, unit: 'ms' })
      figures.push({
        name: 'posting 1,000 at once',
        value: median(batch),
        unit: 'ratio',
        limit: { min: 0.5 },
        note: 'COPY of 1,000 entries and one grouped balance update',
      })
      return figures
    } finally {
      await server.stop()
    }
  },
}

/** Claims whose publicity has passed, spread over the village's passbooks of the present year. */
async function makeClaims(context: BenchContext, count: number): Promise<string[]> {
  return withClient(context.owner, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into points.claim (county_code, id, place_code, household_id, subject_id, adoption_id, book_key, item_key, direction, quantity, proposed, decided, occurred_on, reason, channel, medium,
         declared_by, declared_name, declared_at, state, publicised_until, shows_left, updated_at)
       select b.county_code, gen_random_uuid(), b.place_code, b.household_id, b.household_id, b.adoption_id, b.book_key, 'public_affairs', 'plus', 100, 500, 500, b.opened_on, '义务劳动', 'cadre', 'console',
         gen_random_uuid(), '—', now(), 'publicised', b.opened_on + 20, 0, now()
       from points.book b, generate_series(1, ceil($1 / 698.0)::int) where b.cycle = '2019' and b.place_code = $2 order by random() returning id`,
      [count, village],
    )
    await client.query('vacuum analyze')
    return rows.map((row) => row.id)
  })
}

async function httpPosting(
  server: BenchServer,
  claims: string[],
  seconds: number,
  perRequest: number,
): Promise<{ perSecond: number; p99: number }> {
  const parallel = perRequest === 1 ? connections : 4
  const result = await autocannon({
    url: server.url,
    connections: parallel,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        path: '/api/points/entries',
        setupRequest: (request) => ({
          ...request,
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${server.token}`,
            'idempotency-key': makeId(),
          },
          body: JSON.stringify({ placeCode: village, claimIds: claims.splice(-perRequest) }),
        }),
      },
    ],
  })
  if (result.non2xx > parallel) throw new Error(`${result.non2xx} of ${result['2xx']} posts were refused`)
  return { perSecond: result['2xx'] / result.duration, p99: result.latency.p99 }
}

const insertEntry = `insert into points.entry (county_code, id, place_code, household_id, book_id, kind, amount, occurred_on, posted_at, scheme_id, scheme_version, scheme_hash, note)
  values ('${county}', $1, '${village}', $2, $3, 'adjustment', 500, '2019-01-05', now(), 's', 1, 'h', '')`
const upsertBalance = `insert into points.balance values ('${county}', $3, '${village}', $2, 500, 500, 500, 0, 1, now())
  on conflict (county_code, book_id) do update set redeemable = balance.redeemable + excluded.redeemable, cumulative = balance.cumulative + excluded.cumulative,
    gained = balance.gained + excluded.gained, entries = balance.entries + 1, last_at = excluded.last_at`

/** The same tables, the owner, no rights, no audit: the rate of the client and the database alone. */
async function rawPosting(
  context: BenchContext,
  books: readonly BookRow[],
  seconds: number,
): Promise<number> {
  const pool = new pg.Pool({ ...(context.owner as pg.PoolConfig), max: connections })
  const rate = await measureRate({ seconds, parallel: connections, warmupSeconds: 0.3 }, (place, turn) => {
    const book = books[(place * 7919 + turn * 104_729) % books.length]!
    return pool.query({
      name: 'raw',
      text: `with entry as (${insertEntry}) ${upsertBalance}`,
      values: [makeId(), book.household_id, book.id],
    })
  })
  await pool.end()
  return rate.perSecond
}

/** Entries a second by COPY of 1,000 and one grouped balance update, in one transaction, four at once. */
async function rawBatches(
  context: BenchContext,
  books: readonly BookRow[],
  seconds: number,
): Promise<number> {
  const { from } = await import('pg-copy-streams')
  const pool = new pg.Pool({ ...(context.owner as pg.PoolConfig), max: 4 })
  const rate = await measureRate({ seconds, parallel: 4, warmupSeconds: 0.3 }, async (place, turn) => {
    const client = await pool.connect()
    const chosen = Array.from(
      { length: batchSize },
      (_, index) => books[(place * 211 + turn * 997 + index * 31) % books.length]!,
    )
    await client.query('begin')
    const copy = client.query(
      from(
        `copy points.entry (county_code, id, place_code, household_id, book_id, kind, amount, occurred_on, posted_at, scheme_id, scheme_version, scheme_hash, note) from stdin`,
      ),
    )
    const lines = chosen.map(
      (book) =>
        `${county}\t${makeId()}\t${village}\t${book.household_id}\t${book.id}\tadjustment\t500\t2019-01-05\t2026-01-01\ts\t1\th\t\n`,
    )
    await new Promise((resolve, reject) => {
      copy.on('finish', resolve).on('error', reject)
      copy.end(lines.join(''))
    })
    // In the order of the books: in any other, batches that share books would wait for each other in a circle.
    await client.query(
      `insert into points.balance select '${county}', u.id, '${village}', u.household, sum(500), sum(500), sum(500), 0, count(*), now()
       from unnest($1::uuid[], $2::uuid[]) as u (id, household) group by u.id, u.household order by u.id
       on conflict (county_code, book_id) do update set redeemable = balance.redeemable + excluded.redeemable, cumulative = balance.cumulative + excluded.cumulative,
         gained = balance.gained + excluded.gained, entries = balance.entries + excluded.entries, last_at = excluded.last_at`,
      [chosen.map((book) => book.id), chosen.map((book) => book.household_id)],
    )
    await client.query('commit')
    client.release()
  })
  await pool.end()
  return rate.perSecond * batchSize
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}
