import assert from 'node:assert/strict'
import { periodOf } from '../../engines/calendar/period.ts'
import { shopsWarnings } from '../../modules/shops/errors.ts'
import { type CaseDriver, type CaseGroup, givenOf, yearOf } from './case-driver.ts'
import { bookMovement, decideMovement, openFund } from './case-fund.ts'
import { type CaseShop, fenOf, fillBooks, type NewGood, openShop, redeemAt, stockGood } from './case-shop.ts'
import { type CaseVillage, dayAfter, type Fields, later, openVillage } from './case-village.ts'
import type { CaseWorld } from './case-world.ts'
import { inTurn } from './drive-closes.ts'

interface Counter {
  village: CaseVillage
  shop: CaseShop
  /** The day asked for, when what was posted may be spent. */
  day: string
}

interface Books {
  points: [{ cycle: { kind: string }; quota?: object }]
}

interface Wish {
  day: string
  households: number
  balances: (village: CaseVillage) => number[]
  /** Whether the points are to be of the day’s own year; else those that stay for good are of the year before. */
  sameYear?: boolean
}

/** A village with a shop whose households have come to balances. */
async function openCounter(world: CaseWorld, group: CaseGroup, wish: Wish): Promise<Counter> {
  const { schemeId, settings } = group
  const content = world.library.find(schemeId)!.content as unknown as Books
  const [{ cycle, quota }] = content.points
  const stays = cycle.kind === 'life'
  const year = stays && !wish.sameYear ? String(Number(yearOf(wish.day)) - 1) : yearOf(wish.day)
  // Where only a share of all households may have awards, as many again have none.
  const households = wish.households * (quota ? 2 : 1)
  const village = await openVillage(world, { schemeId, settings, year, households })
  const posted = await fillBooks(village, year, wish.balances(village))
  return { village, shop: await openShop(village, `${year}-01-02`), day: later(posted, wish.day) }
}

/** A good that costs so much, of the first class that points may buy. */
async function anyGood({ village, shop }: Counter, day: string, price: Partial<NewGood>): Promise<string> {
  const { key } = village.rules(day).exchange!.classes.find((one) => one.exchange)!
  const good = await stockGood(shop, day, { class: key, ...price })
  assert.equal(good.code, null, JSON.stringify(good.body))
  return good.body.id
}

/** The code of what a counter is told beside what it did. */
function warningOf({ warnings }: Fields): string | null {
  const [told] = warnings as { zh: string }[]
  if (!told) return null
  const saysSo = ({ zh }: { zh: string }) =>
    new RegExp(`^${zh.replaceAll(/\{\w+\}/g, '[\\d.]+')}$`).test(told.zh)
  const found = Object.entries(shopsWarnings).find(([, words]) => saysSo(words))
  assert.ok(found, told.zh)
  return found[0]
}

interface GivenRedeem extends NewGood {
  balance: number
  quantity?: number
  pay?: 'points' | 'money'
}

/** Each case a household of one village, and a good of its own on the shelf. */
export const redeem: CaseDriver = {
  gives: ['balance', 'class', 'kind', 'shelf', 'price', 'price_points', 'quantity', 'pay'],
  drive: async (world, group) => {
    const { village, shop, day } = await openCounter(world, group, {
      ...{ day: group.cases[0]!.on, households: group.cases.length },
      balances: () => group.cases.map((one) => givenOf<GivenRedeem>(one).balance),
    })
    return inTurn(group.cases, async (one) => {
      const { quantity = 1, pay, balance, ...wanted } = givenOf<GivenRedeem>(one)
      const good = await stockGood(shop, day, wanted)
      if (good.code !== null) return { refused: good.code }
      if (pay === 'money') {
        const sale = { goodId: good.body.id, kind: 'sale', quantity }
        const { code } = await village.ask('clerk', day, 'POST', `/api/shops/${shop.id}/stock`, sale)
        return { refused: code, points: 0, rest: balance }
      }
      const lines = [{ goodId: good.body.id, quantity }]
      return told(await redeemAt(shop, day, group.cases.indexOf(one), { lines }))
    })
  },
}

