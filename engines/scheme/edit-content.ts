import { keyOf } from './resolve-scheme.ts'

/** One change of a scheme's content: what stands at a path from now on; null takes the part away. */
export interface ContentEdit {
  path: string
  value: unknown
}

/** What stands at a path; items of a list are found by their key. Undefined where nothing does; '' is the whole. */
export function partAt(content: unknown, path: string): unknown {
  return path === '' ? content : path.split('.').reduce(childOf, content)
}

/**
 * A copy of the content with the edits made in their order. An item that a list does not hold yet joins its
 * end. Gives the path of an edit that leads nowhere instead.
 */
export function editContent<Content>(
  content: Content,
  edits: readonly ContentEdit[],
): { content: Content } | { nowhere: string } {
  const changed = structuredClone(content)
  for (const edit of edits) if (!setAt(changed, edit)) return { nowhere: edit.path }
  return { content: changed }
}

function setAt(content: unknown, { path, value }: ContentEdit): boolean {
  const parts = path.split('.')
  const last = parts.pop()!
  const holder = parts.reduce(childOf, content)
  if (typeof holder !== 'object' || holder === null || last === '__proto__') return false
  if (!Array.isArray(holder)) {
    if (value === null) delete (holder as Record<string, unknown>)[last]
    else (holder as Record<string, unknown>)[last] = value
    return true
  }
  const index = holder.findIndex((item, at) => keyOf(item, at) === last)
  if (index >= 0) holder.splice(index, 1, ...(value === null ? [] : [value]))
  else if (value === null || keyOf(value, holder.length) !== last) return false
  else holder.push(value)
  return true
}

function childOf(node: unknown, part: string): unknown {
  if (Array.isArray(node)) return node.find((item, index) => keyOf(item, index) === part)
  return Object.hasOwn((node ?? {}) as object, part) ? (node as Record<string, unknown>)[part] : undefined
}
