import { z } from 'zod'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { CaseScheme, SchemeSection } from '../../engines/scheme/section.ts'
import { decideApproval, decideRest, decideUse, decideVoucher } from './decide-movement.ts'
import { decideStatement } from './decide-statement.ts'
import type { FundRules } from './scheme.ts'

const count = z.number().int().min(0)
const amounts = z.array(z.number().min(0)).default([])

const spending = z.strictObject({
  source: z.string(),
  use: z.string(),
  balance: z.number().min(0),
  amount: z.number().positive(),
  vouchers: count.default(1),
  same_person: z.boolean().default(false),
  approved_by: z.enum(['village', 'town']).default('town'),
})
const board = z.strictObject({ opening: z.number().default(0), income: amounts, spending: amounts })

/** The kinds of worked cases of a fund; amounts in yuan. */
export const fundCases: SchemeSection['cases'] = {
  fund_spending: { given: spending, run: runSpending },
  fund_board: {
    given: board,
    run: (_scheme, given: z.output<typeof board>) => {
      const decided = decideStatement(fen(given.opening), [
        ...given.income.map((amount) => ({ amountFen: fen(amount) })),
        ...given.spending.map((amount) => ({ amountFen: -fen(amount) })),
      ])
      return {
        income: decided.incomeFen / 100,
        spending: decided.spendingFen / 100,
        closing: decided.closingFen / 100,
      }
    },
  },
}

const fen = (yuan: number) => Math.round(yuan * 100)

function runSpending(scheme: CaseScheme, given: z.output<typeof spending>): Record<string, unknown> {
  const rules = scheme.resolved.plain.funds as FundRules
  try {
    decideUse(rules, given.source, given.use)
    decideVoucher('spending', given.vouchers)
    const rest = decideRest(fen(given.balance), fen(given.amount))
    decideApproval(rules.custody, { isRecorder: given.same_person, isTown: given.approved_by === 'town' })
    return { refused: null, rest: rest / 100 }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code }
    throw error
  }
}
