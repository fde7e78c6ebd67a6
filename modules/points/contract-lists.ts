import type { z } from 'zod'
import { dayName } from '../../engines/calendar/plain-date.ts'
import {
  bracketedIn,
  inLanguage,
  joinedIn,
  type ListColumn,
  type ListDefinition,
  optionsOf,
} from '../../engines/contract/list.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { closeLine, passbookEntry, passbookRow } from './contract.ts'
import type { enrolment } from './contract-enrolments.ts'

const number: Words = { zh: '户号', en: 'Number' }
const head: Words = { zh: '户主', en: 'Head' }
const name: Words = { zh: '名称', en: 'Name' }
const base: Words = { zh: '基本分', en: 'Base' }
const gained: Words = { zh: '加分', en: 'Gained' }
const lost: Words = { zh: '减分', en: 'Lost' }
const state: Words = { zh: '状态', en: 'State' }
const item: Words = { zh: '项目', en: 'Item' }
const occurredOn: Words = { zh: '发生日期', en: 'Day' }
const household: Words = { zh: '农户', en: 'Household' }

export const passbooksList: ListDefinition<z.infer<typeof passbookRow>> = {
  key: 'passbooks',
  title: { zh: '积分存折', en: 'Passbooks' },
  columns: [
    {
      key: 'number',
      title: number,
      kind: 'text',
      value: (row) => row.householdNumber,
      sort: { up: 'number' },
      width: 100,
    },
    { key: 'name', title: name, kind: 'text', value: (row) => row.subjectName, width: 110 },
    { key: 'head', title: head, kind: 'text', value: (row) => row.headName, width: 110, hidden: true },
    {
      key: 'group',
      title: { zh: '小组', en: 'Group' },
      kind: 'text',
      value: (row) => row.groupName,
      width: 130,
    },
    { key: 'base', title: base, kind: 'points', value: (row) => row.base, width: 90 },
    {
      key: 'gained',
      title: gained,
      kind: 'points',
      value: (row) => row.gained,
      sort: { down: '-gained' },
      width: 90,
    },
    {
      key: 'lost',
      title: lost,
      kind: 'points',
      value: (row) => 0 - Math.abs(row.lost),
      sort: { down: '-lost' },
      width: 90,
    },
    {
      key: 'balance',
      title: { zh: '结余', en: 'Balance' },
      kind: 'points',
      value: (row) => row.balance,
      sort: { up: 'balance', down: '-balance' },
      width: 100,
    },
    {
      key: 'entries',
      title: { zh: '笔数', en: 'Entries' },
      kind: 'count',
      value: (row) => row.entries,
      width: 80,
    },
    {
      key: 'last',
      title: { zh: '最近入账', en: 'Last entry' },
      kind: 'instant',
      value: (row) => row.lastAt,
      sort: { down: '-last' },
      width: 170,
    },
  ],
  filters: [
    {
      name: 'group',
      label: { zh: '小组', en: 'Group' },
      searchable: true,
      named: (row) => row.groupName,
    },
    { name: 'cycle', label: { zh: '年度', en: 'Year' } },
  ],
}

export const entriesList: ListDefinition<z.infer<typeof passbookEntry>> = {
  key: 'entries',
  title: { zh: '存折流水', en: 'Entries of a passbook' },
  columns: [
    { key: 'occurred', title: occurredOn, kind: 'date', value: (row) => row.occurredOn },
    {
      key: 'item',
      title: item,
      kind: 'text',
      value: (row, language) => inLanguage(row.itemName, language),
      width: 200,
    },
    { key: 'note', title: { zh: '说明', en: 'Note' }, kind: 'text', value: (row) => row.note, width: 200 },
    { key: 'amount', title: { zh: '收支', en: 'In or out' }, kind: 'points', value: (row) => row.amount },
    {
      key: 'balance',
      title: { zh: '结余', en: 'Balance' },
      kind: 'points',
      value: (row) => row.balanceAfter,
    },
    {
      key: 'reversed',
      title: { zh: '冲正', en: 'Reversed' },
      kind: 'text',
      value: (row, language) => (row.reversed ? { zh: '已冲正', en: 'reversed' }[language] : null),
    },
    {
      key: 'posted',
      title: { zh: '入账时间', en: 'Posted' },
      kind: 'instant',
      value: (row) => row.postedAt,
      width: 160,
    },
  ],
  filters: [],
}

