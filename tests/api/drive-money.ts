import { insertYear, register } from '../dividend-acts.ts'
import { place } from '../points-village.ts'
import { bookOf, type CaseDriver, type CaseStage, type Fields } from './case-stage.ts'
import { closeYear } from './drive-claims.ts'

/** What a year of this village came to; closed once, asked by many cases. */
const closes = new WeakMap<CaseStage, Promise<string>>()

async function closedOnce(stage: CaseStage, moves: Parameters<typeof insertYear>[1]): Promise<string> {
  const known = closes.get(stage)
  if (known) return known
  const made = insertYear(stage.village, moves).then(() => closeYear(stage))
  closes.set(stage, made)
  return made
}

/** So many households gain, the first eighty each by another sum, so that no ties stand at a border. */
export function unevenYear(gaining: number, points: number): { household: number; points: number }[] {
  const missing = points - gaining * 100
  const first = Array.from({ length: 80 }, (_, index) => Math.floor(missing / gaining) + 80 - index)
  const rest = gaining - first.length
  const left = missing - first.reduce((sum, gain) => sum + gain, 0)
  const others = Array.from(
    { length: rest },
    (_, index) => Math.floor(left / rest) + (index < left % rest ? 1 : 0),
  )
  return [...first, ...others].map((gain, household) => ({ household, points: gain }))
}

const reported = { weighted: 249, points: 72_033 }
const closeReported = (stage: CaseStage) => closedOnce(stage, unevenYear(reported.weighted, reported.points))

async function figuresOf(stage: CaseStage): Promise<Record<string, unknown>> {
  await closeReported(stage)
  const listed = await stage.must('clerk', '2020-01-05', 'GET', `/api/points/closes?place=${place}`)
  return (listed as unknown as { figures: Record<string, unknown> }[])[0]!.figures
}

/** The best share of a village of so many households (G-22). */
export const driveBestShare: CaseDriver = async (stage, cases) => {
  const { topCount } = await figuresOf(stage)
  return cases.map(() => ({ places: topCount }))
}

/** How a share of households prints (G-20). */
export const driveShownShare: CaseDriver = async (stage, cases) => {
  const { weightedShare } = await figuresOf(stage)
  return cases.map(() => ({ shown: weightedShare }))
}

/** Which of some totals are among the best so many (G-22): marks of a close. */
export const driveBest: CaseDriver = async (stage, cases) => {
  const { points } = cases[0]!.given as { points: number[] }
  const moves = points.map((total, household) => ({ household, points: total - 100 }))
  const closeId = await closedOnce(
    stage,
    moves.filter((move) => move.points !== 0),
  )
  const lines = await stage.must('clerk', '2020-01-05', 'GET', `/api/points/closes/${closeId}/lines`)
  const best = lines.rows.filter((row) => (row.marks as string[]).includes('best'))
  return cases.map(() => ({ taken: best.map((row) => Number(row.total) / 100) }))
}

interface GivenHousehold {
  share_dividend?: number
  points: number
  weighted?: boolean
}

/** Households with the shares and points of the cases, paid by one plan. */
export const driveHouseholdDividend: CaseDriver = async (stage, cases) => {
  const given = cases.map((one) => one.given as unknown as GivenHousehold)
  const shares = given.map((one) => Math.round((one.share_dividend ?? 0) * 100))
  await register(stage.village, shares)
  const moves = given.flatMap(({ points, weighted = true }, household) => {
    const gain = weighted ? Math.max(points - 100, 10) : 0
    return [
      { household, points: gain },
      { household, points: points - 100 - gain },
    ].filter((move) => move.points !== 0)
  })
  const closeId = await closedOnce(stage, moves)
  const pools = {
    sharePoolFen: shares.reduce((sum, share) => sum + share, 0),
    incentivePoolFen: 1_000_000,
    priceFen: null,
  }
  const plan = await draft(stage, closeId, pools)
  const lines = await linesOf(stage, plan.id)
  return given.map((_, index) => {
    const line = lines.find((row) => row.householdId === stage.village.households[index])!
    return {
      share: yuan(line.shareFen),
      incentive: yuan(line.incentiveFen),
      total: yuan(line.totalFen),
      capped: line.capped,
    }
  })
}

