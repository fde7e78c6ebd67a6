import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { maskName } from '../../engines/identity-number/identity-number.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { householdCards } from '../households/index.ts'
import { booksOf, listSpendable } from '../points/index.ts'
import { listRules } from '../schemes/index.ts'
import type { getOwnExchange as ownRoute } from './contract.ts'
import { describeGood, describeRedemption } from './describe.ts'
import type { ExchangeRules } from './scheme.ts'
import { listShopRows } from './store.ts'
import { listGoodRows } from './store-goods.ts'
import { listRedemptionRows } from './store-redemptions.ts'

/** What a household may exchange: its books, the village's open shops with their goods, and what it had so far. */
export async function readOwnExchange(
  act: Act,
  library: SchemeLibrary,
  householdId: string,
): Promise<z.input<(typeof ownRoute)['reply']>> {
  const county = act.actor.countyCode
  const today = chinaDateOf(act.now)
  const card = await householdCards(act.tx, county).where('id', '=', householdId).executeTakeFirst()
  if (!card) throw new Refusal('record.not_found')
  const placeCode = card.place_code
  act.authorise('shops.own', { placeCode, householdId })
  return act.inPlace(placeCode, async () => {
    const inForce = await listRules(act.tx, library, placeCode, today)
    const rulesById = new Map(
      inForce.flatMap((one) => {
        const exchange = one.resolved.plain.exchange as ExchangeRules | undefined
        return exchange ? [[one.adoption.id, { rules: one, exchange }] as const] : []
      }),
    )
    const shops = (await listShopRows(act.tx, placeCode)).filter(
      (shop) => shop.closedOn === null && rulesById.has(shop.adoptionId),
    )
    const books = (await listSpendable(act.tx, placeCode, householdId)).flatMap((book) => {
      const found = rulesById.get(book.adoptionId)
      const rule = found?.exchange.books.find((one) => one.key === book.bookKey)
      if (!found || !rule || book.closed) return []
      const name = booksOf(found.rules).find((one) => one.key === book.bookKey)!.name
      const who = book.subjectKind === 'person' ? book.subjectName : book.headName
      return {
        ...{ bookId: book.bookId, bookKey: book.bookKey, name, nameMasked: maskName(who), placeCode },
        ...{
          spendable: Math.max(0, book.redeemable),
          rateFen: rule.rate,
          least: rule.least ?? 0,
          kinds: rule.kinds,
        },
      }
    })
    const had = await listRedemptionRows(act.tx, county, { householdId, page: 1, pageSize: 50 })
    return {
      books,
      shops: await Promise.all(
        shops.map(async (shop) => {
          const { exchange } = rulesById.get(shop.adoptionId)!
          const page = { search: '', shelf: 'all' as const, retired: 'no' as const, page: 1, pageSize: 500 }
          const goods = await listGoodRows(act.tx, county, shop.id, page)
          return {
            ...{ id: shop.id, name: shop.name, address: shop.address, operatorName: shop.operatorName },
            goods: goods.rows
              .map((row) => describeGood(exchange, row))
              .filter((good) => good.points.length > 0),
          }
        }),
      ),
      redemptions: had.rows.flatMap((row) => {
        const shop = shops.find((one) => one.id === row.shopId)
        return shop ? [describeRedemption(act, shop, rulesById.get(shop.adoptionId)!.rules, row)] : []
      }),
    }
  })
}
