import type { z } from 'zod'
import { roles } from '../../engines/access/access.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { DatedEntry } from '../../engines/scheme/dated.ts'
import { partAt } from '../../engines/scheme/edit-content.ts'
import { findMeta, type ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import { diffSchemes, type SchemeChange } from '../../platform/schemes/diff-schemes.ts'
import type { SchemeContent } from '../../platform/schemes/read-scheme.ts'
import type { schemeDifference } from './contract.ts'

type Difference = z.input<typeof schemeDifference>
type Side = Difference['was']

/** Every difference of two schemes in words that a clerk can read; formulas are told by what they say. */
export function tellDifferences(was: SchemeContent, now: SchemeContent, table: ValueTable): Difference[] {
  return diffSchemes(was, now)
    .filter((change) => change.path !== 'id')
    .map((change) => tellChange(change, { was, now }, table))
}

function tellChange(
  change: SchemeChange,
  both: { was: SchemeContent; now: SchemeContent },
  table: ValueTable,
): Difference {
  const { path } = change
  const title = titleOf(path, both.now, table) ?? titleOf(path, both.was, table) ?? { zh: path, en: path }
  if (change.kind === 'value') {
    const sides = { was: entrySide(change.was, path, table), now: entrySide(change.now, path, table) }
    return { path, title, kind: 'value', day: change.day, ...sides }
  }
  if (path.endsWith('.cel')) {
    const said = (content: SchemeContent) => textSide(partAt(content, path.replace(/cel$/, 'said')))
    return { path, title, kind: 'text', day: null, was: said(both.was), now: said(both.now) }
  }
  return { path, title, kind: 'text', day: null, was: textSide(change.was), now: textSide(change.now) }
}

/** What a path is called: the value's own title, or the names of the parts that lead to it. */
function titleOf(path: string, content: SchemeContent, table: ValueTable): Words | undefined {
  const parts = path.split('.')
  const steps = parts.map((_, index) => partAt(content, parts.slice(0, index + 1).join('.')))
  if (steps.at(-1) === undefined && !findMeta(table, path)) return undefined
  const names = steps.flatMap((node) => {
    const name = (node as { name?: Words } | undefined)?.name
    return name && typeof name === 'object' && 'zh' in name ? [name] : []
  })
  const meta = findMeta(table, path)
  if (meta) {
    const name = names.at(-1)
    return {
      zh: meta.title.zh.replace('{name}', name?.zh ?? ''),
      en: meta.title.en.replace('{name}', name?.en ?? ''),
    }
  }
  const last =
    keyWords[parts.slice(-2).join('.')] ?? keyWords[parts.at(-1)!] ?? keyWords[parts.at(-2)!] ?? null
  if (names.length === 0 && !last) return undefined
  const line = [...names, ...(last ? [last] : [])]
  return { zh: line.map((one) => one.zh).join('：'), en: line.map((one) => one.en).join(': ') }
}

function entrySide(entry: DatedEntry | null, path: string, table: ValueTable): Side {
  if (entry === null) return null
  const value = 'value' in entry ? entry.value : null
  const choice = findMeta(table, path)?.choices?.find((one) => one.value === value)
  const text: Words = choice?.title ?? (value === null ? openWords : tellPart(value))
  return { value, text, source: entry.source, note: entry.note ?? null }
}

function textSide(node: unknown): Side {
  if (node === null || node === undefined) return null
  const value = ['string', 'number', 'boolean'].includes(typeof node) ? (node as string) : null
  return { value, text: tellPart(node), source: null, note: null }
}

/** A part of a scheme in words: its name where it has one, never its code. */
function tellPart(node: unknown): Words {
  if (typeof node === 'boolean') return node ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (typeof node === 'string' || typeof node === 'number') return wordWords[node] ?? both(String(node))
  if (Array.isArray(node)) {
    const parts = node.map(tellPart)
    return { zh: parts.map((one) => one.zh).join('、'), en: parts.map((one) => one.en).join(', ') }
  }
  const part = node as { name?: Words; said?: Words; zh?: string; en?: string }
  if (part.name) return part.name
  if (part.said) return part.said
  if (typeof part.zh === 'string' && typeof part.en === 'string') return { zh: part.zh, en: part.en }
  const inner = Object.values(part).map(tellPart)
  return { zh: inner.map((one) => one.zh).join('，'), en: inner.map((one) => one.en).join(', ') }
}

const both = (text: string): Words => ({ zh: text, en: text })
const openWords: Words = { zh: '待定', en: 'open' }

/** Words of keys whose part has no name of its own. */
const keyWords: Record<string, Words> = {
  'place.name': { zh: '地方', en: 'place' },
  name: { zh: '名称', en: 'name' },
  summary: { zh: '概述', en: 'summary' },
  place: { zh: '地方', en: 'place' },
  source: { zh: '出处', en: 'source' },
  participation: { zh: '参加', en: 'taking part' },
  voluntary: { zh: '自愿参加', en: 'voluntary' },
  subjects: { zh: '谁可以参加', en: 'who may take part' },
  agreed_by: { zh: '由谁同意', en: 'agreed by' },
  items: { zh: '项目', en: 'items' },
  categories: { zh: '类别', en: 'categories' },
  category: { zh: '类别', en: 'category' },
  declarers: { zh: '谁可以申报', en: 'who may declare' },
  evidence: { zh: '依据材料', en: 'evidence' },
  basis: { zh: '依据', en: 'basis' },
  from: { zh: '列入日期', en: 'counted from' },
  to: { zh: '停用日期', en: 'switched off from' },
  core: { zh: '必选项目', en: 'core item' },
  direction: { zh: '加分或减分', en: 'plus or minus' },
  kind: { zh: '种类', en: 'kind' },
  review: { zh: '审核环节', en: 'review steps' },
  roles: { zh: '由谁办理', en: 'who acts' },
  recuse: { zh: '回避', en: 'who steps aside' },
  apart_from: { zh: '岗位分离', en: 'duties apart' },
  panel: { zh: '评议人数', en: 'size of the panel' },
  rectify: { zh: '整改', en: 'rectification' },
  publicity: { zh: '公示', en: 'publicity' },
  fields: { zh: '公示栏目', en: 'columns shown' },
  duty: { zh: '公示依据', en: 'duty to publicise' },
  period: { zh: '周期', en: 'period' },
  posting: { zh: '何时入账', en: 'when it is posted' },
  cycle: { zh: '周期', en: 'cycle' },
  carry: { zh: '结转', en: 'carry' },
  balance: { zh: '结余', en: 'balance' },
  ranking: { zh: '排名', en: 'ranking' },
  public: { zh: '公开', en: 'public' },
  condition: { zh: '条件', en: 'condition' },
  when: { zh: '条件', en: 'condition' },
  among: { zh: '在哪些里面评', en: 'among whom' },
  said: { zh: '条件', en: 'condition' },
  cel: { zh: '条件', en: 'condition' },
  steps: { zh: '步骤', en: 'steps' },
  needs: { zh: '办结依据', en: 'evidence of the step' },
  gates: { zh: '关口', en: 'gates' },
  unit: { zh: '单位', en: 'unit' },
  outcomes: { zh: '结算结果', en: 'outcomes' },
}

/** Words of what a key may hold where no dated value carries its own titles. */
const wordWords: Record<string, Words> = {
  self: { zh: '本户', en: 'the household' },
  behalf: { zh: '代办', en: 'a proxy' },
  neighbour: { zh: '邻里', en: 'a neighbour' },
  organisation: { zh: '组织', en: 'an organisation' },

  system: { zh: '系统', en: 'the system' },
  ...roles,
  required: { zh: '必须', en: 'required' },
  optional: { zh: '可以', en: 'optional' },
  plus: { zh: '加分', en: 'plus' },
  minus: { zh: '减分', en: 'minus' },
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季度', en: 'quarter' },
  half_year: { zh: '半年', en: 'half-year' },
  year: { zh: '年', en: 'year' },
  life: { zh: '长期', en: 'life' },
  none: { zh: '不限', en: 'none' },
  member: { zh: '当事户成员', en: 'members of the household' },
  declarer: { zh: '申报人', en: 'who declared' },
  kin: { zh: '亲属', en: 'kin' },
  local: { zh: '本村户', en: 'local households' },
  resident: { zh: '常住户', en: 'resident households' },
}
