import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { assertFilesKnown } from '../files/index.ts'
import type {
  decideMovement as decideRoute,
  openFund as openRoute,
  recordMovement as recordRoute,
} from './contract.ts'
import { decideApproval, decideRest, decideUse, decideVoucher, getSource } from './decide-movement.ts'
import { rulesOfFund } from './rules-of-fund.ts'
import { type AccountSum, type FundRow, insertFund, listFundExtras, lockFund, sumAccounts } from './store.ts'
import {
  findMovement,
  insertApproval,
  insertMovement,
  isRecorded,
  listLineRows,
  type MovementRow,
  type NewLine,
  type NewMovement,
} from './store-movements.ts'

/** Opens a fund for a scheme that has a chapter on funds. */
export async function openFund(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof openRoute>,
): Promise<FundRow> {
  act.authorise('funds.record', { placeCode: body.placeCode })
  const { inForce } = await rulesOfFund(act.tx, library, body, body.openedOn)
  if (inForce.adoption.placeCode !== body.placeCode)
    throw new Refusal('funds.no_rules', {}, 'body.adoptionId')
  const fund = { ...body, id: makeId() }
  if (!(await insertFund(act.tx, { ...fund, openedBy: act.actor.accountId })))
    throw new Refusal('funds.name_taken', { name: body.name }, 'body.name')
  act.record({
    placeCode: body.placeCode,
    action: 'funds.record',
    subjectKind: 'fund',
    subjectId: fund.id,
    detail: { opened: body.name, kind: body.kind, openedOn: body.openedOn },
  })
  return fund
}

/**
 * Records a movement; it counts once another person has approved it. What spending would take is held from then
 * on, so that two that wait cannot both rest on the same money.
 */
export async function recordMovement(
  act: Act,
  library: SchemeLibrary,
  fundId: string,
  body: RouteBody<typeof recordRoute>,
): Promise<MovementRow> {
  const fund = await getFundLocked(act, fundId, 'funds.record')
  const on = await getOpenDay(act, fund, body.occurredOn)
  const { rules } = await rulesOfFund(act.tx, library, fund, on)
  const source = getSource(rules, body.sourceKey)
  const spends = body.kind === 'spending' || body.kind === 'goods_out'
  if (spends && body.useKey === null) throw new Refusal('funds.use_missing', {}, 'body.useKey')
  if (spends) decideUse(rules, body.sourceKey, body.useKey!)
  decideVoucher(body.kind, body.vouchers.length)
  await assertFilesKnown(act, fund.placeCode, body.vouchers, 'body.vouchers')
  if (spends) await decideAvailable(act, fund, body)
  if (
    body.kind === 'opening' &&
    (await isRecorded(act.tx, countyOf(fund), fund.id, { openingOf: source.key }))
  )
    throw new Refusal('funds.opening_twice', { source: source.name.zh, sourceEn: source.name.en })
  return append(act, fund, { ...body, useKey: spends ? body.useKey : null, reversesId: null }, linesOf(body))
}

/** The second person's decision, once. Money is asked for again: what was there may have been reversed since. */
export async function decideMovement(
  act: Act,
  library: SchemeLibrary,
  movementId: string,
  body: RouteBody<typeof decideRoute>,
): Promise<MovementRow> {
  const seen = await findMovement(act.tx, act.actor.countyCode, movementId)
  if (!seen) throw new Refusal('record.not_found')
  const fund = await getFundLocked(act, seen.fundId, 'funds.approve')
  const movement = (await findMovement(act.tx, countyOf(fund), movementId))!
  if (movement.decision) throw new Refusal('funds.decided')
  const { rules } = await rulesOfFund(act.tx, library, fund, movement.occurredOn)
  decideApproval(rules.custody, {
    isRecorder: movement.recordedBy === act.actor.accountId,
    isTown: isTown(act, fund),
  })
  if (body.decision === 'refused' && body.note === '')
    throw new Refusal('funds.note_missing', {}, 'body.note')
  if (body.decision === 'approved') {
    await getOpenDay(act, fund, movement.occurredOn)
    const sums = await sumAccounts(act.tx, countyOf(fund), [fund.id])
    for (const line of await listLineRows(act.tx, countyOf(fund), movementId)) {
      if (line.amountFen < 0 && isHolding(line))
        decideRest(sumOf(sums, line.class, line.key)?.sumFen ?? 0, -line.amountFen)
    }
  }
  await insertApproval(act.tx, {
    movement,
    ...body,
    by: act.actor.accountId,
    byName: act.actor.name,
    at: act.now,
  })
  act.record({
    placeCode: fund.placeCode,
    action: 'funds.approve',
    subjectKind: 'movement',
    subjectId: movementId,
    detail: { ...body, number: movement.number, amountFen: movement.amountFen },
  })
  return (await findMovement(act.tx, countyOf(fund), movementId))!
}

