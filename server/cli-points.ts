import { Refusal } from '../engines/refusal/refusal.ts'
import { closePeriod, listBalanceFaults, listCounties } from '../modules/points/index.ts'
import { findAdoption } from '../modules/schemes/index.ts'
import { everywhere } from '../platform/database/connect.ts'
import type { Command } from './command.ts'

const close: Command = {
  name: 'points close',
  words: { zh: '结算一个周期', en: 'close a period' },
  options: {
    place: { value: '330482001213', words: { zh: '村（12 位代码）', en: 'the village, twelve digits' } },
    scheme: { value: 'id', words: { zh: '制度', en: 'the scheme' } },
    book: { value: 'key', words: { zh: '存折', en: 'the book' } },
    period: { value: '2019-Q4', words: { zh: '周期：2019、2019-H2、2019-Q4、2019-12', en: 'the period' } },
    reason: { value: '…', words: { zh: '再次结算的理由', en: 'why a closed period is closed again' } },
  },
  async run(call) {
    const placeCode = call.get('place')
    const schemeId = call.get('scheme')
    const bookKey = call.get('book')
    const period = call.get('period')
    const correctionReason = call.find('reason') ?? null
    const data = await call.open()
    const closed = await call.act(data, async (act) => {
      const adoption = await findAdoption(act.tx, placeCode, schemeId)
      if (!adoption) throw new Refusal('record.not_found')
      const body = { placeCode, adoptionId: adoption.id, bookKey, period, correctionReason }
      return closePeriod(act, data.services.schemes, body)
    })
    return {
      lines: [`已结算 ${period}（第 ${closed.attempt} 次）。 Closed ${period}, attempt ${closed.attempt}.`],
      data: closed,
    }
  },
}

const verify: Command = {
  name: 'points verify',
  words: { zh: '核对每本存折的余额等于记录合计', en: 'prove that every balance is the sum of its entries' },
  options: { county: { value: '330482', words: { zh: '只核对这个县', en: 'this county only' } } },
  async run(call) {
    const { services } = await call.open()
    const one = call.find('county')
    const { database } = services
    const counties = one === undefined ? await database.transact(everywhere, listCounties) : [one]
    const faults: Awaited<ReturnType<typeof listBalanceFaults>> = []
    for (const [index, county] of counties.entries()) {
      call.tell(county, index, counties.length)
      faults.push(...(await database.transact(everywhere, (tx) => listBalanceFaults(tx, county))))
    }
    const lines = faults.map(
      (fault) =>
        `✗ ${fault.countyCode} ${fault.bookId}: 余额 balance ${fault.redeemable}, 记录合计 sum of entries ${fault.summed}`,
    )
    const sound = `✓ ${counties.length} 个县的余额都等于记录合计。 Balances of ${counties.length} counties are the sums of their entries.`
    return {
      lines: lines.length > 0 ? lines : [sound],
      data: { counties, faults },
      problems: faults.length > 0,
    }
  },
}

export const pointsCommands: readonly Command[] = [close, verify]
