import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { getPeriod, type Period, periodName } from '../../engines/calendar/period.ts'
import type { RouteBody, Words } from '../../engines/contract/route.ts'
import { maskName } from '../../engines/identity-number/identity-number.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import {
  countListsOf,
  type ListColumn,
  type ListKind,
  type ListRow,
  listSettledSubjects,
  openList,
} from '../publicity/index.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import type { openPointsPublicity } from './contract-publicity.ts'
import { cycleOf, cycleStart, kindNames } from './decide-cycle.ts'
import { getBook, getItem, rereviewStep } from './find-book.ts'
import { subjectOf } from './find-subjects.ts'
import { judgeQuota, keepWithinQuota, returnForQuota } from './hold-quota.ts'
import { postPassed } from './post-entries.ts'
import type { PointsBook } from './scheme.ts'
import { countyOf } from './store.ts'
import { openBooks } from './store-books.ts'
import { findClaim, lockClaims, moveClaims } from './store-claims.ts'
import { findClose, listAllLines } from './store-closes.ts'
import { listApproved, markPublicised, returnForNextRound, summarise } from './store-publicity.ts'
import { listWaitingAwards } from './store-quota.ts'

type Request = Pick<
  RouteBody<typeof openPointsPublicity>,
  'placeCode' | 'adoptionId' | 'bookKey' | 'period' | 'list'
>

const columns: Record<string, ListColumn> = {
  household_number: { key: 'household_number', title: { zh: '户编号', en: 'Household' }, type: 'text' },
  subject_name_masked: {
    key: 'subject_name_masked',
    title: { zh: '名称', en: 'Name' },
    type: 'text',
  },
  head_name_masked: { key: 'head_name_masked', title: { zh: '户主', en: 'Head' }, type: 'text' },
  item: { key: 'item', title: { zh: '事项', en: 'Deed' }, type: 'text' },
  points: { key: 'points', title: { zh: '分值', en: 'Points' }, type: 'points' },
  occurred_on: { key: 'occurred_on', title: { zh: '日期', en: 'Date' }, type: 'date' },
  base: { key: 'base', title: { zh: '基本分', en: 'Base' }, type: 'points' },
  gained: { key: 'gained', title: { zh: '加分', en: 'Plus' }, type: 'points' },
  lost: { key: 'lost', title: { zh: '减分', en: 'Minus' }, type: 'points' },
  total: { key: 'total', title: { zh: '总分', en: 'Total' }, type: 'points' },
}

const countedAs: Record<PointsBook['subject'], Words> = {
  household: { zh: '户数', en: 'Households' },
  person: { zh: '人数', en: 'Persons' },
  post: { zh: '人数', en: 'Persons' },
  group: { zh: '小组数', en: 'Groups' },
  village: { zh: '村数', en: 'Villages' },
}

/** What a list would hold now. */
export async function previewPublicity(act: Act, library: SchemeLibrary, request: Request) {
  act.authorise('points.publicise', { placeCode: request.placeCode })
  const { book, period } = await rulesFor(act, library, request)
  const { days } = partOf(book, request)
  if (request.list === 'totals') return { ...(await previewTotals(act, request)), days }
  const sums = await summarise(act.tx, {
    ...request,
    lastDay: period.lastDay,
    from: cycleStart(book, period.lastDay),
  })
  const stretch = { lastDay: period.lastDay, from: cycleStart(book, period.lastDay) }
  const awards = book.quota ? await listWaitingAwards(act.tx, { ...request, ...stretch }) : []
  const quotas = await judgeQuota(act, book, request, { awards, pending: true })
  return {
    ...sums,
    days,
    quotas: quotas.map(({ beyondClaims, ...quota }) => ({ ...quota, claims: beyondClaims.length })),
  }
}

/**
 * Awards of a period that no place is left for go back to whoever decides them, who must say who gets the places.
 * Returns how many.
 */
export async function returnBeyondQuota(
  act: Act,
  library: SchemeLibrary,
  body: Omit<Request, 'list'>,
): Promise<number> {
  act.authorise('points.publicise', { placeCode: body.placeCode })
  const { book, period } = await rulesFor(act, library, { ...body, list: 'entries' })
  const stretch = { lastDay: period.lastDay, from: cycleStart(book, period.lastDay) }
  const list = () => listWaitingAwards(act.tx, { ...body, ...stretch })
  const ids = (await list()).map(({ id }) => id)
  await lockClaims(act.tx, countyOf(body.placeCode), ids)
  // What another act has hung out meanwhile is none of this any more.
  const awards = (await list()).filter(({ id }) => ids.includes(id))
  const kept = await keepWithinQuota(act, book, body, { awards, pending: true })
  const beyond = awards.filter(({ id }) => kept.has(id))
  return returnForQuota(act, book, body.placeCode, beyond)
}

