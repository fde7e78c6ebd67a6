import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListDefinition } from '../../engines/contract/list.ts'
import { chooseColumns, makeNotes, nameFile } from './decide-export.ts'

interface Row {
  name: string
  group: string | null
}

const list: ListDefinition<Row> = {
  key: 'test',
  title: { zh: '名单', en: 'List' },
  columns: [
    {
      key: 'name',
      title: { zh: '姓名', en: 'Name' },
      kind: 'text',
      value: (row) => row.name,
      sort: { up: 'name' },
    },
    {
      key: 'group',
      title: { zh: '小组', en: 'Group' },
      kind: 'text',
      value: (row) => row.group,
      hidden: true,
    },
  ],
  filters: [
    { name: 'group', label: { zh: '小组', en: 'Group' }, named: (row) => row.group },
    {
      name: 'state',
      label: { zh: '状态', en: 'State' },
      fallback: 'all',
      options: [{ value: 'open', label: { zh: '未办结', en: 'Open' } }],
    },
    { name: 'days', label: { zh: '日期', en: 'Day' }, days: true },
  ],
}
const at = new Date('2026-11-24T16:30:00Z')
const table = { places: ['平湖市', '通界村'], rows: 1, at, by: '沈文洁', language: 'zh' as const }
const notesOf = (asked: Record<string, unknown>, first?: Row) => makeNotes(list, { ...table, asked, first })

test('without a choice the hidden columns stay at home; with one they come in the order of the list', () => {
  const keys = (asked?: string) => chooseColumns(list, asked).map((column) => column.key)
  assert.deepEqual(keys(), ['name'])
  assert.deepEqual(keys('group,name'), ['name', 'group'])
  for (const wrong of ['phone', 'name,', 'constructor'])
    assert.throws(() => chooseColumns(list, wrong), { code: 'export.column_unknown' })
})

test('the notes say place, filters, order, time in China, person and rows', () => {
  assert.deepEqual(
    notesOf(
      { place: '330482001213', group: 'g1', state: 'open', to: '2026-01-31', sort: 'name' },
      { name: '甲', group: '一组' },
    ),
    [
      '名单 · 平湖市 · 通界村',
      '筛选：小组：一组；状态：未办结；日期：最早至2026-01-31',
      '排序：姓名 从小到大',
      '导出：2026-11-25 00:30，沈文洁，共 1 行',
    ],
  )
})

test('what was left as it is, is no filter', () => {
  assert.deepEqual(notesOf({ state: 'all', search: ' ', group: undefined }).slice(1, 2), ['筛选：无'])
})

test('a chosen value that no row names is written as it is', () => {
  assert.equal(notesOf({ group: 'g1' })[1], '筛选：小组：g1')
})

test('what was searched for hides its long numbers, and keeps four digits', () => {
  assert.equal(notesOf({ search: '张三 13700001234' })[1], '筛选：查找：张三 ***********')
  assert.equal(notesOf({ search: '1234' })[1], '筛选：查找：1234')
})

test('a file name holds no sign that a folder forbids', () => {
  assert.equal(nameFile('a/b:c*"<x>|?\\\u0000名单', ['平湖市'], at), '平湖市 a b c x 名单 2026-11-25.xlsx')
})
