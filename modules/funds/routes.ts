import type { FastifyInstance } from 'fastify'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { mountRoute } from '../../platform/http/mount-route.ts'
import { mountList, mountWorkbook } from '../exports/index.ts'
import * as contract from './contract.ts'
import { monthsTable, movementsList } from './contract-lists.ts'
import { describeFunds, describeMovements } from './describe.ts'
import { publishStatement, readStatement } from './publish-statement.ts'
import { decideMovement, openFund, recordMovement, reverseMovement } from './record-movement.ts'
import { type FundRow, findFund, listFundRows } from './store.ts'
import { listMonthRows, listMovementRows, type MovementRow } from './store-movements.ts'

export async function fundRoutes(app: FastifyInstance): Promise<void> {
  const { schemes } = app.shanzhi
  const describeOne = async (act: Act, row: MovementRow) =>
    (await describeMovements(act, schemes, await getFund(act, row.fundId), [row]))[0]!
  mountRoute(app, contract.listFunds, async (act, { query }) => {
    act.authorise('funds.read', { placeCode: query.place })
    return describeFunds(act, schemes, await listFundRows(act.tx, query.place))
  })
  mountRoute(
    app,
    contract.openFund,
    async (act, { body }) => (await describeFunds(act, schemes, [await openFund(act, schemes, body)]))[0]!,
  )
  mountList(app, contract.listMovements, movementsList, async (act, { params, query }) => {
    const fund = await getFund(act, params.fundId)
    const { rows, total } = await listMovementRows(act.tx, act.actor.countyCode, fund.id, query)
    const { placeCode } = fund
    return { rows: await describeMovements(act, schemes, fund, rows), total, placeCode }
  })
  mountRoute(app, contract.recordMovement, async (act, { params, body }) =>
    describeOne(act, await recordMovement(act, schemes, params.fundId, body)),
  )
  mountRoute(app, contract.decideMovement, async (act, { params, body }) =>
    describeOne(act, await decideMovement(act, schemes, params.movementId, body)),
  )
  mountRoute(app, contract.reverseMovement, async (act, { params, body }) =>
    describeOne(act, await reverseMovement(act, params.movementId, body)),
  )
  mountRoute(app, contract.previewStatement, async (act, { params, query }) => {
    const { period, ...statement } = await readStatement(act, schemes, params.fundId, query.period)
    const fund = await getFund(act, params.fundId)
    return {
      ...statement,
      period: period.label,
      firstDay: period.firstDay,
      lastDay: period.lastDay,
      rows: await describeMovements(act, schemes, fund, statement.rows),
    }
  })
  mountRoute(app, contract.publishStatement, (act, { params, body }) =>
    publishStatement(act, schemes, params.fundId, body),
  )
  const monthsOf = async (act: Act, fundId: string, year: string) => {
    const fund = await getFund(act, fundId)
    const rows = await listMonthRows(act.tx, act.actor.countyCode, fund.id, year)
    return { rows, total: rows.length, placeCode: fund.placeCode }
  }
  mountRoute(
    app,
    contract.listMonths,
    async (act, { params, query }) => (await monthsOf(act, params.fundId, query.year)).rows,
  )
  mountWorkbook(app, contract.listMonths, monthsTable, (act, { params, query }) =>
    monthsOf(act, params.fundId, query.year),
  )
}

async function getFund(act: Act, fundId: string): Promise<FundRow> {
  const fund = await findFund(act.tx, act.actor.countyCode, fundId)
  if (!fund) throw new Refusal('record.not_found')
  act.authorise('funds.read', { placeCode: fund.placeCode })
  return fund
}
