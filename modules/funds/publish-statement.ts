import { v7 as makeId } from 'uuid'
import { formatYuan } from '../../engines/allocation/yuan.ts'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { findPeriod, nextPeriod, type Period, periodName, periodOf } from '../../engines/calendar/period.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { type ListColumn, type ListKind, openList } from '../publicity/index.ts'
import { decideStatement, type Statement } from './decide-statement.ts'
import { rulesOfFund } from './rules-of-fund.ts'
import type { FundRules } from './scheme.ts'
import { type FundRow, findFund, insertStatement, listFundExtras, lockFund } from './store.ts'
import { listMovementRows, type MovementRow } from './store-movements.ts'

export interface PeriodStatement {
  period: Period
  money: Statement
  goods: Statement
  waiting: number
  /** Approved movements of the period, oldest first; opening balances are not among them. */
  rows: MovementRow[]
}

/** The period that is published next: the one after the last published, or that of the fund's first day. */
export function nextPeriodOf(fund: FundRow, rules: FundRules, publishedUntil: string | null): Period {
  const { every } = rules.publicity
  return publishedUntil === null
    ? periodOf(fund.openedOn, every)
    : nextPeriod(periodOf(publishedUntil, every))
}

/** Opening balance, each movement and closing balance of a period (G-8, G-13). */
export async function readStatement(
  act: Act,
  library: SchemeLibrary,
  fundId: string,
  label: string,
): Promise<PeriodStatement> {
  const fund = await findFund(act.tx, act.actor.countyCode, fundId)
  if (!fund) throw new Refusal('record.not_found')
  act.authorise('funds.read', { placeCode: fund.placeCode })
  return statementOf(act, library, fund, label)
}

async function statementOf(
  act: Act,
  library: SchemeLibrary,
  fund: FundRow,
  label: string,
): Promise<PeriodStatement> {
  const period = findPeriod(label)
  const { rules } = await rulesOfFund(act.tx, library, fund, period?.lastDay ?? chinaDateOf(act.now))
  if (period?.kind !== rules.publicity.every) throw new Refusal('funds.period_wrong', { period: label })
  const page = { kind: 'all' as const, search: '', page: 1, pageSize: 1_000_000 }
  const county = fund.placeCode.slice(0, 6)
  const until = await listMovementRows(act.tx, county, fund.id, {
    ...page,
    state: 'all',
    to: period.lastDay,
  })
  const approved = until.rows.filter((row) => row.decision === 'approved').reverse()
  const isBefore = (row: MovementRow) => row.occurredOn < period.firstDay || row.kind === 'opening'
  const rows = approved.filter((row) => !isBefore(row))
  const of = (side: 'moneyFen' | 'goodsFen') =>
    decideStatement(
      approved.filter(isBefore).reduce((sum, row) => sum + row[side], 0),
      rows.map((row) => ({ amountFen: row[side] })),
    )
  return {
    period,
    money: of('moneyFen'),
    goods: of('goodsFen'),
    waiting: until.rows.filter((row) => !row.decision).length,
    rows,
  }
}

const columns: Record<string, ListColumn> = {
  number: { key: 'number', title: { zh: '凭证号', en: 'Number' }, type: 'text' },
  occurred_on: { key: 'occurred_on', title: { zh: '日期', en: 'Day' }, type: 'date' },
  kind: { key: 'kind', title: { zh: '来源或用途', en: 'Source or use' }, type: 'text' },
  words: { key: 'words', title: { zh: '事由', en: 'For what' }, type: 'text' },
  donor: { key: 'donor', title: { zh: '捐赠方', en: 'Donor' }, type: 'text' },
  income: { key: 'income', title: { zh: '收入', en: 'Income' }, type: 'yuan' },
  spending: { key: 'spending', title: { zh: '支出', en: 'Spending' }, type: 'yuan' },
}

