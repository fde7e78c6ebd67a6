import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { findPeriod, type PeriodKind } from '../../engines/calendar/period.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { type CollectiveRules, readResults } from '../collectives/index.ts'
import { findClose, listHouseholdLines } from '../points/index.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import { decideByClose, decideByGrade, type Worked } from './decide-rewards.ts'
import type { GradeLadder, Ladder, RewardRules } from './scheme.ts'
import type { NewLine } from './store.ts'

export interface Wish {
  placeCode: string
  adoptionId: string
  ladder: string
  period: string
  incomeFen: number | null
}

export interface WorkedSheet extends Worked {
  lines: NewLine[]
  ladder: Ladder
  rules: RewardRules
  inForce: RulesInForce
  wholeVillage: boolean
  closeId: string | null
}

export const periodKindOf = (ladder: Ladder): 'quarter' | 'half' | 'year' =>
  ladder.kind === 'grades' ? 'year' : ladder.period

const periodWords: Record<string, { zh: string; en: string }> = {
  quarter: { zh: '季度', en: 'quarter' },
  half: { zh: '半年', en: 'half-year' },
  year: { zh: '年度', en: 'year' },
}

/** The rewards chapter of an adoption of the place on a day. */
export async function rulesOfRewards(
  act: Pick<Act, 'tx'>,
  library: SchemeLibrary,
  of: { placeCode: string; adoptionId: string },
  on: string,
): Promise<{ rules: RewardRules; inForce: RulesInForce }> {
  const inForce = await getRules(act.tx, library, {
    countyCode: of.placeCode.slice(0, 6),
    adoptionId: of.adoptionId,
    on,
  })
  const rules = inForce.resolved.plain.rewards as RewardRules | undefined
  if (!rules || inForce.adoption.placeCode !== of.placeCode)
    throw new Refusal('rewards.no_rules', {}, 'body.adoptionId')
  return { rules, inForce }
}

/** Works a sheet out by the values of the period’s last day; nothing is written. */
export async function workOutSheet(act: Act, library: SchemeLibrary, wish: Wish): Promise<WorkedSheet> {
  const period = findPeriod(wish.period)
  const today = chinaDateOf(act.now)
  const { rules, inForce } = await rulesOfRewards(act, library, wish, period?.lastDay ?? today)
  const ladder = rules.ladders.find((one) => one.key === wish.ladder)
  if (!ladder) throw new Refusal('rewards.ladder_unknown', { ladder: wish.ladder }, 'body.ladder')
  const kind: PeriodKind = periodKindOf(ladder)
  if (period?.kind !== kind) {
    const { zh, en } = periodWords[kind]!
    throw new Refusal('rewards.period_unfit', { period: wish.period, kind: zh, kindEn: en }, 'body.period')
  }
  const base = { ladder, rules, inForce }
  if (ladder.kind === 'grades') {
    const { worked, wholeVillage } = await workByGrade(act, inForce, ladder, wish)
    return { ...base, ...withSources(inForce, worked), wholeVillage, closeId: null }
  }
  if (today <= period.lastDay)
    throw new Refusal('rewards.period_open', { period: wish.period, last: period.lastDay }, 'body.period')
  if (ladder.kind === 'share' && wish.incomeFen === null)
    throw new Refusal('rewards.income_missing', {}, 'body.incomeFen')
  const close = await findClose(act.tx, { ...wish, bookKey: ladder.book })
  if (!close) throw new Refusal('rewards.close_missing', { period: wish.period }, 'body.period')
  const lines = await listHouseholdLines(act.tx, wish.placeCode.slice(0, 6), close.closeId)
  const households = lines.map((line) => ({ ...line, points: line.total }))
  const worked = decideByClose(ladder, households, wish.incomeFen ?? 0)
  return { ...base, ...withSources(inForce, worked), wholeVillage: false, closeId: close.closeId }
}

/** Groups that were accepted in the year, with what they get; the year need not be over. */
async function workByGrade(
  act: Act,
  inForce: RulesInForce,
  ladder: GradeLadder,
  wish: Wish,
): Promise<{ worked: Worked; wholeVillage: boolean }> {
  const collective = inForce.resolved.plain.collective as CollectiveRules
  const results = await readResults(act, collective, { ...wish, year: wish.period })
  const groups = results.groups.flatMap(({ creation, acceptance, groupName }) =>
    creation && acceptance?.grade
      ? [
          {
            creationId: creation.id,
            groupName,
            leaderName: creation.leaderName,
            grade: acceptance.grade,
            households: acceptance.households,
          },
        ]
      : [],
  )
  return { worked: decideByGrade(ladder, groups, results.wholeVillage), wholeVillage: results.wholeVillage }
}

/** Each line with where its value stands and since when. */
function withSources(inForce: RulesInForce, worked: Worked): Worked & { lines: NewLine[] } {
  const values = new Map(inForce.resolved.values.map((value) => [value.path, value]))
  return {
    ...worked,
    lines: worked.lines.map((line) => {
      const value = values.get(line.rule)!
      const source = value.note ? `${value.source}：${value.note}` : value.source
      return { ...line, source, since: value.from }
    }),
  }
}
