import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { formatYuan } from '../../engines/allocation/yuan.ts'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { mountRoute } from '../../platform/http/mount-route.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { mountList } from '../exports/index.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import { listShortNames } from '../territory/index.ts'
import { setShares } from './change-shares.ts'
import * as contract from './contract.ts'
import { planLinesList, sharesList } from './contract-lists.ts'
import { draftPlan, dropPlan, payPlan, publicisePlan, resolvePlan } from './plan-dividend.ts'
import {
  findPlan,
  type LineRow,
  listBestLines,
  listHouseholdLines,
  listLineRows,
  listPlanRows,
  type PlanFigures,
  type PlanRow,
  sumPayments,
} from './store.ts'
import { listShareRows } from './store-shares.ts'
import { rulesOfDividend, tryPlan } from './try-plan.ts'

type Basis = z.input<typeof contract.plan>['basis']

export async function dividendRoutes(app: FastifyInstance): Promise<void> {
  mountPlans(app)
  mountActs(app)
  mountReadings(app)
}

function mountPlans(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  mountRoute(app, contract.previewPlan, async (act, { body }) => {
    const tried = await tryPlan(act, schemes, body)
    const top = [...tried.result.lines]
      .sort((a, b) => b.shareFen + b.incentiveFen - a.shareFen - a.incentiveFen)
      .slice(0, 20)
      .map((line) => ({
        ...line,
        ...tried.heads.get(line.householdId)!,
        householdId: line.householdId,
        totalFen: line.shareFen + line.incentiveFen,
        paid: null,
      }))
    return { priceFen: tried.result.priceFen, figures: tried.figures, blockers: tried.blockers, top }
  })
  mountRoute(app, contract.draftPlan, async (act, { body }) =>
    describeOne(act, schemes, await draftPlan(act, schemes, body)),
  )
  mountRoute(app, contract.listPlans, async (act, { query }) => {
    act.authorise('dividends.read', { placeCode: query.place })
    return describePlans(act, schemes, await listPlanRows(act.tx, query.place))
  })
  mountRoute(app, contract.getPlan, async (act, { params }) =>
    describeOne(act, schemes, await getPlan(act, params.planId)),
  )
  mountList(app, contract.listPlanLines, planLinesList, async (act, { params, query }) => {
    const { placeCode } = await getPlan(act, params.planId)
    const { rows, total } = await listLineRows(act.tx, act.actor.countyCode, params.planId, query)
    return { rows: rows.map(describeLine), total, placeCode }
  })
}

function mountActs(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  mountRoute(app, contract.publicisePlan, async (act, { params, body }) =>
    describeOne(act, schemes, await publicisePlan(act, schemes, params.planId, body)),
  )
  mountRoute(app, contract.dropPlan, async (act, { params, body }) =>
    describeOne(act, schemes, await dropPlan(act, params.planId, body)),
  )
  mountRoute(app, contract.resolvePlan, async (act, { params, body }) =>
    describeOne(act, schemes, await resolvePlan(act, schemes, params.planId, body)),
  )
  mountRoute(app, contract.payPlan, async (act, { params, body }) =>
    describeOne(act, schemes, await payPlan(act, schemes, params.planId, body)),
  )
}

