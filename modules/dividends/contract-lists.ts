import type { z } from 'zod'
import { type ListColumn, type ListDefinition, optionsOf } from '../../engines/contract/list.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { planLine, shareRow } from './contract.ts'

type Line = z.infer<typeof planLine>

export const payMethods: Record<NonNullable<Line['paid']>['method'], Words> = {
  bank: { zh: '转账', en: 'bank' },
  cash: { zh: '现金', en: 'cash' },
  hold: { zh: '暂存', en: 'held' },
}

const number: Words = { zh: '户号', en: 'Number' }
const head: Words = { zh: '户主', en: 'Head' }
const shares: Words = { zh: '股份', en: 'Shares' }
const choices = optionsOf({
  all: { zh: '全部', en: 'All' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
})

const choice = (name: string, label: Words) => ({ name, label, fallback: 'all', options: choices })

const yuan = (key: 'shareFen' | 'totalFen' | 'incentiveFen', title: Words): ListColumn<Line> => ({
  key,
  title,
  kind: 'yuan',
  value: (row) => row[key],
  width: 120,
})

export const planLinesList: ListDefinition<Line> = {
  key: 'plan-lines',
  title: { zh: '分配明细表', en: 'Worksheet of the dividend' },
  columns: [
    {
      key: 'number',
      title: number,
      kind: 'text',
      value: (row) => row.householdNumber,
      sort: { up: 'number' },
      width: 90,
    },
    { key: 'head', title: head, kind: 'text', value: (row) => row.headName, width: 110 },
    { key: 'shares', title: shares, kind: 'points', value: (row) => row.shares, width: 80 },
    yuan('shareFen', { zh: '股份分红', en: 'Share dividend' }),
    {
      key: 'points',
      title: { zh: '积分', en: 'Points' },
      kind: 'points',
      // Who is not weighted has no part in the incentive, and so no points that count for it.
      value: (row) => (row.weighted ? row.points : null),
      sort: { down: '-points' },
      width: 90,
    },
    {
      ...yuan('incentiveFen', { zh: '积分分红', en: 'Incentive' }),
      value: (row) => (row.weighted ? row.incentiveFen : null),
      width: 130,
    },
    { ...yuan('totalFen', { zh: '合计', en: 'Sum' }), sort: { down: '-total' } },
    {
      key: 'paid',
      title: { zh: '发放', en: 'Payment' },
      kind: 'text',
      value: (row, language) =>
        row.paid && `${row.paid.number} ${row.paid.on} ${payMethods[row.paid.method][language]}`,
      width: 210,
    },
  ],
  filters: [
    choice('weighted', { zh: '加权户', en: 'Weighted' }),
    choice('paid', { zh: '已发放', en: 'Paid' }),
  ],
}

export const sharesList: ListDefinition<z.infer<typeof shareRow>> = {
  key: 'shares',
  title: { zh: '股份底册', en: 'Share register' },
  columns: [
    {
      key: 'number',
      title: number,
      kind: 'text',
      value: (row) => row.householdNumber,
      sort: { up: 'number', down: '-number' },
      width: 100,
    },
    { key: 'head', title: head, kind: 'text', value: (row) => row.headName, width: 120 },
    {
      key: 'shares',
      title: shares,
      kind: 'points',
      value: (row) => row.shares,
      sort: { up: 'shares', down: '-shares' },
      width: 100,
    },
    {
      key: 'from',
      title: { zh: '起始日期', en: 'Since' },
      kind: 'date',
      value: (row) => row.from,
      sort: { up: 'from', down: '-from' },
      width: 150,
    },
    {
      key: 'basis',
      title: { zh: '依据', en: 'Basis' },
      kind: 'text',
      value: (row) => row.basis,
      width: 320,
    },
  ],
  filters: [],
}
