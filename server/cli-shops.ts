import { listShopCounties, listStockFaults } from '../modules/shops/index.ts'
import { everywhere } from '../platform/database/connect.ts'
import type { Command } from './command.ts'

const verify: Command = {
  name: 'shops verify',
  words: {
    zh: '核对每件物品的库存等于台账合计',
    en: 'prove that the stock of every good is the sum of its ledger',
  },
  options: { county: { value: '330482', words: { zh: '只核对这个县', en: 'this county only' } } },
  async run(call) {
    const { services } = await call.open()
    const { database } = services
    const one = call.find('county')
    const counties = one === undefined ? await database.transact(everywhere, listShopCounties) : [one]
    const faults: Awaited<ReturnType<typeof listStockFaults>> = []
    for (const [index, county] of counties.entries()) {
      call.tell(county, index, counties.length)
      faults.push(...(await database.transact(everywhere, (tx) => listStockFaults(tx, county))))
    }
    const sound = `✓ ${counties.length} 个县的库存都等于台账合计。 The stock of ${counties.length} counties is the sum of its ledger.`
    const lines = faults.map(
      (fault) =>
        `✗ ${fault.countyCode} ${fault.goodId}: 库存 on hand ${fault.onHand}, 台账合计 ledger ${fault.summed}`,
    )
    return {
      lines: lines.length > 0 ? lines : [sound],
      data: { counties, faults },
      problems: faults.length > 0,
    }
  },
}

export const shopsCommands: readonly Command[] = [verify]
