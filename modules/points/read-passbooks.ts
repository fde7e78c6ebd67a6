import type { z } from 'zod'
import type { RouteQuery } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Page } from '../../platform/database/take-page.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { findAdoptionById, getRules, type RulesInForce } from '../schemes/index.ts'
import { listAreaRowsByIds, listShortNames } from '../territory/index.ts'
import type { listPassbooks as listRoute, passbook, passbookEntry } from './contract.ts'
import { cycleDays } from './decide-cycle.ts'
import { describeEntry, describePassbookRow } from './describe.ts'
import { getBook } from './find-book.ts'
import type { PointsBook } from './scheme.ts'
import { listClaimRows } from './store-claims.ts'
import { countAround, findCloseById, findLineRow } from './store-closes.ts'
import {
  findPassbook,
  listAreaPassbooks,
  listBookCloses,
  listCycles,
  listEntryRows,
  listHouseholdPassbooks,
  listPassbookRows,
  type PassbookRow,
  readOverview as readOverviewRows,
} from './store-passbooks.ts'

export async function readPassbooks(act: Act, query: RouteQuery<typeof listRoute> & Page) {
  act.authorise('points.read_all', { placeCode: query.place })
  const { rows, total, sumBalance } = await listPassbookRows(act.tx, query)
  const groups = await groupNames(act, rows)
  return {
    rows: rows.map((row) => describePassbookRow(row, groups.get(row.groupId ?? '') ?? null)),
    total,
    sumBalance,
    cycles: await listCycles(act.tx, query.place),
  }
}

async function groupNames(
  act: Act,
  rows: readonly { placeCode: string; groupId: string | null }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => row.groupId ?? []))]
  if (ids.length === 0) return new Map()
  const areas = await listAreaRowsByIds(act.tx, rows[0]!.placeCode.slice(0, 6), ids)
  return new Map(areas.map((area) => [area.id, area.name]))
}

/** One household's passbook of a cycle (the newest when none is named). */
export async function readHouseholdPassbook(
  act: Act,
  library: SchemeLibrary,
  householdId: string,
  cycle: string | undefined,
): Promise<z.input<typeof passbook>> {
  const county = act.actor.countyCode
  const books = await listHouseholdPassbooks(act.tx, county, householdId)
  const row = books.find((candidate) => cycle === undefined || candidate.cycle === cycle)
  if (!row) throw new Refusal('record.not_found')
  return describePassbook(act, library, row, books)
}

/** One passbook, whoever's it is. */
export async function readPassbook(
  act: Act,
  library: SchemeLibrary,
  bookId: string,
): Promise<z.input<typeof passbook>> {
  const county = act.actor.countyCode
  const row = await findPassbook(act.tx, county, bookId)
  if (!row) throw new Refusal('record.not_found')
  const books = row.householdId
    ? await listHouseholdPassbooks(act.tx, county, row.householdId)
    : await listAreaPassbooks(act.tx, county, row.subjectId)
  return describePassbook(act, library, row, books)
}

/** A passbook with what is still under way, and those beside it. */
async function describePassbook(
  act: Act,
  library: SchemeLibrary,
  row: PassbookRow,
  books: readonly PassbookRow[],
): Promise<z.input<typeof passbook>> {
  const county = act.actor.countyCode
  act.authorise('points.read', row)
  const rules = await rulesOfBook(act, library, row)
  const book = getBook(rules, row.bookKey)
  const groups = await groupNames(act, [row])
  const days = cycleDays(row.cycle)
  const names = await listShortNames(act.tx, [row.placeCode])
  const open = await listClaimRows(act.tx, county, {
    subject: row.subjectId,
    state: 'open',
    search: '',
    sort: '-declared',
    page: 1,
    pageSize: 100,
  })
  return {
    ...describePassbookRow(row, groups.get(row.groupId ?? '') ?? null),
    adoptionId: row.adoptionId,
    schemeId: rules.adoption.schemeId,
    schemeName: rules.content.name,
    bookName: book.name,
    placeCode: row.placeCode,
    placeName: names.get(row.placeCode) ?? row.placeCode,
    closed: row.closedOn !== null,
    pending: open.rows
      .filter(
        (claim) =>
          claim.adoptionId === row.adoptionId &&
          claim.bookKey === row.bookKey &&
          days.firstDay <= claim.occurredOn &&
          claim.occurredOn <= days.lastDay,
      )
      .map((claim) => ({
        claimId: claim.id,
        itemName: book.items.find((item) => item.key === claim.itemKey)?.name ?? {
          zh: claim.itemKey,
          en: claim.itemKey,
        },
        direction: claim.direction,
        points: claim.decided ?? claim.proposed,
        state: claim.state,
        occurredOn: claim.occurredOn,
      })),
    closes: (await act.inPlace(row.placeCode, () => listBookCloses(act.tx, county, row.bookId))).map(
      (close) => ({
        ...close,
        closedAt: close.closedAt.toISOString(),
        rank: seesRank(act, book, row) ? close.rank : null,
      }),
    ),
    cycles: books
      .filter((candidate) => isSameBook(candidate, row))
      .map(({ bookId, cycle }) => ({ bookId, cycle })),
    books: await describeBeside(act, library, row, books),
  }
}

function isSameBook(one: PassbookRow, other: PassbookRow): boolean {
  return (
    one.adoptionId === other.adoptionId && one.bookKey === other.bookKey && one.subjectId === other.subjectId
  )
}

