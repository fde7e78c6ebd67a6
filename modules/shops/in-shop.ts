import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import type { ExchangeRules } from './scheme.ts'
import { findShop, type ShopRow } from './store.ts'

/** Whose shop it is besides its operator's: who works for the village as a whole. */
const forAll: Record<string, string> = {
  'shops.read': 'shops.read_any',
  'shops.stock': 'shops.serve_any',
  'shops.serve': 'shops.serve_any',
  'shops.cancel': 'shops.serve_any',
  'shops.reconcile': 'shops.serve_any',
  'shops.manage': 'shops.manage',
  'shops.settle': 'shops.settle',
}

/**
 * Does work in a shop: the right is asked, and the shop must be the actor's own or the village's to serve. The
 * operator's account sees no rows of the village; within the work it does, through this shop.
 */
export async function inShop<T>(
  act: Act,
  shopId: string,
  action: keyof typeof forAll,
  work: (shop: ShopRow) => Promise<T>,
): Promise<T> {
  const shop = await findShop(act.tx, act.actor.countyCode, shopId)
  if (!shop) throw new Refusal('record.not_found')
  act.authorise(action, { placeCode: shop.placeCode })
  const own = shop.operatorAccountId === act.actor.accountId
  if (!own && !act.may(forAll[action]!, { placeCode: shop.placeCode }))
    throw new Refusal('shops.not_your_shop')
  return act.inPlace(shop.placeCode, () => work(shop))
}

/** The exchange chapter of the shop's scheme on a day. */
export async function rulesOfShop(
  tx: Tx,
  library: SchemeLibrary,
  shop: Pick<ShopRow, 'placeCode' | 'adoptionId'>,
  on: string,
): Promise<{ rules: ExchangeRules; inForce: RulesInForce }> {
  const inForce = await getRules(tx, library, {
    countyCode: shop.placeCode.slice(0, 6),
    adoptionId: shop.adoptionId,
    on,
  })
  const rules = inForce.resolved.plain.exchange as ExchangeRules | undefined
  if (!rules) throw new Refusal('shops.no_rules', {}, 'body.adoptionId')
  return { rules, inForce }
}
