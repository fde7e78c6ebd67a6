import type { z } from 'zod'
import { type ListDefinition, optionsOf } from '../../engines/contract/list.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { creation, issue } from './contract.ts'

type Creation = z.infer<typeof creation>

export const creationStates: Record<Creation['state'], Words> = {
  creating: { zh: '创建中', en: 'In the making' },
  preliminary: { zh: '初步验收通过', en: 'Through preliminary' },
  accepted: { zh: '达标', en: 'Accepted' },
  failed: { zh: '未达标', en: 'Not accepted' },
}

const group: Words = { zh: '村民小组', en: 'Group' }

export const creationsList: ListDefinition<Creation> = {
  key: 'collectives',
  title: { zh: '集体创建', en: 'Groups that create together' },
  columns: [
    { key: 'year', title: { zh: '年度', en: 'Year' }, kind: 'text', value: (row) => row.year, width: 80 },
    { key: 'group', title: group, kind: 'text', value: (row) => row.groupName, width: 140 },
    {
      key: 'leader',
      title: { zh: '组长', en: 'Leader' },
      kind: 'text',
      value: (row) => row.leaderName,
      width: 110,
    },
    {
      key: 'state',
      title: { zh: '进展', en: 'State' },
      kind: 'text',
      value: (row, language) => creationStates[row.state][language],
      width: 130,
    },
    {
      key: 'inspected',
      title: { zh: '已查户数', en: 'Looked at' },
      kind: 'count',
      value: (row) => row.inspected,
      width: 90,
    },
    {
      key: 'households',
      title: { zh: '户数', en: 'Households' },
      kind: 'count',
      value: (row) => row.households,
      width: 90,
    },
    {
      key: 'score',
      title: { zh: '得分', en: 'Score' },
      kind: 'points',
      value: (row) => row.score,
      width: 80,
    },
    {
      key: 'grade',
      title: { zh: '档次', en: 'Grade' },
      kind: 'text',
      value: (row, language) => row.grade?.[language] ?? null,
      width: 100,
    },
    {
      key: 'heldOn',
      title: { zh: '验收日期', en: 'Accepted on' },
      kind: 'date',
      value: (row) => row.heldOn,
      width: 120,
    },
    {
      key: 'violations',
      title: { zh: '待整改', en: 'To mend' },
      kind: 'count',
      value: (row) => row.openViolations,
      width: 90,
    },
  ],
  filters: [
    {
      name: 'state',
      label: { zh: '进展', en: 'State' },
      fallback: 'all',
      options: optionsOf({ all: { zh: '全部', en: 'All' }, ...creationStates }),
    },
  ],
}

export const issuesList: ListDefinition<z.infer<typeof issue>> = {
  key: 'collective-issues',
  title: { zh: '平台通报的问题', en: 'Issues of other platforms' },
  columns: [
    {
      key: 'foundOn',
      title: { zh: '发现日期', en: 'Found on' },
      kind: 'date',
      value: (row) => row.foundOn,
      width: 120,
    },
    {
      key: 'platform',
      title: { zh: '平台', en: 'Platform' },
      kind: 'text',
      value: (row) => row.platform,
      width: 150,
    },
    {
      key: 'number',
      title: { zh: '编号', en: 'Number' },
      kind: 'text',
      value: (row) => row.number,
      width: 130,
    },
    { key: 'group', title: group, kind: 'text', value: (row) => row.groupName, width: 130 },
    { key: 'words', title: { zh: '问题', en: 'Issue' }, kind: 'text', value: (row) => row.words, width: 300 },
    {
      key: 'points',
      title: { zh: '扣分', en: 'Points off' },
      kind: 'points',
      value: (row) => row.points,
      width: 90,
    },
  ],
  filters: [],
}
