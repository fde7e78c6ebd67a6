import type { z } from 'zod'
import { type ListDefinition, optionsOf } from '../../engines/contract/list.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { month, movement } from './contract.ts'

type Movement = z.infer<typeof movement>

export const movementKinds: Record<Movement['kind'], Words> = {
  opening: { zh: '期初余额', en: 'Opening balance' },
  income: { zh: '收入', en: 'Income' },
  in_kind: { zh: '实物捐赠', en: 'Goods in kind' },
  spending: { zh: '支出', en: 'Spending' },
  goods_out: { zh: '物资发放', en: 'Goods handed out' },
  reversal: { zh: '冲正', en: 'Reversal' },
}

export const movementStates: Record<Movement['state'], Words> = {
  waiting: { zh: '待审核', en: 'waits for approval' },
  approved: { zh: '已审核', en: 'approved' },
  refused: { zh: '不同意', en: 'refused' },
}

export const movementsList: ListDefinition<Movement> = {
  key: 'fund-movements',
  title: { zh: '收支明细', en: 'Movements' },
  columns: [
    {
      key: 'number',
      title: { zh: '凭证号', en: 'Number' },
      kind: 'text',
      value: (row) => row.number,
      width: 100,
    },
    {
      key: 'occurredOn',
      title: { zh: '日期', en: 'Day' },
      kind: 'date',
      value: (row) => row.occurredOn,
      width: 120,
    },
    {
      key: 'kind',
      title: { zh: '类别', en: 'Kind' },
      kind: 'text',
      value: (row, language) => movementKinds[row.kind][language],
      width: 100,
    },
    {
      key: 'part',
      title: { zh: '来源和用途', en: 'Source and use' },
      kind: 'text',
      value: (row, language) =>
        [row.sourceName[language], row.useName?.[language]].filter(Boolean).join(' · '),
      width: 190,
    },
    {
      key: 'words',
      title: { zh: '事由', en: 'For what' },
      kind: 'text',
      value: (row) => row.words,
      width: 200,
    },
    {
      key: 'donor',
      title: { zh: '捐赠方', en: 'Donor' },
      kind: 'text',
      value: (row) => row.donor,
      width: 120,
      hidden: true,
    },
    {
      key: 'income',
      title: { zh: '收入', en: 'In' },
      kind: 'yuan',
      value: (row) => positive(row.moneyFen + row.goodsFen),
      width: 110,
    },
    {
      key: 'spending',
      title: { zh: '支出', en: 'Out' },
      kind: 'yuan',
      value: (row) => positive(-row.moneyFen - row.goodsFen),
      width: 110,
    },
    {
      key: 'state',
      title: { zh: '审核', en: 'Approval' },
      kind: 'text',
      value: (row, language) => movementStates[row.state][language],
      width: 110,
    },
    {
      key: 'recordedName',
      title: { zh: '记账人', en: 'Recorded by' },
      kind: 'text',
      value: (row) => row.recordedName,
      width: 100,
      hidden: true,
    },
  ],
  filters: [
    {
      name: 'state',
      label: { zh: '审核', en: 'Approval' },
      fallback: 'all',
      options: optionsOf({ all: { zh: '全部', en: 'All' }, ...movementStates }),
    },
    {
      name: 'kind',
      label: { zh: '收支', en: 'In or out' },
      fallback: 'all',
      options: optionsOf({
        all: { zh: '全部', en: 'All' },
        income: { zh: '收入', en: 'Income' },
        spending: { zh: '支出', en: 'Spending' },
      }),
    },
    { name: 'days', label: { zh: '日期', en: 'Days' }, days: true },
  ],
}

const positive = (fen: number) => (fen > 0 ? fen : null)

type Month = z.infer<typeof month>

export const monthsTable: ListDefinition<Month> = {
  key: 'fund-months',
  title: { zh: '各月收支', en: 'By month' },
  columns: [
    { key: 'month', title: { zh: '月份', en: 'Month' }, kind: 'text', value: (row) => row.month },
    { key: 'income', title: { zh: '收入', en: 'Income' }, kind: 'yuan', value: (row) => row.incomeFen },
    { key: 'spending', title: { zh: '支出', en: 'Spending' }, kind: 'yuan', value: (row) => row.spendingFen },
    { key: 'balance', title: { zh: '月末结余', en: 'Left' }, kind: 'yuan', value: (row) => row.balanceFen },
  ],
  filters: [],
}
