import type { z } from 'zod'
import { bracketedIn, inLanguage, type ListDefinition, optionsOf } from '../../engines/contract/list.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { channel, claimRow, claimState } from './contract.ts'

export const claimStates: Record<z.infer<typeof claimState>, Words> = {
  in_review: { zh: '审核中', en: 'In review' },
  returned: { zh: '退回修改', en: 'Returned' },
  rejected: { zh: '未通过', en: 'Rejected' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  rectifying: { zh: '整改期内', en: 'Being mended' },
  waived: { zh: '已免减', en: 'Waived' },
  approved: { zh: '待公示', en: 'To be publicised' },
  publicised: { zh: '公示中', en: 'Publicised' },
  disputed: { zh: '有异议', en: 'Disputed' },
  posted: { zh: '已入账', en: 'Posted' },
}

export const claimChannels: Record<z.infer<typeof channel>, Words> = {
  self: { zh: '本户申报', en: 'The household' },
  behalf: { zh: '代本户申报', en: 'On its behalf' },
  neighbour: { zh: '邻里反映', en: 'A neighbour' },
  organisation: { zh: '组织推荐', en: 'An organisation' },
  cadre: { zh: '干部登记', en: 'A cadre' },
  system: { zh: '系统记录', en: 'The system' },
}

export const claimDirections = {
  plus: { zh: '加分', en: 'Award' },
  minus: { zh: '减分', en: 'Deduction' },
} as const satisfies Record<string, Words>

const number: Words = { zh: '户号', en: 'Number' }
const head: Words = { zh: '户主', en: 'Head' }
const name: Words = { zh: '名称', en: 'Name' }
const state: Words = { zh: '状态', en: 'State' }
const item: Words = { zh: '项目', en: 'Item' }
const occurredOn: Words = { zh: '发生日期', en: 'Day' }
const household: Words = { zh: '农户', en: 'Household' }

/** Points of a claim with the sign of its direction, in hundredths: what was decided, else what is proposed. */
export function signedPointsOf(claim: {
  direction: 'plus' | 'minus'
  proposed: number
  decided: number | null
}): number {
  const size = Math.abs(claim.decided ?? claim.proposed)
  return claim.direction === 'plus' ? size : -size
}

/** Where a claim in review waits. */
export function waitsAt(step: Words): Words {
  return { zh: `待${step.zh}`, en: `Waits: ${step.en}` }
}

export const claimsList: ListDefinition<z.infer<typeof claimRow>> = {
  key: 'claims',
  title: { zh: '全部申报', en: 'All claims' },
  columns: [
    { key: 'number', title: number, kind: 'text', value: (row) => row.householdNumber, width: 90 },
    { key: 'name', title: name, kind: 'text', value: (row) => row.subjectName, width: 90 },
    { key: 'head', title: head, kind: 'text', value: (row) => row.headName, width: 90, hidden: true },
    {
      key: 'item',
      title: item,
      kind: 'text',
      value: (row, language) => inLanguage(row.itemName, language),
      width: 170,
    },
    {
      key: 'points',
      title: { zh: '积分', en: 'Points' },
      kind: 'points',
      value: signedPointsOf,
      sort: { up: 'points', down: '-points' },
      width: 80,
    },
    {
      key: 'occurred',
      title: occurredOn,
      kind: 'date',
      value: (row) => row.occurredOn,
      sort: { up: 'occurred', down: '-occurred' },
      width: 130,
    },
    {
      key: 'state',
      title: state,
      kind: 'text',
      value: (row, language) =>
        row.state === 'in_review' && row.stepName
          ? waitsAt(row.stepName)[language]
          : claimStates[row.state][language],
      width: 130,
    },
    {
      key: 'channel',
      title: { zh: '申报途径', en: 'Channel' },
      kind: 'text',
      value: (row, language) => claimChannels[row.channel][language],
      width: 100,
    },
    {
      key: 'declaredBy',
      title: { zh: '申报人', en: 'Declared by' },
      kind: 'text',
      value: (row) => row.declaredName,
      width: 100,
      hidden: true,
    },
    {
      key: 'declared',
      title: { zh: '申报时间', en: 'Declared' },
      kind: 'instant',
      value: (row) => row.declaredAt,
      sort: { up: 'declared', down: '-declared' },
      width: 160,
    },
    {
      key: 'reason',
      title: { zh: '事由', en: 'What happened' },
      kind: 'text',
      value: (row) => row.reason,
      width: 260,
      hidden: true,
    },
  ],
  filters: [
    {
      name: 'state',
      label: state,
      fallback: 'all',
      options: [
        { value: 'all', label: { zh: '全部', en: 'All' } },
        { value: 'open', label: { zh: '未办结', en: 'Open' } },
        ...optionsOf(claimStates),
      ],
    },
    {
      name: 'item',
      label: item,
      searchable: true,
      named: (row, language) => inLanguage(row.itemName, language),
    },
    { name: 'days', label: occurredOn, days: true },
    { name: 'direction', label: { zh: '加减', en: 'Plus or minus' }, options: optionsOf(claimDirections) },
    {
      name: 'household',
      label: household,
      named: (row, language) => bracketedIn(row.headName, row.householdNumber, language),
    },
    {
      name: 'step',
      label: { zh: '环节', en: 'Step' },
      named: (row, language) => row.stepName && inLanguage(row.stepName, language),
    },
    {
      name: 'mine',
      hidden: true,
      label: { zh: '范围', en: 'Which' },
      options: [{ value: 'true', label: { zh: '只看我申报的', en: 'only those that I declared' } }],
    },
  ],
}