/** What a close finds of passbooks, as its scheme calls it. */
export interface CloseMark {
  key: string
  name: Words
}

const weighted: CloseMark = { key: 'weighted', name: { zh: '加权户', en: 'Weighted' } }

/** The name of a mark; one that the close does not know any more as it is written. */
export function markName(marks: readonly CloseMark[], key: string): Words {
  return [weighted, ...marks].find((mark) => mark.key === key)?.name ?? { zh: key, en: key }
}

/** The marks of a line, with the one for weighted households. */
export function marksOfLine(line: { marks: string[]; weighted: boolean }): string[] {
  return line.weighted ? [weighted.key, ...line.marks] : line.marks
}

const closeColumns: ListColumn<z.infer<typeof closeLine>>[] = [
  {
    key: 'rank',
    title: { zh: '名次', en: 'Rank' },
    kind: 'count',
    value: (row) => row.rank,
    sort: { up: 'rank' },
    width: 70,
  },
  {
    key: 'number',
    title: number,
    kind: 'text',
    value: (row) => row.householdNumber,
    sort: { up: 'number' },
    width: 100,
  },
  { key: 'name', title: name, kind: 'text', value: (row) => row.subjectName, width: 110 },
  { key: 'base', title: base, kind: 'points', value: (row) => row.base, width: 90 },
  { key: 'gained', title: gained, kind: 'points', value: (row) => row.gained, width: 90 },
  { key: 'lost', title: lost, kind: 'points', value: (row) => 0 - Math.abs(row.lost), width: 90 },
  {
    key: 'total',
    title: { zh: '总分', en: 'Total' },
    kind: 'points',
    value: (row) => row.total,
    sort: { down: '-total' },
    width: 100,
  },
]

/** Lines of a close under the marks that its scheme gives. */
export function closeLinesList(marks: readonly CloseMark[]): ListDefinition<z.infer<typeof closeLine>> {
  const title: Words = { zh: '标记', en: 'Marks' }
  return {
    key: 'close-lines',
    title: { zh: '结算明细', en: 'Lines of a close' },
    columns: [
      ...closeColumns,
      {
        key: 'marks',
        title,
        kind: 'text',
        value: (row, language) =>
          joinedIn(
            marksOfLine(row).map((mark) => markName(marks, mark)[language]),
            language,
          ),
        width: 220,
      },
    ],
    filters: [
      {
        name: 'mark',
        label: title,
        options: [weighted, ...marks].map((mark) => ({ value: mark.key, label: mark.name })),
      },
    ],
  }
}

const enrolmentStates = {
  joined: { zh: '参加中', en: 'Takes part' },
  left: { zh: '已退出', en: 'Has left' },
} as const satisfies Record<string, Words>

export const enrolmentsList: ListDefinition<z.infer<typeof enrolment>> = {
  key: 'enrolments',
  title: { zh: '参加情况', en: 'Who takes part' },
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
      key: 'person',
      title: { zh: '参加的人', en: 'Person' },
      kind: 'text',
      value: (row) => row.personName,
      width: 110,
    },
    {
      key: 'joined',
      title: { zh: '参加日期', en: 'Joined' },
      kind: 'date',
      value: (row) => row.joinedOn,
      sort: { up: 'joined', down: '-joined' },
      width: 140,
    },
    {
      key: 'agreed',
      title: { zh: '同意人', en: 'Agreed by' },
      kind: 'text',
      value: (row) => row.agreedBy,
      width: 120,
    },
    {
      key: 'proxy',
      title: { zh: '代办人', en: 'On whose behalf' },
      kind: 'text',
      value: (row, language) =>
        row.proxy ? bracketedIn(row.proxy.name, row.proxy.relation, language) : null,
      width: 160,
    },
    {
      key: 'state',
      title: state,
      kind: 'text',
      value: (row, language) =>
        row.leftOn
          ? { zh: `${dayName(row.leftOn).zh}退出`, en: `Left ${dayName(row.leftOn).en}` }[language]
          : enrolmentStates.joined[language],
      width: 220,
    },
  ],
  filters: [
    {
      name: 'state',
      label: state,
      fallback: 'all',
      options: [{ value: 'all', label: { zh: '全部', en: 'All' } }, ...optionsOf(enrolmentStates)],
    },
    {
      name: 'household',
      label: household,
      named: (row, language) => bracketedIn(row.headName, row.householdNumber, language),
    },
  ],
}
