import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/database/connect.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Fault, RowResult } from '../../platform/workbooks/index.ts'
import { gatherRow } from './gather-roll.ts'
import { type Judgement, RollJudge } from './judge-roll.ts'
import { type PlannedHousehold, RollGathering, type RollRequest } from './roll-gathering.ts'
import type { RollRow } from './roll-sheet.ts'

export interface RollPlan {
  county: string
  place: string
  today: string
  rows: number
  households: PlannedHousehold[]
  groupsToCreate: { placeCode: string; name: string }[]
  /** People of the file's households who are here and not in the file. */
  notInFile: number
  /** At most `faultsKept`, in the order of finding. */
  faults: Fault[]
  faultsTotal: number
  /** Faulty rows that name no household. */
  strays: number
  warnings: { zh: string; en: string }[]
  digest: string
}

/** Rows made by a program (the sample), in the form that a workbook gives. */
export async function* rollRowsOf(rows: Iterable<RollRow>): AsyncGenerator<RowResult<RollRow>> {
  let rowNumber = 1
  for (const value of rows) {
    rowNumber += 1
    yield { rowNumber, value }
  }
}

/**
 * Reads a roll and says what importing it would do: who is new, changed or as known, and every fault with its row,
 * value, reason and mend. Rows check against rows (one head, one household a person), and against the county.
 * Writes nothing; memory grows with the people of the file, some hundred bytes each.
 */
export async function planRoll(tx: Tx, secrets: Secrets, request: RollRequest): Promise<RollPlan> {
  const gathering = new RollGathering(request)
  for await (const row of request.rows) {
    gatherRow(gathering, secrets, request, row)
    if (gathering.rows % 1000 === 0) await request.onProgress?.(gathering.rows)
  }
  await request.onProgress?.(gathering.rows)
  return judgeGathering(tx, gathering, request)
}

/** The plan of all that was gathered. */
export async function judgeGathering(
  tx: Tx,
  gathering: RollGathering,
  request: RollRequest,
): Promise<RollPlan> {
  const judge = new RollJudge(tx, request.place.slice(0, 6), request)
  return makePlan(gathering, request, await judge.judge(gathering, [...gathering.households.values()]))
}

/** The plan that a gathering and its judgement amount to. */
export function makePlan(gathering: RollGathering, request: RollRequest, judgement: Judgement): RollPlan {
  const households = [...gathering.households.values()]
  return {
    county: request.place.slice(0, 6),
    place: request.place,
    today: request.today,
    rows: gathering.rows,
    households,
    groupsToCreate: judgement.groupsToCreate,
    notInFile: judgement.notInFile,
    faults: gathering.faults,
    faultsTotal: gathering.faultsTotal,
    strays: gathering.strays,
    warnings: warningsOf(households, judgement.notInFile),
    digest: digestOf(request, households, gathering.faultsTotal),
  }
}

function warningsOf(households: readonly PlannedHousehold[], notInFile: number) {
  const warnings: RollPlan['warnings'] = []
  const without = households.reduce(
    (sum, household) => sum + household.people.filter((one) => one.state === 'new' && !one.identity).length,
    0,
  )
  if (without > 0)
    warnings.push({
      zh: `有${without}人没有身份证号，以后容易登记重复，建议补齐。`,
      en: `${without} people have no identity number and are easily registered twice; add them when you can.`,
    })
  if (notInFile > 0)
    warnings.push({
      zh: `表里的户中，系统里另有${notInFile}人不在表里，他们保持不变。已迁出或去世的请在农户页面办理。`,
      en: `${notInFile} people of these households are here and not in the file; they stay. Register who left or died on the household’s page.`,
    })
  return warnings
}

function digestOf(request: RollRequest, households: readonly PlannedHousehold[], faults: number): string {
  const hash = createHash('sha256').update(`${request.place} ${request.createGroups} ${faults}\n`)
  for (const household of households) {
    const people = household.people.map((one) => `${one.row}${one.state[0]}`).join()
    hash.update(
      `${household.placeCode} ${household.number} ${household.state} ${household.faulty} ${people}\n`,
    )
  }
  return hash.digest('base64url')
}
