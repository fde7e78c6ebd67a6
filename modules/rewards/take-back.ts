import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import {
  findCreation,
  findViolationRow,
  listLapsedViolations,
  lockViolation,
  type ViolationRow,
} from '../collectives/index.ts'
import { listAreaRows } from '../territory/index.ts'
import type { clawback as clawbackReply, takeBack as takeBackRoute } from './contract.ts'
import { decideClawback } from './decide-rewards.ts'
import { insertClawback, listClawbackRows, listPaidLines } from './store.ts'
import { rulesOfRewards } from './work-out-sheet.ts'

/** What was not mended in time, what the rules take back for it, and what was taken back (G-5). */
export async function listClawbacks(
  act: Act,
  library: SchemeLibrary,
  placeCode: string,
): Promise<z.input<typeof clawbackReply>[]> {
  const violations = await listLapsedViolations(act.tx, placeCode)
  const described = await Promise.all(violations.map((violation) => describe(act, library, violation)))
  return described.filter((one) => one.amountFen > 0 || one.taken !== null)
}

async function describe(
  act: Act,
  library: SchemeLibrary,
  violation: ViolationRow,
): Promise<z.input<typeof clawbackReply>> {
  const county = violation.placeCode.slice(0, 6)
  const creation = (await findCreation(act.tx, county, violation.creationId))!
  const { rules } = await rulesOfRewards(act, library, creation, violation.foundOn)
  const paid = await listPaidLines(act.tx, county, [creation.id])
  const taken = (await listClawbackRows(act.tx, violation.placeCode)).find(
    (row) => row.violationId === violation.id,
  )
  const areas = await listAreaRows(act.tx, violation.placeCode)
  return {
    violationId: violation.id,
    creationId: creation.id,
    groupName: areas.find((area) => area.id === creation.groupId)?.name ?? '',
    year: creation.year,
    foundOn: violation.foundOn,
    dueOn: violation.dueOn,
    words: violation.words,
    ...decideClawback(rules, violation.consequence, paid),
    taken: taken
      ? { amountFen: taken.amountFen, decidedOn: taken.decidedOn, document: taken.document }
      : null,
  }
}

/** Records that the county took the reward back from the transfer payment; once a violation. */
export async function takeBack(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof takeBackRoute>,
): Promise<z.input<typeof clawbackReply>> {
  const county = act.actor.countyCode
  const violation = await lockViolation(act.tx, county, body.violationId)
  if (!violation) throw new Refusal('record.not_found')
  act.authorise('rewards.take_back', { placeCode: violation.placeCode })
  if (body.decidedOn > chinaDateOf(act.now))
    throw new Refusal('rewards.future_day', { day: body.decidedOn }, 'body.decidedOn')
  const due = await describe(act, library, violation)
  if (due.taken) throw new Refusal('rewards.taken_back')
  if (violation.state !== 'lapsed' || due.amountFen === 0) throw new Refusal('rewards.nothing_to_take_back')
  const row = {
    ...body,
    placeCode: violation.placeCode,
    creationId: violation.creationId,
    amountFen: due.amountFen,
    withLeader: due.withLeader,
  }
  if (!(await insertClawback(act.tx, { ...row, by: act.actor.accountId, at: act.now })))
    throw new Refusal('rewards.taken_back')
  act.record({
    placeCode: violation.placeCode,
    action: 'rewards.take_back',
    subjectKind: 'violation',
    subjectId: violation.id,
    detail: { amountFen: due.amountFen, withLeader: due.withLeader, document: body.document },
  })
  return describe(act, library, (await findViolationRow(act.tx, county, violation.id))!)
}
