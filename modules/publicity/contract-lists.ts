import type { z } from 'zod'
import { type ListColumn, type ListDefinition, optionsOf } from '../../engines/contract/list.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { listColumn, objection, publicityLine, publicityList } from './contract.ts'

type ShownList = z.infer<typeof publicityList>
type Line = z.infer<typeof publicityLine>
type ShownColumn = z.infer<typeof listColumn>

export const listStates: Record<ShownList['state'], Words> = {
  open: { zh: '公示中', en: 'On the board' },
  closed: { zh: '期满待办结', en: 'Days passed' },
  settled: { zh: '已办结', en: 'Settled' },
}

export const objectionStates: Record<z.infer<typeof objection>['state'], Words> = {
  open: { zh: '待答复', en: 'Open' },
  upheld: { zh: '成立，复评', en: 'Upheld' },
  dismissed: { zh: '不成立', en: 'Dismissed' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}

const state: Words = { zh: '状态', en: 'State' }
const every = { value: 'all', label: { zh: '全部', en: 'All' } }
const listTitle: Words = { zh: '公示名称', en: 'List' }
const position: Words = { zh: '序号', en: 'No.' }

export const publicityLists: ListDefinition<ShownList> = {
  key: 'publicity',
  title: { zh: '公示榜', en: 'Public lists' },
  columns: [
    { key: 'title', title: listTitle, kind: 'text', value: (row) => row.title, width: 300 },
    {
      key: 'state',
      title: state,
      kind: 'text',
      value: (row, language) => listStates[row.state][language],
      width: 150,
    },
    {
      key: 'opens',
      title: { zh: '开始日期', en: 'From' },
      kind: 'date',
      value: (row) => row.opensOn,
      sort: { up: 'opens', down: '-opens' },
      width: 140,
    },
    {
      key: 'closes',
      title: { zh: '期满日期', en: 'Until' },
      kind: 'date',
      value: (row) => row.closesOn,
      sort: { up: 'closes', down: '-closes' },
      width: 140,
    },
    { key: 'lines', title: { zh: '行数', en: 'Lines' }, kind: 'count', value: (row) => row.lines, width: 80 },
    {
      key: 'objections',
      title: { zh: '异议', en: 'Objections' },
      kind: 'count',
      value: (row) => row.objections,
      width: 120,
    },
    {
      key: 'spot',
      title: { zh: '张贴地点', en: 'Where it hangs' },
      kind: 'text',
      value: (row) => row.spot,
      width: 160,
    },
  ],
  filters: [{ name: 'state', label: state, fallback: 'all', options: [every, ...optionsOf(listStates)] }],
}

const kinds = { text: 'text', points: 'points', yuan: 'yuan', number: 'count', date: 'date' } as const

/** The lines of one list under the columns that it was published with. */
export function publicityLines(list: {
  kind: string
  title: string
  columns: readonly ShownColumn[]
}): ListDefinition<Line> {
  return {
    key: `publicity-${list.kind}`,
    title: { zh: list.title, en: list.title },
    columns: [
      { key: 'position', title: position, kind: 'count', value: (row) => row.position, width: 70 },
      ...list.columns.map(
        (column): ListColumn<Line> => ({
          key: column.key,
          title: column.title,
          // What is no figure, such as “—” for a hidden name, can only stand in a text.
          kind: kinds[column.type],
          value: (row) => row.cells[column.key] ?? null,
        }),
      ),
      {
        key: 'disputed',
        title: { zh: '异议', en: 'Objection' },
        kind: 'text',
        value: (row, language) => (row.disputed ? { zh: '有异议', en: 'Disputed' }[language] : null),
        width: 130,
      },
    ],
    filters: [],
  }
}

export const objectionsList: ListDefinition<z.infer<typeof objection>> = {
  key: 'objections',
  title: { zh: '异议', en: 'Objections' },
  columns: [
    {
      key: 'raised',
      title: { zh: '提出时间', en: 'Raised' },
      kind: 'instant',
      value: (row) => row.raisedAt,
      sort: { up: 'raised', down: '-raised' },
      width: 160,
    },
    {
      key: 'objector',
      title: { zh: '提出人', en: 'Who objects' },
      kind: 'text',
      value: (row) => row.objectorName,
      width: 100,
    },
    { key: 'list', title: listTitle, kind: 'text', value: (row) => row.listTitle, width: 240 },
    { key: 'position', title: position, kind: 'count', value: (row) => row.linePosition, width: 70 },
    {
      key: 'reason',
      title: { zh: '异议内容', en: 'Objection' },
      kind: 'text',
      value: (row) => row.reason,
      width: 280,
    },
    {
      key: 'state',
      title: state,
      kind: 'text',
      value: (row, language) => objectionStates[row.state][language],
      width: 110,
    },
    {
      key: 'answer',
      title: { zh: '答复', en: 'Answer' },
      kind: 'text',
      value: (row) => row.answer,
      width: 280,
      hidden: true,
    },
  ],
  filters: [
    { name: 'state', label: state, fallback: 'all', options: [every, ...optionsOf(objectionStates)] },
    {
      name: 'mine',
      hidden: true,
      label: { zh: '范围', en: 'Which' },
      options: [{ value: 'true', label: { zh: '只看我提出的', en: 'only those that I raised' } }],
    },
  ],
}
