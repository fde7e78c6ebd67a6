import { Refusal } from '../../engines/refusal/refusal.ts'
import type { FundRules, FundSource } from './scheme.ts'

export function getSource(rules: FundRules, key: string): FundSource {
  const source = rules.sources.find((candidate) => candidate.key === key)
  if (!source) throw new Refusal('funds.source_unknown', { source: key }, 'body.sourceKey')
  return source
}

/** Whether money of a source may go for a use: an earmarked source pays what it is for and nothing else (G-8). */
export function decideUse(rules: FundRules, sourceKey: string, useKey: string): void {
  const source = getSource(rules, sourceKey)
  const use = rules.uses.find((candidate) => candidate.key === useKey)
  if (!use) throw new Refusal('funds.use_unknown', { use: useKey }, 'body.useKey')
  if (source.earmarked_for && !source.earmarked_for.includes(useKey))
    throw new Refusal(
      'funds.earmarked',
      { source: source.name.zh, sourceEn: source.name.en, use: use.name.zh, useEn: use.name.en },
      'body.useKey',
    )
}

/** What is left of a source in fen; refused where it does not hold as much. */
export function decideRest(balanceFen: number, amountFen: number): number {
  if (amountFen > balanceFen)
    throw new Refusal('funds.short', { balance: balanceFen / 100, needed: amountFen / 100 }, 'body.amountFen')
  return balanceFen - amountFen
}

/** A movement of money needs its voucher; the opening balance carries over what older books prove. */
export function decideVoucher(kind: string, vouchers: number): void {
  if (kind !== 'opening' && vouchers === 0) throw new Refusal('funds.voucher_missing', {}, 'body.vouchers')
}

/**
 * Who may approve: never who recorded it, and where the town keeps the account (村账乡代管) the town alone.
 * Whether the person may approve at all has been asked before.
 */
export function decideApproval(
  custody: FundRules['custody'],
  by: { isRecorder: boolean; isTown: boolean },
): void {
  if (by.isRecorder) throw new Refusal('funds.same_person')
  if (custody === 'town' && !by.isTown) throw new Refusal('funds.town_approves')
}