function mountReadings(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  mountRoute(app, contract.myDividend, async (act, { params }) => {
    const rows = await listHouseholdLines(act.tx, act.actor.countyCode, params.householdId)
    act.authorise('dividends.read_own', {
      placeCode: rows[0]?.placeCode ?? act.actor.placeCode,
      householdId: params.householdId,
    })
    return rows.map((row) => ({
      ...describeLine(row),
      planId: row.planId,
      cycle: row.cycle,
      priceFen: row.priceFen,
      state: row.state,
    }))
  })
  mountRoute(app, contract.creditList, async (act, { params }) => {
    const plan = await getPlan(act, params.planId)
    const rules = await rulesOfPlan(act, schemes, plan)
    const credit = rulesOfDividend(rules).credit
    if (!credit) throw new Refusal('dividends.no_rules')
    const rows = await listBestLines(act.tx, act.actor.countyCode, plan.id, {
      count: credit.best_count,
      ties: credit.ties,
    })
    return {
      ceilingFen: credit.ceiling,
      discountMinPercent: credit.discount_min_percent,
      discountMaxPercent: credit.discount_max_percent,
      rows: rows.map((row) => ({
        rank: row.rank,
        householdId: row.householdId,
        householdNumber: row.householdNumber,
        headName: row.headName,
        points: row.points,
        limitFen: null,
      })),
      basis: basisOf(rules, 'dividend.credit'),
    }
  })
  mountList(app, contract.listShares, sharesList, async (act, { query }) => {
    act.authorise('dividends.read', { placeCode: query.place })
    return listShareRows(act.tx, query.place, { ...query, on: chinaDateOf(act.now) })
  })
  mountRoute(app, contract.setShares, (act, { params, body }) => setShares(act, params.householdId, body))
}

async function getPlan(act: Act, planId: string): Promise<PlanRow> {
  const plan = await findPlan(act.tx, act.actor.countyCode, planId)
  if (!plan) throw new Refusal('record.not_found')
  act.authorise('dividends.read', { placeCode: plan.placeCode })
  return plan
}

function rulesOfPlan(act: Act, library: SchemeLibrary, plan: PlanRow): Promise<RulesInForce> {
  return getRules(act.tx, library, {
    countyCode: plan.placeCode.slice(0, 6),
    adoptionId: plan.adoptionId,
    on: `${plan.cycle}-12-31`,
  })
}

async function describeOne(
  act: Act,
  library: SchemeLibrary,
  plan: PlanRow,
): Promise<z.input<typeof contract.plan>> {
  return (await describePlans(act, library, [plan]))[0]!
}

async function describePlans(
  act: Act,
  library: SchemeLibrary,
  plans: readonly PlanRow[],
): Promise<z.input<typeof contract.plan>[]> {
  if (plans.length === 0) return []
  const county = plans[0]!.placeCode.slice(0, 6)
  const names = await listShortNames(act.tx, [...new Set(plans.map((plan) => plan.placeCode))])
  const paid = await sumPayments(
    act.tx,
    county,
    plans.map((plan) => plan.id),
  )
  return Promise.all(
    plans.map(async (plan) => ({
      ...plan,
      placeName: names.get(plan.placeCode) ?? plan.placeCode,
      figures: plan.figures as PlanFigures,
      paidHouseholds: paid.get(plan.id)?.households ?? 0,
      paidFen: paid.get(plan.id)?.fen ?? 0,
      draftedAt: plan.draftedAt.toISOString(),
      basis: basisOf(await rulesOfPlan(act, library, plan), 'dividend.incentive'),
    })),
  )
}

/** The values behind a worksheet, each with its source. */
function basisOf(rules: RulesInForce, prefix: string): Basis {
  return rules.resolved.values
    .filter((value) => value.path.startsWith(`${prefix}.`))
    .map((value) => {
      const choice = value.meta.choices?.find((candidate) => candidate.value === value.value)
      const shown =
        value.meta.type === 'yuan'
          ? `¥${formatYuan(BigInt(Math.round(Number(value.value) * 100)))}`
          : value.meta.type === 'percent'
            ? `${value.value}%`
            : String(value.value)
      return {
        rule: value.title,
        value: choice?.title.zh ?? shown,
        source: value.note ? `${value.source}：${value.note}` : value.source,
      }
    })
}

function describeLine(row: LineRow): z.input<typeof contract.planLine> {
  return {
    householdId: row.householdId,
    householdNumber: row.householdNumber,
    headName: row.headName,
    shares: row.shares,
    shareFen: row.shareFen,
    points: row.points,
    weighted: row.weighted,
    incentiveFen: row.incentiveFen,
    capped: row.capped,
    totalFen: row.totalFen,
    paid:
      row.paidNumber && row.paidOn && row.paidMethod
        ? { number: row.paidNumber, on: row.paidOn, method: row.paidMethod }
        : null,
  }
}
