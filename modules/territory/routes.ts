import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { date } from '../../engines/contract/fields.ts'
import type { Act } from '../../platform/http/context.ts'
import { inTransaction, mountRoute, requireActor, requireKey } from '../../platform/http/mount-route.ts'
import { receiveUpload } from '../../platform/http/receive-upload.ts'
import { writeTemplate } from '../../platform/workbooks/index.ts'
import { createArea, endArea, listAreas, renameArea } from './change-area.ts'
import { createDivision, endDivision, renameDivision } from './change-division.ts'
import * as contract from './contract.ts'
import { divisionSheet, importDivisionWorkbook } from './division-sheet.ts'
import { getDivision, searchDivisions } from './find-divisions.ts'
import { findDrawing } from './find-drawing.ts'
import { importBoundaries } from './import-boundaries.ts'
import { importOfficial, recordImport } from './import-official.ts'
import { listAreaShapes, listBoundaries, removeBoundary, setAreaShape, setBoundary } from './keep-boundary.ts'
import { readText } from './read-text.ts'
import { sendWorkbook } from './send-workbook.ts'
import { listChildRows } from './store.ts'

export async function territoryRoutes(app: FastifyInstance): Promise<void> {
  mountDivisions(app)
  mountBoundaries(app)
  mountAreas(app)
  mountFiles(app)
}

function mountDivisions(app: FastifyInstance): void {
  mountRoute(app, contract.searchDivisions, (act, { query }) => searchDivisions(act.tx, query))
  mountRoute(app, contract.listChildren, async (act, { query }) => ({
    rows: await listChildRows(act.tx, query.parent ?? null, query.ended === 'show'),
  }))
  mountRoute(app, contract.getDivision, (act, { params }) => getDivision(act.tx, params.code))
  mountRoute(app, contract.createDivision, (act, { body }) => createDivision(act, body))
  mountRoute(app, contract.renameDivision, (act, { params, body }) =>
    renameDivision(act, { ...params, ...body }),
  )
  mountRoute(app, contract.endDivision, (act, { params, body }) => endDivision(act, { ...params, ...body }))
  mountRoute(app, contract.importOfficialDivisions, (act, { body }) => importOfficial(act, body))
}

function mountBoundaries(app: FastifyInstance): void {
  mountRoute(app, contract.listBoundaries, (act, { query }) => listBoundaries(act, query))
  mountRoute(app, contract.setBoundary, (act, { params, body }) => setBoundary(act, { ...params, ...body }))
  mountRoute(app, contract.removeBoundary, (act, { params }) => removeBoundary(act, params.code))
  mountRoute(app, contract.findDrawing, (act, { query }) => findDrawing(act, query))
  mountRoute(app, contract.listAreaShapes, (act, { query }) => listAreaShapes(act, query))
}

function mountAreas(app: FastifyInstance): void {
  const countyOf = (act: Act, query: { county?: string | undefined }) => query.county ?? act.actor.countyCode
  mountRoute(app, contract.listAreas, (act, { query }) => listAreas(act, query))
  mountRoute(app, contract.createArea, (act, { body }) => createArea(act, body))
  mountRoute(app, contract.renameArea, (act, { params, query, body }) =>
    renameArea(act, countyOf(act, query), { ...params, ...body }),
  )
  mountRoute(app, contract.endArea, (act, { params, query, body }) =>
    endArea(act, countyOf(act, query), { ...params, ...body }),
  )
  mountRoute(app, contract.setAreaShape, (act, { params, query, body }) =>
    setAreaShape(act, countyOf(act, query), { ...params, ...body }),
  )
}

const apply = z.enum(['true', 'false']).transform((text) => text === 'true')
const workbookQuery = z.object({ scope: z.string().regex(/^[0-9]{0,12}$/), apply })
const boundaryQuery = z.object({
  datum: contract.datum,
  source: z.string().trim().min(1).max(200),
  drawnOn: date.optional(),
  apply,
})
const geojsonBytesMax = 20 * 1024 * 1024

function mountFiles(app: FastifyInstance): void {
  const typed = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['territory']
  typed.route({
    method: 'GET',
    url: contract.territoryPaths.template,
    schema: { tags, summary: '下载区划模板 · Template of divisions' },
    handler: async (request, reply) => {
      await requireActor(app, request, 'territory.manage')
      return sendWorkbook(reply, '区划模板.xlsx', (output) => writeTemplate(divisionSheet, output))
    },
  })
  typed.route({
    method: 'POST',
    url: contract.territoryPaths.workbook,
    schema: {
      tags,
      summary: '用表格导入区划 · Import divisions from a workbook',
      consumes: ['multipart/form-data'],
      querystring: workbookQuery,
      response: { 200: contract.divisionWorkbookImport },
    },
    handler: async (request) => {
      const actor = await requireActor(app, request, 'territory.manage')
      const { query } = request
      requireKey(request)
      const file = await receiveUpload(request)
      return inTransaction(app, actor, request, async (act) => {
        act.authorise('territory.manage', { placeCode: query.scope })
        const result = await importDivisionWorkbook(act.tx, {
          source: file.stream,
          fileName: file.fileName,
          ...query,
          today: chinaDateOf(act.now),
        })
        if (result.applied) recordImport(act, query.scope, result)
        return result
      })
    },
  })
  typed.route({
    method: 'POST',
    url: contract.territoryPaths.boundaries,
    schema: {
      tags,
      summary: '导入 GeoJSON 边界 · Import boundaries as GeoJSON',
      consumes: ['multipart/form-data'],
      querystring: boundaryQuery,
      response: { 200: contract.boundaryImport },
    },
    handler: async (request) => {
      const actor = await requireActor(app, request, 'territory.draw')
      const { query } = request
      requireKey(request)
      const text = await readText(await receiveUpload(request), geojsonBytesMax)
      return inTransaction(app, actor, request, (act) =>
        importBoundaries(act, { ...query, text, drawnOn: query.drawnOn ?? chinaDateOf(act.now) }),
      )
    },
  })
}