function told({ code, body }: { code: string | null; body: Fields }): Record<string, unknown> {
  if (code !== null) return { refused: code }
  return { refused: null, points: Number(body.points) / 100, rest: Number(body.rest) / 100 }
}

interface GivenCash {
  balance: number
  amount: number
  tags?: string[]
  paid_this_year?: number
}

/** Cash at the counter, after what the household had of it in the year. */
export const redeemCash: CaseDriver = {
  gives: ['balance', 'amount', 'tags', 'paid_this_year'],
  drive: async (world, group) => {
    const { village, shop, day } = await openCounter(world, group, {
      ...{ day: group.cases[0]!.on, households: group.cases.length },
      balances: ({ rules }) => {
        const { rate } = rules(group.cases[0]!.on).exchange!.books[0]!
        return group.cases
          .map((one) => givenOf<GivenCash>(one))
          .map(({ balance, paid_this_year: paid = 0 }) => balance + fenOf(paid) / rate)
      },
    })
    return inTurn(group.cases, async (one) => {
      const { amount, tags = [], paid_this_year: paid } = givenOf<GivenCash>(one)
      const household = group.cases.indexOf(one)
      await tagHousehold(village, day, household, tags)
      if (paid) {
        const before = await redeemAt(shop, day, household, { cashFen: fenOf(paid) })
        assert.equal(before.code, null, JSON.stringify(before.body))
      }
      return told(await redeemAt(shop, day, household, { cashFen: fenOf(amount) }))
    })
  },
}

async function tagHousehold(
  village: CaseVillage,
  day: string,
  household: number,
  tags: readonly string[],
): Promise<void> {
  for (const tag of tags)
    await village.must('clerk', day, 'POST', `/api/households/${village.households[household]}/tags`, {
      ...{ tag, from: `${village.year}-01-01`, source: '按算例登记', personId: null },
    })
}

interface GivenTime {
  on: string
  tags?: string[]
  chosen?: boolean
  redeemed_on?: string[]
}

/** A household of its own for each case comes on the days before, and then on the day asked about. */
export const redeemTime: CaseDriver = {
  gives: ['on', 'tags', 'chosen', 'redeemed_on'],
  drive: async (world, group) => {
    const given = group.cases.map((one) => givenOf<GivenTime>(one))
    const first = given.flatMap(({ on, redeemed_on: before = [] }) => [on, ...before]).sort()[0]!
    const counter = await openCounter(world, group, {
      ...{ day: first, households: given.length },
      balances: () => given.map(({ redeemed_on: before = [] }) => 100 + before.length),
    })
    const { village, shop } = counter
    const lines = [{ goodId: await anyGood(counter, first, { price_points: 1 }), quantity: 1 }]
    return inTurn(group.cases, async (one) => {
      const household = group.cases.indexOf(one)
      const { on, tags = [], chosen = false, redeemed_on: before = [] } = givenOf<GivenTime>(one)
      await tagHousehold(village, first, household, tags)
      for (const day of before) {
        const earlier = await redeemAt(shop, day, household, { lines })
        assert.equal(earlier.code, null, JSON.stringify(earlier.body))
      }
      const reply = await redeemAt(shop, on, household, { lines, chosenTime: chosen })
      if (reply.code !== null) return { refused: reply.code }
      return { refused: null, mode: reply.body.timeMode, warned: warningOf(reply.body) }
    })
  },
}

interface GivenBudget {
  paid: number
  more?: number
}

