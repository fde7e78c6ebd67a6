import autocannon from 'autocannon'
import pg from 'pg'
import { v7 as makeId } from 'uuid'
import { withClient } from '../platform/database/open-database.ts'
import { type BenchServer, county, startBenchServer, village } from './bench-server.ts'
import { type Bench, type BenchContext, measureRate } from './measure.ts'

const counters = 64
const goodsCount = 8
const pricePoints = 100

interface Stage {
  shopId: string
  goods: string[]
  books: { id: string; household_id: string }[]
}

/** Redemptions through the API at 64 counters of one shop against one statement with the same guards alone. */
export const redemption: Bench = {
  name: 'redemption',
  title: 'redemption at 64 counters against the raw guarded update',
  run: async (context) => {
    const server = await startBenchServer(context)
    try {
      const stage = await openStage(context)
      const seconds = context.quick ? 2 : 6
      const turns = context.quick ? 1 : 3
      const ratios: number[] = []
      let p99 = 0
      await redeemRaw(context, stage, 1)
      await redeemByHttp(server, stage, 1)
      for (let turn = 0; turn < turns; turn += 1) {
        const raw = await redeemRaw(context, stage, seconds)
        const http = await redeemByHttp(server, stage, seconds)
        p99 = http.p99
        ratios.push(http.perSecond / raw)
        context.say(`${http.perSecond.toFixed(0)} a second through the API, ${raw.toFixed(0)} raw`)
      }
      return [
        {
          name: 'redemption, 64 counters',
          value: [...ratios].sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!,
          unit: 'ratio',
          limit: { min: 0.3 },
          note: 'one statement: entry, guarded balance, stock entry, guarded stock',
        },
        { name: 'redemption, p99', value: p99, unit: 'ms' },
      ]
    } finally {
      await server.stop()
    }
  },
}

const dated = (value: unknown) => ({ '2019-01-01': { value, source: 'G-13' } })

/** What the sample's scheme lacks: points may be spent, at any time, for goods at one yuan a point. */
const exchange = {
  books: [{ key: 'shanzhi', rate: dated(1), kinds: ['goods'] }],
  classes: [{ key: 'daily', name: { zh: '日用品', en: 'Daily goods' }, exchange: true }],
  shelves: {
    charity: { for_points: true, for_money: false },
    business: { for_points: true, for_money: false },
  },
  operator_by_resolution: false,
  window: { usual: dated('any_time'), household_may_choose: false, reaction: dated('warn') },
  settlement: { basis: dated('redeemed'), every: 'year' },
}

/** A shop with goods that never run out, and books of the running year that hold enough. */
async function openStage(context: BenchContext): Promise<Stage> {
  return withClient(context.owner, async (client) => {
    await client.query(
      `update scheme.version set content = content || $1::jsonb where scheme_id = 'pinghu-tongjie'`,
      [JSON.stringify({ exchange })],
    )
    const shopId = makeId()
    await client.query(
      `insert into shop.shop (county_code, id, place_code, adoption_id, name, site, partner, address, operator_name, opened_on)
       select county_code, $1, place_code, id, '爱心超市', 'store', '', '村口', '店主', '2019-01-01' from scheme.adoption where place_code = $2 and state = 'in_force'`,
      [shopId, village],
    )
    const goods = Array.from({ length: goodsCount }, () => makeId())
    await client.query(
      `insert into shop.good (county_code, id, place_code, shop_id, name, kind, class_key, shelf, unit, price_fen, stocked, on_hand)
       select $1, id, $2, $3, id::text, 'goods', 'daily', 'business', '件', $4, true, 1000000000 from unnest($5::uuid[]) id`,
      [county, village, shopId, pricePoints, goods],
    )
    await client.query(
      `update points.balance x set redeemable = redeemable + 1000000000 from points.book b where b.id = x.book_id and b.closed_on is null`,
    )
    const { rows } = await client.query<Stage['books'][number]>(
      'select id, household_id from points.book where closed_on is null and place_code = $1',
      [village],
    )
    await client.query('vacuum analyze')
    return { shopId, goods, books: rows }
  })
}

async function redeemByHttp(
  server: BenchServer,
  { shopId, goods, books }: Stage,
  seconds: number,
): Promise<{ perSecond: number; p99: number }> {
  let turn = 0
  const result = await autocannon({
    url: server.url,
    connections: counters,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        path: `/api/shops/${shopId}/redemptions`,
        setupRequest: (request) => {
          turn += 1
          return {
            ...request,
            headers: {
              'content-type': 'application/json',
              authorization: `Bearer ${server.token}`,
              'idempotency-key': makeId(),
            },
            body: JSON.stringify({
              bookId: books[(turn * 7919) % books.length]!.id,
              confirmation: { by: 'person' },
              lines: [{ goodId: goods[turn % goods.length], quantity: 1 }],
            }),
          }
        },
      },
    ],
  })
  if (result.non2xx > 0) throw new Error(`${result.non2xx} of ${result['2xx']} redemptions were refused`)
  return { perSecond: result['2xx'] / result.duration, p99: result.latency.p99 }
}

const guarded = `
  with entry as (
    insert into points.entry (county_code, id, place_code, household_id, book_id, kind, amount, occurred_on, posted_at, scheme_id, scheme_version, scheme_hash, note)
    values ('${county}', $1, '${village}', $2, $3, 'redemption', -${pricePoints}, current_date, now(), 's', 1, 'h', '')
  ), moved as (
    insert into shop.stock_entry (county_code, id, place_code, shop_id, good_id, kind, quantity, value_fen, occurred_on, reason, recorded_by, recorded_name, recorded_at)
    values ('${county}', $1, '${village}', $5, $4, 'redemption', -1, -${pricePoints}, current_date, '', $2, '', now())
  ), good as (
    update shop.good set on_hand = on_hand - 1 where county_code = '${county}' and id = $4 and on_hand >= 1
  )
  update points.balance set redeemable = redeemable - ${pricePoints}, entries = entries + 1, last_at = now()
  where county_code = '${county}' and book_id = $3 and redeemable >= ${pricePoints}`

/** The same tables, the owner, no rights, no audit: the rate of the client and the database alone. */
async function redeemRaw(context: BenchContext, stage: Stage, seconds: number): Promise<number> {
  const pool = new pg.Pool({ ...(context.owner as pg.PoolConfig), max: counters })
  try {
    const rate = await measureRate({ seconds, parallel: counters, warmupSeconds: 0.3 }, (place, turn) => {
      const book = stage.books[(place * 7919 + turn * 104_729) % stage.books.length]!
      const good = stage.goods[(place + turn) % stage.goods.length]
      return pool.query({
        name: 'raw-redemption',
        text: guarded,
        values: [makeId(), book.household_id, book.id, good, stage.shopId],
      })
    })
    return rate.perSecond
  } finally {
    await pool.end()
  }
}
