import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { listHolders } from '../accounts/index.ts'
import { findResolution } from '../meetings/index.ts'
import type { changeShop as changeRoute, openShop as openRoute } from './contract.ts'
import { rulesOfShop } from './in-shop.ts'
import { findShop, insertShop, lockShop, type ShopRow, updateShop } from './store.ts'

/** Opens a shop for a scheme that has a chapter on exchange; its operator is chosen as the scheme says (D-20). */
export async function openShop(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof openRoute>,
): Promise<ShopRow> {
  act.authorise('shops.manage', { placeCode: body.placeCode })
  await assertOperator(act, library, body, body)
  const id = makeId()
  if (!(await insertShop(act.tx, { ...body, id })))
    throw new Refusal('shops.name_taken', { name: body.name }, 'body.name')
  act.record({
    placeCode: body.placeCode,
    action: 'shops.manage',
    subjectKind: 'shop',
    subjectId: id,
    detail: { opened: body.name, operator: body.operatorName, resolution: body.resolutionId },
  })
  return (await findShop(act.tx, act.actor.countyCode, id))!
}

/** Changes a shop's partner, place or operator, or closes it on a day. */
export async function changeShop(
  act: Act,
  library: SchemeLibrary,
  shopId: string,
  body: RouteBody<typeof changeRoute>,
): Promise<ShopRow> {
  const shop = await lockShop(act.tx, act.actor.countyCode, shopId)
  if (!shop) throw new Refusal('record.not_found')
  act.authorise('shops.manage', { placeCode: shop.placeCode })
  const { revision, ...change } = body
  if (shop.revision !== revision) throw new Refusal('request.stale')
  if (shop.closedOn) throw new Refusal('shops.closed', { on: shop.closedOn })
  const changesOperator =
    change.operatorAccountId !== shop.operatorAccountId || change.operatorName !== shop.operatorName
  if (changesOperator) await assertOperator(act, library, shop, change)
  await updateShop(act.tx, shop, change)
  act.record({
    placeCode: shop.placeCode,
    action: 'shops.manage',
    subjectKind: 'shop',
    subjectId: shopId,
    detail: { ...change },
  })
  return (await findShop(act.tx, act.actor.countyCode, shopId))!
}

/** A resolution that passed where the scheme asks for one; an account only where it holds the role in this village. */
async function assertOperator(
  act: Act,
  library: SchemeLibrary,
  shop: Pick<ShopRow, 'placeCode' | 'adoptionId'>,
  chosen: { operatorAccountId: string | null; resolutionId: string | null },
): Promise<void> {
  const today = chinaDateOf(act.now)
  const { rules, inForce } = await rulesOfShop(act.tx, library, shop, today)
  if (inForce.adoption.placeCode !== shop.placeCode)
    throw new Refusal('shops.no_rules', {}, 'body.adoptionId')
  const resolution = chosen.resolutionId
    ? await findResolution(act.tx, shop.placeCode, chosen.resolutionId)
    : undefined
  if ((rules.operator_by_resolution || chosen.resolutionId) && !resolution?.passed)
    throw new Refusal('shops.resolution_missing', {}, 'body.resolutionId')
  if (chosen.operatorAccountId === null) return
  const holders = await listHolders(act.tx, shop.placeCode, 'merchant', today)
  if (!holders.some((holder) => holder.accountId === chosen.operatorAccountId))
    throw new Refusal('shops.operator_no_role', {}, 'body.operatorAccountId')
}
