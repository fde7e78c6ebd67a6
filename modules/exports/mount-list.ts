import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Actor } from '../../engines/access/access.ts'
import { type Language, type ListDefinition, workbookPath } from '../../engines/contract/list.ts'
import type {
  RouteDefinition,
  RouteParams,
  RouteQuery,
  RouteReply,
  RouteReplyInput,
} from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Page, WholeList } from '../../platform/database/take-page.ts'
import { type Act, makeAct, scopesOf } from '../../platform/http/context.ts'
import { isEnglish } from '../../platform/http/error-handler.ts'
import { inTransaction, mountRoute, requireActor } from '../../platform/http/mount-route.ts'
import { listShortNames } from '../territory/index.ts'
import { type Asked, chooseColumns, makeNotes, nameFile } from './decide-export.ts'
import { type NamelessFile, openNamelessFile } from './nameless-file.ts'
import { Turns } from './take-turns.ts'
import { writeList } from './write-list.ts'

type ListRoute = RouteDefinition<z.ZodType, z.ZodType, z.ZodType, z.ZodType>
type RowOf<R> = RouteReply<R> extends { rows: (infer Row)[] } ? Row : never

interface Given<R> {
  params: RouteParams<R>
  query: RouteQuery<R> & Page
}

/** A page of a list, and the place it is of where its query does not say so. */
type Listed<R> = RouteReplyInput<R> & { placeCode?: string }

interface Table<Row> {
  rows: Row[]
  total: number
  placeCode?: string
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Rows that are read, described and written in one go. */
const batchRows = 2000
/** Rows that one sheet can hold below its notes and header. */
const rowsMax = 1_048_500

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The right that a route asks for where no contract of its own says so. */
    right?: string
  }
}

const actors = new WeakMap<FastifyRequest, Actor>()
const turns = new WeakMap<FastifyInstance, Turns>()

/** The turns of a server. */
function turnsOf(app: FastifyInstance): Turns {
  const known = turns.get(app) ?? new Turns()
  turns.set(app, known)
  return known
}

/**
 * Serves a paged list, and beside it (`/workbook`) the whole list as a workbook: read by the same function with
 * the same right, filters and order. `read` must take its rows by `takePage`. Where the columns depend on
 * what is listed, `list` makes the definition from the first page.
 */
export function mountList<R extends ListRoute>(
  app: FastifyInstance,
  route: R,
  list: ListDefinition<RowOf<R>> | ((reply: RouteReply<R>) => ListDefinition<RowOf<R>>),
  read: (act: Act, given: Given<R>) => Promise<Listed<R>>,
): void {
  mountRoute(app, route, (act, { params, query }) => read(act, { params, query: query as Given<R>['query'] }))
  mountWorkbook(
    app,
    route,
    list as ListOf<RowOf<R>>,
    read as unknown as (act: Act, given: Given<R>) => Promise<Table<RowOf<R>>>,
  )
}

/** Serves what `read` gives as a workbook alone; a `read` without `takePage` is asked once. */
export function mountWorkbook<R extends ListRoute, Row>(
  app: FastifyInstance,
  route: R,
  list: ListOf<Row>,
  read: (act: Act, given: Given<R>) => Promise<Table<Row>>,
): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: workbookPath(route.path),
    exposeHeadRoute: false,
    config: { right: route.action },
    schema: {
      summary: `${route.summary.zh}：导出 · ${route.summary.en}: export`,
      tags: [route.path.split('/')[2] ?? 'api'],
      ...(route.params ? { params: route.params } : {}),
      querystring: queryOf(route),
      produces: [workbookType],
    },
    preParsing: async (request: FastifyRequest) => {
      actors.set(request, await requireActor(app, request, route.action))
    },
    handler: async (request, reply) => {
      const actor = actors.get(request)!
      const { columns, ...asked } = request.query as { columns?: string }
      const job = { actor, language: languageOf(request), asked, columns, signal: signalOf(reply) }
      const params = request.params as RouteParams<R>
      const made = await turnsOf(app).take(actor.accountId, () =>
        makeFile(app, job, list, (act, page) =>
          read(act, { params, query: { ...asked, ...page } as Given<R>['query'] }),
        ),
      )
      try {
        await recordExport(app, actor, request, made)
      } catch (error) {
        await made.file.close()
        throw error
      }
      return sendFile(reply, made)
    },
  })
}