/** What a list of totals would hold: the lines of the close. */
async function previewTotals(act: Act, request: Request) {
  const close = await findClose(act.tx, request)
  const lines = close ? await listAllLines(act.tx, countyOf(request.placeCode), close.closeId) : []
  return {
    ready: lines.length,
    households: lines.length,
    plus: lines.reduce((sum, line) => sum + line.gained, 0),
    minus: lines.reduce((sum, line) => sum + line.lost, 0),
    stillInReview: 0,
    stillRectifying: 0,
    quotas: [],
  }
}

/** Hangs out the decided claims of a period, or the totals of a closed one (G-20, G-21). */
export async function openPublicity(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof openPointsPublicity>,
) {
  act.authorise('points.publicise', { placeCode: body.placeCode })
  const { rules, book, period } = await rulesFor(act, library, body)
  partOf(book, body)
  return body.list === 'totals'
    ? openTotalsList(act, book, period, body)
    : openEntriesList(act, rules, book, period, body)
}

/** The part of a book's publicity that a list goes by; refused for a period of another kind than the scheme's. */
function partOf(book: PointsBook, { list, period }: Pick<Request, 'list' | 'period'>) {
  const part = book.publicity[list]
  if (!part) throw new Refusal('points.no_totals_list', { book: book.name.zh }, 'body.list')
  if (kindNames[getPeriod(period).kind] !== part.period)
    throw new Refusal('points.wrong_list_period', { period }, 'body.period')
  return part
}

async function rulesFor(act: Act, library: SchemeLibrary, request: Request) {
  const period = getPeriod(request.period)
  const today = chinaDateOf(act.now)
  const on = [period.lastDay, today].sort()[0]!
  const rules = await getRules(act.tx, library, {
    countyCode: countyOf(request.placeCode),
    adoptionId: request.adoptionId,
    on,
  })
  return { rules, period, book: getBook(rules, request.bookKey) }
}

/** Points with the sign of their direction, in hundredths. */
function signed(claim: { direction: string; decided: number | null }): number {
  return (claim.direction === 'plus' ? 1 : -1) * (claim.decided ?? 0)
}

async function openEntriesList(
  act: Act,
  rules: RulesInForce,
  book: PointsBook,
  period: Period,
  body: RouteBody<typeof openPointsPublicity>,
) {
  const approved = await listApproved(act.tx, {
    ...body,
    lastDay: period.lastDay,
    from: cycleStart(book, period.lastDay),
  })
  const where = { placeCode: body.placeCode, adoptionId: body.adoptionId, bookKey: book.key }
  const kept = await keepWithinQuota(act, book, where, { awards: approved, pending: true })
  const claims = approved.filter(({ id }) => !kept.has(id))
  if (claims.length === 0 && kept.size > 0) throw new Refusal('points.quota_full', { claims: kept.size })
  if (claims.length === 0) throw new Refusal('points.nothing_to_publicise', { period: body.period })
  const part = book.publicity.entries
  const cells = (claim: (typeof claims)[number]): Record<string, string | number> => ({
    household_number: claim.householdNumber,
    head_name_masked: maskName(claim.headName),
    subject_name_masked: maskSubject(claim),
    item: getItem(book, claim.itemKey).name.zh,
    points: signed(claim),
    occurred_on: claim.occurredOn,
  })
  const earlier = await countListsOf(act.tx, body.placeCode, 'points_entries', {
    adoptionId: body.adoptionId,
    bookKey: book.key,
    period: body.period,
  })
  const { listId, closesOn } = await openList(act, {
    placeCode: body.placeCode,
    kind: 'points_entries',
    // What was decided later hangs on a list of its own, which says so: two lists must not look the same.
    title: `${periodName(period).zh}${book.name.zh}公示${earlier > 0 ? `（第 ${earlier + 1} 榜）` : ''}`,
    duty: part.duty,
    opensOn: body.opensOn,
    days: part.days,
    hideNamesAfterDays: book.publicity.hide_names_after_days,
    spot: body.spot,
    columns: part.fields.map((field) => columns[field]!),
    totals: [
      { title: { zh: '条数', en: 'Lines' }, value: String(claims.length) },
      {
        title: { zh: '加分合计', en: 'Plus' },
        value: String(claims.reduce((sum, claim) => sum + Math.max(0, signed(claim)), 0) / 100),
      },
      {
        title: { zh: '减分合计', en: 'Minus' },
        value: String(claims.reduce((sum, claim) => sum + Math.max(0, -signed(claim)), 0) / 100),
      },
    ],
    source: { adoptionId: body.adoptionId, bookKey: book.key, period: body.period, hash: rules.mark.hash },
    lines: claims.map((claim) => ({
      subjectKind: 'claim',
      subjectId: claim.id,
      householdId: claim.householdId,
      shown: pick(cells(claim), part.fields),
    })),
  })
  await markPublicised(
    act.tx,
    body.placeCode,
    claims.map((claim) => claim.id),
    { until: closesOn, rounds: part.rounds, at: act.now },
  )
  return { listId, lines: claims.length, closesOn }
}

