import { Document, isMap, isScalar, isSeq, type Pair, visit } from 'yaml'
import { isDated } from '../../engines/scheme/dated.ts'
import type { SchemeSection } from '../../engines/scheme/section.ts'
import { type SchemeContent, schemaOf } from './read-scheme.ts'

const flowLength = 150

/**
 * A scheme as the text of its scheme.yaml: keys in the order of the reference, days in theirs, a line of
 * comment above each part. Read again it says the same: its hash is that of the content.
 */
export function writeScheme(
  content: SchemeContent,
  sections: readonly SchemeSection[],
  head: string,
): string {
  // The shape puts the keys into their order, wherever the content was kept.
  const ordered = schemaOf(sections).parse(content) as Record<string, unknown>
  const document = new Document(sortDays(ordered), { schema: 'core' })
  visit(document, {
    Collection: (_key, node) => {
      if ((isMap(node) || isSeq(node)) && fitsOneLine(node.toJS(document))) node.flow = true
    },
  })
  document.commentBefore = ` ${head.replaceAll('\n', '\n ')}`
  if (isMap(document.contents)) for (const pair of document.contents.items) comment(pair as Pair, sections)
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

/** Leaves such as names and dated values stand on one line; what holds parts of its own goes down the page. */
function fitsOneLine(node: unknown): boolean {
  if (isDated(node)) return Object.keys(node).length === 1 || JSON.stringify(node).length < flowLength
  if (typeof node !== 'object' || node === null) return true
  const children = Object.values(node)
  const flat = children.every((child) => typeof child !== 'object' || child === null)
  return flat && JSON.stringify(node).length < flowLength && !('summary' in node)
}

function comment(pair: Pair, sections: readonly SchemeSection[]): void {
  const section = sections.find((one) => isScalar(pair.key) && one.key === pair.key.value)
  if (!section || !isScalar(pair.key)) return
  pair.key.spaceBefore = true
  const words = section.schema.description
  if (words) pair.key.commentBefore = ` ${words}`
}

function sortDays(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(sortDays)
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).filter(([, child]) => child !== undefined)
  if (isDated(node)) entries.sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, child]) => [key, sortDays(child)]))
}
