import { periodOf } from '../../engines/calendar/period.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { ExchangeBook, ExchangeRules, ShelfKey } from './scheme.ts'

export type GoodKind = 'goods' | 'service' | 'voucher'

/** What of a good decides whether points or money may buy it. */
export interface GoodFacts {
  kind: GoodKind
  classKey: string
  shelf: ShelfKey
}

export function getExchangeBook(rules: ExchangeRules, bookKey: string): ExchangeBook {
  const book = rules.books.find((candidate) => candidate.key === bookKey)
  if (!book) throw new Refusal('shops.book_not_exchanged', { book: bookKey }, 'body.bookId')
  return book
}

/** Whether points may buy such a good (G-13: no tobacco, drink or cards; G-10: each shelf by its own rule). */
export function decideGood(rules: ExchangeRules, book: ExchangeBook, good: GoodFacts): void {
  if (!book.kinds.includes(good.kind)) throw new Refusal('shops.kind_not_allowed', { kind: good.kind })
  const goodsClass = rules.classes.find((candidate) => candidate.key === good.classKey)
  if (!goodsClass) throw new Refusal('shops.class_unknown', { class: good.classKey })
  if (!goodsClass.exchange)
    throw new Refusal('shops.class_not_exchanged', { class: goodsClass.name.zh, classEn: goodsClass.name.en })
  if (!rules.shelves[good.shelf].for_points) throw new Refusal('shops.shelf_not_for_points')
}

/** Whether a good may be sold for money: charity goods never (G-10, D-20). */
export function decideSale(rules: ExchangeRules, shelf: ShelfKey): void {
  if (!rules.shelves[shelf].for_money)
    throw new Refusal(shelf === 'charity' ? 'shops.charity_not_sold' : 'shops.shelf_not_for_money')
}

/** Whether a household may have cash, and how much (G-8: hardship by serious illness or schooling, under a ceiling). */
export function decideCash(
  rules: ExchangeRules,
  book: ExchangeBook,
  asked: { amountFen: number; tags: readonly string[]; paidThisYearFen: number },
): void {
  const { cash } = rules
  if (!cash || !book.kinds.includes('cash')) throw new Refusal('shops.no_cash', {}, 'body.cashFen')
  if (cash.tags && !cash.tags.some((tag) => asked.tags.includes(tag)))
    throw new Refusal('shops.cash_not_for_household', {}, 'body.cashFen')
  const before = cash.ceiling_per === 'year' ? asked.paidThisYearFen : 0
  if (before + asked.amountFen > cash.ceiling)
    throw new Refusal(
      'shops.cash_over_ceiling',
      { ceiling: cash.ceiling / 100, left: Math.max(0, cash.ceiling - before) / 100 },
      'body.cashFen',
    )
}

/** Whether the points are enough, and not fewer than one redemption asks for. Returns what is left, in hundredths. */
export function decideSpending(book: ExchangeBook, balance: number, points: number): number {
  if (book.least !== undefined && points < book.least)
    throw new Refusal('shops.below_least', { least: book.least / 100, points: points / 100 })
  if (points > balance)
    throw new Refusal('points.spend_short', { needed: points / 100, balance: balance / 100 })
  return balance - points
}

export type TimeMode = 'usual' | 'chosen' | 'year_end'
export interface TimeDecision {
  mode: TimeMode
  /** Told to the counter where the rule is one “in principle”. */
  warning: 'shops.not_in_window' | 'shops.already_this_period' | 'shops.wait_for_year_end' | null
}

/**
 * Whether now is the time (G-8: once a month in principle, or at a time of the household's choice; households away
 * once at the year's end; I-6: once a quarter). What is outside is told or refused, as the scheme says.
 */
export function decideTime(
  rules: ExchangeRules,
  asked: { on: string; tags: readonly string[]; chosen: boolean; redeemedOn: readonly string[] },
): TimeDecision {
  const { window } = rules
  const away = window.away_tags?.some((tag) => asked.tags.includes(tag)) ?? false
  const usual = away ? 'year_end' : window.usual
  if (asked.chosen) {
    if (!window.household_may_choose) throw new Refusal('shops.no_choice_of_time', {}, 'body.chosenTime')
    return { mode: 'chosen', warning: null }
  }
  const mode: TimeMode = usual === 'year_end' ? 'year_end' : 'usual'
  const warning = findTimeFault(rules, usual, asked)
  if (warning && window.reaction === 'refuse')
    throw new Refusal(warning, { from: window.year_end_month ?? 12 })
  return { mode, warning }
}

function findTimeFault(
  { window }: ExchangeRules,
  usual: ExchangeRules['window']['usual'],
  asked: { on: string; redeemedOn: readonly string[] },
): TimeDecision['warning'] {
  if (usual === 'any_time') return null
  if (usual === 'year_end' && Number(asked.on.slice(5, 7)) < (window.year_end_month ?? 12))
    return 'shops.wait_for_year_end'
  const day = Number(asked.on.slice(8, 10))
  if (usual === 'month' && (day < (window.first_day ?? 1) || day > (window.last_day ?? 31)))
    return 'shops.not_in_window'
  const period = periodOf(asked.on, usual === 'year_end' ? 'year' : usual)
  const again = asked.redeemedOn.some((on) => period.firstDay <= on && on <= period.lastDay)
  return again ? 'shops.already_this_period' : null
}

export interface BudgetDecision {
  /** Paid this year with what is asked now, in fen. */
  afterFen: number
  /** Fen that are left below the most; below zero when it is passed. */
  leftFen: number
  state: 'below' | 'within' | 'above'
  warning: 'shops.over_budget' | null
}

/** What a redemption does to the village's budget of the year (G-13: 50,000 to 80,000 yuan in principle). */
export function decideBudget(
  budget: NonNullable<ExchangeRules['budget']>,
  paidFen: number,
  moreFen: number,
): BudgetDecision {
  const afterFen = paidFen + moreFen
  const above = afterFen > budget.high
  if (above && moreFen > 0 && budget.reaction === 'refuse')
    throw new Refusal('shops.over_budget', {
      high: budget.high / 100,
      paid: paidFen / 100,
      more: moreFen / 100,
    })
  const below = budget.reading === 'range' && afterFen < budget.low
  return {
    afterFen,
    leftFen: budget.high - afterFen,
    state: above ? 'above' : below ? 'below' : 'within',
    warning: above ? 'shops.over_budget' : null,
  }
}

/** What the shop is paid for a period, in fen: what it took in, or what was issued (G-13 leaves it open). */
export function decideSettlement(
  rules: ExchangeRules,
  sums: { issuedFen: number; redeemedFen: number },
): number {
  return rules.settlement.basis === 'issued' ? sums.issuedFen : sums.redeemedFen
}
