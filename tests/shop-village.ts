import assert from 'node:assert/strict'
import { v7 as makeId } from 'uuid'
import { insertYear, vote } from './dividend-acts.ts'
import { type ExchangeParts, withExchange } from './exchange-schemes.ts'
import { type Answer, openVillageApp, type VillageApp } from './points-app.ts'
import { addFile, county, openTestVillage, place, type TestVillage } from './points-village.ts'

/** A village with a shop, its operator, a fund, and passbooks of 100 points each in 2019. */
export interface ShopVillage {
  village: TestVillage
  server: VillageApp
  shopId: string
  fundId: string
  /** Passbooks of the year by household. */
  books: string[]
  call(as: string, path: string, body?: unknown, key?: string): Promise<Answer>
  must<T = Record<string, unknown> & { id: string }>(as: string, path: string, body?: unknown): Promise<T>
  /** Puts a good on a shelf with so many pieces. */
  addGood(name: string, priceFen: number, pieces: number, change?: Record<string, unknown>): Promise<string>
  /** A code on the phone of a household's villager. */
  makeCode(household: number, pointsMax?: number | null): Promise<string>
  close(): Promise<void>
}

export async function openShopVillage(
  households: number,
  parts: ExchangeParts = {},
  day = '2019-06-10',
): Promise<ShopVillage> {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  const village = await openTestVillage(households, (yaml) => withExchange(yaml, parts))
  await insertYear(village, [])
  const server = await openVillageApp(village, day)
  const call: ShopVillage['call'] = (as, path, body, key) =>
    server.call(as, body === undefined ? 'GET' : 'POST', `/api/${path}`, body, key)
  const must = async <T>(as: string, path: string, body?: unknown) => {
    const answer = await call(as, path, body)
    assert.equal(answer.status, 200, `${path} ${answer.text}`)
    return answer.body as unknown as T
  }
  const merchant = await addMerchant(village, server, 'merchant')
  const adoption = { placeCode: place, adoptionId: village.adoptionId }
  const shop = await must<{ id: string }>('clerk', 'shops', {
    ...{ ...adoption, name: '爱心超市', openedOn: '2019-01-01', site: 'store', partner: '村口小卖部' },
    ...{ address: '村口 1 号', operatorAccountId: merchant, operatorName: '老店主' },
    resolutionId: await vote(village, '2019-01-07'),
  })
  const fund = await must<{ id: string }>('clerk', 'funds', {
    ...{ ...adoption, kind: 'special', name: '兑换专账', openedOn: '2019-01-01' },
  })
  const books = await Promise.all(
    village.households.map(
      async (household) =>
        (
          await village.database.owner.query<{ id: string }>(
            `select id from points.book where household_id = $1 and cycle = '2019'`,
            [household],
          )
        ).rows[0]!.id,
    ),
  )
  for (const index of village.households.keys()) server.actors[`villager ${index}`] = village.villager(index)
  return {
    ...{ village, server, shopId: shop.id, fundId: fund.id, books, call, must },
    addGood: async (name, priceFen, pieces, change = {}) => {
      const good = await must<{ id: string; stocked: boolean }>('merchant', `shops/${shop.id}/goods`, {
        ...{ name, kind: 'goods', shelf: 'business', classKey: 'daily', unit: '件', priceFen },
        ...change,
      })
      if (pieces > 0)
        await must('merchant', `shops/${shop.id}/stock`, {
          ...{ goodId: good.id, kind: 'purchase', quantity: pieces },
        })
      return good.id
    },
    makeCode: async (household, pointsMax = null) =>
      (
        await must<{ code: string }>(`villager ${household}`, 'shops/codes', {
          ...{ placeCode: place, bookId: books[household], pointsMax },
        })
      ).code,
    close: async () => {
      await server.close()
      await village.close()
    },
  }
}

/** Somebody with the role of a shop operator in the village and nothing else; signs in under the name. */
export async function addMerchant(village: TestVillage, server: VillageApp, name: string): Promise<string> {
  const accountId = makeId()
  await village.database.owner.query(
    `insert into account.account (county_code, id, place_code, name, state, created_at) values ($1, $2, $3, $4, 'active', '2019-01-01')`,
    [county, accountId, place, name],
  )
  await village.database.owner.query(
    `insert into account.grant (county_code, id, account_id, place_code, role, scope, valid_from, reason) values ($1, $2, $3, $4, 'merchant', $4, '2019-01-01', '村民代表会议选定')`,
    [county, makeId(), accountId, place],
  )
  server.actors[name] = {
    ...{ accountId, countyCode: county, placeCode: place, name, personId: null, householdId: null },
    grants: [{ role: 'merchant', scope: place }],
  }
  return accountId
}

/** Money of a source for the shop's fund, recorded and approved. */
export async function addMoney(shop: ShopVillage, fen: number, sourceKey = 'donation'): Promise<void> {
  const movement = await shop.must<{ id: string }>('clerk', `funds/${shop.fundId}/movements`, {
    ...{ kind: 'income', occurredOn: '2019-02-01', sourceKey, amountFen: fen, words: '筹集资金' },
    vouchers: [await addFile(shop.village)],
  })
  await shop.must('secretary', `funds/movements/${movement.id}/decision`, { decision: 'approved' })
}
