import { z } from 'zod'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import type { SchemeSection } from '../../engines/scheme/section.ts'
import { schemaOf, valueTableOf } from './read-scheme.ts'

/** The part of JSON Schema that schemes need. */
interface Node {
  type?: string
  description?: string
  properties?: Record<string, Node>
  required?: string[]
  items?: Node
  anyOf?: Node[]
  oneOf?: Node[]
  enum?: unknown[]
  const?: unknown
  additionalProperties?: Node | boolean
  propertyNames?: Node
  minProperties?: number
  pattern?: string
  format?: string
}

/** A key of a scheme as the reference lists it. */
export interface SchemeKey {
  path: string
  /** What may stand there, in words or as choices. */
  value: string
  required: boolean
  zh: string
  en: string
}

/** The JSON Schema of scheme.yaml, for editors: the same zod types that check it, with what each key means. */
export function makeJsonSchema(sections: readonly SchemeSection[]): Record<string, unknown> {
  const schema = z.toJSONSchema(schemaOf(sections), { target: 'draft-7', io: 'input' }) as Node
  annotate(schema, [], valueTableOf(sections))
  return { title: 'Shanzhi scheme', ...schema }
}

/** Dated values are described by their title in the value table, which the screens show too. */
function annotate(node: Node, path: string[], table: ValueTable): void {
  const meta = table[path.join('.')]
  if (meta) node.description = `${plainTitle(meta.title.zh, '：')} · ${plainTitle(meta.title.en, ': ')}`
  for (const dated of [node, ...(node.anyOf ?? [])].filter(isDatedNode)) dated.minProperties = 1
  for (const [key, child] of Object.entries(node.properties ?? {})) annotate(child, [...path, key], table)
  if (node.items) annotate(node.items, [...path, '*'], table)
  for (const variant of node.oneOf ?? []) annotate(variant, path, table)
}

function plainTitle(title: string, colon: string): string {
  return title.replace(`{name}${colon}`, '')
}

/** Every key of a scheme, in the order in which the parts declare them. */
export function listKeys(sections: readonly SchemeSection[]): SchemeKey[] {
  const table = valueTableOf(sections)
  const schema = makeJsonSchema(sections) as Node
  return keysOf(schema, [], table)
}

function keysOf(node: Node, path: string[], table: ValueTable): SchemeKey[] {
  const variants = node.oneOf ?? [node]
  const names = [...new Set(variants.flatMap((variant) => Object.keys(variant.properties ?? {})))]
  return names.flatMap((name) => {
    const having = variants.filter((variant) => variant.properties?.[name])
    const children = having.map((variant) => variant.properties![name]!)
    const full = [...path, name]
    const only = having.length < variants.length ? having.map((variant) => String(kindOf(variant))) : []
    const own = describeKey(
      full,
      children,
      having.every((variant) => variant.required?.includes(name) ?? false),
      only,
      table,
    )
    return [own, ...below(children[0]!, full, table)]
  })
}

function below(child: Node, path: string[], table: ValueTable): SchemeKey[] {
  if (isWords(child) || isDatedNode(child)) return []
  if (child.items) return keysOf(child.items, [...path, '*'], table)
  return keysOf(child, path, table)
}

function describeKey(
  path: string[],
  nodes: Node[],
  required: boolean,
  kinds: string[],
  table: ValueTable,
): SchemeKey {
  const meta = table[path.join('.')]
  const choices = meta?.choices ? `: ${meta.choices.map((choice) => choice.value).join(', ')}` : ''
  const value = meta
    ? `dated ${meta.type}${choices}${isDatedNode(nodes[0]!) ? '' : ', or none'}`
    : valueWords(nodes)
  return {
    path: path.join('.').replaceAll('.*', '[]'),
    value: kinds.length > 0 ? `${value} (kind: ${kinds.join(', ')})` : value,
    required,
    ...meaningOf(nodes),
  }
}

/** '中文 · English' taken apart; where variants differ by a constant, each has its own meaning. */
function meaningOf(nodes: Node[]): { zh: string; en: string } {
  const meanings = nodes.map((node) => {
    const [zh = '', en = ''] = (node.description ?? '').split(' · ')
    return node.const === undefined || nodes.length === 1
      ? { zh, en }
      : { zh: `${node.const}：${zh}`, en: `${node.const}: ${en}` }
  })
  const join = (texts: string[], sign: string) => [...new Set(texts)].join(sign)
  return {
    zh: join(
      meanings.map(({ zh }) => zh),
      '；',
    ),
    en: join(
      meanings.map(({ en }) => en),
      '; ',
    ),
  }
}

function kindOf(variant: Node): unknown {
  return Object.values(variant.properties ?? {}).find((property) => property.const !== undefined)?.const
}

function valueWords(nodes: Node[]): string {
  const [node] = nodes as [Node]
  const constants = nodes.flatMap((one) => (one.const === undefined ? [] : [String(one.const)]))
  if (constants.length > 0) return constants.join(', ')
  if (isWords(node)) return '{ zh, en }'
  if (node.enum) return node.enum.join(', ')
  if (node.items) return node.items.enum ? `list of ${node.items.enum.join(', ')}` : 'list'
  if (node.propertyNames?.enum) return `group of ${node.propertyNames.enum.join(', ')}`
  if (node.format === 'date') return 'day'
  return (
    { object: 'group', string: 'text', boolean: 'true or false', integer: 'whole number' }[node.type ?? ''] ??
    node.type ??
    'anything'
  )
}

function isWords(node: Node): boolean {
  return Object.keys(node.properties ?? {}).join() === 'zh,en'
}

function isDatedNode(node: Node): boolean {
  return node.propertyNames?.format === 'date'
}
