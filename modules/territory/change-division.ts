import { checkDivisionCode, parentOf } from '../../engines/division-code/division-code.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { getDivision } from './find-divisions.ts'
import { describe } from './import-divisions.ts'
import {
  type DivisionRow,
  endDivisionRow,
  findDivisionRow,
  listDivisionRows,
  lockDivision,
  writeBatch,
} from './store.ts'

/** Adds one division below one that is there. */
export async function createDivision(
  act: Act,
  request: { code: string; name: string; from: string; source: string },
) {
  act.authorise('territory.manage', { placeCode: request.code })
  const problem = checkDivisionCode(request.code)[0]
  if (problem) {
    throw new Refusal(
      'territory.code_wrong',
      { code: request.code, reason: problem.zh, reasonEn: problem.en },
      'body.code',
    )
  }
  const taken = await findDivisionRow(act.tx, request.code)
  if (taken) throw new Refusal('territory.code_taken', { code: taken.code, name: taken.name }, 'body.code')
  const parent = parentOf(request.code)
  if (parent) {
    const above = await lockDivision(act.tx, parent)
    if (!above) throw new Refusal('territory.parent_missing', { parent }, 'body.code')
    refuseEnded(above)
  }
  await writeBatch(act.tx, [describe(request)], { asOf: request.from, source: request.source })
  record(act, 'territory.create', request.code, request)
  return getDivision(act.tx, request.code)
}

/** Gives a division a new name from a day on; the old one is kept with its dates. */
export async function renameDivision(
  act: Act,
  request: { code: string; name: string; from: string; source: string },
) {
  act.authorise('territory.manage', { placeCode: request.code })
  const row = await lockDivision(act.tx, request.code)
  if (!row) throw new Refusal('territory.not_found', { code: request.code })
  refuseEnded(row)
  if (row.name === request.name) throw new Refusal('territory.same_name', { name: row.name }, 'body.name')
  if (request.from <= row.validFrom)
    throw new Refusal('territory.date_before_start', { on: request.from, from: row.validFrom }, 'body.from')
  await writeBatch(act.tx, [describe(request)], { asOf: request.from, source: request.source })
  record(act, 'territory.rename', request.code, { ...request, before: row.name })
  return getDivision(act.tx, request.code)
}

/** Ends a division without current children and names those that take over. Its households move by their own acts. */
export async function endDivision(
  act: Act,
  request: { code: string; on: string; successorCodes: readonly string[]; source: string },
) {
  act.authorise('territory.manage', { placeCode: request.code })
  const row = await lockDivision(act.tx, request.code)
  if (!row) throw new Refusal('territory.not_found', { code: request.code })
  refuseEnded(row)
  if (request.on <= row.validFrom)
    throw new Refusal('territory.date_before_start', { on: request.on, from: row.validFrom }, 'body.on')
  if (row.childCount > 0) throw new Refusal('territory.has_children', { count: row.childCount })
  const successors = await listDivisionRows(act.tx, request.successorCodes)
  const current = new Set(successors.filter((one) => one.validTo === null).map((one) => one.code))
  for (const code of request.successorCodes) {
    if (code === request.code || !current.has(code))
      throw new Refusal('territory.successor_wrong', { code }, 'body.successorCodes')
  }
  await endDivisionRow(act.tx, { ...request, successorCodes: [...current] })
  record(act, 'territory.end', request.code, request)
  return getDivision(act.tx, request.code)
}

function refuseEnded(row: DivisionRow): void {
  if (row.validTo !== null) throw new Refusal('territory.ended', { name: row.shortName, on: row.validTo })
}

function record(act: Act, action: string, code: string, detail: object): void {
  act.record({ placeCode: code, action, subjectKind: 'division', subjectId: code, detail: { ...detail } })
}