async function openTotalsList(
  act: Act,
  book: PointsBook,
  period: Period,
  body: RouteBody<typeof openPointsPublicity>,
) {
  const close = await findClose(act.tx, body)
  if (!close) throw new Refusal('points.nothing_to_publicise', { period: body.period })
  const lines = await listAllLines(act.tx, countyOf(body.placeCode), close.closeId)
  const part = partOf(book, body)
  const { listId, closesOn } = await openList(act, {
    placeCode: body.placeCode,
    kind: 'points_totals',
    title: `${periodName(period).zh}${book.name.zh}公示`,
    duty: part.duty,
    opensOn: body.opensOn,
    days: part.days,
    hideNamesAfterDays: book.publicity.hide_names_after_days,
    spot: body.spot,
    columns: part.fields.map((field) => columns[field]!),
    totals: [
      { title: countedAs[book.subject], value: String(lines.length) },
      ...(book.close.weighted
        ? [
            {
              title: { zh: '加权户', en: 'Weighted households' },
              value: String(lines.filter((line) => line.weighted).length),
            },
          ]
        : []),
      {
        title: { zh: '总分', en: 'Total' },
        value: String(lines.reduce((sum, line) => sum + line.total, 0) / 100),
      },
    ],
    source: { adoptionId: body.adoptionId, bookKey: book.key, period: body.period, closeId: close.closeId },
    lines: lines.map((line) => ({
      subjectKind: 'book',
      subjectId: line.bookId,
      householdId: line.householdId,
      shown: pick(
        {
          household_number: line.householdNumber,
          head_name_masked: maskName(line.headName),
          subject_name_masked: maskSubject(line),
          base: line.base,
          gained: line.gained,
          lost: -line.lost,
          total: line.total,
        },
        part.fields,
      ),
    })),
  })
  return { listId, lines: lines.length, closesOn }
}

/** Names of people are masked; those of groups and villages are no personal data. */
function maskSubject({ subjectKind, subjectName }: { subjectKind: string; subjectName: string }): string {
  return subjectKind === 'household' || subjectKind === 'person' ? maskName(subjectName) : subjectName
}

/** Nothing beyond the whitelist reaches a list. */
function pick(
  cells: Record<string, string | number>,
  fields: readonly string[],
): Record<string, string | number> {
  return Object.fromEntries(fields.filter((field) => field in cells).map((field) => [field, cells[field]!]))
}

/** A list of deeds: its undisputed claims are posted when the days of its last round have passed. */
export function entriesListKind(library: SchemeLibrary): ListKind {
  const rulesOf = (act: Act, list: ListRow) => {
    const source = list.source as { adoptionId: string; bookKey: string; period: string }
    return rulesFor(act, library, { ...source, placeCode: list.placeCode, list: 'entries' })
  }
  const move = async (
    act: Act,
    list: ListRow,
    claimId: string,
    state: 'disputed' | 'publicised' | 'in_review',
    stepKey: string | null,
  ) => {
    await lockClaims(act.tx, countyOf(list.placeCode), [claimId])
    const claim = await findClaim(act.tx, countyOf(list.placeCode), claimId)
    if (!claim || (claim.state !== 'publicised' && claim.state !== 'disputed')) return
    await moveClaims(
      act.tx,
      countyOf(list.placeCode),
      [{ id: claimId, state, stepKey, decided: claim.decided }],
      act.now,
    )
  }
  return {
    settle: async (act, list) => {
      const { rules, book, period } = await rulesOf(act, list)
      // All who take part get their passbook, also those whom no line of this list is about.
      await openBooks(act.tx, {
        placeCode: list.placeCode,
        mark: rules.mark,
        at: act.now,
        by: act.actor.accountId,
        adoptionId: rules.adoption.id,
        bookKey: book.key,
        cycle: cycleOf(book, period.lastDay),
        base: book.base,
        subject: subjectOf(rules, book),
      })
      const settled = await listSettledSubjects(act.tx, list)
      const today = chinaDateOf(act.now)
      await returnForNextRound(act.tx, list.placeCode, settled, { today, at: act.now })
      const { posted, beyondQuota } = await postPassed(act, library, list.placeCode, settled)
      await returnForQuota(act, book, list.placeCode, beyondQuota)
      return posted
    },
    hold: (act, list, claimId) => move(act, list, claimId, 'disputed', null),
    release: (act, list, claimId) => move(act, list, claimId, 'publicised', null),
    reopen: async (act, list, claimId) => {
      const { book } = await rulesOf(act, list)
      await move(act, list, claimId, 'in_review', rereviewStep(book))
    },
  }
}

/** A list of totals: an upheld objection asks for a reversal and a further close, which are acts of their own. */
export const totalsListKind: ListKind = {
  settle: async () => 0,
  hold: async () => undefined,
  release: async () => undefined,
  reopen: async () => undefined,
}
