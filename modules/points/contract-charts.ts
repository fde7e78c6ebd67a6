import { inLanguage, type ListColumn, type ListDefinition } from '../../engines/contract/list.ts'
import type { RouteReply, Words } from '../../engines/contract/route.ts'
import { getOverview } from './contract.ts'

type Overview = RouteReply<typeof getOverview>
type Month = Overview['byMonth'][number]
type Item = Overview['byItem'][number]
type Group = Overview['byGroup'][number]

const points: Words = { zh: '积分', en: 'Points' }
const cycle = [{ name: 'cycle', label: { zh: '年度', en: 'Year' } }]

/** The tables behind the charts of a year, each a workbook at its own address. */
export const chartPaths = {
  months: `${getOverview.path}/months`,
  items: `${getOverview.path}/items`,
  groups: `${getOverview.path}/groups`,
}

const count = <Row>(key: string, title: Words, value: (row: Row) => number): ListColumn<Row> => ({
  key,
  title,
  kind: 'count',
  value,
})

export const monthsTable: ListDefinition<Month> = {
  key: 'chart-months',
  title: { zh: '各月积分', en: 'Points by month' },
  columns: [
    { key: 'month', title: { zh: '月份', en: 'Month' }, kind: 'text', value: (row) => row.month },
    { key: 'gained', title: { zh: '加分', en: 'Gained' }, kind: 'points', value: (row) => row.gained },
    {
      key: 'lost',
      title: { zh: '减分', en: 'Lost' },
      kind: 'points',
      value: (row) => 0 - Math.abs(row.lost),
    },
    count('entries', { zh: '笔数', en: 'Entries' }, (row) => row.entries),
  ],
  filters: cycle,
}

export const itemsTable: ListDefinition<Item> = {
  key: 'chart-items',
  title: { zh: '各项目积分', en: 'Points by item' },
  columns: [
    {
      key: 'item',
      title: { zh: '项目', en: 'Item' },
      kind: 'text',
      value: (row, language) => inLanguage(row.name, language),
      width: 240,
    },
    count('claims', { zh: '笔数', en: 'Entries' }, (row) => row.claims),
    { key: 'points', title: points, kind: 'points', value: (row) => row.points },
  ],
  filters: cycle,
}

export const groupsTable: ListDefinition<Group> = {
  key: 'chart-groups',
  title: { zh: '各小组参与情况', en: 'Participation by group' },
  columns: [
    { key: 'group', title: { zh: '小组', en: 'Group' }, kind: 'text', value: (row) => row.name },
    count('households', { zh: '户数', en: 'Households' }, (row) => row.households),
    count('active', { zh: '有积分的户', en: 'With entries' }, (row) => row.active),
    { key: 'points', title: points, kind: 'points', value: (row) => row.points },
  ],
  filters: cycle,
}
