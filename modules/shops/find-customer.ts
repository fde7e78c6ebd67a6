import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { maskName } from '../../engines/identity-number/identity-number.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { findPlate, householdCards } from '../households/index.ts'
import { booksOf, findSpendable, listSpendable, type Spendable } from '../points/index.ts'
import { inShop, rulesOfShop } from './in-shop.ts'
import { digestOf } from './make-code.ts'
import type { ExchangeRules } from './scheme.ts'
import type { ShopRow } from './store.ts'
import { findCode } from './store-codes.ts'

/** What a counter learns of who stands before it: a masked name and what may be spent. */
export interface Customer {
  bookId: string
  bookName: { zh: string; en: string }
  nameMasked: string
  /** Hundredths: the balance, or less where the code allows less. */
  spendable: number
  rateFen: number
  /** Least hundredths of one redemption. */
  least: number
  kinds: readonly string[]
}

/**
 * Who stands at the counter: by the code on a phone, or for somebody without one by household number or door plate.
 * The code is looked at, not used up. A look without a code is kept in the audit log.
 */
export async function findCustomers(
  act: Act,
  library: SchemeLibrary,
  shopId: string,
  sought: { code: string | null; household: string | null },
): Promise<Customer[]> {
  return inShop(act, shopId, 'shops.serve', async (shop) => {
    const { rules, inForce } = await rulesOfShop(act.tx, library, shop, chinaDateOf(act.now))
    const names = new Map(booksOf(inForce).map((book) => [book.key, book.name]))
    const describe = (book: Spendable, most: number | null): Customer => {
      const exchange = rules.books.find((one) => one.key === book.bookKey)!
      return {
        bookId: book.bookId,
        bookName: names.get(book.bookKey) ?? { zh: book.bookKey, en: book.bookKey },
        nameMasked: maskName(book.subjectKind === 'person' ? book.subjectName : book.headName),
        spendable: Math.max(0, Math.min(book.redeemable, most ?? book.redeemable)),
        rateFen: exchange.rate,
        least: exchange.least ?? 0,
        kinds: exchange.kinds,
      }
    }
    if (sought.code !== null) {
      const { book, pointsMax } = await bookOfCode(act, shop, sought.code)
      return isExchanged(rules, shop, book) ? [describe(book, pointsMax)] : []
    }
    if (sought.household === null) throw new Refusal('shops.customer_missing')
    const householdId = await getHouseholdId(act, shop, sought.household)
    const books = await listSpendable(act.tx, shop.placeCode, householdId)
    act.record({
      placeCode: shop.placeCode,
      householdId,
      action: 'shops.serve',
      subjectKind: 'household',
      subjectId: householdId,
      detail: { lookedUp: sought.household, shopId },
    })
    return books
      .filter((book) => !book.closed && isExchanged(rules, shop, book))
      .map((book) => describe(book, null))
  })
}

/** Whether the shop's scheme lets the points of this book be spent. */
export function isExchanged(rules: ExchangeRules, shop: ShopRow, book: Spendable): boolean {
  return book.adoptionId === shop.adoptionId && rules.books.some((one) => one.key === book.bookKey)
}

/** The book behind a code that still holds; refused in words when it is unknown, used or expired. */
async function bookOfCode(
  act: Act,
  shop: ShopRow,
  code: string,
): Promise<{ book: Spendable; pointsMax: number | null }> {
  const found = await findCode(act.tx, shop.placeCode, digestOf(act.actor.countyCode, code))
  if (!found) throw new Refusal('shops.code_wrong', {}, 'body.code')
  if (found.redemptionId) throw new Refusal('shops.code_used', {}, 'body.code')
  if (found.expiresAt <= act.now) throw new Refusal('shops.code_expired', {}, 'body.code')
  const book = await findSpendable(act.tx, shop.placeCode, found.bookId)
  if (!book) throw new Refusal('shops.code_wrong', {}, 'body.code')
  return { book, pointsMax: found.pointsMax }
}

async function getHouseholdId(act: Act, shop: ShopRow, sought: string): Promise<string> {
  const county = act.actor.countyCode
  const plateCode = sought.toLowerCase()
  const plate = /^\d{6}[a-z0-9]{12}$/.test(plateCode) ? await findPlate(act.tx, county, plateCode) : undefined
  if (plate?.placeCode === shop.placeCode) return plate.householdId
  const card = await householdCards(act.tx, county)
    .where('place_code', '=', shop.placeCode)
    .where('number', '=', sought)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  if (!card) throw new Refusal('shops.household_unknown', {}, 'body.household')
  return card.id
}
