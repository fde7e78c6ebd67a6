import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { listListsOf } from '../publicity/index.ts'
import { listRules } from '../schemes/index.ts'
import type { board, broadcast, listing, listingDetail, takeDownRequest } from './contract.ts'
import { frozenUntil, isFrozen } from './decide-freeze.ts'
import { missingFor } from './decide-referral.ts'
import { daysOf } from './freeze.ts'
import { type BoardRules, boardsOf, rulesOfBoard } from './rules-of-board.ts'
import { type Board, isListed, isMade } from './scheme.ts'
import { countyOf, findRanking, type ListingRow } from './store.ts'
import type { BroadcastRow } from './store-broadcasts.ts'
import { countHistory, findReferral, listHelp } from './store-help.ts'
import type { RequestRow } from './store-requests.ts'

/** The boards of all schemes in force in a village, each with its newest edition. */
export async function describeBoards(
  act: Act,
  library: SchemeLibrary,
  placeCode: string,
): Promise<z.input<typeof board>[]> {
  const inForce = await act.inPlace(placeCode, () =>
    listRules(act.tx, library, placeCode, chinaDateOf(act.now)),
  )
  return Promise.all(
    inForce.flatMap((rules) =>
      boardsOf(rules).map(async (one) => {
        const of = { adoptionId: rules.adoption.id, boardKey: one.key }
        const [latest] = await listListsOf(act.tx, placeCode, 'board', of)
        return {
          ...{ adoptionId: rules.adoption.id, schemeName: rules.content.name },
          ...{ key: one.key, name: one.name, kind: one.kind, where: one.where, duty: one.duty },
          ...{ days: one.days, answerDays: one.answer_days, period: isMade(one) ? one.period : null },
          ...describeListed(one),
          shown: one.kind === 'ranks' ? await findRanking(act.tx, { placeCode, ...of }) : true,
          latest: latest
            ? { listId: latest.id, title: latest.title, opensOn: latest.opensOn, closesOn: latest.closesOn }
            : null,
        }
      }),
    ),
  )
}

function describeListed(one: Board) {
  if (!isListed(one)) return { unit: null, grounds: [], panelMin: null }
  return {
    unit: one.unit,
    grounds: one.grounds.map(({ key, name, basis }) => ({ key, name, basis: basis ?? null })),
    panelMin: one.panel_min,
  }
}

/** The rules of the boards that records name, by adoption and key; none for a board that the scheme has no more. */
async function rulesFor(
  act: Act,
  library: SchemeLibrary,
  rows: readonly { placeCode: string; adoptionId: string; boardKey: string }[],
): Promise<(row: { adoptionId: string; boardKey: string }) => BoardRules | undefined> {
  const wanted = new Map(rows.map((row) => [`${row.adoptionId} ${row.boardKey}`, row]))
  const found = new Map<string, BoardRules>()
  for (const [key, row] of wanted) {
    const rules = await act
      .inPlace(row.placeCode, () => rulesOfBoard(act.tx, library, row, chinaDateOf(act.now)))
      .catch((error: unknown) => {
        if (error instanceof Refusal) return undefined
        throw error
      })
    if (rules) found.set(key, rules)
  }
  return (row) => found.get(`${row.adoptionId} ${row.boardKey}`)
}

export async function describeListings(
  act: Act,
  library: SchemeLibrary,
  rows: readonly ListingRow[],
): Promise<z.input<typeof listing>[]> {
  const find = await rulesFor(act, library, rows)
  return rows.map((row) => describeListing(act, row, find(row)?.board))
}

function describeListing(act: Act, row: ListingRow, found: Board | undefined): z.input<typeof listing> {
  const today = chinaDateOf(act.now)
  const ground = found && isListed(found) ? found.grounds.find(({ key }) => key === row.groundKey) : undefined
  const black = found?.kind === 'black' && row.listedOn !== null ? found : undefined
  const frozen = black ? isFrozen(daysOf(row), black, today, today) : false
  const decided = row.state === 'standing' || row.state === 'taken_down'
  const may = (action: string) => act.may(action, { placeCode: row.placeCode })
  const own = act.actor.householdId === row.householdId
  const { proposedBy, personId: _, groundKey: __, decidedBy: ___, ...shown } = row
  return {
    ...shown,
    ...{ boardName: found?.name ?? { zh: row.boardKey, en: row.boardKey } },
    ...{ groundName: ground?.name ?? { zh: row.groundKey, en: row.groundKey }, basis: ground?.basis ?? null },
    proposedAt: row.proposedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    frozen,
    frozenUntil: frozen ? frozenUntil(daysOf(row), black!.freeze.until, black!.probation_days) : null,
    may: {
      decide: row.state === 'proposed' && proposedBy !== act.actor.accountId && !own && may('boards.decide'),
      help: row.side === 'black' && decided && may('boards.help'),
      ask: row.side === 'black' && row.state === 'standing' && (own || may('boards.record_request')),
      refer: black?.referral !== undefined && decided && !own && may('boards.refer'),
    },
  }
}

export async function describeDetail(
  act: Act,
  library: SchemeLibrary,
  row: ListingRow,
): Promise<z.input<typeof listingDetail>> {
  const county = countyOf(row.placeCode)
  const found = (await rulesFor(act, library, [row]))(row)?.board
  const helps = await listHelp(act.tx, county, row.id)
  return {
    ...describeListing(act, row, found),
    help: helps.map(({ listingId: _, ...one }) => ({ ...one, recordedAt: one.recordedAt.toISOString() })),
    referral: await describeReferral(act, row, found),
  }
}

async function describeReferral(act: Act, row: ListingRow, found: Board | undefined) {
  if (found?.kind !== 'black' || !found.referral) return null
  if (!act.may('boards.read_all', { placeCode: row.placeCode })) return null
  const history = await countHistory(act.tx, row)
  const done = await findReferral(act.tx, countyOf(row.placeCode), row.id)
  return {
    ...history,
    listingsNeeded: found.referral.listings,
    teachingsNeeded: found.referral.teachings,
    missing: missingFor(found.referral, { ...history, suspicion: done !== undefined }),
    to: found.referral.to,
    done: done
      ? {
          ...{ authority: done.authority, suspicion: done.suspicion, referredName: done.referredName },
          referredAt: done.referredAt.toISOString(),
        }
      : null,
  }
}

export async function describeRequests(
  act: Act,
  library: SchemeLibrary,
  rows: readonly RequestRow[],
): Promise<z.input<typeof takeDownRequest>[]> {
  const find = await rulesFor(act, library, rows)
  const today = chinaDateOf(act.now)
  return rows.map((row) => {
    const { adoptionId: _, boardKey, lineId: __, askerAccount, proxy, ...shown } = row
    return {
      ...shown,
      boardName: find(row)?.board.name ?? { zh: boardKey, en: boardKey },
      late: row.state === 'open' && today > row.dueOn,
      askedAt: row.askedAt.toISOString(),
      answeredAt: row.answeredAt?.toISOString() ?? null,
      mayAnswer:
        row.state === 'open' &&
        act.may('boards.answer', row) &&
        act.actor.householdId !== row.householdId &&
        (askerAccount !== act.actor.accountId || proxy !== null),
    }
  })
}

export function describeBroadcast(row: BroadcastRow): z.input<typeof broadcast> {
  return {
    ...row,
    playsAt: row.playsAt as unknown as string[],
    madeAt: row.madeAt.toISOString(),
    lastPlayedAt: row.lastPlayedAt === null ? null : row.lastPlayedAt.toISOString(),
  }
}