/** One household takes what the village has paid so far, and then some more. */
export const redeemBudget: CaseDriver = {
  gives: ['paid', 'more'],
  drive: (world, group) =>
    inTurn(group.cases, async (one) => {
      const { paid, more = 0 } = givenOf<GivenBudget>(one)
      const counter = await openCounter(
        world,
        { ...group, cases: [one] },
        {
          ...{ day: one.on, households: 1 },
          balances: ({ rules }) => [
            Math.ceil(fenOf(paid + more) / rules(one.on).exchange!.books[0]!.rate) + 1,
          ],
        },
      )
      const { village, shop, day } = counter
      let warned: string | null = null
      for (const yuan of [paid, more].filter((each) => each > 0)) {
        const lines = [{ goodId: await anyGood(counter, day, { price: yuan }), quantity: 1 }]
        const { code, body } = await redeemAt(shop, day, 0, { lines })
        if (code !== null) return { refused: code }
        warned = warningOf(body)
      }
      const shown = await village.must('clerk', day, 'GET', `/api/shops/${shop.id}`)
      const { payableFen, highFen } = shown.year as { payableFen: number; highFen: number }
      return { refused: null, after: payableFen / 100, left: (highFen - payableFen) / 100, warned }
    }),
}

interface GivenSettlement {
  issued: number
  redeemed: number
}

/** A year in which points were issued and some of them brought to the shop, and the settlement with it. */
export const shopSettlement: CaseDriver = {
  gives: ['issued', 'redeemed'],
  drive: (world, group) =>
    inTurn(group.cases, async (one) => {
      const { issued, redeemed } = givenOf<GivenSettlement>(one)
      const counter = await openCounter(
        world,
        { ...group, cases: [one] },
        {
          // On the day of posting, so that what is issued and what is redeemed lie in one period.
          ...{ day: `${yearOf(one.on)}-01-01`, households: 1, sameYear: true },
          balances: (village) => [issued + village.book(one.on).base / 100],
        },
      )
      const { village, shop, day } = counter
      const lines = [{ goodId: await anyGood(counter, day, priceOf(village, day, redeemed)), quantity: 1 }]
      const taken = await redeemAt(shop, day, 0, { lines })
      assert.equal(taken.code, null, JSON.stringify(taken.body))
      return settle(village, shop, day)
    }),
}

/** A price that takes so many points. */
function priceOf(village: CaseVillage, day: string, points: number): Partial<NewGood> {
  return { price: Math.round(points * village.rules(day).exchange!.books[0]!.rate) / 100 }
}

/** Reconciles the shop’s day and settles the period that holds it; where the scheme has a fund, by a movement of it. */
async function settle(village: CaseVillage, shop: CaseShop, day: string): Promise<Record<string, unknown>> {
  const url = `/api/shops/${shop.id}`
  const read = await village.must('clerk', day, 'GET', `${url}/days/${day}`)
  const counts = (read.goods as Fields[]).map((good) => ({ goodId: good.goodId, counted: good.recorded }))
  await village.must('clerk', day, 'POST', `${url}/days`, { on: day, counts })
  const { every } = village.rules(day).exchange!.settlement
  const period = periodOf(day, every)
  const after = dayAfter(period.lastDay)
  const at = `${url}/settlements/preview?period=${period.label}`
  const shown = await village.must('clerk', after, 'GET', at)
  const { issued, redeemed, payableFen } = shown as unknown as Record<string, number>
  if (village.rules(day).funds)
    await payShop(village, url, after, { period: period.label, payableFen: payableFen! })
  return { payable: payableFen! / 100, left: (issued! - redeemed!) / 100 }
}

/** Pays the shop from a source of the fund that may pay it, with another person’s approval. */
async function payShop(
  village: CaseVillage,
  url: string,
  day: string,
  sum: { period: string; payableFen: number },
): Promise<void> {
  const { sources, uses } = village.rules(day).funds!
  const { key: source, earmarked_for: earmarked } = sources[0]!
  const use = earmarked?.[0] ?? uses[0]!.key
  const fundId = await openFund(village, day)
  await bookMovement(village, fundId, day, { kind: 'income', source, fen: sum.payableFen })
  const settled = await village.must('clerk', day, 'POST', `${url}/settlements`, {
    ...{ period: sum.period, fundId, sourceKey: source, useKey: use, vouchers: [await village.paper()] },
  })
  assert.equal(settled.payableFen, sum.payableFen)
  const { code } = await decideMovement(village, String(settled.movementId), day, 'town_officer')
  assert.equal(code, null)
}
