import assert from 'node:assert/strict'
import { percent } from '../../engines/fraction/percent.ts'
import { type CaseDriver, type CaseGroup, givenOf } from './case-driver.ts'
import {
  draftPlan,
  fenOf,
  payPlan,
  payYear,
  readPlanLines,
  resolvePlan,
  setShares,
  tryPlan,
  yuan,
} from './case-plan.ts'
import { type CaseVillage, dayAfter, type Fields } from './case-village.ts'
import type { CaseWorld } from './case-world.ts'
import { type Move, unevenMoves } from './case-year.ts'
import { closedVillage, inTurn } from './drive-closes.ts'

interface GivenHousehold {
  share_dividend?: number
  points: number
  weighted?: boolean
}

/** A share is worth a yuan, so that the pool of all shares pays each household the share dividend of its case. */
export const householdDividend: CaseDriver = {
  gives: ['share_dividend', 'points', 'weighted'],
  drive: async (world, group) => {
    const given = group.cases.map((one) => givenOf<GivenHousehold>(one))
    const shares = given.map((one) => fenOf(one.share_dividend ?? 0))
    const { village, close } = await closedVillage(world, group, given.length, (founded) =>
      given.flatMap((one, household) => movesTo(founded, household, one)),
    )
    await setShares(village, shares)
    const sharePoolFen = shares.reduce((sum, share) => sum + share, 0)
    const paid = await payYear(village, close, {
      sharePoolFen,
      incentivePoolFen: 100_000_000,
      priceFen: null,
    })
    assert.equal(paid.state, 'paid')
    const day = dayAfter(close.day, 60)
    return Promise.all(
      given.map(async (one, index) => {
        const url = `/api/dividends/households/${village.households[index]}`
        const [line] = (await village.must('clerk', day, 'GET', url)) as unknown as Fields[]
        assert.equal(line!.weighted, one.weighted ?? true, 'weighted as the case gives it')
        return {
          share: yuan(line!.shareFen),
          incentive: yuan(line!.incentiveFen),
          total: yuan(line!.totalFen),
          capped: line!.capped,
        }
      }),
    )
  },
}

/** Gains and losses after which so many points count; who is not weighted gains nothing. */
function movesTo(village: CaseVillage, household: number, given: GivenHousehold): Move[] {
  const { base, close } = village.book(`${village.year}-12-31`)
  const change = given.points * 100 - (close.weighted?.counts === 'without_base' ? 0 : base)
  const gain = given.weighted === false ? 0 : Math.max(change, 1000)
  return [gain, change - gain].map((points) => ({ household, points }))
}

interface GivenYear {
  share_pool: number
  incentive_pool: number
  price?: number | null
  households: number
  weighted: number
  points: number
}

/** The year of a whole village from its deeds to its payout; where the pool is short, only tried. */
export const yearDividend: CaseDriver = {
  gives: ['share_pool', 'incentive_pool', 'price', 'households', 'weighted', 'points'],
  drive: async (world, group) =>
    inTurn(group.cases, async (one) => {
      const given = givenOf<GivenYear>(one)
      const alone = { ...group, cases: [one] }
      const { village, close } = await closedVillage(world, alone, given.households, ({ book }) => {
        const { base, close: rules } = book(one.on)
        const counted = rules.weighted?.counts === 'without_base' ? 0 : base / 100
        return unevenMoves(given.weighted, given.points - given.weighted * counted, 80)
      })
      await setShares(
        village,
        village.households.map(() => 100),
      )
      const pools = {
        sharePoolFen: fenOf(given.share_pool),
        incentivePoolFen: fenOf(given.incentive_pool),
        priceFen: given.price == null ? null : fenOf(given.price),
      }
      const tried = await tryPlan(village, close, pools)
      const figures = tried.figures as Fields
      const answer = {
        share: yuan(figures.sharePaidFen),
        incentive: yuan(figures.incentivePaidFen),
        share_remainder: yuan(figures.shareRemainderFen),
        incentive_remainder: yuan(figures.incentiveRemainderFen),
        price: yuan(tried.priceFen),
      }
      const drafted = await draftPlan(village, close, pools)
      if (drafted.code !== null) {
        assert.equal(drafted.code, 'dividends.pool_short')
        assert.ok(answer.incentive_remainder < 0)
        return answer
      }
      const { plan, day } = await resolvePlan(village, close, drafted.body)
      const paid = await payPlan(village, { plan, day })
      assert.equal(paid.paidFen, figures.totalPaidFen, 'what is paid is what was tried')
      const lines = await readPlanLines(village, plan.id, day)
      const receiving = lines.filter((line) => line.paid && Number(line.incentiveFen) > 0).length
      return { ...answer, receiving, without: lines.length - receiving }
    }),
}

