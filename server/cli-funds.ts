import { listFundCounties, listFundFaults } from '../modules/funds/index.ts'
import { everywhere } from '../platform/database/connect.ts'
import type { Command } from './command.ts'

const faults = {
  unbalanced: '借贷不平 lines do not sum to zero',
  same_person: '记账与审核是同一人 recorded and approved by one person',
  no_voucher: '没有凭证 without a voucher',
  below_zero: '余额为负 below zero',
  reversal_unlike: '冲正与原记录不符 the reversal does not mirror what it reverses',
}

const verify: Command = {
  name: 'funds verify',
  words: {
    zh: '核对资金账：借贷相平、两人经手、有凭证、不为负',
    en: 'prove that movements balance, were approved by a second person, have vouchers, and no balance is below zero',
  },
  options: { county: { value: '330482', words: { zh: '只核对这个县', en: 'this county only' } } },
  async run(call) {
    const { services } = await call.open()
    const { database } = services
    const one = call.find('county')
    const counties = one === undefined ? await database.transact(everywhere, listFundCounties) : [one]
    const found: Awaited<ReturnType<typeof listFundFaults>> = []
    for (const [index, county] of counties.entries()) {
      call.tell(county, index, counties.length)
      found.push(...(await database.transact(everywhere, (tx) => listFundFaults(tx, county))))
    }
    const sound = `✓ ${counties.length} 个县的资金账都对得上。 The funds of ${counties.length} counties add up.`
    const lines = found.map(
      (fault) => `✗ ${fault.countyCode} ${fault.fundId} ${fault.movementId ?? ''}: ${faults[fault.fault]}`,
    )
    return {
      lines: lines.length > 0 ? lines : [sound],
      data: { counties, faults: found },
      problems: found.length > 0,
    }
  },
}

export const fundsCommands: readonly Command[] = [verify]
