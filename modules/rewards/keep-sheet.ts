import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { assertFilesKnown } from '../files/index.ts'
import { findFund, listMovementStates, recordMovement } from '../funds/index.ts'
import { bodyNames, findResolution } from '../meetings/index.ts'
import type { approveSheet as approveRoute, paySheet as payRoute } from './contract.ts'
import type { RewardRules } from './scheme.ts'
import {
  type Approval,
  findSheet,
  insertPayment,
  insertSheet,
  listAllSheetLines,
  listAttempts,
  listPayments,
  lockSheet,
  moveSheet,
  type SheetRow,
} from './store.ts'
import { type Wish, workOutSheet } from './work-out-sheet.ts'

const countyOf = (placeCode: string) => placeCode.slice(0, 6)

/** Keeps a worked-out sheet, line by line, beside no other of its period. */
export async function draftSheet(act: Act, library: SchemeLibrary, wish: Wish): Promise<SheetRow> {
  act.authorise('rewards.draft', { placeCode: wish.placeCode })
  const worked = await workOutSheet(act, library, wish)
  if (worked.totalFen === 0) throw new Refusal('rewards.nothing_due', { period: wish.period }, 'body.period')
  const [newest] = await listAttempts(act.tx, wish)
  if (newest && newest.state !== 'dropped')
    throw new Refusal('rewards.sheet_exists', { period: wish.period }, 'body.period')
  const id = makeId()
  const { closeId, wholeVillage, totalFen, remainderFen } = worked
  const sheet = {
    ...wish,
    id,
    attempt: (newest?.attempt ?? 0) + 1,
    closeId,
    wholeVillage,
    totalFen,
    remainderFen,
  }
  const written = await insertSheet(
    act.tx,
    {
      ...sheet,
      schemeHash: worked.inForce.mark.hash,
      draftedBy: act.actor.accountId,
      draftedAt: act.now,
    },
    worked.lines,
  )
  if (!written) throw new Refusal('rewards.sheet_exists', { period: wish.period }, 'body.period')
  record(act, sheet, 'rewards.draft', { ladder: wish.ladder, period: wish.period, totalFen, wholeVillage })
  return getAgain(act, sheet)
}

const stateWords: Record<SheetRow['state'], { zh: string; en: string }> = {
  drafted: { zh: '待批准', en: 'waiting for approval' },
  approved: { zh: '已批准', en: 'approved' },
  paid: { zh: '已发放', en: 'paid' },
  dropped: { zh: '已作废', en: 'dropped' },
}

async function lockForAct(
  act: Act,
  sheetId: string,
  action: string,
  states: readonly SheetRow['state'][],
  revision: number,
): Promise<SheetRow> {
  const row = await lockSheet(act.tx, act.actor.countyCode, sheetId)
  if (!row) throw new Refusal('record.not_found')
  act.authorise(action, { placeCode: row.placeCode })
  if (row.revision !== revision) throw new Refusal('request.stale')
  if (!states.includes(row.state)) {
    const { zh, en } = stateWords[row.state]
    throw new Refusal('rewards.wrong_state', { state: zh, stateEn: en })
  }
  return row
}

/** Records who approved: an authority’s paper entered by another person, or a meeting’s resolution. */
export async function approveSheet(
  act: Act,
  library: SchemeLibrary,
  sheetId: string,
  body: RouteBody<typeof approveRoute>,
): Promise<SheetRow> {
  const row = await lockForAct(act, sheetId, 'rewards.approve', ['drafted'], body.revision)
  if (row.draftedBy === act.actor.accountId) throw new Refusal('rewards.same_person')
  const rules = await assertUnchanged(act, library, row)
  const draftedOn = chinaDateOf(row.draftedAt)
  if (body.approvedOn < draftedOn || body.approvedOn > chinaDateOf(act.now))
    throw new Refusal('rewards.approval_day', { from: draftedOn }, 'body.approvedOn')
  await assertFilesKnown(act, row.placeCode, body.files, 'body.files')
  await decideApproval(act, rules, row, body)
  const { document, approvedOn, files, resolutionId } = body
  const approval: Approval = { document, approvedOn, files, resolutionId, byName: act.actor.name }
  await moveSheet(act.tx, row, { state: 'approved', approval })
  record(act, row, 'rewards.approve', { ...approval })
  return getAgain(act, row)
}