/** The passbooks of a page to choose from: the newest of each book and subject, that of the page as it is. */
async function describeBeside(
  act: Act,
  library: SchemeLibrary,
  row: PassbookRow,
  books: readonly PassbookRow[],
): Promise<z.input<typeof passbook>['books']> {
  const newest = books.filter((one) => books.find((other) => isSameBook(one, other)) === one)
  const described: z.input<typeof passbook>['books'] = []
  for (const one of newest) {
    const shown = isSameBook(one, row) ? row : one
    const rules = await rulesOfBook(act, library, shown)
    described.push({ ...shown, bookName: getBook(rules, shown.bookKey).name })
  }
  return described
}

/** The rules that a passbook stood under at the end of its cycle, or today. */
async function rulesOfBook(act: Act, library: SchemeLibrary, row: PassbookRow): Promise<RulesInForce> {
  const county = row.placeCode.slice(0, 6)
  const adoption = await findAdoptionById(act.tx, county, row.adoptionId)
  const on = cycleDays(row.cycle).lastDay
  if (!adoption) throw new Refusal('record.not_found')
  return getRules(act.tx, library, { countyCode: county, adoptionId: adoption.id, on })
}

export async function readEntries(act: Act, library: SchemeLibrary, bookId: string, filter: Page) {
  const row = await findPassbook(act.tx, act.actor.countyCode, bookId)
  if (!row) throw new Refusal('record.not_found')
  act.authorise('points.read', row)
  const rules = await rulesOfBook(act, library, row)
  const read = () => listEntryRows(act.tx, act.actor.countyCode, bookId, filter)
  // A person's entries keep the household of their day; who may read the book reads all of them.
  const { rows, total } = await (row.subjectKind === 'person' ? act.inPlace(row.placeCode, read) : read())
  return {
    rows: rows.map((entry) => describeEntry(rules, row.bookKey, entry)),
    total,
    placeCode: row.placeCode,
  }
}

/** Why a passbook has its rank: every entry behind it, and how many stand above or beside it. */
export async function explainLine(act: Act, library: SchemeLibrary, closeId: string, bookId: string) {
  const county = act.actor.countyCode
  const line = await findLineRow(act.tx, county, closeId, bookId)
  const row = await findPassbook(act.tx, county, bookId)
  if (!line || !row) throw new Refusal('record.not_found')
  act.authorise('points.read', row)
  const close = await act.inPlace(row.placeCode, () => findCloseById(act.tx, county, closeId))
  if (!close) throw new Refusal('record.not_found')
  const rules = await rulesOfBook(act, library, row)
  const { rows } = await listEntryRows(act.tx, county, bookId, { page: 1, pageSize: 2000 })
  const around = await act.inPlace(row.placeCode, () => countAround(act.tx, county, closeId, line.total))
  const entries: z.input<typeof passbookEntry>[] = rows
    .filter((entry) => entry.postedAt <= close.closedAt)
    .map((entry) => describeEntry(rules, row.bookKey, entry))
  const ranked = seesRank(act, getBook(rules, row.bookKey), row)
  const sum = { zh: '总分 = 基本分 + 加分 − 减分。', en: 'Total = base + plus − minus.' }
  return {
    line: { ...line, rank: ranked ? line.rank : null },
    entries,
    above: ranked ? around.above : null,
    sameTotal: ranked ? around.same : null,
    rule: ranked
      ? {
          zh: `名次按总分从高到低排：有 ${around.above} 户高于本户，所以是第 ${line.rank} 名；${around.same > 1 ? `同分 ${around.same} 户并列` : '没有同分的户'}。${sum.zh}`,
          en: `Ranks go by total: ${around.above} households stand higher, so this one is number ${line.rank}; ${around.same > 1 ? `${around.same} share the total` : 'no other has the same total'}. ${sum.en}`,
        }
      : sum,
  }
}

/**
 * Whether somebody learns a household's rank, its own included: who works with the whole village's points, and
 * everybody where the scheme makes ranks public. Off by default since 2024-08-06 (law.md row 16).
 */
function seesRank(act: Act, book: PointsBook, row: { placeCode: string }): boolean {
  return book.ranking.public || act.may('points.read_all', { placeCode: row.placeCode })
}

/** The year at a glance, with names for groups and items. */
export async function readOverview(act: Act, library: SchemeLibrary, placeCode: string, cycle: string) {
  act.authorise('points.read_all', { placeCode })
  const overview = await readOverviewRows(act.tx, placeCode, cycle)
  const [book] = (
    await listPassbookRows(act.tx, {
      place: placeCode,
      cycle,
      search: '',
      sort: 'number',
      page: 1,
      pageSize: 1,
    })
  ).rows
  const items = book ? getBook(await rulesOfBook(act, library, book), book.bookKey).items : []
  const groups = await groupNames(
    act,
    overview.byGroup.map((group) => ({ placeCode, groupId: group.groupId })),
  )
  return {
    ...overview,
    byItem: overview.byItem.map((row) => {
      const item = items.find((candidate) => candidate.key === row.itemKey)
      return {
        ...row,
        name: item?.name ?? { zh: row.itemKey, en: row.itemKey },
        direction: item?.direction ?? ('plus' as const),
      }
    }),
    byGroup: overview.byGroup.map((row) => ({ ...row, name: groups.get(row.groupId ?? '') ?? '未分组' })),
  }
}
