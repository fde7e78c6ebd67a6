import type { FastifyInstance } from 'fastify'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { mountRoute } from '../../platform/http/mount-route.ts'
import { mountList } from '../exports/index.ts'
import { listRules } from '../schemes/index.ts'
import * as contract from './contract.ts'
import { sheetLinesList } from './contract-lists.ts'
import { describeLadder, describeLines, describeSheets, rulesOfSheet } from './describe.ts'
import { approveSheet, draftSheet, dropSheet, paySheet } from './keep-sheet.ts'
import type { RewardRules } from './scheme.ts'
import { findSheet, listLineRows, listSheetRows, type SheetRow } from './store.ts'
import { listClawbacks, takeBack } from './take-back.ts'
import { workOutSheet } from './work-out-sheet.ts'

/** Lines that a trial shows; a kept sheet shows all. */
const previewLines = 200

export async function rewardRoutes(app: FastifyInstance): Promise<void> {
  mountReadings(app)
  mountActs(app)
}

function mountReadings(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  mountRoute(app, contract.listLadders, async (act, { query }) => {
    act.authorise('rewards.read', { placeCode: query.place })
    const inForce = await listRules(act.tx, schemes, query.place, chinaDateOf(act.now))
    return inForce.flatMap((one) => {
      const rules = one.resolved.plain.rewards as RewardRules | undefined
      return (rules?.ladders ?? []).map((ladder) => ({
        ...describeLadder(ladder),
        adoptionId: one.adoption.id,
        schemeName: one.content.name,
      }))
    })
  })
  mountRoute(app, contract.listSheets, async (act, { query }) => {
    act.authorise('rewards.read', { placeCode: query.place })
    return describeSheets(act, schemes, await listSheetRows(act.tx, query.place))
  })
  mountRoute(app, contract.getSheet, async (act, { params }) =>
    describeOne(app, act, await getSheet(act, params.sheetId)),
  )
  mountList(app, contract.listSheetLines, sheetLinesList, async (act, { params, query }) => {
    const row = await getSheet(act, params.sheetId)
    const { rows, total } = await listLineRows(act.tx, act.actor.countyCode, row.id, query)
    const lines = describeLines(await rulesOfSheet(act, schemes, row), row.ladder, rows)
    return { rows: lines, total, placeCode: row.placeCode }
  })
  mountRoute(app, contract.listClawbacks, async (act, { query }) => {
    act.authorise('rewards.read', { placeCode: query.place })
    return listClawbacks(act, schemes, query.place)
  })
}

function mountActs(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  mountRoute(app, contract.previewSheet, async (act, { body }) => {
    act.authorise('rewards.draft', { placeCode: body.placeCode })
    const worked = await workOutSheet(act, schemes, body)
    const first = worked.lines.slice(0, previewLines).map((line, index) => ({ ...line, position: index + 1 }))
    return {
      wholeVillage: worked.wholeVillage,
      totalFen: worked.totalFen,
      remainderFen: worked.remainderFen,
      count: worked.lines.length,
      lines: describeLines(worked, body.ladder, first),
    }
  })
  mountRoute(app, contract.draftSheet, async (act, { body }) =>
    describeOne(app, act, await draftSheet(act, schemes, body)),
  )
  mountRoute(app, contract.approveSheet, async (act, { params, body }) =>
    describeOne(app, act, await approveSheet(act, schemes, params.sheetId, body)),
  )
  mountRoute(app, contract.paySheet, async (act, { params, body }) =>
    describeOne(app, act, await paySheet(act, schemes, params.sheetId, body)),
  )
  mountRoute(app, contract.dropSheet, async (act, { params, body }) =>
    describeOne(app, act, await dropSheet(act, params.sheetId, body)),
  )
  mountRoute(app, contract.takeBack, (act, { body }) => takeBack(act, schemes, body))
}

async function describeOne(app: FastifyInstance, act: Act, row: SheetRow) {
  return (await describeSheets(act, app.shanzhi.schemes, [row]))[0]!
}

async function getSheet(act: Act, sheetId: string): Promise<SheetRow> {
  const row = await findSheet(act.tx, act.actor.countyCode, sheetId)
  if (!row) throw new Refusal('record.not_found')
  act.authorise('rewards.read', { placeCode: row.placeCode })
  return row
}