/** The two pools of a year used up to the last fen, and the sums that the plan shows of them. */
export const yearParts: CaseDriver = {
  gives: ['share_pool', 'incentive_pool'],
  drive: async (world, group) =>
    inTurn(group.cases, async (one) => {
      const given = givenOf<{ share_pool: number; incentive_pool: number }>(one)
      const alone = { ...group, cases: [one] }
      const gaining = 90
      const { village, close } = await closedVillage(world, alone, gaining, ({ book, rules }) => {
        const points = fenOf(given.incentive_pool) / rules(one.on).dividend!.incentive.price
        return unevenMoves(gaining, points - (gaining * book(one.on).base) / 100, 10)
      })
      await setShares(
        village,
        village.households.map(() => 100),
      )
      const { figures } = (await tryPlan(village, close, {
        sharePoolFen: fenOf(given.share_pool),
        incentivePoolFen: fenOf(given.incentive_pool),
        priceFen: null,
      })) as unknown as { figures: Record<string, number> }
      const { sharePaidFen, incentivePaidFen, totalPaidFen } = figures
      return {
        total: yuan(totalPaidFen),
        incentive_of_share: shownShare(incentivePaidFen!, sharePaidFen!),
        incentive_of_total: shownShare(incentivePaidFen!, totalPaidFen!),
      }
    }),
}

const shownShare = (part: number, whole: number) => `${Number(percent(part, whole, 2))}%`

/** The credit list of a village whose households all come to another sum. */
async function creditList(world: CaseWorld, group: CaseGroup): Promise<Fields> {
  const ranks = group.cases.map((one) => givenOf<{ rank?: number }>(one).rank ?? 1)
  const households = Math.max(...ranks) + 2
  const sum = (households * (households + 1)) / 2
  const { village, close } = await closedVillage(world, group, households, () =>
    unevenMoves(households, sum, households),
  )
  const pools = { sharePoolFen: 0, incentivePoolFen: 100_000_000, priceFen: null }
  const drafted = await draftPlan(village, close, pools)
  assert.equal(drafted.code, null, JSON.stringify(drafted.body))
  const url = `/api/dividends/plans/${drafted.body.id}/credit-list`
  return village.must('clerk', dayAfter(close.day), 'GET', url)
}

/** Who is put forward for credit, and up to which sum. */
export const credit: CaseDriver = {
  gives: ['rank', 'asked'],
  drive: async (world, group) => {
    const list = await creditList(world, group)
    return group.cases.map((one) => {
      const { rank, asked } = givenOf<{ rank: number; asked: number }>(one)
      return {
        listed: list.rows.some((row) => row.rank === rank),
        within_ceiling: fenOf(asked) <= Number(list.ceilingFen),
      }
    })
  },
}

/** The discounts that the credit list shows, on an ordinary rate that only the bank knows. */
export const creditRate: CaseDriver = {
  gives: ['ordinary_percent'],
  drive: async (world, group) => {
    const list = await creditList(world, group)
    const [least, most] = [Number(list.discountMinPercent), Number(list.discountMaxPercent)]
    return group.cases.map((one) => {
      const { ordinary_percent: ordinary } = givenOf<{ ordinary_percent: number }>(one)
      return { lowest: (ordinary * (100 - most)) / 100, highest: (ordinary * (100 - least)) / 100 }
    })
  },
}
