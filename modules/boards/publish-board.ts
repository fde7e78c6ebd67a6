import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { findPeriod, periodName, periodOf } from '../../engines/calendar/period.ts'
import { daysBetween } from '../../engines/calendar/plain-date.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { findResolution } from '../meetings/index.ts'
import { marksOf } from '../points/decide-close.ts'
import { type CloseRules, findClose, kindNames, listHouseholdLines } from '../points/index.ts'
import {
  countListsOf,
  type ListColumn,
  type ListKind,
  type ListRow,
  openList,
  takeDownLines,
} from '../publicity/index.ts'
import type { publishBoard as publishRoute, resolveRanks as ranksRoute } from './contract.ts'
import { cut, type DecidedBoard, decideBoard, maskFor } from './decide-board.ts'
import { asMade, type BoardOf, rulesOfBoard } from './rules-of-board.ts'
import { type Board, isMade, type ListedBoard, type MadeBoard } from './scheme.ts'
import { countyOf, findRanking, insertRanking, listHeads, listStanding } from './store.ts'
import { listAsked } from './store-requests.ts'

type Wish = BoardOf & { period: string; opensOn: string }

interface PlannedLine {
  subjectKind: string
  subjectId: string
  householdId: string
  shown: Record<string, string | number>
}

const columns: Record<string, ListColumn> = {
  household_number: { key: 'household_number', title: { zh: '户编号', en: 'Household' }, type: 'text' },
  head_name_masked: { key: 'head_name_masked', title: { zh: '姓名', en: 'Name' }, type: 'text' },
  mark: { key: 'mark', title: { zh: '上榜', en: 'For' }, type: 'text' },
  total: { key: 'total', title: { zh: '总分', en: 'Total' }, type: 'points' },
  rank: { key: 'rank', title: { zh: '名次', en: 'Rank' }, type: 'number' },
  ground: { key: 'ground', title: { zh: '情形', en: 'Ground' }, type: 'text' },
  listed_on: { key: 'listed_on', title: { zh: '上榜日期', en: 'Listed on' }, type: 'date' },
}

/** What a board would show now; nothing is written. */
export async function previewBoard(act: Act, library: SchemeLibrary, wish: Wish) {
  act.authorise('boards.publish', { placeCode: wish.placeCode })
  const plan = await planBoard(act, library, wish)
  return {
    title: plan.title,
    columns: plan.columns,
    lines: plan.lines.map((line, index) => ({ position: index + 1, cells: line.shown })),
    leftOut: plan.leftOut,
    days: plan.days,
    where: plan.board.where,
    duty: plan.board.duty,
    earlier: plan.earlier,
  }
}

/** Hangs a board out as a list that anybody may read: cut to its fields, masked, for its days, by its duty. */
export async function publishBoard(act: Act, library: SchemeLibrary, body: RouteBody<typeof publishRoute>) {
  act.authorise('boards.publish', { placeCode: body.placeCode })
  const plan = await planBoard(act, library, body)
  if (plan.lines.length === 0) throw new Refusal('boards.nobody')
  const { listId, closesOn } = await openList(act, {
    placeCode: body.placeCode,
    kind: 'board',
    title: plan.title,
    duty: plan.board.duty,
    opensOn: body.opensOn,
    days: plan.days,
    hideNamesAfterDays: plan.board.hide_names_after_days,
    spot: plan.board.where.zh,
    columns: plan.columns,
    totals: [{ title: { zh: '上榜', en: 'Listed' }, value: String(plan.lines.length) }],
    source: { ...plan.source, boardKind: plan.board.kind, hash: plan.hash },
    lines: plan.lines,
  })
  return { listId, lines: plan.lines.length, closesOn }
}

async function planBoard(act: Act, library: SchemeLibrary, wish: Wish) {
  const on = [wish.opensOn, chinaDateOf(act.now)].sort().at(-1)!
  const { board, rules } = await rulesOfBoard(act.tx, library, wish, on)
  const period = isMade(board) ? findPeriod(wish.period) : periodOf(wish.opensOn, 'month')
  if (!period || (isMade(board) && kindNames[period.kind] !== board.period))
    throw new Refusal(
      'boards.wrong_period',
      { period: wish.period, board: board.name.zh, boardEn: board.name.en },
      'body.period',
    )
  const source = { adoptionId: wish.adoptionId, boardKey: board.key, period: period.label }
  const found = isMade(board)
    ? await linesOfClose(act, asMade(board), wish)
    : await linesOfListings(act, board, wish)
  const earlier = await countListsOf(act.tx, wish.placeCode, 'board', source)
  return {
    board,
    source,
    hash: rules.mark.hash,
    columns: board.fields.map((field) => columns[field]!),
    title: `${periodName(period).zh}${board.name.zh}${earlier > 0 ? `（第 ${earlier + 1} 榜）` : ''}`,
    earlier,
    days: board.days,
    ...found,
  }
}

