import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { listShortNames } from '../territory/index.ts'
import type { fund as fundReply, movement as movementReply } from './contract.ts'
import { nextPeriodOf } from './publish-statement.ts'
import { isTown } from './record-movement.ts'
import { rulesOfFund } from './rules-of-fund.ts'
import type { FundRules } from './scheme.ts'
import { type AccountSum, type FundRow, listFundExtras, sumAccounts } from './store.ts'
import type { MovementRow } from './store-movements.ts'

/** Funds with what each source brought and holds, and what each use took. */
export async function describeFunds(
  act: Act,
  library: SchemeLibrary,
  funds: readonly FundRow[],
): Promise<z.input<typeof fundReply>[]> {
  if (funds.length === 0) return []
  const county = funds[0]!.placeCode.slice(0, 6)
  const ids = funds.map((fund) => fund.id)
  const sums = Map.groupBy(await sumAccounts(act.tx, county, ids), (sum) => sum.fundId)
  const extras = new Map((await listFundExtras(act.tx, county, ids)).map((one) => [one.fundId, one]))
  const names = await listShortNames(act.tx, [...new Set(funds.map((fund) => fund.placeCode))])
  const today = chinaDateOf(act.now)
  return Promise.all(
    funds.map(async (fund) => {
      const { rules, inForce } = await rulesOfFund(act.tx, library, fund, today)
      const of = sums.get(fund.id) ?? []
      const { waiting, publishedUntil } = extras.get(fund.id)!
      return {
        ...fund,
        placeName: names.get(fund.placeCode) ?? fund.placeCode,
        schemeName: inForce.content.name,
        custody: rules.custody,
        publishedUntil,
        every: rules.publicity.every,
        nextPeriod: nextPeriodOf(fund, rules, publishedUntil).label,
        moneyFen: total(of, 'money'),
        goodsFen: total(of, 'goods'),
        waiting,
        sources: rules.sources.map((source) => ({
          key: source.key,
          name: source.name,
          kind: source.kind,
          earmarkedFor: source.earmarked_for ?? null,
          receivedFen: -total(of, 'source', source.key) - total(of, 'opening', source.key),
          moneyFen: total(of, 'money', source.key),
          goodsFen: total(of, 'goods', source.key),
        })),
        uses: rules.uses.map((use) => ({ ...use, spentFen: total(of, 'use', use.key) })),
      }
    }),
  )
}

function total(sums: readonly AccountSum[], accountClass: AccountSum['class'], key?: string): number {
  return sums
    .filter((sum) => sum.class === accountClass && (key === undefined || sum.key === key))
    .reduce((all, sum) => all + sum.sumFen, 0)
}

/** Movements with the names that the scheme has for their sources and uses. */
export async function describeMovements(
  act: Act,
  library: SchemeLibrary,
  fund: FundRow,
  rows: readonly MovementRow[],
): Promise<z.input<typeof movementReply>[]> {
  const { rules } = await rulesOfFund(act.tx, library, fund, chinaDateOf(act.now))
  const { custody } = rules
  const mayApprove =
    act.may('funds.approve', { placeCode: fund.placeCode }) && (custody === 'village' || isTown(act, fund))
  return rows.map(({ recordedBy, placeCode: _, decision, ...row }) => ({
    ...row,
    sourceName: nameOf(rules.sources, row.sourceKey),
    useName: row.useKey === null ? null : nameOf(rules.uses, row.useKey),
    state: decision ?? 'waiting',
    recordedAt: row.recordedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    mayDecide: mayApprove && !decision && recordedBy !== act.actor.accountId,
  }))
}

function nameOf(parts: FundRules['uses'], key: string): { zh: string; en: string } {
  return parts.find((part) => part.key === key)?.name ?? { zh: key, en: key }
}
