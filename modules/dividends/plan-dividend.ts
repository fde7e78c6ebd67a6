import { v7 as makeId } from 'uuid'
import { formatYuan } from '../../engines/allocation/yuan.ts'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { maskName } from '../../engines/identity-number/identity-number.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { bodyNames, findResolution } from '../meetings/index.ts'
import { requireGate } from '../procedures/index.ts'
import { countOf, type ListColumn, type ListKind, listLists, openList } from '../publicity/index.ts'
import { getRules } from '../schemes/index.ts'
import type { payPlan as payRoute, publicisePlan as publiciseRoute } from './contract.ts'
import {
  findPlan,
  insertPayments,
  insertPlan,
  listLineRows,
  listPlanRows,
  lockPlan,
  movePlan,
  type PlanFigures,
  type PlanRow,
} from './store.ts'
import { type Draft, getNewestClose, rulesOfDividend, tryPlan } from './try-plan.ts'

/** Keeps a worked-out distribution as a plan, line by line. */
export async function draftPlan(act: Act, library: SchemeLibrary, draft: Draft): Promise<PlanRow> {
  const tried = await tryPlan(act, library, draft)
  if (tried.result.incentiveRemainderFen < 0) {
    throw new Refusal(
      'dividends.pool_short',
      {
        price: formatYuan(BigInt(tried.result.priceFen)),
        needed: formatYuan(BigInt(tried.figures.incentivePaidFen)),
        pool: formatYuan(BigInt(draft.incentivePoolFen)),
        missing: formatYuan(BigInt(-tried.result.incentiveRemainderFen)),
      },
      'body.incentivePoolFen',
    )
  }
  const earlier = (await listPlanRows(act.tx, draft.placeCode)).filter(
    (plan) => plan.adoptionId === draft.adoptionId && plan.cycle === tried.cycle,
  )
  if (earlier.some((plan) => plan.state !== 'dropped'))
    throw new Refusal('dividends.plan_exists', { cycle: tried.cycle })
  const id = makeId()
  await insertPlan(
    act.tx,
    {
      ...draft,
      id,
      cycle: tried.cycle,
      attempt: (earlier[0]?.attempt ?? 0) + 1,
      priceFen: tried.result.priceFen,
      figures: tried.figures,
      schemeHash: tried.rules.mark.hash,
      draftedBy: act.actor.accountId,
      draftedAt: act.now,
    },
    tried.result.lines.map((line) => ({
      ...line,
      ...tried.heads.get(line.householdId)!,
      householdId: line.householdId,
    })),
  )
  act.record({
    placeCode: draft.placeCode,
    action: 'dividends.plan',
    subjectKind: 'plan',
    subjectId: id,
    detail: { drafted: tried.cycle, ...tried.figures, priceFen: tried.result.priceFen },
  })
  return (await findPlan(act.tx, draft.placeCode.slice(0, 6), id))!
}

async function lockForAct(
  act: Act,
  planId: string,
  action: string,
  states: PlanRow['state'][],
  revision: number,
): Promise<PlanRow> {
  const plan = await lockPlan(act.tx, act.actor.countyCode, planId)
  if (!plan) throw new Refusal('record.not_found')
  act.authorise(action, { placeCode: plan.placeCode })
  if (plan.revision !== revision) throw new Refusal('request.stale')
  if (!states.includes(plan.state)) throw new Refusal('dividends.wrong_state', { state: plan.state })
  return plan
}

const columns: Record<string, ListColumn> = {
  household_number: { key: 'household_number', title: { zh: '户编号', en: 'Household' }, type: 'text' },
  head_name_masked: { key: 'head_name_masked', title: { zh: '户主', en: 'Head' }, type: 'text' },
  shares: { key: 'shares', title: { zh: '股份', en: 'Shares' }, type: 'points' },
  share_fen: { key: 'share_fen', title: { zh: '股份分红', en: 'Share dividend' }, type: 'yuan' },
  points: { key: 'points', title: { zh: '计入积分', en: 'Points counted' }, type: 'points' },
  incentive_fen: { key: 'incentive_fen', title: { zh: '积分分红', en: 'Incentive' }, type: 'yuan' },
  total_fen: { key: 'total_fen', title: { zh: '合计', en: 'Total' }, type: 'yuan' },
}

/** Hangs the plan out, a line per household, masked by the scheme's whitelist. */
export async function publicisePlan(
  act: Act,
  library: SchemeLibrary,
  planId: string,
  body: RouteBody<typeof publiciseRoute>,
): Promise<PlanRow> {
  const plan = await lockForAct(act, planId, 'dividends.plan', ['drafted'], body.revision)
  await getNewestClose(act, plan)
  const county = plan.placeCode.slice(0, 6)
  const rules = await getRules(act.tx, library, {
    countyCode: county,
    adoptionId: plan.adoptionId,
    on: `${plan.cycle}-12-31`,
  })
  const { publicity } = rulesOfDividend(rules)
  const { rows } = await listLineRows(act.tx, county, planId, {
    search: '',
    weighted: 'all',
    paid: 'all',
    sort: 'number',
    page: 1,
    pageSize: 1_000_000,
  })
  const yuan = (fen: number) => `¥${formatYuan(BigInt(fen))}`
  const figures = plan.figures as PlanFigures
  await openList(act, {
    placeCode: plan.placeCode,
    kind: 'dividend_plan',
    title: `${plan.cycle} 年度收益分配方案公示`,
    duty: publicity.duty,
    opensOn: body.opensOn,
    days: publicity.days,
    hideNamesAfterDays: 30,
    spot: body.spot,
    columns: publicity.fields.map((field) => columns[field]!),
    totals: [
      { title: { zh: '股份分红', en: 'Share dividend' }, value: yuan(figures.sharePaidFen) },
      { title: { zh: '积分分红', en: 'Incentive dividend' }, value: yuan(figures.incentivePaidFen) },
      { title: { zh: '每分单价', en: 'Price of a point' }, value: yuan(plan.priceFen) },
      { title: { zh: '合计', en: 'Total' }, value: yuan(figures.totalPaidFen) },
    ],
    source: { adoptionId: plan.adoptionId, planId, cycle: plan.cycle },
    lines: rows.map((row) => {
      const cells: Record<string, string | number> = {
        household_number: row.householdNumber,
        head_name_masked: maskName(row.headName),
        shares: row.shares,
        share_fen: row.shareFen,
        points: row.weighted ? row.points : 0,
        incentive_fen: row.incentiveFen,
        total_fen: row.totalFen,
      }
      return {
        subjectKind: 'dividend',
        subjectId: row.householdId,
        householdId: row.householdId,
        shown: Object.fromEntries(publicity.fields.map((field) => [field, cells[field]!])),
      }
    }),
  })
  await movePlan(act.tx, plan, { state: 'publicised' })
  act.record({
    placeCode: plan.placeCode,
    action: 'dividends.plan',
    subjectKind: 'plan',
    subjectId: planId,
    detail: { publicised: true },
  })
  return (await findPlan(act.tx, county, planId))!
}

