import type { z } from 'zod'
import type { ListDefinition } from '../../engines/contract/list.ts'
import type { rewardLine } from './contract.ts'

export const sheetLinesList: ListDefinition<z.infer<typeof rewardLine>> = {
  key: 'reward-lines',
  title: { zh: '奖补计算表', en: 'Worksheet of rewards' },
  columns: [
    {
      key: 'position',
      title: { zh: '序号', en: 'No.' },
      kind: 'count',
      value: (row) => row.position,
      width: 70,
    },
    {
      key: 'recipient',
      title: { zh: '发给', en: 'Paid to' },
      kind: 'text',
      value: (row) => row.recipient,
      width: 150,
    },
    {
      key: 'rule',
      title: { zh: '依据的规则', en: 'Rule' },
      kind: 'text',
      value: (row, language) => row.rule[language],
      width: 220,
    },
    {
      key: 'points',
      title: { zh: '积分', en: 'Points' },
      kind: 'points',
      value: (row) => row.points,
      width: 90,
    },
    {
      key: 'rate',
      title: { zh: '标准', en: 'Value' },
      kind: 'yuan',
      value: (row) => row.rateFen,
      width: 120,
    },
    { key: 'count', title: { zh: '数量', en: 'Count' }, kind: 'count', value: (row) => row.count, width: 80 },
    {
      key: 'amount',
      title: { zh: '金额', en: 'Amount' },
      kind: 'yuan',
      value: (row) => row.amountFen,
      width: 130,
    },
    {
      key: 'since',
      title: { zh: '标准起始日', en: 'Value since' },
      kind: 'date',
      value: (row) => row.since,
      width: 120,
    },
    {
      key: 'source',
      title: { zh: '出处', en: 'Source' },
      kind: 'text',
      value: (row) => row.source,
      width: 260,
    },
  ],
  filters: [],
}
