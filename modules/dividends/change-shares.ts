import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { setShares as setRoute } from './contract.ts'
import { listShareRows, replaceShares, type ShareRow } from './store.ts'

/** Changes a household's shares from a day on. Shares are a lawful right: a basis is asked for, points never enter. */
export async function setShares(
  act: Act,
  householdId: string,
  body: RouteBody<typeof setRoute>,
): Promise<ShareRow> {
  act.authorise('dividends.shares', { placeCode: body.placeCode })
  const find = async () =>
    (
      await listShareRows(act.tx, body.placeCode, {
        on: '9999-12-30',
        search: '',
        page: 1,
        pageSize: 1_000_000,
      })
    ).rows.find((row) => row.householdId === householdId)
  const before = await find()
  if (before?.shares === body.shares) throw new Refusal('dividends.share_same', {}, 'body.shares')
  await replaceShares(act.tx, { id: makeId(), householdId, ...body })
  act.record({
    placeCode: body.placeCode,
    householdId,
    action: 'dividends.shares',
    subjectKind: 'household',
    subjectId: householdId,
    detail: {
      before: before?.shares ?? 0,
      after: body.shares,
      from: body.from,
      basis: body.basis,
      on: chinaDateOf(act.now),
    },
  })
  const after = await find()
  if (!after) throw new Refusal('record.not_found')
  return after
}
