import type { FastifyInstance } from 'fastify'
import { mountRoute } from '../../platform/http/mount-route.ts'
import * as contract from './contract.ts'
import { describeResolution, recordResolution } from './record-resolution.ts'
import { listResolutionRows } from './store.ts'

export async function meetingRoutes(app: FastifyInstance): Promise<void> {
  mountRoute(app, contract.recordResolution, async (act, { body }) =>
    describeResolution(await recordResolution(act, app.shanzhi.schemes, body)),
  )
  mountRoute(app, contract.listResolutions, async (act, { query }) => {
    act.authorise('meetings.read', { placeCode: query.place })
    return (await listResolutionRows(act.tx, query.place)).map(describeResolution)
  })
}