/** The filters and order of the list, and the columns that are wanted; no page. */
function queryOf(route: ListRoute): z.ZodType {
  const { page: _, pageSize: __, ...shape } = (route.query as z.ZodObject).shape
  return z.object({ ...shape, columns: z.string().max(1000).optional() })
}

type ListOf<Row> = ListDefinition<Row> | ((reply: never) => ListDefinition<Row>)

interface Job {
  actor: Actor
  language: Language
  asked: Asked
  columns: string | undefined
  signal: AbortSignal
}

interface Made {
  file: NamelessFile
  fileName: string
  placeCode: string
  rows: number
  detail: Record<string, unknown>
}

/** Writes the whole list to a file before a byte goes out: a slow receiver then holds no connection. */
async function makeFile<Row>(
  app: FastifyInstance,
  job: Job,
  list: ListOf<Row>,
  readPage: (act: Act, page: Page) => Promise<Table<Row>>,
): Promise<Made> {
  const { database, clock, actions } = app.shanzhi
  const { actor, language, asked } = job
  const file = await openNamelessFile()
  try {
    return await database.readSnapshot(scopesOf(actor), async (tx) => {
      const now = clock()
      const act = makeAct({ tx, actor, now, channel: 'api', actions, records: [] })
      const whole: WholeList = { state: 'new' }
      const next = () => readPage(act, { page: 1, pageSize: batchRows, whole })
      const first = await next()
      if (first.total > rowsMax) throw new Refusal('export.too_many_rows', { limit: rowsMax })
      const definition = typeof list === 'function' ? list(first as never) : list
      const columns = chooseColumns(definition, job.columns)
      const placeCode = placeOf(asked, first, actor)
      const codes = [`${placeCode.slice(0, 6)}000000`, ...(placeCode.endsWith('000000') ? [] : [placeCode])]
      const names = await listShortNames(tx, codes)
      const places = codes.flatMap((code) => names.get(code) ?? [])
      const title = definition.title[language]
      const notes = makeNotes(definition, {
        asked,
        places,
        first: first.rows[0],
        rows: first.total,
        at: now,
        by: actor.name,
        language,
      })
      const rows = await writeList(
        { key: definition.key, title, columns, notes, rows: rowsFrom(first, whole, next), language },
        file.write(),
        job.signal,
      )
      const { search, ...filters } = asked
      return {
        file,
        fileName: nameFile(title, places, now),
        placeCode,
        rows,
        detail: {
          list: definition.key,
          rows,
          columns: columns.map((column) => column.key),
          filters,
          // What was searched for may be a phone or an identity number; that it was is enough.
          search: Boolean(search),
        },
      }
    })
  } catch (error) {
    await file.close()
    throw error
  }
}

async function* rowsFrom<Row>(
  first: Table<Row>,
  whole: WholeList,
  next: () => Promise<Table<Row>>,
): AsyncGenerator<Row> {
  yield* first.rows
  while (whole.state === 'open') yield* (await next()).rows
}

/** The place that a list is of: as asked for, as the list says, or where the reader is. */
function placeOf(asked: Asked, first: Table<unknown>, actor: Actor): string {
  const place = asked.place ?? asked.placeCode ?? first.placeCode ?? actor.placeCode
  return String(place).padEnd(12, '0')
}

/** The log must hold even when the download breaks off, so it is written before the first byte goes out. */
function recordExport(app: FastifyInstance, actor: Actor, request: FastifyRequest, made: Made) {
  return inTransaction(app, actor, request, async (act) =>
    act.record({
      placeCode: made.placeCode,
      action: 'lists.export',
      subjectKind: 'export',
      subjectId: String(made.detail.list),
      detail: made.detail,
    }),
  )
}

async function sendFile(reply: FastifyReply, made: Made): Promise<FastifyReply> {
  const size = await made.file.size()
  return reply
    .header('content-type', workbookType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(made.fileName)}`)
    .header('content-length', size)
    .header('cache-control', 'no-store')
    .send(made.file.read())
}

const languageOf = (request: FastifyRequest): Language => (isEnglish(request) ? 'en' : 'zh')

/** Ends the work when the receiver goes away. */
function signalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}
