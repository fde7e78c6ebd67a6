import { z } from 'zod'
import { fenForPoints, pointsForFen } from '../../engines/allocation/exchange-rate.ts'
import { percent } from '../../engines/fraction/percent.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { day } from '../../engines/scheme/dated.ts'
import type { CaseScheme, SchemeSection } from '../../engines/scheme/section.ts'
import {
  decideBudget,
  decideCash,
  decideGood,
  decideSale,
  decideSettlement,
  decideSpending,
  decideTime,
  getExchangeBook,
} from './decide-exchange.ts'
import type { ExchangeRules } from './scheme.ts'

const count = z.number().int().min(0)
const tags = z.array(z.string()).default([])

const redeem = z.strictObject({
  book: z.string().optional(),
  balance: z.number().default(0),
  class: z.string(),
  kind: z.enum(['goods', 'service', 'voucher']).default('goods'),
  shelf: z.enum(['charity', 'business']).default('business'),
  /** Yuan; or points where the shelf says points. */
  price: z.number().min(0).optional(),
  price_points: z.number().min(0).optional(),
  quantity: count.min(1).default(1),
  pay: z.enum(['points', 'money']).default('points'),
})
const cash = z.strictObject({
  book: z.string().optional(),
  balance: z.number(),
  amount: z.number().positive(),
  tags,
  paid_this_year: z.number().min(0).default(0),
})
const time = z.strictObject({
  on: day,
  tags,
  chosen: z.boolean().default(false),
  redeemed_on: z.array(day).default([]),
})
const budget = z.strictObject({ paid: z.number().min(0), more: z.number().min(0).default(0) })
const settlement = z.strictObject({
  book: z.string().optional(),
  issued: z.number().min(0),
  redeemed: z.number().min(0),
})

/** The kinds of worked cases of an exchange; amounts in yuan, points as people write them. */
export const exchangeCases: SchemeSection['cases'] = {
  redeem: {
    given: redeem,
    run: (scheme, given: z.output<typeof redeem>) => answer(() => runRedeem(scheme, given)),
  },
  redeem_cash: {
    given: cash,
    run: (scheme, given: z.output<typeof cash>) => answer(() => runCash(scheme, given)),
  },
  redeem_time: {
    given: time,
    run: (scheme, given: z.output<typeof time>) =>
      answer(() => {
        const decided = decideTime(rulesOf(scheme), { ...given, redeemedOn: given.redeemed_on })
        return { mode: decided.mode, warned: decided.warning }
      }),
  },
  redeem_budget: {
    given: budget,
    run: (scheme, given: z.output<typeof budget>) =>
      answer(() => {
        const decided = decideBudget(rulesOf(scheme).budget!, hundredths(given.paid), hundredths(given.more))
        return {
          after: decided.afterFen / 100,
          left: decided.leftFen / 100,
          state: decided.state,
          warned: decided.warning,
        }
      }),
  },
  shop_settlement: { given: settlement, run: runSettlement },
}

const rulesOf = (scheme: CaseScheme) => scheme.resolved.plain.exchange as ExchangeRules
const hundredths = (amount: number) => Math.round(amount * 100)
const bookOf = (scheme: CaseScheme, key: string | undefined) =>
  getExchangeBook(rulesOf(scheme), key ?? rulesOf(scheme).books[0]!.key)

/** A refusal is an answer of a case: { refused: code }. */
function answer(run: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return { refused: null, ...run() }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code }
    throw error
  }
}

function runRedeem(scheme: CaseScheme, given: z.output<typeof redeem>): Record<string, unknown> {
  const rules = rulesOf(scheme)
  if (given.pay === 'money') {
    decideSale(rules, given.shelf)
    return { points: 0, rest: given.balance }
  }
  const book = bookOf(scheme, given.book)
  decideGood(rules, book, { ...given, classKey: given.class })
  const each =
    given.price_points === undefined
      ? pointsForFen(hundredths(given.price ?? 0), book.rate)
      : hundredths(given.price_points)
  const points = each * given.quantity
  return { points: points / 100, rest: decideSpending(book, hundredths(given.balance), points) / 100 }
}

function runCash(scheme: CaseScheme, given: z.output<typeof cash>): Record<string, unknown> {
  const book = bookOf(scheme, given.book)
  const amountFen = hundredths(given.amount)
  decideCash(rulesOf(scheme), book, {
    amountFen,
    tags: given.tags,
    paidThisYearFen: hundredths(given.paid_this_year),
  })
  const points = pointsForFen(amountFen, book.rate)
  return { points: points / 100, rest: decideSpending(book, hundredths(given.balance), points) / 100 }
}

function runSettlement(scheme: CaseScheme, given: z.output<typeof settlement>): Record<string, unknown> {
  const [issued, redeemed] = [hundredths(given.issued), hundredths(given.redeemed)]
  const { rate } = bookOf(scheme, given.book)
  const payableFen = decideSettlement(rulesOf(scheme), {
    issuedFen: fenForPoints(issued, rate),
    redeemedFen: fenForPoints(redeemed, rate),
  })
  const share = percent(redeemed, issued, 1)
  return {
    payable: payableFen / 100,
    left: (issued - redeemed) / 100,
    redeemed_share: share === undefined ? '—' : `${share}%`,
  }
}
