/** One place where two schemes differ; a value that only one has is undefined on the other side. */
export interface SchemeDifference {
  path: string
  before: string | undefined
  after: string | undefined
}

/** Every leaf that differs, in the order of its path; items of lists are told apart by their key. */
export function diffSchemes(before: unknown, after: unknown): SchemeDifference[] {
  const [left, right] = [flatten(before), flatten(after)]
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((path) => left.get(path) !== right.get(path))
    .sort()
    .map((path) => ({ path, before: left.get(path), after: right.get(path) }))
}

function flatten(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) {
    into.set(path, JSON.stringify(value))
    return into
  }
  for (const [name, part] of Object.entries(value)) {
    const key = (part as { key?: unknown } | null)?.key
    const step = Array.isArray(value) && typeof key === 'string' ? key : name
    flatten(part, path === '' ? step : `${path}.${step}`, into)
  }
  return into
}
