import type { z } from 'zod'
import { inLanguage, type ListDefinition, optionsOf } from '../../engines/contract/list.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { auditEntry } from './contract.ts'

type Entry = z.infer<typeof auditEntry>

const subjectKinds: Record<string, Words> = {
  account: { zh: '账号', en: 'account' },
  adoption: { zh: '本村制度', en: 'scheme here' },
  area: { zh: '小组或网格', en: 'group or grid' },
  boundary: { zh: '边界', en: 'boundary' },
  chain: { zh: '日志链', en: 'log chain' },
  claim: { zh: '申报', en: 'claim' },
  claims: { zh: '申报', en: 'claims' },
  close: { zh: '结算', en: 'close' },
  creation: { zh: '集体创建', en: 'creation' },
  division: { zh: '区划', en: 'division' },
  enrolment: { zh: '参加登记', en: 'joining' },
  entry: { zh: '存折流水', en: 'entry' },
  evaluation: { zh: '自评、审核、评审', en: 'evaluation' },
  export: { zh: '导出', en: 'export' },
  file: { zh: '文件', en: 'file' },
  household: { zh: '农户', en: 'household' },
  issue: { zh: '通报问题', en: 'issue' },
  list: { zh: '公示', en: 'list' },
  objection: { zh: '异议', en: 'objection' },
  person: { zh: '人员', en: 'person' },
  plan: { zh: '分配方案', en: 'plan' },
  procedure: { zh: '十二步走', en: 'twelve steps' },
  resolution: { zh: '决议', en: 'resolution' },
  reward_sheet: { zh: '奖补计算表', en: 'worksheet of rewards' },
  roll: { zh: '名册', en: 'roll' },
  run: { zh: '后台任务', en: 'run' },
  scheme_copy: { zh: '本地制度文本', en: 'own scheme text' },
  territory: { zh: '区划', en: 'divisions' },
  violation: { zh: '查实的问题', en: 'violation' },
}

const channels: Record<string, Words> = {
  console: { zh: '电脑', en: 'console' },
  mobile: { zh: '手机', en: 'phone' },
  api: { zh: '接口', en: 'API' },
  timer: { zh: '自动', en: 'timer' },
  cli: { zh: '命令行', en: 'command line' },
}

const known = (words: Record<string, Words>, key: string): Words =>
  Object.hasOwn(words, key) ? words[key]! : { zh: key, en: key }

/** What an act was done to, in words; a kind without a word as it is written. */
export const subjectKindOf = (entry: Pick<Entry, 'subjectKind'>): Words =>
  known(subjectKinds, entry.subjectKind)

/** By what way an act came in. */
export const channelOf = (entry: Pick<Entry, 'channel'>): Words => known(channels, entry.channel)

const action: Words = { zh: '操作', en: 'Act' }
const channel: Words = { zh: '来源', en: 'From' }
const at: Words = { zh: '时间', en: 'When' }
const onBehalf: Words = { zh: '代办', en: 'On behalf of' }

export const auditList: ListDefinition<Entry> = {
  key: 'audit',
  title: { zh: '操作日志', en: 'Audit log' },
  columns: [
    {
      key: 'at',
      title: at,
      kind: 'instant',
      value: (row) => row.at,
      sort: { up: 'oldest', down: 'newest' },
      width: 170,
    },
    {
      key: 'who',
      title: { zh: '操作人', en: 'Who' },
      kind: 'text',
      value: (row) => row.actorName,
      width: 110,
    },
    {
      key: 'action',
      title: action,
      kind: 'text',
      value: (row, language) => (row.actionName ? inLanguage(row.actionName, language) : row.action),
      width: 180,
    },
    {
      key: 'behalf',
      title: onBehalf,
      kind: 'text',
      value: (row) => row.onBehalf?.name ?? null,
      width: 120,
    },
    {
      key: 'subject',
      title: { zh: '对象', en: 'On what' },
      kind: 'text',
      value: (row, language) => `${subjectKindOf(row)[language]} ${row.subjectId.slice(0, 8)}`,
      width: 180,
    },
    {
      key: 'channel',
      title: channel,
      kind: 'text',
      value: (row, language) => channelOf(row)[language],
      width: 90,
    },
    {
      key: 'address',
      title: { zh: '网络地址', en: 'Address' },
      kind: 'text',
      value: (row) => row.address,
      width: 130,
    },
  ],
  filters: [
    {
      name: 'action',
      label: action,
      searchable: true,
      named: (row, language) => row.actionName && inLanguage(row.actionName, language),
    },
    { name: 'channel', label: channel, options: optionsOf(channels) },
    { name: 'days', label: at, days: true },
    {
      name: 'onBehalf',
      label: onBehalf,
      options: [{ value: 'true', label: { zh: '只看代办', en: 'only on behalf' } }],
    },
    { name: 'householdId', label: { zh: '农户', en: 'Household' } },
    { name: 'accountId', label: { zh: '操作人', en: 'Who' }, named: (row) => row.actorName },
    { name: 'subjectId', label: { zh: '对象', en: 'On what' } },
  ],
}
