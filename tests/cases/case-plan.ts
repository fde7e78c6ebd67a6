import assert from 'node:assert/strict'
import { bookRef } from './case-claims.ts'
import { passGate } from './case-steps.ts'
import { type CaseVillage, dayAfter, type Fields, type Reply, vote } from './case-village.ts'
import { type Close, readAll, settleList } from './case-year.ts'

export interface Pools {
  sharePoolFen: number
  incentivePoolFen: number
  priceFen: number | null
}

export const fenOf = (yuan: number) => Math.round(yuan * 100)
export const yuan = (fen: unknown) => Number(fen) / 100

/** Writes the share register: hundredths of a share by household, from the day on which the scheme came into force. */
export async function setShares(village: CaseVillage, shares: readonly number[]): Promise<void> {
  const from = `${village.year}-01-01`
  await Promise.all(
    shares.map((count, index) =>
      village.must('secretary', from, 'PUT', `/api/dividends/shares/${village.households[index]}`, {
        ...{ placeCode: village.code, shares: count, from, basis: '股份量化底册' },
      }),
    ),
  )
}

const bodyOf = (village: CaseVillage, close: Close, pools: Pools) => ({
  ...{ placeCode: village.code, adoptionId: village.adoptionId, closeId: close.closeId },
  ...pools,
})

/** What a distribution would come to; nothing is kept. */
export function tryPlan(village: CaseVillage, close: Close, pools: Pools): Promise<Fields> {
  const day = dayAfter(close.day)
  return village.must('clerk', day, 'POST', '/api/dividends/preview', bodyOf(village, close, pools))
}

export function draftPlan(village: CaseVillage, close: Close, pools: Pools): Promise<Reply> {
  const day = dayAfter(close.day)
  return village.ask('clerk', day, 'POST', '/api/dividends/plans', bodyOf(village, close, pools))
}

export const readPlanLines = (village: CaseVillage, planId: string, day: string) =>
  readAll(village, day, `/api/dividends/plans/${planId}/lines`, 1000)

/** Shows a drafted plan, settles its list, and attaches the vote that passes it. Gives the day and the plan then. */
export async function resolvePlan(
  village: CaseVillage,
  close: Close,
  plan: Fields,
): Promise<{ plan: Fields; day: string }> {
  const opensOn = await showYear(village, close)
  const url = `/api/dividends/plans/${plan.id}`
  const shown = await village.must('clerk', opensOn, 'POST', `${url}/publicity`, {
    ...{ opensOn, spot: '村务公开栏', revision: plan.revision },
  })
  const lists = await village.must('clerk', opensOn, 'GET', `/api/publicity?place=${village.code}`)
  const list = lists.rows.find((row) => row.kind === 'dividend_plan')
  assert.ok(list, 'the plan hangs out')
  const day = await settleList(village, 'dividend_plan', list.id, String(list.closesOn))
  const resolutionId = await vote(village, '通过分配方案', day, village.rules(day).dividend!.decided_by)
  Object.assign(village.records, { 'resolution:plan': resolutionId, plan: plan.id, payment: plan.id })
  const body = { resolutionId, revision: shown.revision }
  return { plan: await village.must('clerk', day, 'POST', `${url}/resolution`, body), day }
}

/** Hangs out the totals of the closed year and settles that list. */
export async function showYear(village: CaseVillage, close: Close): Promise<string> {
  if (village.records['publicity:points_totals']) return close.day
  const ref = bookRef(village, close.day)
  const body = { ...ref, list: 'totals', period: close.period, opensOn: close.day, spot: '村务公开栏' }
  const list = await village.must('clerk', close.day, 'POST', '/api/points/publicity', body)
  return settleList(village, 'points_totals', String(list.listId), String(list.closesOn))
}

/** Pays a resolved plan out, after the steps that stand before it. */
export async function payPlan(
  village: CaseVillage,
  { plan, day }: { plan: Fields; day: string },
): Promise<Fields> {
  await passGate(village, 'dividends.pay', String(plan.cycle), day)
  const url = `/api/dividends/plans/${plan.id}/payments`
  const body = { paidOn: day, method: 'bank', revision: plan.revision }
  return village.must('clerk', day, 'POST', url, body)
}

/** Drafts a plan that its pools must suffice for, resolves and pays it. */
export async function payYear(village: CaseVillage, close: Close, pools: Pools): Promise<Fields> {
  const drafted = await draftPlan(village, close, pools)
  assert.equal(drafted.code, null, JSON.stringify(drafted.body))
  return payPlan(village, await resolvePlan(village, close, drafted.body))
}
