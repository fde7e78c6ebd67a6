import { levelOf, parentOf } from '../../engines/division-code/division-code.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type DivisionLevel, divisionLevel } from './contract.ts'
import { decideShortName } from './decide-short-name.ts'
import type { DivisionList, ListedDivision } from './official-list.ts'
import { spellName } from './spell-name.ts'
import { countBatch, type NewDivision, pageCurrentCodes, writeBatch } from './store.ts'

export interface DivisionImport {
  applied: boolean
  source: string
  rows: number
  levels: Record<DivisionLevel, number>
  added: number
  renamed: number
  unchanged: number
  /** Current here and not in the list; left as they are. */
  missing: number
  missingFirst: { code: string; shortName: string }[]
}

const batchRows = 5000

/**
 * Brings a list of divisions in, or only counts what that would do. Parents stand before their children in the
 * list (`officialDivisions` does). A name that differs becomes the present one from the list's day and the old
 * one is kept; a name given here later than that day stands. Set-based, 5,000 rows a statement.
 *
 * `scope` is the code prefix that the list covers; what is current there and not listed is counted as missing.
 * For the command line, the sample and the route: who may do it is for the caller to ask.
 */
export async function importDivisions(
  tx: Tx,
  list: DivisionList,
  options: { scope: string; apply: boolean; onProgress?: (rows: number) => void },
): Promise<DivisionImport> {
  const result: DivisionImport = {
    applied: options.apply,
    source: list.source,
    rows: 0,
    levels: { province: 0, city: 0, county: 0, town: 0, village: 0 },
    added: 0,
    renamed: 0,
    unchanged: 0,
    missing: 0,
    missingFirst: [],
  }
  const listed = new Set<string>()
  for await (const batch of inBatches(list.rows)) {
    const counts = await countBatch(tx, batch, list.asOf)
    result.added += counts.added
    result.renamed += counts.renamed
    result.unchanged += counts.unchanged
    if (options.apply && counts.unchanged < batch.length) await writeBatch(tx, batch, list)
    for (const division of batch) {
      listed.add(division.code)
      result.levels[division.level] += 1
    }
    result.rows += batch.length
    options.onProgress?.(result.rows)
  }
  await findMissing(tx, options.scope, listed, result)
  return result
}

async function* inBatches(rows: AsyncIterable<ListedDivision>): AsyncGenerator<NewDivision[]> {
  let batch: NewDivision[] = []
  for await (const row of rows) {
    batch.push(describe(row))
    if (batch.length < batchRows) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** A listed division with what follows from its code and name. Throws `RangeError` on a malformed code. */
export function describe({ code, name }: ListedDivision): NewDivision {
  const shortName = decideShortName(name)
  return {
    code,
    parentCode: parentOf(code) ?? null,
    level: divisionLevel.parse(levelOf(code)),
    name,
    shortName,
    ...spellName(shortName, 'place'),
  }
}

async function findMissing(
  tx: Tx,
  scope: string,
  listed: ReadonlySet<string>,
  result: DivisionImport,
): Promise<void> {
  for (let after = ''; ; ) {
    const page = await pageCurrentCodes(tx, scope, after)
    for (const division of page) {
      if (listed.has(division.code)) continue
      result.missing += 1
      if (result.missingFirst.length < 50) result.missingFirst.push(division)
    }
    if (page.length === 0) return
    after = page.at(-1)!.code
  }
}
