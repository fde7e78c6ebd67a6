import { formatYuan } from '../../engines/allocation/yuan.ts'
import type { RouteBody, Words } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import {
  type CloseRow,
  type CloseRules,
  findClose,
  findCloseById,
  listHouseholdLines,
} from '../points/index.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import type { draftPlan as draftRoute } from './contract.ts'
import { type DividendResult, decideDividend } from './decide-dividend.ts'
import type { DividendRules } from './scheme.ts'
import type { PlanFigures } from './store.ts'
import { listShareRows } from './store-shares.ts'

export type Draft = RouteBody<typeof draftRoute>

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
  const close = await getNewestClose(act, draft)
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
  const lines = await listHouseholdLines(act.tx, county, close.closeId)
  const counts = (close.rules as CloseRules).weighted?.counts ?? 'with_base'
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

/** The yearly close that a plan stands on; refused when it is another village's or scheme's, or was corrected since. */
export async function getNewestClose(
  act: Act,
  plan: { placeCode: string; adoptionId: string; closeId: string },
): Promise<CloseRow> {
  const close = await findCloseById(act.tx, plan.placeCode.slice(0, 6), plan.closeId)
  const fits =
    close?.placeCode === plan.placeCode && close.adoptionId === plan.adoptionId && close.periodKind === 'year'
  const newest = fits ? await findClose(act.tx, close) : undefined
  if (newest?.closeId !== plan.closeId) throw new Refusal('dividends.close_unfit', {}, 'body.closeId')
  return newest
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