/** Hangs out a period's income and spending, cut to the scheme's fields; from then on the period takes no more. */
export async function publishStatement(
  act: Act,
  library: SchemeLibrary,
  fundId: string,
  body: { period: string; opensOn: string; spot: string },
): Promise<{ listId: string; closesOn: string; rows: number }> {
  const fund = await lockFund(act.tx, act.actor.countyCode, fundId)
  if (!fund) throw new Refusal('record.not_found')
  act.authorise('funds.publish', { placeCode: fund.placeCode })
  const statement = await statementOf(act, library, fund, body.period)
  const { period } = statement
  const { rules } = await rulesOfFund(act.tx, library, fund, period.lastDay)
  await assertNext(act, fund, rules, statement)
  const name = periodName(period)
  const yuan = (fen: number) => `¥${formatYuan(BigInt(fen))}`
  const sums = ({ openingFen, incomeFen, spendingFen, closingFen }: Statement, zh: string, en: string) => [
    { title: { zh: `${zh}期初结余`, en: `${en}, opening` }, value: yuan(openingFen) },
    { title: { zh: `${zh}本期收入`, en: `${en}, income` }, value: yuan(incomeFen) },
    { title: { zh: `${zh}本期支出`, en: `${en}, spending` }, value: yuan(spendingFen) },
    { title: { zh: `${zh}期末结余`, en: `${en}, closing` }, value: yuan(closingFen) },
  ]
  const hasGoods = statement.goods.openingFen !== 0 || statement.rows.some((row) => row.goodsFen !== 0)
  const list = await openList(act, {
    placeCode: fund.placeCode,
    kind: 'fund_statement',
    title: `${fund.name} ${name.zh}收支公开`,
    duty: rules.publicity.duty,
    opensOn: body.opensOn,
    days: rules.publicity.days,
    hideNamesAfterDays: 30,
    spot: body.spot,
    columns: rules.publicity.fields.map((field) => columns[field]!),
    totals: [
      ...sums(statement.money, '资金', 'Money'),
      ...(hasGoods ? sums(statement.goods, '物资', 'Goods') : []),
    ],
    source: { fundId, period: period.label },
    lines: statement.rows.map((row) => ({
      subjectKind: 'movement',
      subjectId: row.id,
      householdId: null,
      shown: shownOf(rules, row),
    })),
  })
  await insertStatement(act.tx, {
    id: makeId(),
    placeCode: fund.placeCode,
    fundId,
    period: period.label,
    firstDay: period.firstDay,
    lastDay: period.lastDay,
    figures: { money: statement.money, goods: statement.goods },
    listId: list.listId,
    by: act.actor.accountId,
    at: act.now,
  })
  act.record({
    placeCode: fund.placeCode,
    action: 'funds.publish',
    subjectKind: 'fund',
    subjectId: fundId,
    detail: { period: period.label, rows: statement.rows.length, ...statement.money, listId: list.listId },
  })
  return { ...list, rows: statement.rows.length }
}

/** Periods follow each other without a gap, are over, and nothing of them waits. */
async function assertNext(
  act: Act,
  fund: FundRow,
  rules: FundRules,
  { period, waiting }: PeriodStatement,
): Promise<void> {
  const [extras] = await listFundExtras(act.tx, fund.placeCode.slice(0, 6), [fund.id])
  const publishedUntil = extras?.publishedUntil ?? null
  if (publishedUntil !== null && period.lastDay <= publishedUntil)
    throw new Refusal('funds.statement_exists', { period: period.label })
  if (period.label !== nextPeriodOf(fund, rules, publishedUntil).label)
    throw new Refusal('funds.earlier_period_open', { last: publishedUntil ?? fund.openedOn })
  if (chinaDateOf(act.now) <= period.lastDay)
    throw new Refusal('funds.period_open', { period: period.label, last: period.lastDay })
  if (waiting > 0) throw new Refusal('funds.waiting', { period: period.label, count: waiting })
}

function shownOf(rules: FundRules, row: MovementRow): Record<string, string | number> {
  const amount = row.moneyFen + row.goodsFen
  const part =
    row.useKey === null
      ? rules.sources.find((source) => source.key === row.sourceKey)
      : rules.uses.find((use) => use.key === row.useKey)
  const cells: Record<string, string | number> = {
    number: row.number,
    occurred_on: row.occurredOn,
    kind: part?.name.zh ?? '',
    words: row.words,
    donor: row.donor === null ? '' : row.donorHidden ? '不愿公开姓名' : row.donor,
    income: Math.max(0, amount),
    spending: Math.max(0, -amount),
  }
  return Object.fromEntries(rules.publicity.fields.map((field) => [field, cells[field]!]))
}

/** A statement's list shows what is done already; an objection to a line is answered, and a reversal mends it. */
export const fundListKind: ListKind = {
  settle: async () => 0,
  hold: async () => undefined,
  release: async () => undefined,
  reopen: async () => undefined,
}
