import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { assertFilesKnown } from '../files/index.ts'
import { lockForAct } from './apply-for-group.ts'
import type { findViolation as findRoute } from './contract.ts'
import { decideLapse, decideMended, mendDueOn } from './decide-violation.ts'
import { rulesOfCollective } from './rules-of-collective.ts'
import { countyOf } from './store.ts'
import {
  findViolationRow,
  insertViolation,
  listAcceptances,
  lockViolation,
  settleViolation,
  type ViolationRow,
} from './store-acceptances.ts'

/** Records what was found true at an accepted group; its time to mend begins (G-5). */
export async function recordViolation(
  act: Act,
  library: SchemeLibrary,
  creationId: string,
  body: RouteBody<typeof findRoute>,
): Promise<ViolationRow> {
  const row = await lockForAct(act, creationId, 'collectives.accept', ['accepted'])
  const county = countyOf(row.placeCode)
  const accepted = (await listAcceptances(act.tx, county, [creationId])).at(-1)!
  if (body.foundOn > chinaDateOf(act.now))
    throw new Refusal('collectives.future_day', { day: body.foundOn }, 'body.foundOn')
  if (body.foundOn < accepted.heldOn)
    throw new Refusal('collectives.before_application', { from: accepted.heldOn }, 'body.foundOn')
  const { rules } = await rulesOfCollective(act, library, row, body.foundOn)
  await assertFilesKnown(act, row.placeCode, body.files, 'body.files')
  const id = makeId()
  const violation = {
    ...body,
    id,
    placeCode: row.placeCode,
    creationId,
    dueOn: mendDueOn(rules, body.foundOn),
  }
  await insertViolation(act.tx, { ...violation, by: act.actor.accountId, at: act.now })
  record(act, violation, { found: body.foundBy, dueOn: violation.dueOn })
  return (await findViolationRow(act.tx, county, id))!
}

/** Mended in time: nothing follows. */
export async function mendViolation(act: Act, violationId: string, mendedOn: string): Promise<ViolationRow> {
  const row = await lockOpen(act, violationId)
  decideMended({ foundOn: row.foundOn, dueOn: row.dueOn, mendedOn, today: chinaDateOf(act.now) })
  return settle(act, row, { state: 'mended', mendedOn })
}

/** Not mended in time: the reward is taken back or the group barred, by the kind of place. */
export async function lapseViolation(
  act: Act,
  library: SchemeLibrary,
  violationId: string,
): Promise<ViolationRow> {
  const row = await lockOpen(act, violationId)
  const creation = await lockForAct(act, row.creationId, 'collectives.accept', ['accepted'])
  const { rules } = await rulesOfCollective(act, library, creation, row.foundOn)
  const lapse = decideLapse(rules, {
    placeCode: row.placeCode,
    foundOn: row.foundOn,
    dueOn: row.dueOn,
    today: chinaDateOf(act.now),
  })
  return settle(act, row, { state: 'lapsed', ...lapse })
}

async function lockOpen(act: Act, violationId: string): Promise<ViolationRow> {
  const row = await lockViolation(act.tx, act.actor.countyCode, violationId)
  if (!row) throw new Refusal('record.not_found')
  act.authorise('collectives.accept', { placeCode: row.placeCode })
  if (row.state !== 'open') throw new Refusal('collectives.settled')
  return row
}

async function settle(
  act: Act,
  row: ViolationRow,
  settled: Partial<Pick<ViolationRow, 'mendedOn' | 'consequence' | 'barredYear'>> & {
    state: ViolationRow['state']
  },
): Promise<ViolationRow> {
  await settleViolation(act.tx, row, { ...settled, by: act.actor.accountId, at: act.now })
  record(act, row, settled)
  return (await findViolationRow(act.tx, countyOf(row.placeCode), row.id))!
}

function record(act: Act, row: { placeCode: string; id: string }, detail: Record<string, unknown>): void {
  act.record({
    placeCode: row.placeCode,
    action: 'collectives.accept',
    subjectKind: 'violation',
    subjectId: row.id,
    detail,
  })
}