interface Pools {
  sharePoolFen: number
  incentivePoolFen: number
  priceFen: number | null
}

const yuan = (fen: unknown) => Number(fen) / 100

function draft(stage: CaseStage, closeId: string, pools: Pools): Promise<Fields> {
  const { placeCode, adoptionId } = bookOf(stage)
  const body = { placeCode, adoptionId, closeId, ...pools }
  return stage.must('clerk', '2020-02-01', 'POST', '/api/dividends/plans', body)
}

async function linesOf(stage: CaseStage, planId: string): Promise<Fields[]> {
  const url = `/api/dividends/plans/${planId}/lines?pageSize=1000`
  return (await stage.must('clerk', '2020-02-01', 'GET', url)).rows
}

/** The year of the whole village: tried by each case's pools, and kept as a plan where the pool suffices. */
export const driveYearDividend: CaseDriver = async (stage, cases) => {
  await shareEvenly(stage)
  const closeId = await closeReported(stage)
  const answers: Record<string, unknown>[] = []
  for (const { given } of cases) {
    const { share_pool: share, incentive_pool: incentive } = given as Record<string, number>
    const pools = {
      sharePoolFen: Math.round(share! * 100),
      incentivePoolFen: Math.round(incentive! * 100),
      priceFen: null,
    }
    const { placeCode, adoptionId } = bookOf(stage)
    const body = { placeCode, adoptionId, closeId, ...pools }
    const tried = await stage.must('clerk', '2020-02-01', 'POST', '/api/dividends/preview', body)
    const figures = tried.figures as Record<string, number>
    const answer = {
      share: yuan(figures.sharePaidFen),
      incentive: yuan(figures.incentivePaidFen),
      share_remainder: yuan(figures.shareRemainderFen),
      incentive_remainder: yuan(figures.incentiveRemainderFen),
      price: yuan(tried.priceFen),
    }
    const lines =
      figures.incentiveRemainderFen === 0 ? await linesOf(stage, await planOf(stage, closeId, pools)) : []
    const receiving = lines.filter((line) => Number(line.incentiveFen) > 0).length
    answers.push({ ...answer, receiving, without: lines.length - receiving })
  }
  return answers
}

const registered = new WeakSet<CaseStage>()
const plans = new WeakMap<CaseStage, Promise<string>>()

async function shareEvenly(stage: CaseStage): Promise<void> {
  if (registered.has(stage)) return
  registered.add(stage)
  await register(
    stage.village,
    stage.village.households.map(() => 100),
  )
}

/** The one plan of the reported year. */
function planOf(stage: CaseStage, closeId: string, pools: Pools): Promise<string> {
  const known = plans.get(stage) ?? draft(stage, closeId, pools).then((plan) => plan.id)
  plans.set(stage, known)
  return known
}

const reportedPools = { sharePoolFen: 46_800_000, incentivePoolFen: 9_364_290, priceFen: null }

/** The plan of the reported year, for what follows it. */
export async function reportedPlan(stage: CaseStage): Promise<string> {
  await shareEvenly(stage)
  return planOf(stage, await closeReported(stage), reportedPools)
}

/** Who is put forward for credit, and up to which sum (G-22). */
export const driveCredit: CaseDriver = async (stage, cases) => {
  const url = `/api/dividends/plans/${await reportedPlan(stage)}/credit-list`
  const list = await stage.must('clerk', '2020-02-01', 'GET', url)
  return cases.map(({ given }) => {
    const { rank, asked } = given as { rank: number; asked: number }
    return {
      listed: list.rows.some((row) => row.rank === rank),
      within_ceiling: Math.round(asked * 100) <= Number(list.ceilingFen),
    }
  })
}
