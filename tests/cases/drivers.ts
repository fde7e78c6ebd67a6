import type { CaseDriver } from './case-driver.ts'
import { board, freeze, referral } from './drive-boards.ts'
import { declaration, declarations, mending, review } from './drive-claims.ts'
import { figures, outcomes, places, quota, shownShare, year } from './drive-closes.ts'
import {
  creation,
  evaluation,
  foundAfterwards,
  missingEvaluations,
  platformIssue,
  wholeVillage,
} from './drive-collectives.ts'
import { credit, creditRate, householdDividend, yearDividend, yearParts } from './drive-dividends.ts'
import { redeem, redeemBudget, redeemCash, redeemTime, shopSettlement } from './drive-exchange.ts'
import { fundBoard, fundSpending } from './drive-funds.ts'
import { binding, guard } from './drive-guard.ts'
import { resolution } from './drive-meetings.ts'
import { countSteps, step } from './drive-procedures.ts'
import { groupRewards, rewardTakenBack } from './drive-rewards.ts'

/** How each kind of worked case goes through the API. A kind that a module adds needs its driver here. */
export const drivers: Readonly<Record<string, CaseDriver>> = {
  mending,
  declaration,
  declarations,
  review,
  year,
  places,
  quota,
  shown_share: shownShare,
  outcomes,
  figures,
  board,
  freeze,
  referral,
  household_dividend: householdDividend,
  year_dividend: yearDividend,
  year_parts: yearParts,
  credit,
  credit_rate: creditRate,
  step,
  count_steps: countSteps,
  creation,
  whole_village: wholeVillage,
  found_afterwards: foundAfterwards,
  evaluation,
  missing_evaluations: missingEvaluations,
  platform_issue: platformIssue,
  group_rewards: groupRewards,
  reward_taken_back: rewardTakenBack,
  binding,
  guard,
  redeem,
  redeem_cash: redeemCash,
  redeem_time: redeemTime,
  redeem_budget: redeemBudget,
  shop_settlement: shopSettlement,
  fund_spending: fundSpending,
  fund_board: fundBoard,
  resolution,
}

/** Kinds that no route answers, and why. */
export const withoutRoute: Readonly<Record<string, string>> = {
  other_years:
    'what is left of a sum that a source reports for several years: no record of the village holds it',
}
