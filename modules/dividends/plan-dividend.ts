import { v7 as makeId } from 'uuid'
import { formatYuan } from '../../engines/allocation/yuan.ts'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody, Words } from '../../engines/contract/route.ts'
import { maskName } from '../../engines/identity-number/identity-number.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { bodies, findResolution } from '../meetings/index.ts'
import { type CloseRules, findClose, findCloseById, listAllLines } from '../points/index.ts'
import { requireGate } from '../procedures/index.ts'
import { type ListColumn, type ListKind, listLists, openList } from '../publicity/index.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import type {
  draftPlan as draftRoute,
  payPlan as payRoute,
  publicisePlan as publiciseRoute,
} from './contract.ts'
import { type DividendResult, decideDividend } from './decide-dividend.ts'
import type { DividendRules } from './scheme.ts'
import {
  findPlan,
  insertPayments,
  insertPlan,
  listLineRows,
  listPlanRows,
  listShareRows,
  lockPlan,
  movePlan,
  type PlanFigures,
  type PlanRow,
} from './store.ts'

type Draft = RouteBody<typeof draftRoute>

export interface TriedPlan {
  rules: RulesInForce
  cycle: string
  result: DividendResult
  figures: PlanFigures
  heads: Map<string, { householdNumber: string; headName: string }>
  blockers: { code: string; text: Words }[]
}

export function rulesOfDividend(rules: RulesInForce): DividendRules {
  const dividend = rules.resolved.plain.dividend as DividendRules | undefined
  if (!dividend) throw new Refusal('dividends.no_rules')
  return dividend
}

/** Works a distribution out from the newest yearly close and the share register of its last day. */
export async function tryPlan(act: Act, library: SchemeLibrary, draft: Draft): Promise<TriedPlan> {
  act.authorise('dividends.plan', { placeCode: draft.placeCode })
  const county = draft.placeCode.slice(0, 6)
  const close = await findCloseById(act.tx, county, draft.closeId)
  const newest = close && (await findClose(act.tx, { ...close, period: close.period }))
  if (
    !close ||
    close.placeCode !== draft.placeCode ||
    close.periodKind !== 'year' ||
    newest?.closeId !== close.closeId
  ) {
    throw new Refusal('dividends.close_unfit', {}, 'body.closeId')
  }
  const lastDay = `${close.period}-12-31`
  const rules = await getRules(act.tx, library, {
    countyCode: county,
    adoptionId: draft.adoptionId,
    on: lastDay,
  })
  const shares = await listShareRows(act.tx, draft.placeCode, {
    on: lastDay,
    search: '',
    page: 1,
    pageSize: 1_000_000,
  })
  if (shares.total === 0 && draft.sharePoolFen > 0)
    throw new Refusal('dividends.no_shares', {}, 'body.sharePoolFen')
  const lines = await listAllLines(act.tx, county, close.closeId)
  const counts = (close.rules as CloseRules).counts
  const heads = new Map<string, { householdNumber: string; headName: string }>()
  const facts = new Map<string, { householdId: string; shares: number; points: number; weighted: boolean }>()
  for (const row of shares.rows) {
    heads.set(row.householdId, row)
    facts.set(row.householdId, {
      householdId: row.householdId,
      shares: row.shares,
      points: 0,
      weighted: false,
    })
  }
  for (const line of lines) {
    heads.set(line.householdId, line)
    const points = Math.max(0, counts === 'with_base' ? line.total : line.total - line.base)
    facts.set(line.householdId, {
      householdId: line.householdId,
      shares: facts.get(line.householdId)?.shares ?? 0,
      points,
      weighted: line.weighted,
    })
  }
  const households = [...facts.values()].sort((a, b) =>
    heads.get(a.householdId)!.householdNumber < heads.get(b.householdId)!.householdNumber ? -1 : 1,
  )
  const result = decideDividend(rulesOfDividend(rules), draft, households)
  const figures = figuresOf(result)
  return { rules, cycle: close.period, result, figures, heads, blockers: blockersOf(result, draft, figures) }
}

function figuresOf(result: DividendResult): PlanFigures {
  const sum = (pick: (line: DividendResult['lines'][number]) => number) =>
    result.lines.reduce((total, line) => total + pick(line), 0)
  const sharePaidFen = sum((line) => line.shareFen)
  const incentivePaidFen = sum((line) => line.incentiveFen)
  const households = result.lines.length
  return {
    households,
    shares: sum((line) => line.shares),
    weightedHouseholds: result.lines.filter((line) => line.weighted).length,
    points: sum((line) => (line.weighted ? line.points : 0)),
    sharePaidFen,
    shareRemainderFen: result.shareRemainderFen,
    incentivePaidFen,
    incentiveRemainderFen: result.incentiveRemainderFen,
    cappedHouseholds: result.lines.filter((line) => line.capped).length,
    totalPaidFen: sharePaidFen + incentivePaidFen,
    averageFen: households === 0 ? 0 : Math.floor((sharePaidFen + incentivePaidFen) / households),
  }
}

function blockersOf(result: DividendResult, draft: Draft, figures: PlanFigures): TriedPlan['blockers'] {
  if (result.incentiveRemainderFen >= 0) return []
  const needed = formatYuan(BigInt(figures.incentivePaidFen))
  const missing = formatYuan(BigInt(-result.incentiveRemainderFen))
  return [
    {
      code: 'dividends.pool_short',
      text: {
        zh: `按每分 ${formatYuan(BigInt(result.priceFen))} 元算需要 ${needed} 元，资金只有 ${formatYuan(BigInt(draft.incentivePoolFen))} 元，差 ${missing} 元。`,
        en: `At ${formatYuan(BigInt(result.priceFen))} yuan a point ${needed} yuan are needed, ${missing} more than the pool holds.`,
      },
    },
  ]
}

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

/** Attaches the resolution that passed the plan: of the right body, passed, and held after it was shown. */
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
      { body: bodies[rules.decided_by].name.zh },
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
