/** Reads a typed number of points into hundredths; undefined when it is no such number. */
export function readPoints(text: string): number | undefined {
  const match = /^(\d{1,7})(?:[.。](\d{1,2}))?$/.exec(text.trim())
  if (!match) return undefined
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}
