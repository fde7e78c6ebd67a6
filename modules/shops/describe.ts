import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { maskName } from '../../engines/identity-number/identity-number.ts'
import { fillText } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { booksOf } from '../points/index.ts'
import type { RulesInForce } from '../schemes/index.ts'
import { listShortNames } from '../territory/index.ts'
import type { good as goodReply, redemption as redemptionReply, shop as shopReply } from './contract.ts'
import { pointsOfGood } from './decide-redemption.ts'
import { shopsWarnings } from './errors.ts'
import { rulesOfShop } from './in-shop.ts'
import type { ExchangeRules } from './scheme.ts'
import { findYear, type ShopRow } from './store.ts'
import type { GoodRow } from './store-goods.ts'
import type { RedemptionRow } from './store-redemptions.ts'

/** A shop with the rules under which it works today, its village's year, and what the reader may do in it. */
export async function describeShop(
  act: Act,
  library: SchemeLibrary,
  shop: ShopRow,
): Promise<z.input<typeof shopReply>> {
  const today = chinaDateOf(act.now)
  const { rules, inForce } = await rulesOfShop(act.tx, library, shop, today)
  const { placeCode, adoptionId } = shop
  const year = today.slice(0, 4)
  const payableFen = await act.inPlace(placeCode, () => findYear(act.tx, { placeCode, adoptionId, year }))
  const names = await listShortNames(act.tx, [placeCode])
  const own = shop.operatorAccountId === act.actor.accountId
  const may = (action: string, all: string) =>
    act.may(action, { placeCode }) && (own || act.may(all, { placeCode })) && shop.closedOn === null
  return {
    ...shop,
    placeName: names.get(placeCode) ?? placeCode,
    schemeName: inForce.content.name,
    books: exchangeBooks(rules, inForce),
    classes: rules.classes,
    sells: (['charity', 'business'] as const).filter((shelf) => rules.shelves[shelf].for_money),
    cash: rules.cash !== undefined,
    householdMayChooseTime: rules.window.household_may_choose,
    settlesEvery: rules.settlement.every,
    operatorByResolution: rules.operator_by_resolution,
    year: {
      label: year,
      payableFen,
      lowFen: rules.budget?.reading === 'range' ? rules.budget.low : null,
      highFen: rules.budget?.high ?? null,
    },
    may: {
      manage: act.may('shops.manage', { placeCode }),
      stock: may('shops.stock', 'shops.serve_any'),
      serve: may('shops.serve', 'shops.serve_any'),
      reconcile: may('shops.reconcile', 'shops.serve_any'),
      settle: act.may('shops.settle', { placeCode }),
    },
  }
}

export function exchangeBooks(
  rules: ExchangeRules,
  inForce: RulesInForce,
): z.input<typeof shopReply>['books'] {
  const names = new Map(booksOf(inForce).map((book) => [book.key, book.name]))
  return rules.books.map((book) => ({
    key: book.key,
    name: names.get(book.key) ?? { zh: book.key, en: book.key },
    rateFen: book.rate,
    least: book.least ?? 0,
    kinds: book.kinds,
  }))
}

export function describeGood(rules: ExchangeRules, row: GoodRow): z.input<typeof goodReply> {
  const { placeCode: _place, shopId: _shop, retiredOn, ...good } = row
  const found = rules.classes.find((one) => one.key === row.classKey)
  const exchange = found?.exchange === true && rules.shelves[row.shelf].for_points
  return {
    ...good,
    className: found?.name ?? { zh: row.classKey, en: row.classKey },
    exchange,
    points: rules.books
      .filter((book) => exchange && book.kinds.includes(row.kind))
      .map((book) => ({ bookKey: book.key, points: pointsOfGood(row, book.rate) })),
    retired: retiredOn !== null,
  }
}

type Warning = keyof typeof shopsWarnings

/** A redemption for its reader: the operator sees a masked name and no number. */
export function describeRedemption(
  act: Act,
  shop: Pick<ShopRow, 'name' | 'placeCode' | 'operatorAccountId'>,
  inForce: RulesInForce,
  row: RedemptionRow,
): z.input<typeof redemptionReply> {
  const { placeCode } = shop
  const own = row.householdId === act.actor.householdId
  const whole = own || act.may('shops.read_any', { placeCode })
  const book = booksOf(inForce).find((one) => one.key === row.bookKey)
  const confirmation = row.confirmation as { by: string; proxy: { name: string } | null } | null
  const today = chinaDateOf(act.now)
  const mayCancel =
    act.may('shops.cancel', { placeCode }) &&
    (shop.operatorAccountId === act.actor.accountId || act.may('shops.serve_any', { placeCode })) &&
    row.recordedBy !== act.actor.accountId
  return {
    id: row.id,
    shopId: row.shopId,
    shopName: shop.name,
    householdNumber: whole ? row.householdNumber : '',
    customerName: whole ? row.headName : maskName(row.headName),
    bookName: book?.name ?? { zh: row.bookKey, en: row.bookKey },
    points: row.points,
    valueFen: row.valueFen,
    payableFen: row.payableFen,
    cashFen: row.cashFen,
    rest: row.rest,
    timeMode: row.timeMode,
    medium: row.medium,
    confirmedBy: confirmation ? (confirmation.proxy?.name ?? '') : null,
    warnings: row.warnings.map((code) => {
      const { zh, en } = shopsWarnings[code as Warning]
      const window = inForce.resolved.plain.exchange as ExchangeRules
      const details = { from: window.window.year_end_month ?? 12, high: (window.budget?.high ?? 0) / 100 }
      return { zh: fillText(zh, details), en: fillText(en, details) }
    }),
    redeemedOn: row.redeemedOn,
    recordedAt: row.recordedAt.toISOString(),
    recordedName: row.recordedName,
    reversesId: row.reversesId,
    reason: row.reason,
    cancelled: row.cancelled,
    mayCancel: mayCancel && !row.cancelled && row.reversesId === null && row.redeemedOn === today,
    lines: row.lines,
  }
}