/** Lines of the newest close of the period. */
async function linesOfClose(act: Act, board: MadeBoard, wish: Wish) {
  const county = countyOf(wish.placeCode)
  if (board.kind === 'ranks' && !(await findRanking(act.tx, wish))) throw new Refusal('boards.ranks_off')
  const close = await findClose(act.tx, { ...wish, bookKey: board.book })
  if (!close) throw new Refusal('boards.not_closed', { period: wish.period }, 'body.period')
  const rows = await listHouseholdLines(act.tx, county, close.closeId)
  const heads = await listHeads(
    act.tx,
    county,
    rows.map((row) => row.householdId),
  )
  const marks = new Map(marksOf((close.rules as CloseRules).outcomes).map(({ key, name }) => [key, name]))
  const lines = rows.map((row) => ({ ...row, headBirthDate: heads.get(row.householdId)?.birthDate ?? null }))
  const facts = { on: wish.opensOn, asked: await listAsked(act.tx, wish) }
  const decided = decideBoard(board, { lines, marks }, facts)
  return { leftOut: decided.leftOut, lines: decided.lines.map((line) => asPlanned('household', line)) }
}

function asPlanned(subjectKind: string, { householdId, cells }: DecidedBoard['lines'][number]): PlannedLine {
  return { subjectKind, subjectId: householdId, householdId, shown: cells }
}

/** Lines of the listings that stand; each is taken down when its own days have passed. */
async function linesOfListings(act: Act, board: Board, wish: Wish) {
  const listed = board as ListedBoard
  const asked = await listAsked(act.tx, wish)
  const standing = await listStanding(act.tx, wish, wish.opensOn)
  const shown = standing.filter((row) => !asked.has(row.householdId))
  const last = shown
    .map((row) => row.endsOn!)
    .sort()
    .at(-1)
  const names = new Map(listed.grounds.map(({ key, name }) => [key, name.zh]))
  return {
    leftOut: { minors: 0, asked: standing.length - shown.length },
    days: last ? daysBetween(wish.opensOn, last) + 1 : listed.days,
    lines: shown.map(
      (row): PlannedLine => ({
        subjectKind: 'listing',
        subjectId: row.id,
        householdId: row.householdId,
        shown: cut(listed.fields, {
          head_name_masked: maskFor(listed.mask, row.name),
          ground: names.get(row.groundKey) ?? row.groundKey,
          listed_on: row.listedOn!,
        }),
      }),
    ),
  }
}

/** The village resolved that ranks are shown, or no longer (整治形式主义: off unless it does). */
export async function resolveRanks(act: Act, library: SchemeLibrary, body: RouteBody<typeof ranksRoute>) {
  act.authorise('boards.resolve_ranks', { placeCode: body.placeCode })
  const { board } = await rulesOfBoard(act.tx, library, body, chinaDateOf(act.now))
  if (board.kind !== 'ranks')
    throw new Refusal('boards.wrong_kind', { board: board.name.zh, boardEn: board.name.en }, 'body.boardKey')
  const resolution = await findResolution(act.tx, body.placeCode, body.resolutionId)
  if (!resolution?.passed) throw new Refusal('boards.resolution_not_passed', {}, 'body.resolutionId')
  const id = makeId()
  await insertRanking(act.tx, { ...body, id, by: act.actor.accountId, at: act.now })
  act.record({
    placeCode: body.placeCode,
    action: 'boards.resolve_ranks',
    subjectKind: 'ranking',
    subjectId: id,
    detail: { board: board.key, shown: body.shown, resolution: body.resolutionId },
  })
  return { shown: body.shown }
}

const takesDown = async (act: Act, list: ListRow, subjectId: string) => {
  await takeDownLines(
    act.tx,
    list.placeCode,
    { listIds: [list.id], subjectIds: [subjectId] },
    chinaDateOf(act.now),
  )
}

/** A board shows what was found; when its days have passed a black board shows nobody. An upheld objection takes a line down. */
export const boardListKind: ListKind = {
  settle: async (act, list) => {
    const { boardKind } = list.source as { boardKind: string }
    if (boardKind !== 'black') return 0
    return takeDownLines(act.tx, list.placeCode, { listIds: [list.id] }, chinaDateOf(act.now))
  },
  hold: async () => undefined,
  release: async () => undefined,
  reopen: takesDown,
}