async function decideApproval(
  act: Act,
  rules: RewardRules,
  row: SheetRow,
  body: RouteBody<typeof approveRoute>,
): Promise<void> {
  if (rules.approved_by === 'authority') {
    if (body.document === '' || body.files.length === 0)
      throw new Refusal('rewards.paper_missing', {}, 'body.document')
    return
  }
  const resolution = body.resolutionId
    ? await findResolution(act.tx, row.placeCode, body.resolutionId)
    : undefined
  const fits =
    resolution?.passed &&
    resolution.body === rules.approved_by &&
    resolution.heldOn >= chinaDateOf(row.draftedAt)
  if (!fits) {
    const name = bodyNames[rules.approved_by]
    throw new Refusal('rewards.resolution_unfit', { body: name.zh, bodyEn: name.en }, 'body.resolutionId')
  }
}

/** A sheet whose results were corrected since, or whose rules changed, must be worked out anew. */
async function assertUnchanged(act: Act, library: SchemeLibrary, row: SheetRow): Promise<RewardRules> {
  const worked = await workOutSheet(act, library, row)
  const kept = await listAllSheetLines(act.tx, countyOf(row.placeCode), row.id)
  const print = (lines: readonly { rule: string; recipient: string; amountFen: number }[]) =>
    lines.map((line) => `${line.rule} ${line.recipient} ${line.amountFen}`).join('\n')
  if (worked.closeId !== row.closeId || print(worked.lines) !== print(kept))
    throw new Refusal('rewards.results_changed')
  return worked.rules
}

/**
 * Pays an approved sheet: through a fund where one is named, whose movement another person approves. A payout
 * whose movement was refused or reversed makes room for another.
 */
export async function paySheet(
  act: Act,
  library: SchemeLibrary,
  sheetId: string,
  body: RouteBody<typeof payRoute>,
): Promise<SheetRow> {
  const row = await lockForAct(act, sheetId, 'rewards.draft', ['approved', 'paid'], body.revision)
  const county = countyOf(row.placeCode)
  const earlier = (await listPayments(act.tx, county, [row.id])).get(row.id)
  if (earlier && !(await isUndone(act, county, earlier.movementId)))
    throw new Refusal('rewards.payment_stands')
  if (!earlier) await assertUnchanged(act, library, row)
  const { approvedOn } = row.approval as Approval
  if (body.paidOn < approvedOn || body.paidOn > chinaDateOf(act.now))
    throw new Refusal('rewards.payment_day', { from: approvedOn }, 'body.paidOn')
  const movementId = body.fund ? await payByFund(act, library, row, body) : null
  await insertPayment(act.tx, row, {
    attempt: (earlier?.attempt ?? 0) + 1,
    paidOn: body.paidOn,
    method: body.method,
    movementId,
    by: act.actor.accountId,
    at: act.now,
  })
  await moveSheet(act.tx, row, { state: 'paid' })
  record(act, row, 'rewards.draft', { paidOn: body.paidOn, amountFen: row.totalFen, movementId })
  return getAgain(act, row)
}

async function isUndone(act: Act, county: string, movementId: string | null): Promise<boolean> {
  if (movementId === null) return false
  const state = (await listMovementStates(act.tx, county, [movementId])).get(movementId)
  return state === 'refused' || state === 'reversed'
}

async function payByFund(
  act: Act,
  library: SchemeLibrary,
  row: SheetRow,
  body: RouteBody<typeof payRoute>,
): Promise<string> {
  const { fundId, sourceKey, useKey, vouchers } = body.fund!
  const fund = await findFund(act.tx, act.actor.countyCode, fundId)
  if (fund?.placeCode !== row.placeCode) throw new Refusal('record.not_found', {}, 'body.fund.fundId')
  const movement = await recordMovement(act, library, fundId, {
    ...{ kind: 'spending', occurredOn: body.paidOn, sourceKey, useKey, amountFen: row.totalFen },
    ...{ words: `${row.period} 奖补发放`, donor: null, donorHidden: false, vouchers },
  })
  return movement.id
}

/** Drops a sheet that was not paid; another can be made. */
export async function dropSheet(
  act: Act,
  sheetId: string,
  body: { reason: string; revision: number },
): Promise<SheetRow> {
  const row = await lockForAct(act, sheetId, 'rewards.draft', ['drafted', 'approved'], body.revision)
  await moveSheet(act.tx, row, { state: 'dropped' })
  record(act, row, 'rewards.draft', { dropped: body.reason })
  return getAgain(act, row)
}

async function getAgain(act: Act, row: { placeCode: string; id: string }): Promise<SheetRow> {
  return (await findSheet(act.tx, countyOf(row.placeCode), row.id))!
}

function record(
  act: Act,
  row: { placeCode: string; id: string },
  action: string,
  detail: Record<string, unknown>,
): void {
  act.record({ placeCode: row.placeCode, action, subjectKind: 'reward_sheet', subjectId: row.id, detail })
}
