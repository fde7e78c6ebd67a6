import { lineageOf } from '../../engines/division-code/division-code.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { DivisionLevel } from './contract.ts'
import { decidePath } from './decide-short-name.ts'
import { spellSearch } from './spell-name.ts'
import {
  type DivisionRow,
  findDivisionRow,
  listDivisionRows,
  listFormerNames,
  listShortNames,
  listSuccession,
  searchDivisionRows,
} from './store.ts'

/** Finds current divisions by name, pinyin, initials or code, each with its path. */
export async function searchDivisions(
  tx: Tx,
  query: { search: string; level?: DivisionLevel | undefined; within: string; limit: number },
): Promise<{ rows: (DivisionRow & { path: string })[] }> {
  const text = query.search.normalize('NFKC').trim()
  const rows = await searchDivisionRows(tx, {
    text,
    letters: /^\d+$/.test(text) ? '' : spellSearch(text),
    level: query.level,
    within: query.within,
    limit: query.limit,
  })
  const names = await listShortNames(
    tx,
    rows.flatMap((row) => lineageOf(row.code)),
  )
  return { rows: rows.map((row) => ({ ...row, path: pathOf(row.code, names) })) }
}

function pathOf(code: string, names: ReadonlyMap<string, string>): string {
  return decidePath(
    lineageOf(code)
      .reverse()
      .flatMap((above) => names.get(above) ?? []),
  )
}

/** A division that must be there; refuses with territory.not_found. */
export async function getDivisionRow(tx: Tx, code: string): Promise<DivisionRow> {
  const row = await findDivisionRow(tx, code)
  if (!row) throw new Refusal('territory.not_found', { code })
  return row
}

/** One division with ancestors, all its names, successors and predecessors. */
export async function getDivision(tx: Tx, code: string) {
  const row = await getDivisionRow(tx, code)
  const [lineage, formerNames, links] = [
    await listDivisionRows(tx, lineageOf(code)),
    await listFormerNames(tx, code),
    await listSuccession(tx, code),
  ]
  const linked = (away: boolean) =>
    links
      .filter((link) => (link.of === code) === away)
      .map((link) => ({ code: link.code, shortName: link.shortName, on: link.on }))
  const ancestors = lineage
    .filter((above) => above.code !== code)
    .sort((one, other) => one.code.localeCompare(other.code))
  return {
    ...row,
    path: decidePath([...ancestors, row].map((division) => division.shortName)),
    ancestors: ancestors.map(({ code, level, shortName }) => ({ code, level, shortName })),
    names: [
      { name: row.name, shortName: row.shortName, from: row.validFrom, to: row.validTo, source: row.source },
      ...formerNames,
    ],
    successors: linked(true),
    predecessors: linked(false),
  }
}
