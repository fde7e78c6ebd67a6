import type { VillagePlace } from './open-villages.ts'

type Fields = Record<string, unknown> & { id: string; revision: number; rows: { id: string }[] }

/** Does one act of a village on a day and gives the answer. */
interface Life {
  do(day: string, method: string, url: string, body?: object, who?: string): Promise<Fields>
}

interface Trade {
  place: VillagePlace
  adoptionId: string
  household: string
  fileId: string
  mark: string
}

/** A resolution that passes. */
export const vote = (placeCode: string, title: string, heldOn: string) => ({
  ...{ placeCode, title, body: 'members_congress', heldOn },
  ...{ eligible: 60, present: 55, votesFor: 50, votesAgainst: 3, votesAbstain: 2 },
})

/** The close of the year, its plan, and a resolution. */
export async function divide(
  life: Life,
  { place, adoptionId, households }: { place: VillagePlace; adoptionId: string; households: string[] },
) {
  for (const household of households)
    await life.do('2019-02-01', 'PUT', `/api/dividends/shares/${household}`, {
      ...{ placeCode: place, shares: 300, from: '2019-01-01', basis: '股份量化底册' },
    })
  const closed = await life.do('2020-01-05', 'POST', '/api/points/closes', {
    ...{ placeCode: place, adoptionId, bookKey: 'shanzhi', period: '2019' },
  })
  const plan = await life.do('2020-02-01', 'POST', '/api/dividends/plans', {
    ...{ placeCode: place, adoptionId, closeId: closed.closeId },
    ...{ sharePoolFen: 80_000, incentivePoolFen: 900_000, priceFen: null },
  })
  const voted = await life.do(
    '2020-02-01',
    'POST',
    '/api/meetings/resolutions',
    vote(place, '讨论分配', '2020-02-01'),
  )
  return { closeId: String(closed.closeId), planId: plan.id, resolutionId: voted.id }
}

/** A fund with a movement of its own, and a shop with a good, its stock and one redemption. */
export async function trade(life: Life, { place, adoptionId, household, fileId, mark }: Trade) {
  const day = '2019-05-01'
  const fund = await life.do(day, 'POST', '/api/funds', {
    ...{ placeCode: place, adoptionId, kind: 'special', name: `${mark}专账`, openedOn: '2019-01-01' },
  })
  const movement = await life.do(day, 'POST', `/api/funds/${fund.id}/movements`, {
    ...{ kind: 'income', occurredOn: day, sourceKey: 'donation', amountFen: 10_000, words: `${mark}捐款` },
    ...{ donor: `${mark}商会`, vouchers: [fileId] },
  })
  const voted = await life.do(
    day,
    'POST',
    '/api/meetings/resolutions',
    vote(place, '选定经营者', '2019-04-30'),
  )
  const shop = await life.do(day, 'POST', '/api/shops', {
    ...{ placeCode: place, adoptionId, name: `${mark}超市`, openedOn: '2019-01-01', site: 'store' },
    ...{ address: '村口 1 号', operatorName: `${mark}店主`, resolutionId: voted.id },
  })
  const good = await life.do(day, 'POST', `/api/shops/${shop.id}/goods`, {
    ...{
      name: `${mark}大米`,
      kind: 'goods',
      shelf: 'business',
      classKey: 'grain_oil',
      unit: '袋',
      priceFen: 500,
    },
  })
  await life.do(day, 'POST', `/api/shops/${shop.id}/stock`, {
    ...{ goodId: good.id, kind: 'purchase', quantity: 9, party: `${mark}粮店` },
  })
  const passbook = await life.do(day, 'GET', `/api/points/households/${household}/passbook`)
  const redemption = await life.do(day, 'POST', `/api/shops/${shop.id}/redemptions`, {
    ...{ bookId: passbook.bookId, confirmation: { by: 'person' }, lines: [{ goodId: good.id, quantity: 1 }] },
  })
  return {
    ...{ fundId: fund.id, movementId: movement.id, shopId: shop.id },
    ...{ goodId: good.id, redemptionId: redemption.id },
  }
}