/** Takes an approved movement back by one of the opposite sign, dated today; another person approves it. */
export async function reverseMovement(
  act: Act,
  movementId: string,
  body: { reason: string; vouchers: string[] },
): Promise<MovementRow> {
  const seen = await findMovement(act.tx, act.actor.countyCode, movementId)
  if (!seen) throw new Refusal('record.not_found')
  const fund = await getFundLocked(act, seen.fundId, 'funds.record')
  const county = countyOf(fund)
  const taken = await isRecorded(act.tx, county, fund.id, { reversalOf: movementId })
  if (seen.decision !== 'approved' || seen.kind === 'reversal' || taken)
    throw new Refusal('funds.not_reversible')
  decideVoucher('reversal', body.vouchers.length)
  await assertFilesKnown(act, fund.placeCode, body.vouchers, 'body.vouchers')
  const on = await getOpenDay(act, fund, chinaDateOf(act.now))
  const lines = (await listLineRows(act.tx, county, movementId)).map((line) => ({
    ...line,
    amountFen: -line.amountFen,
  }))
  const sums = await sumAccounts(act.tx, county, [fund.id])
  for (const line of lines.filter((one) => one.amountFen < 0 && isHolding(one)))
    decideRest(availableOf(sums, line.class, line.key), -line.amountFen)
  const { sourceKey, useKey, amountFen } = seen
  const reversal = { sourceKey, useKey, amountFen, donor: null, donorHidden: false, vouchers: body.vouchers }
  return append(
    act,
    fund,
    {
      ...reversal,
      kind: 'reversal',
      occurredOn: on,
      words: `冲正 ${seen.number}：${body.reason}`,
      reversesId: movementId,
    },
    lines,
  )
}

const countyOf = (fund: FundRow) => fund.placeCode.slice(0, 6)
const isHolding = (line: Pick<NewLine, 'class'>) => line.class === 'money' || line.class === 'goods'

/** Whether the actor approves as the town: by a role whose scope is wider than the village. */
export function isTown(act: Act, fund: Pick<FundRow, 'placeCode'>): boolean {
  return act.actor.grants.some(
    (grant) => grant.role === 'town_officer' && fund.placeCode.startsWith(grant.scope),
  )
}

async function getFundLocked(act: Act, fundId: string, action: string): Promise<FundRow> {
  const fund = await lockFund(act.tx, act.actor.countyCode, fundId)
  if (!fund) throw new Refusal('record.not_found')
  act.authorise(action, { placeCode: fund.placeCode })
  return fund
}

/** A day on which the fund takes movements: not ahead, not before its first day, not in a published period. */
async function getOpenDay(act: Act, fund: FundRow, on: string): Promise<string> {
  const today = chinaDateOf(act.now)
  if (on > today) throw new Refusal('funds.future_movement', { day: on, today }, 'body.occurredOn')
  if (on < fund.openedOn)
    throw new Refusal('funds.before_opening', { from: fund.openedOn }, 'body.occurredOn')
  const [extras] = await listFundExtras(act.tx, countyOf(fund), [fund.id])
  if (extras?.publishedUntil && on <= extras.publishedUntil)
    throw new Refusal('funds.period_published', { last: extras.publishedUntil }, 'body.occurredOn')
  return on
}

function sumOf(sums: readonly AccountSum[], accountClass: string, key: string): AccountSum | undefined {
  return sums.find((sum) => sum.class === accountClass && sum.key === key)
}

function availableOf(sums: readonly AccountSum[], accountClass: string, key: string): number {
  const sum = sumOf(sums, accountClass, key)
  return (sum?.sumFen ?? 0) + (sum?.heldFen ?? 0)
}

async function decideAvailable(
  act: Act,
  fund: FundRow,
  body: { kind: string; sourceKey: string; amountFen: number },
): Promise<void> {
  const sums = await sumAccounts(act.tx, countyOf(fund), [fund.id])
  const held = body.kind === 'goods_out' ? 'goods' : 'money'
  decideRest(availableOf(sums, held, body.sourceKey), body.amountFen)
}

/** Double entry: what comes into money or goods comes out of its source; what is spent goes to its use. */
function linesOf(body: {
  kind: 'opening' | 'income' | 'in_kind' | 'spending' | 'goods_out'
  sourceKey: string
  useKey: string | null
  amountFen: number
}): NewLine[] {
  const move = (to: [NewLine['class'], string], from: [NewLine['class'], string]): NewLine[] => [
    { class: to[0], key: to[1], amountFen: body.amountFen },
    { class: from[0], key: from[1], amountFen: -body.amountFen },
  ]
  const { sourceKey } = body
  switch (body.kind) {
    case 'opening':
      return move(['money', sourceKey], ['opening', sourceKey])
    case 'income':
      return move(['money', sourceKey], ['source', sourceKey])
    case 'in_kind':
      return move(['goods', sourceKey], ['source', sourceKey])
    case 'spending':
      return move(['use', body.useKey!], ['money', sourceKey])
    case 'goods_out':
      return move(['use', body.useKey!], ['goods', sourceKey])
  }
}

async function append(
  act: Act,
  fund: FundRow,
  movement: Omit<NewMovement, 'id' | 'placeCode' | 'fundId' | 'by' | 'byName' | 'at'>,
  lines: readonly NewLine[],
): Promise<MovementRow> {
  const id = makeId()
  await insertMovement(
    act.tx,
    {
      ...movement,
      id,
      placeCode: fund.placeCode,
      fundId: fund.id,
      by: act.actor.accountId,
      byName: act.actor.name,
      at: act.now,
    },
    lines,
  )
  const written = (await findMovement(act.tx, countyOf(fund), id))!
  act.record({
    placeCode: fund.placeCode,
    action: 'funds.record',
    subjectKind: 'movement',
    subjectId: id,
    detail: {
      number: written.number,
      kind: movement.kind,
      amountFen: movement.amountFen,
      sourceKey: movement.sourceKey,
      useKey: movement.useKey,
    },
  })
  return written
}
