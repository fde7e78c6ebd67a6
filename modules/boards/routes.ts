import type { FastifyInstance } from 'fastify'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { mountRoute } from '../../platform/http/mount-route.ts'
import { mountList } from '../exports/index.ts'
import { changeBroadcast, draftBroadcast, getBroadcast, recordPlay, saveBroadcast } from './broadcast.ts'
import * as contract from './contract.ts'
import { broadcastsList, listingsList, requestsList } from './contract-lists.ts'
import {
  describeBoards,
  describeBroadcast,
  describeDetail,
  describeListings,
  describeRequests,
} from './describe.ts'
import { assignHelp, recordHelp, referListing } from './help-listed.ts'
import { decideListing, proposeListing } from './list-somebody.ts'
import { previewBoard, publishBoard, resolveRanks } from './publish-board.ts'
import { findListing, type ListingRow, listListingRows } from './store.ts'
import { listBroadcastRows, listPlays } from './store-broadcasts.ts'
import { listRequestRows, type RequestRow } from './store-requests.ts'
import { answerRequest, askTakeDown } from './take-down.ts'

export async function boardRoutes(app: FastifyInstance): Promise<void> {
  mountBoards(app)
  mountListings(app)
  mountRequests(app)
  mountBroadcasts(app)
}

function mountBoards(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  mountRoute(app, contract.listBoards, (act, { query }) => describeBoards(act, schemes, query.place))
  mountRoute(app, contract.previewBoard, (act, { query }) =>
    previewBoard(act, schemes, {
      ...{ placeCode: query.place, adoptionId: query.adoption, boardKey: query.board },
      ...{ period: query.period, opensOn: query.opensOn },
    }),
  )
  mountRoute(app, contract.publishBoard, (act, { body }) => publishBoard(act, schemes, body))
  mountRoute(app, contract.resolveRanks, (act, { body }) => resolveRanks(act, schemes, body))
}

/** Whoever may not read all of a village reads what is about the own household. */
function ownOf(act: Act, place: string, mine: boolean): string | undefined {
  if (!mine && act.may('boards.read_all', { placeCode: place })) return undefined
  return act.actor.householdId ?? act.actor.accountId
}

function mountListings(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  const one = async (act: Act, row: ListingRow) => (await describeListings(act, schemes, [row]))[0]!
  mountList(app, contract.listListings, listingsList, async (act, { query }) => {
    const { mine, ...filter } = query
    const household = ownOf(act, query.place, mine)
    const { rows, total } = await listListingRows(act.tx, { ...filter, household })
    return { rows: await describeListings(act, schemes, rows), total }
  })
  mountRoute(app, contract.getListing, async (act, { params }) => {
    const row = await findListing(act.tx, act.actor.countyCode, params.listingId)
    const own = row?.householdId === act.actor.householdId
    if (!row || !(own || act.may('boards.read_all', row))) throw new Refusal('record.not_found')
    return describeDetail(act, schemes, row)
  })
  mountRoute(app, contract.proposeListing, async (act, { body }) =>
    one(act, await proposeListing(act, schemes, body)),
  )
  mountRoute(app, contract.decideListing, async (act, { params, body }) =>
    one(act, await decideListing(act, schemes, params.listingId, body)),
  )
  mountRoute(app, contract.assignHelp, async (act, { params, body }) =>
    one(act, await assignHelp(act, params.listingId, body)),
  )
  mountRoute(app, contract.recordHelp, (act, { params, body }) => recordHelp(act, params.listingId, body))
  mountRoute(app, contract.referListing, (act, { params, body }) =>
    referListing(act, schemes, params.listingId, body),
  )
}

function mountRequests(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  const one = async (act: Act, row: RequestRow) => (await describeRequests(act, schemes, [row]))[0]!
  mountList(app, contract.listRequests, requestsList, async (act, { query }) => {
    const { mine, ...filter } = query
    const household = ownOf(act, query.place, mine)
    const { rows, total } = await listRequestRows(act.tx, { ...filter, household })
    return { rows: await describeRequests(act, schemes, rows), total }
  })
  mountRoute(app, contract.askTakeDown, async (act, { body }) =>
    one(act, await askTakeDown(act, schemes, body)),
  )
  mountRoute(app, contract.answerRequest, async (act, { params, body }) =>
    one(act, await answerRequest(act, schemes, params.requestId, body)),
  )
}

function mountBroadcasts(app: FastifyInstance): void {
  mountList(app, contract.listBroadcasts, broadcastsList, async (act, { query }) => {
    act.authorise('boards.broadcast', { placeCode: query.place })
    const { rows, total } = await listBroadcastRows(act.tx, query)
    return { rows: rows.map(describeBroadcast), total }
  })
  mountRoute(app, contract.draftBroadcast, (act, { query }) => draftBroadcast(act, query))
  mountRoute(app, contract.getBroadcast, async (act, { params }) => {
    const row = await getBroadcast(act, params.broadcastId)
    const log = await listPlays(act.tx, act.actor.countyCode, row.id)
    return {
      ...describeBroadcast(row),
      log: log.map((play) => ({ ...play, playedAt: play.playedAt.toISOString() })),
    }
  })
  mountRoute(app, contract.saveBroadcast, async (act, { body }) =>
    describeBroadcast(await saveBroadcast(act, body)),
  )
  mountRoute(app, contract.changeBroadcast, async (act, { params, body }) =>
    describeBroadcast(await changeBroadcast(act, params.broadcastId, body)),
  )
  mountRoute(app, contract.recordPlay, (act, { params, body }) => recordPlay(act, params.broadcastId, body))
}
