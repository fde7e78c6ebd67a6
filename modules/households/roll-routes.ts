import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { countyQuery } from '../../engines/contract/fields.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { inTransaction, mountRoute, requireActor, requireKey } from '../../platform/http/mount-route.ts'
import { receiveUpload } from '../../platform/http/receive-upload.ts'
import { writeErrorWorkbook, writeTemplate, writeWorkbook } from '../../platform/workbooks/index.ts'
import { sendWorkbook } from '../territory/index.ts'
import { confirmRoll } from './confirm-roll.ts'
import * as contract from './contract.ts'
import { exportRoll } from './export-roll.ts'
import { readFilters } from './find-households.ts'
import { rollSheet } from './roll-sheet.ts'
import { getUpload, planStaged, readUpload, showPlan, stageRoll } from './stage-roll.ts'

const place = z.string().regex(/^[0-9]{6,12}$/)
const uploadParams = z.object({ uploadId: z.uuid() })
const faultsQuery = countyQuery.extend({
  createGroups: z.enum(['true', 'false']).default('false'),
  rows: z.enum(['all', 'faulty']).default('all'),
})
const exportQuery = contract.listHouseholds.query!.omit({ page: true, pageSize: true }).extend({
  identity: z.enum(['masked', 'full']).default('masked'),
  reason: z.string().trim().max(200).default(''),
})

/** The wizard of the roll: template, upload with its plan, error workbook, confirmation, and the export. */
export function mountRollRoutes(app: FastifyInstance): void {
  const { secrets } = app.shanzhi
  mountRoute(app, contract.planRollImport, async (act, { params, query, body }) => {
    const county = query.county ?? act.actor.countyCode
    const upload = await getUpload(act, county, params.uploadId)
    return showPlan(upload, await planStaged(act, secrets, county, upload, body.createGroups))
  })
  mountRoute(app, contract.confirmRollImport, (act, { params, query, body }) =>
    confirmRoll(act, app.jobs, query.county ?? act.actor.countyCode, { ...params, ...body }),
  )
  mountUpload(app)
  mountDownloads(app)
}

const tags = ['households']

function mountUpload(app: FastifyInstance): void {
  const { secrets } = app.shanzhi
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'POST',
    url: contract.rollPaths.upload,
    schema: {
      tags,
      summary: '上传名册并检查 · Upload a roll and check it',
      consumes: ['multipart/form-data'],
      querystring: z.object({ place, createGroups: z.enum(['true', 'false']).default('false') }),
      response: { 200: contract.rollPlan },
    },
    handler: async (request) => {
      const actor = await requireActor(app, request, 'households.import')
      const { query } = request
      requireKey(request)
      const file = await receiveUpload(request)
      return inTransaction(app, actor, request, async (act) => {
        const id = await stageRoll(act, secrets, query.place, file)
        const county = query.place.slice(0, 6)
        const upload = await getUpload(act, county, id)
        const plan = await planStaged(act, secrets, county, upload, query.createGroups === 'true')
        return showPlan(upload, plan)
      })
    },
  })
}

function mountDownloads(app: FastifyInstance): void {
  const { secrets } = app.shanzhi
  const typed = app.withTypeProvider<ZodTypeProvider>()
  typed.route({
    method: 'GET',
    url: contract.rollPaths.template,
    schema: { tags, summary: '下载名册模板 · Template of the roll' },
    handler: async (request, reply) => {
      await requireActor(app, request, 'households.import')
      return sendWorkbook(reply, '人户名册模板.xlsx', (output) => writeTemplate(rollSheet, output))
    },
  })
  typed.route({
    method: 'GET',
    url: contract.rollPaths.faults(':uploadId'),
    schema: {
      tags,
      summary: '下载有错误的名册 · The roll with its faults marked',
      params: uploadParams,
      querystring: faultsQuery,
    },
    handler: async (request, reply) => {
      const actor = await requireActor(app, request, 'households.import')
      const { uploadId } = request.params
      const county = request.query.county ?? actor.countyCode
      const { upload, plan } = await inTransaction(app, actor, request, async (act) => {
        const found = await getUpload(act, county, uploadId)
        const createGroups = request.query.createGroups === 'true'
        return { upload: found, plan: await planStaged(act, secrets, county, found, createGroups) }
      })
      return sendWorkbook(reply, `错误 ${upload.fileName}`, (output) =>
        inTransaction(app, actor, request, (act) =>
          writeErrorWorkbook(rollSheet, readUpload(act.tx, secrets, county, uploadId), plan.faults, output, {
            rows: request.query.rows,
          }),
        ),
      )
    },
  })
  typed.route({
    method: 'GET',
    url: contract.rollPaths.export,
    schema: { tags, summary: '导出名册 · Export the roll', querystring: exportQuery },
    handler: async (request, reply) => {
      const actor = await requireActor(app, request, 'households.export')
      const { identity, reason, ...query } = request.query
      const whole = identity === 'full'
      // The log must hold even when the download breaks off, so it is written before the first row goes out.
      const filters = await inTransaction(app, actor, request, async (act) => {
        const read = readFilters(act, secrets, query, 'households.export')
        if (whole) act.authorise('households.reveal_identity', { placeCode: read.place })
        if (whole && reason.length < 4) throw new Refusal('household.export_reason', {}, 'query.reason')
        act.record({
          placeCode: read.place.padEnd(12, '0'),
          action: 'households.export',
          subjectKind: 'roll',
          subjectId: read.place,
          detail: { identity, reason, search: query.search !== '' },
        })
        return read
      })
      const name = `人户名册 ${chinaDateOf(app.shanzhi.clock())}.xlsx`
      return sendWorkbook(reply, name, (output) =>
        inTransaction(app, actor, request, (act) =>
          writeWorkbook(rollSheet, exportRoll(act.tx, secrets, filters, { whole }), output),
        ),
      )
    },
  })
}
