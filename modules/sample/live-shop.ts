import { decideMovement, openFund, recordMovement } from '../funds/index.ts'
import { addGood, openShop, recordStock, redeem } from '../shops/index.ts'
import type { SampleScene } from './sample-scene.ts'

/** A shop with its fund as a sample has them; points and quantities come from the books that the village has. */
export interface ShopPlan {
  placeCode: string
  adoptionId: string
  name: string
  openedOn: string
  operatorName: string
  resolutionId: string
  fundName: string
  /** What came into the fund, in fen; each with a file that was uploaded before. */
  income: {
    on: string
    sourceKey: string
    amountFen: number
    words: string
    donor: string | null
    voucher: string
  }[]
  goods: {
    name: string
    kind: 'goods' | 'service' | 'voucher'
    shelf: 'charity' | 'business'
    classKey: string
    unit: string
    priceFen: number
    pricePoints: number | null
    pieces: number
  }[]
  /** Who took what on which day; `good` is its place in the list above. */
  redemptions: { on: string; bookId: string; good: number; quantity: number }[]
}

/**
 * Opens a fund and a shop, fills the shelves and lets households redeem, through the same use cases as people: the
 * clerk records and serves, the secretary approves.
 */
export async function liveShop(
  { as, services: { schemes } }: Pick<SampleScene, 'as' | 'services'>,
  plan: ShopPlan,
): Promise<{ shopId: string; fundId: string }> {
  const { placeCode, adoptionId, openedOn } = plan
  const fund = await as('clerk', openedOn, (act) =>
    openFund(act, schemes, { placeCode, adoptionId, kind: 'special', name: plan.fundName, openedOn }),
  )
  for (const { on, voucher, ...income } of plan.income) {
    const movement = await as('clerk', on, (act) =>
      recordMovement(act, schemes, fund.id, {
        ...{ ...income, kind: 'income', occurredOn: on, useKey: null },
        ...{ donorHidden: false, vouchers: [voucher] },
      }),
    )
    await as('secretary', on, (act) =>
      decideMovement(act, schemes, movement.id, { decision: 'approved', note: '' }),
    )
  }
  const shop = await as('clerk', openedOn, (act) =>
    openShop(act, schemes, {
      ...{ placeCode, adoptionId, name: plan.name, openedOn, site: 'store', partner: '' },
      ...{ address: '村委会旁', operatorAccountId: null, operatorName: plan.operatorName },
      resolutionId: plan.resolutionId,
    }),
  )
  const goods: string[] = []
  for (const { pieces, ...good } of plan.goods) {
    const added = await as('clerk', openedOn, (act) => addGood(act, schemes, shop.id, good))
    goods.push(added.id)
    if (pieces === 0) continue
    const kind = good.shelf === 'charity' ? 'donation' : 'purchase'
    await as('clerk', openedOn, (act) =>
      recordStock(act, schemes, shop.id, {
        ...{ goodId: added.id, kind, quantity: pieces, party: null, partyHidden: false, reason: '' },
      }),
    )
  }
  for (const { on, bookId, good, quantity } of plan.redemptions)
    await as('clerk', on, (act) =>
      redeem(act, schemes, shop.id, {
        ...{ code: null, bookId, confirmation: { by: 'person', proxy: null } },
        ...{ lines: [{ goodId: goods[good]!, quantity }], cashFen: 0, chosenTime: false },
      }),
    )
  return { shopId: shop.id, fundId: fund.id }
}
