import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { findPeriod } from '../../engines/calendar/period.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { listMovementStates } from '../funds/index.ts'
import type { RulesInForce } from '../schemes/index.ts'
import { listShortNames } from '../territory/index.ts'
import type { ladder as ladderReply, rewardLine, sheet as sheetReply } from './contract.ts'
import type { Ladder, RewardRules } from './scheme.ts'
import { type Approval, listPayments, type NewLine, type SheetRow } from './store.ts'
import { periodKindOf, rulesOfRewards } from './work-out-sheet.ts'

export function describeLadder(ladder: Ladder): z.input<typeof ladderReply> {
  return { key: ladder.key, name: ladder.name, kind: ladder.kind, period: periodKindOf(ladder) }
}

/** Sheets with their approval, payout and what became of it in the fund. */
export async function describeSheets(
  act: Act,
  library: SchemeLibrary,
  rows: readonly SheetRow[],
): Promise<z.input<typeof sheetReply>[]> {
  if (rows.length === 0) return []
  const county = rows[0]!.placeCode.slice(0, 6)
  const names = await listShortNames(act.tx, [...new Set(rows.map((row) => row.placeCode))])
  const payments = await listPayments(
    act.tx,
    county,
    rows.map((row) => row.id),
  )
  const movements = [...payments.values()].flatMap((payment) => payment.movementId ?? [])
  const states = await listMovementStates(act.tx, county, movements)
  return Promise.all(
    rows.map(async (row) => {
      const { rules, inForce } = await rulesOfSheet(act, library, row)
      const ladder = rules.ladders.find((one) => one.key === row.ladder)!
      const payment = payments.get(row.id)
      return {
        id: row.id,
        placeCode: row.placeCode,
        placeName: names.get(row.placeCode) ?? row.placeCode,
        adoptionId: row.adoptionId,
        schemeName: inForce.content.name,
        ladder: describeLadder(ladder),
        period: row.period,
        attempt: row.attempt,
        wholeVillage: row.wholeVillage,
        incomeFen: row.incomeFen,
        totalFen: row.totalFen,
        remainderFen: row.remainderFen,
        state: row.state,
        approvedBy: rules.approved_by,
        approval: row.approval as Approval | null,
        payment: payment
          ? {
              number: payment.number,
              paidOn: payment.paidOn,
              method: payment.method,
              movementId: payment.movementId,
              movementState: payment.movementId ? (states.get(payment.movementId) ?? null) : null,
            }
          : null,
        draftedAt: row.draftedAt.toISOString(),
        revision: row.revision,
      }
    }),
  )
}

export async function rulesOfSheet(
  act: Act,
  library: SchemeLibrary,
  row: SheetRow,
): Promise<{ rules: RewardRules; inForce: RulesInForce }> {
  return rulesOfRewards(act, library, row, findPeriod(row.period)?.lastDay ?? chinaDateOf(row.draftedAt))
}

/** Lines in words: the rule’s title, the grade’s name. */
export function describeLines(
  { rules, inForce }: { rules: RewardRules; inForce: RulesInForce },
  ladderKey: string,
  lines: readonly (NewLine & { position: number })[],
): z.input<typeof rewardLine>[] {
  const titles = new Map(inForce.resolved.values.map((value) => [value.path, value.title]))
  const names = gradeNames(rules.ladders.find((one) => one.key === ladderKey)!)
  return lines.map((line) => ({
    position: line.position,
    part: line.part,
    recipient: line.recipient,
    grade: names.get(line.grade) ?? null,
    points: line.points,
    rule: titles.get(line.rule) ?? { zh: line.rule, en: line.rule },
    source: line.source,
    since: line.since,
    rateFen: line.rateFen,
    count: line.count,
    amountFen: line.amountFen,
  }))
}

function gradeNames(ladder: Ladder): Map<string, { zh: string; en: string }> {
  const parts =
    ladder.kind === 'grades'
      ? ladder.rungs
      : ladder.kind === 'points'
        ? ladder.bands
        : ladder.kind === 'marks'
          ? ladder.marks
          : []
  return new Map(parts.map((part) => [part.key, part.name]))
}
