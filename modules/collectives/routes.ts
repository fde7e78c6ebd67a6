import type { FastifyInstance } from 'fastify'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { mountRoute } from '../../platform/http/mount-route.ts'
import { mountList } from '../exports/index.ts'
import { listAreaRows, listAreaRowsByIds } from '../territory/index.ts'
import { acceptGroup, inspect } from './accept-group.ts'
import { applyForGroup, shareOut } from './apply-for-group.ts'
import * as contract from './contract.ts'
import { creationsList, issuesList } from './contract-lists.ts'
import { describeCreation, describeCreations, describeInspections, describeViolation } from './describe.ts'
import { evaluateGroup, readEvaluations, takeIssue } from './evaluate-group.ts'
import { publishResults } from './publish-results.ts'
import { type CreationRow, countyOf, findCreation, listCreationRows } from './store.ts'
import { type IssueRow, listIssueRows } from './store-evaluations.ts'
import { lapseViolation, mendViolation, recordViolation } from './watch-group.ts'

export async function collectiveRoutes(app: FastifyInstance): Promise<void> {
  mountCreations(app)
  mountWatching(app)
}

function mountCreations(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  mountList(app, contract.listCreations, creationsList, async (act, { query }) => {
    act.authorise('collectives.read', { placeCode: query.place })
    const groupIds = query.search === '' ? null : await findGroups(act, query.place, query.search)
    const { rows, total } = await listCreationRows(act.tx, query.place, { ...query, groupIds })
    return { rows: await describeCreations(act, schemes, rows), total, placeCode: query.place }
  })
  mountRoute(app, contract.apply, async (act, { body }) =>
    describeCreation(act, schemes, await applyForGroup(act, schemes, body)),
  )
  mountRoute(app, contract.getCreation, async (act, { params }) =>
    describeCreation(act, schemes, await getCreation(act, params.creationId)),
  )
  mountRoute(app, contract.shareOut, async (act, { params, body }) =>
    describeCreation(act, schemes, await shareOut(act, params.creationId, body)),
  )
  mountRoute(app, contract.listInspections, async (act, { params }) =>
    describeInspections(act, await getCreation(act, params.creationId)),
  )
  mountRoute(app, contract.inspect, async (act, { params, body }) => ({
    recorded: await inspect(act, schemes, params.creationId, body),
  }))
  mountRoute(app, contract.accept, async (act, { params, body }) =>
    describeCreation(act, schemes, await acceptGroup(act, schemes, params.creationId, body)),
  )
  mountRoute(app, contract.publishResults, (act, { body }) => publishResults(act, schemes, body))
}

function mountWatching(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  mountRoute(app, contract.findViolation, async (act, { params, body }) =>
    describeViolation(await recordViolation(act, schemes, params.creationId, body)),
  )
  mountRoute(app, contract.mendViolation, async (act, { params, body }) =>
    describeViolation(await mendViolation(act, params.violationId, body.mendedOn)),
  )
  mountRoute(app, contract.lapseViolation, async (act, { params }) =>
    describeViolation(await lapseViolation(act, schemes, params.violationId)),
  )
  mountRoute(app, contract.recordEvaluation, async (act, { body }) => ({
    id: await evaluateGroup(act, schemes, body),
  }))
  mountRoute(app, contract.listEvaluations, (act, { query }) => readEvaluations(act, schemes, query))
  mountRoute(app, contract.recordIssue, async (act, { body }) => {
    const taken = await takeIssue(act, schemes, body)
    return { ...(await describeIssues(act, [taken]))[0]!, repeated: taken.repeated }
  })
  mountList(app, contract.listIssues, issuesList, async (act, { query }) => {
    act.authorise('collectives.read', { placeCode: query.place })
    const { rows, total } = await listIssueRows(act.tx, query.place, query)
    return { rows: await describeIssues(act, rows), total, placeCode: query.place }
  })
}

async function findGroups(act: Act, placeCode: string, search: string): Promise<string[]> {
  const areas = await listAreaRows(act.tx, placeCode)
  return areas.filter((area) => area.name.includes(search)).map((area) => area.id)
}

async function describeIssues(act: Act, rows: readonly IssueRow[]) {
  if (rows.length === 0) return []
  const groups = await listAreaRowsByIds(act.tx, countyOf(rows[0]!.placeCode), [
    ...new Set(rows.map((row) => row.groupId)),
  ])
  const names = new Map(groups.map((group) => [group.id, group.name]))
  return rows.map(({ id, groupId, platform, number, foundOn, words, points }) => ({
    ...{ id, groupId, platform, number, foundOn, words, points },
    groupName: names.get(groupId) ?? '',
    repeated: false,
  }))
}

async function getCreation(act: Act, creationId: string): Promise<CreationRow> {
  const row = await findCreation(act.tx, act.actor.countyCode, creationId)
  if (!row) throw new Refusal('record.not_found')
  act.authorise('collectives.read', { placeCode: row.placeCode })
  return row
}
