import { z } from 'zod'
import { percent } from '../../engines/fraction/percent.ts'
import type { CaseScheme, SchemeSection } from '../../engines/scheme/section.ts'
import { decideCredit, decideCreditRate } from './decide-credit.ts'
import { type DividendLine, decideDividend } from './decide-dividend.ts'
import type { DividendRules } from './scheme.ts'

const rulesOf = (scheme: CaseScheme) => scheme.resolved.plain.dividend as DividendRules
const fen = (yuan: number) => Math.round(yuan * 100)
const count = z.number().int().min(0)

const household = z.strictObject({
  share_dividend: z.number().default(0),
  points: z.number(),
  weighted: z.boolean().default(true),
})

const year = z.strictObject({
  share_pool: z.number(),
  incentive_pool: z.number(),
  price: z.number().nullable().default(null),
  households: count,
  weighted: count.min(1),
  points: count,
})

const parts = z.strictObject({ share_pool: z.number(), incentive_pool: z.number() })
const years = z.strictObject({ all_years: z.number(), known_years: z.array(z.number()).min(1) })
const credit = z.strictObject({ rank: count.min(1), asked: z.number() })
const creditRate = z.strictObject({ ordinary_percent: z.number().min(0).max(100) })

/** The kinds of worked cases that a dividend can answer; amounts in yuan. */
export const dividendCases: SchemeSection['cases'] = {
  household_dividend: { given: household, run: runHousehold },
  year_dividend: { given: year, run: runYear },
  /** How the two parts of a year stand to each other and to their sum. */
  year_parts: {
    given: parts,
    run: (_scheme, given: z.output<typeof parts>) => {
      const [share, incentive] = [fen(given.share_pool), fen(given.incentive_pool)]
      return {
        total: (share + incentive) / 100,
        incentive_of_share: shown(incentive, share),
        incentive_of_total: shown(incentive, share + incentive),
      }
    },
  },
  /** What is left for the other years when the sum of several is reported. */
  other_years: {
    given: years,
    run: (_scheme, given: z.output<typeof years>) => ({
      rest: given.known_years.reduce((rest, known) => rest - fen(known), fen(given.all_years)) / 100,
    }),
  },
  credit: {
    given: credit,
    run: (scheme, given: z.output<typeof credit>) => {
      const decided = decideCredit(rulesOf(scheme).credit!, { rank: given.rank, askedFen: fen(given.asked) })
      return { listed: decided.listed, within_ceiling: decided.withinCeiling }
    },
  },
  credit_rate: {
    given: creditRate,
    run: (scheme, given: z.output<typeof creditRate>) => {
      const rate = decideCreditRate(rulesOf(scheme).credit!, Math.round(given.ordinary_percent * 10_000))
      return { lowest: rate.lowestPpm / 10_000, highest: rate.highestPpm / 10_000 }
    },
  },
}

/** A share with two digits at most: 20 % and 16.67 %. */
function shown(part: number, whole: number): string {
  const share = percent(part, whole, 2)
  return share === undefined ? '—' : `${Number(share)}%`
}

function runHousehold(scheme: CaseScheme, given: z.output<typeof household>): Record<string, unknown> {
  const pools = { sharePoolFen: fen(given.share_dividend), incentivePoolFen: 0, priceFen: null }
  const line = decideDividend(rulesOf(scheme), pools, [
    { householdId: 'one', shares: 100, points: Math.round(given.points * 100), weighted: given.weighted },
  ]).lines[0]!
  return {
    share: line.shareFen / 100,
    incentive: line.incentiveFen / 100,
    total: (line.shareFen + line.incentiveFen) / 100,
    capped: line.capped,
  }
}

/** A village of equal shares, its points spread as evenly as whole points allow. */
function runYear(scheme: CaseScheme, given: z.output<typeof year>): Record<string, unknown> {
  const each = Math.floor(given.points / given.weighted)
  const more = given.points - each * given.weighted
  const households = Array.from({ length: given.households }, (_, index) => ({
    householdId: String(index),
    shares: 100,
    points: index < given.weighted ? (each + (index < more ? 1 : 0)) * 100 : 10_000,
    weighted: index < given.weighted,
  }))
  const pools = {
    sharePoolFen: fen(given.share_pool),
    incentivePoolFen: fen(given.incentive_pool),
    priceFen: given.price === null ? null : fen(given.price),
  }
  const result = decideDividend(rulesOf(scheme), pools, households)
  const sum = (pick: (line: DividendLine) => number) =>
    result.lines.reduce((total, line) => total + pick(line), 0)
  return {
    share: sum((line) => line.shareFen) / 100,
    incentive: sum((line) => line.incentiveFen) / 100,
    receiving: result.lines.filter((line) => line.incentiveFen > 0).length,
    without: result.lines.filter((line) => line.incentiveFen === 0).length,
    share_remainder: result.shareRemainderFen / 100,
    incentive_remainder: result.incentiveRemainderFen / 100,
    price: result.priceFen / 100,
  }
}
