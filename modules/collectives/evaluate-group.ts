import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { findPeriod } from '../../engines/calendar/period.ts'
import type { RouteBody, RouteReplyInput } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { listAreaRows } from '../territory/index.ts'
import type {
  recordEvaluation as evaluateRoute,
  recordIssue as issueRoute,
  listEvaluations as listRoute,
} from './contract.ts'
import { decideEvaluation, findMissing } from './decide-evaluation.ts'
import { getGroup, rulesOfCollective } from './rules-of-collective.ts'
import { countyOf } from './store.ts'
import {
  findIssue,
  hasSelfScore,
  type IssueRow,
  insertEvaluation,
  insertIssue,
  listEvaluationRows,
  sumDeductions,
} from './store-evaluations.ts'

const actionOf = {
  self: 'collectives.self_score',
  audit: 'collectives.audit',
  review: 'collectives.review',
} as const

/** Records the village's own score, the town's audit or a department's review; each once a period (G-6). */
export async function evaluateGroup(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof evaluateRoute>,
): Promise<string> {
  act.authorise(actionOf[body.kind], { placeCode: body.placeCode })
  const today = chinaDateOf(act.now)
  const period = findPeriod(body.period)
  const on = period && period.lastDay < today ? period.lastDay : today
  const { rules } = await rulesOfCollective(act, library, body, on)
  await getGroup(act, body.placeCode, body.groupId, on)
  decideEvaluation(rules, body, { hasSelf: await hasSelfScore(act.tx, body), today })
  const id = makeId()
  const written = await insertEvaluation(act.tx, {
    ...body,
    id,
    by: act.actor.accountId,
    byName: act.actor.name,
    at: act.now,
  })
  if (!written) throw new Refusal('collectives.evaluated', { period: body.period }, 'body.period')
  act.record({
    placeCode: body.placeCode,
    action: actionOf[body.kind],
    subjectKind: 'evaluation',
    subjectId: id,
    detail: { groupId: body.groupId, period: body.period, score: body.score, department: body.department },
  })
  return id
}

/** Scores of a year for every group of the village, and what is missing in periods that are over. */
export async function readEvaluations(
  act: Act,
  library: SchemeLibrary,
  asked: { place: string; adoption: string; year: string },
): Promise<RouteReplyInput<typeof listRoute>> {
  act.authorise('collectives.read', { placeCode: asked.place })
  const of = { placeCode: asked.place, adoptionId: asked.adoption }
  const today = chinaDateOf(act.now)
  const lastDay = `${asked.year}-12-31`
  const { rules, inForce } = await rulesOfCollective(act, library, of, today < lastDay ? today : lastDay)
  const scores = Map.groupBy(await listEvaluationRows(act.tx, of, asked.year), (row) => row.groupId)
  const deducted = await sumDeductions(act.tx, of, asked.year)
  const groups = (await listAreaRows(act.tx, asked.place)).filter(
    (area) =>
      area.kind === 'group' &&
      area.validFrom <= lastDay &&
      (area.validTo === null || area.validTo > `${asked.year}-01-01`),
  )
  const end = today <= lastDay ? today : `${Number(asked.year) + 1}-01-01`
  return groups.map((group) => {
    const held = scores.get(group.id) ?? []
    const from = [`${asked.year}-01-01`, inForce.adoption.startsOn!, group.validFrom].sort().at(-1)!
    return {
      groupId: group.id,
      groupName: group.name,
      scores: held.map(({ groupId: _, at, ...score }) => ({ ...score, at: at.toISOString() })),
      deducted: deducted.get(group.id) ?? 0,
      missing: findMissing(rules, held, { from, today: end }),
    }
  })
}

/** Takes an issue of another platform as one deduction; sent again it is answered with the one there is (G-6). */
export async function takeIssue(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof issueRoute>,
): Promise<IssueRow & { repeated: boolean }> {
  act.authorise('collectives.issues', { placeCode: body.placeCode })
  const today = chinaDateOf(act.now)
  if (body.foundOn > today) throw new Refusal('collectives.future_day', { day: body.foundOn }, 'body.foundOn')
  const { rules } = await rulesOfCollective(act, library, body, body.foundOn)
  if (!rules.issues) throw new Refusal('collectives.no_issues')
  await getGroup(act, body.placeCode, body.groupId, body.foundOn)
  const row = { ...body, id: makeId(), points: rules.issues.points }
  if (await insertIssue(act.tx, { ...row, by: act.actor.accountId, at: act.now })) {
    act.record({
      placeCode: body.placeCode,
      action: 'collectives.issues',
      subjectKind: 'issue',
      subjectId: row.id,
      detail: { platform: body.platform, number: body.number, points: row.points, groupId: body.groupId },
    })
    return { ...row, repeated: false }
  }
  const known = await findIssue(act.tx, countyOf(body.placeCode), body)
  if (known?.placeCode !== body.placeCode || known.groupId !== body.groupId)
    throw new Refusal(
      'collectives.issue_elsewhere',
      { platform: body.platform, number: body.number },
      'body.number',
    )
  return { ...known, repeated: true }
}
