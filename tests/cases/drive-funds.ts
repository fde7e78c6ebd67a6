import { type CaseDriver, type CaseGroup, givenOf, yearOf } from './case-driver.ts'
import {
  bookMovement,
  decideMovement,
  moneyOf,
  type NewMovement,
  openFund,
  recordMovement,
} from './case-fund.ts'
import { fenOf } from './case-shop.ts'
import { type CaseVillage, openVillage, scopeOf } from './case-village.ts'
import type { CaseWorld } from './case-world.ts'
import { inTurn } from './drive-closes.ts'

/** A village with an account of its own, since one village has one account of a name. */
async function openAccount(
  world: CaseWorld,
  { schemeId, settings }: CaseGroup,
  on: string,
): Promise<{ village: CaseVillage; fundId: string; day: string }> {
  const year = yearOf(on)
  const village = await openVillage(world, { schemeId, settings, year, households: 1 })
  const day = `${year}-01-05`
  return { village, day, fundId: await openFund(village, day) }
}

interface GivenSpending {
  source: string
  use: string
  balance: number
  amount: number
  vouchers?: number
  same_person?: boolean
  approved_by?: 'village' | 'town'
}

/** A source holds so much; somebody records what is spent of it, and somebody approves. */
export const fundSpending: CaseDriver = {
  gives: ['source', 'use', 'balance', 'amount', 'vouchers', 'same_person', 'approved_by'],
  drive: (world, group) =>
    inTurn(group.cases, async (one) => {
      const given = givenOf<GivenSpending>(one)
      const { source, use, balance, amount, vouchers = 1 } = given
      const { village, fundId, day } = await openAccount(world, group, one.on)
      if (balance > 0)
        await bookMovement(village, fundId, day, { kind: 'income', source, fen: fenOf(balance) })
      const movement: NewMovement = { kind: 'spending', source, use, fen: fenOf(amount), vouchers }
      const approver = given.approved_by === 'village' ? 'secretary' : 'town_officer'
      village.admit('both', {
        grants: (['clerk', approver] as const).map((role) => ({ role, scope: scopeOf(role, village.code) })),
      })
      const by = given.same_person ? 'both' : 'clerk'
      const recorded = await recordMovement(village, fundId, day, movement, by)
      if (recorded.code !== null) return { refused: recorded.code }
      const decider = given.same_person ? 'both' : approver
      const { code } = await decideMovement(village, recorded.body.id, day, decider)
      if (code !== null) return { refused: code }
      return { refused: null, rest: (await moneyOf(village, day, source)) / 100 }
    }),
}

interface GivenBoard {
  opening?: number
  income?: number[]
  spending?: number[]
}

/** What a period’s statement shows of an account: its first source, and any use that this may pay for. */
export const fundBoard: CaseDriver = {
  gives: ['opening', 'income', 'spending'],
  drive: (world, group) =>
    inTurn(group.cases, async (one) => {
      const { opening = 0, income = [], spending = [] } = givenOf<GivenBoard>(one)
      const { village, fundId, day } = await openAccount(world, group, one.on)
      const { sources, uses } = village.rules(day).funds!
      const source = sources[0]!
      const use = source.earmarked_for?.[0] ?? uses[0]!.key
      const movements: NewMovement[] = [
        ...(opening === 0 ? [] : [{ kind: 'opening' as const, source: source.key, fen: fenOf(opening) }]),
        ...income.map((yuan) => ({ kind: 'income' as const, source: source.key, fen: fenOf(yuan) })),
        ...spending.map((yuan) => ({ kind: 'spending' as const, source: source.key, use, fen: fenOf(yuan) })),
      ]
      for (const movement of movements) await bookMovement(village, fundId, day, movement)
      const listed = await village.must('clerk', day, 'GET', `/api/funds?place=${village.code}`)
      const period = (listed as unknown as { nextPeriod: string }[])[0]!.nextPeriod
      const url = `/api/funds/${fundId}/statements/preview?period=${period}`
      const { money } = await village.must('clerk', day, 'GET', url)
      const { incomeFen, spendingFen, closingFen } = money as Record<string, number>
      const [earned, spent, closing] = [incomeFen!, spendingFen!, closingFen!].map((fen) => fen / 100)
      return { income: earned, spending: spent, closing }
    }),
}