export async function dropPlan(
  act: Act,
  planId: string,
  body: { reason: string; revision: number },
): Promise<PlanRow> {
  const plan = await lockForAct(
    act,
    planId,
    'dividends.plan',
    ['drafted', 'publicised', 'resolved'],
    body.revision,
  )
  await movePlan(act.tx, plan, { state: 'dropped' })
  act.record({
    placeCode: plan.placeCode,
    action: 'dividends.plan',
    subjectKind: 'plan',
    subjectId: planId,
    detail: { dropped: body.reason },
  })
  return (await findPlan(act.tx, plan.placeCode.slice(0, 6), planId))!
}

/**
 * Attaches the resolution that passed the plan: of the right body, passed, and held after it was shown. A plan whose
 * list had an objection upheld, or whose close was corrected since, must be dropped and drafted anew.
 */
export async function resolvePlan(
  act: Act,
  library: SchemeLibrary,
  planId: string,
  body: { resolutionId: string; revision: number },
): Promise<PlanRow> {
  const plan = await lockForAct(act, planId, 'dividends.plan', ['publicised'], body.revision)
  const county = plan.placeCode.slice(0, 6)
  const list = await findPlanList(act, plan)
  if (list?.state !== 'settled') throw new Refusal('dividends.publicity_first')
  const { upheld } = (await countOf(act.tx, county, [list.id])).get(list.id)!
  if (upheld > 0) throw new Refusal('dividends.objection_upheld', { count: upheld })
  await getNewestClose(act, plan)
  const rules = rulesOfDividend(
    await getRules(act.tx, library, {
      countyCode: county,
      adoptionId: plan.adoptionId,
      on: `${plan.cycle}-12-31`,
    }),
  )
  const resolution = await findResolution(act.tx, plan.placeCode, body.resolutionId)
  if (!resolution?.passed || resolution.body !== rules.decided_by || resolution.heldOn < list.opensOn) {
    throw new Refusal(
      'dividends.resolution_unfit',
      { body: bodyNames[rules.decided_by].zh },
      'body.resolutionId',
    )
  }
  await movePlan(act.tx, plan, { state: 'resolved', resolutionId: body.resolutionId })
  act.record({
    placeCode: plan.placeCode,
    action: 'dividends.plan',
    subjectKind: 'plan',
    subjectId: planId,
    detail: { resolution: body.resolutionId },
  })
  return (await findPlan(act.tx, county, planId))!
}

async function findPlanList(act: Act, plan: PlanRow) {
  const { rows } = await listLists(act.tx, plan.placeCode, { state: 'all', page: 1, pageSize: 200 })
  return rows.find(
    (row) => row.kind === 'dividend_plan' && (row.source as { planId?: string }).planId === plan.id,
  )
}

/** Pays all households of a resolved plan in one transaction; the gate of the procedure stands before it. */
export async function payPlan(
  act: Act,
  library: SchemeLibrary,
  planId: string,
  body: RouteBody<typeof payRoute>,
): Promise<PlanRow> {
  const plan = await lockForAct(act, planId, 'dividends.pay', ['resolved'], body.revision)
  const county = plan.placeCode.slice(0, 6)
  if (body.paidOn > chinaDateOf(act.now))
    throw new Refusal('dividends.future_payment', { day: body.paidOn }, 'body.paidOn')
  const rules = await getRules(act.tx, library, {
    countyCode: county,
    adoptionId: plan.adoptionId,
    on: `${plan.cycle}-12-31`,
  })
  await requireGate(act.tx, rules, 'dividends.pay', plan.cycle)
  await getNewestClose(act, plan)
  const paid = await insertPayments(act.tx, plan, { ...body, by: act.actor.accountId, at: act.now })
  await movePlan(act.tx, plan, { state: 'paid' })
  act.record({
    placeCode: plan.placeCode,
    action: 'dividends.pay',
    subjectKind: 'plan',
    subjectId: planId,
    detail: { households: paid, totalFen: (plan.figures as PlanFigures).totalPaidFen },
  })
  return (await findPlan(act.tx, county, planId))!
}

/** A plan's list has no effect of its own; the resolution asks whether it is settled. */
export const planListKind: ListKind = {
  settle: async () => 0,
  hold: async () => undefined,
  release: async () => undefined,
  reopen: async () => undefined,
}
