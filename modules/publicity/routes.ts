import type { FastifyInstance } from 'fastify'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { mountPublicRoute, mountRoute } from '../../platform/http/mount-route.ts'
import { mountList } from '../exports/index.ts'
import { listShortNames } from '../territory/index.ts'
import * as contract from './contract.ts'
import { objectionsList, publicityLines, publicityLists } from './contract-lists.ts'
import { describeLines, describeLists, describeObjection } from './describe-list.ts'
import { answerObjection, raiseObjection, settleList, withdrawObjection } from './handle-objection.ts'
import type { ListKinds } from './list-kinds.ts'
import { findList, listLists, listMonths, lockList } from './store.ts'
import { listObjectionRows } from './store-objections.ts'

export async function publicityRoutes(app: FastifyInstance, kinds: ListKinds): Promise<void> {
  mountList(app, contract.listPublicity, publicityLists, async (act, { query }) => {
    const { kind, ...filter } = query
    const { rows, total } = await listLists(act.tx, query.place, {
      ...filter,
      ...(kind === 'all' ? {} : { kind }),
    })
    return { rows: await describeLists(act.tx, rows, chinaDateOf(act.now)), total }
  })
  mountList(app, contract.getPublicity, publicityLines, async (act, { params, query }) => {
    const list = await findList(act.tx, act.actor.countyCode, params.listId)
    if (!list) throw new Refusal('record.not_found')
    const [described] = await describeLists(act.tx, [list], chinaDateOf(act.now))
    return {
      ...described!,
      ...(await describeLines(act.tx, list, query, chinaDateOf(act.now), act.actor.householdId)),
    }
  })
  mountRoute(app, contract.raiseObjection, async (act, { params, body }) =>
    describeObjection(await raiseObjection(act, kinds, params.listId, body)),
  )
  mountList(app, contract.listObjections, objectionsList, async (act, { query }) => {
    const { mine, ...filter } = query
    const place = query.place ?? act.actor.placeCode
    const account =
      !mine && act.may('publicity.read_objections', { placeCode: place }) ? undefined : act.actor.accountId
    const { rows, total } = await listObjectionRows(act.tx, { ...filter, place, account })
    return { rows: rows.map(describeObjection), total, placeCode: place }
  })
  mountRoute(app, contract.answerObjection, async (act, { params, body }) =>
    describeObjection(await answerObjection(act, kinds, params.objectionId, body)),
  )
  mountRoute(app, contract.withdrawObjection, async (act, { params, body }) =>
    describeObjection(await withdrawObjection(act, kinds, params.objectionId, body.revision)),
  )
  mountRoute(app, contract.settlePublicity, async (act, { params }) => {
    const list = await lockList(act.tx, act.actor.countyCode, params.listId)
    if (!list) throw new Refusal('record.not_found')
    act.authorise('publicity.settle', { placeCode: list.placeCode })
    return settleList(act, kinds, list)
  })
  mountPublicRoute(app, contract.listPublicBoard, async ({ tx, now }, { params, query }) => {
    const { rows } = await listLists(tx, params.place, {
      state: 'all',
      month: query.month,
      page: 1,
      pageSize: query.month ? 500 : 50,
    })
    const names = await listShortNames(tx, [params.place])
    return {
      placeName: names.get(params.place) ?? params.place,
      lists: await describeLists(tx, rows, chinaDateOf(now)),
      months: await listMonths(tx, params.place),
    }
  })
  mountPublicRoute(app, contract.getPublicList, async ({ tx, now }, { params }) => {
    const list = await findList(tx, params.place.slice(0, 6), params.listId)
    if (!list?.public) throw new Refusal('record.not_found')
    const [described] = await describeLists(tx, [list], chinaDateOf(now))
    return {
      ...described!,
      ...(await describeLines(tx, list, { search: '', page: 1, pageSize: 5000 }, chinaDateOf(now))),
    }
  })
}
