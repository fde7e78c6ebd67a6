import { z } from 'zod'
import {
  date,
  flag,
  instant,
  paging,
  placeCode,
  revision,
  uuid,
  words,
} from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

const proxySchema = z.object({
  name: z.string().trim().min(1).max(50),
  relation: z.string().trim().min(1).max(50),
  reason: z.string().trim().min(1).max(200),
  readBack: z.literal(true),
  signatureFileId: uuid.nullable(),
})

/** A column of a list: 'points' cells are hundredths, 'yuan' cells are fen, others are text ready to print. */
export const listColumn = z.object({
  key: z.string(),
  title: words,
  type: z.enum(['text', 'points', 'yuan', 'number', 'date']),
})

export const publicityList = z.object({
  id: uuid,
  placeCode,
  placeName: z.string(),
  kind: z.string(),
  title: z.string(),
  /** The duty the publication rests on. */
  duty: z.string(),
  opensOn: date,
  closesOn: date,
  spot: z.string(),
  columns: z.array(listColumn),
  totals: z.array(z.object({ title: words, value: z.string() })),
  state: z.enum(['open', 'closed', 'settled']),
  lines: z.int(),
  objectionsOpen: z.int(),
  objections: z.int(),
  namesHidden: z.boolean(),
  daysLeft: z.int(),
})

export const publicityLine = z.object({
  id: uuid,
  position: z.int(),
  cells: z.record(z.string(), z.union([z.string(), z.number()])),
  disputed: z.boolean(),
  /** The line is about the reader's own household. */
  own: z.boolean(),
})

export const objection = z.object({
  id: uuid,
  listId: uuid,
  listTitle: z.string(),
  lineId: uuid,
  linePosition: z.int(),
  cells: z.record(z.string(), z.union([z.string(), z.number()])),
  objectorName: z.string(),
  proxy: proxySchema.nullable(),
  medium: z.string(),
  reason: z.string(),
  evidence: z.array(uuid),
  state: z.enum(['open', 'upheld', 'dismissed', 'withdrawn']),
  answer: z.string().nullable(),
  answeredName: z.string().nullable(),
  answeredAt: instant.nullable(),
  raisedAt: instant,
  revision,
})

const listed = paging(1000, 100)

export const listPublicity = defineRoute({
  method: 'GET',
  path: '/api/publicity',
  summary: { zh: '公示列表', en: 'Publicity lists of a place' },
  action: 'publicity.read',
  query: z.object({
    place: placeCode,
    state: z.enum(['open', 'closed', 'settled', 'all']).default('all'),
    /** Boards (榜) alone, or everything. */
    kind: z.enum(['board', 'all']).default('all'),
    /** Part of the title. */
    search: z.string().max(50).default(''),
    sort: z.enum(['opens', '-opens', 'closes', '-closes']).default('-opens'),
    ...listed,
  }),
  reply: z.object({ rows: z.array(publicityList), total: z.int() }),
})

export const getPublicity = defineRoute({
  method: 'GET',
  path: '/api/publicity/:listId',
  summary: { zh: '一张公示', en: 'One publicity list' },
  action: 'publicity.read',
  params: z.object({ listId: uuid }),
  query: z.object({ search: z.string().max(50).default(''), ...listed }),
  reply: publicityList.extend({ rows: z.array(publicityLine), total: z.int() }),
})

export const raiseObjection = defineRoute({
  method: 'POST',
  path: '/api/publicity/:listId/objections',
  summary: { zh: '对一行提出异议（只挂起这一行）', en: 'Object to one line; it holds that line only' },
  action: 'publicity.object',
  params: z.object({ listId: uuid }),
  body: z.object({
    lineId: uuid,
    reason: z.string().trim().min(4).max(500),
    evidence: z.array(uuid).max(9).default([]),
    medium: z.enum(['app', 'console', 'oral', 'phone', 'paper']),
    proxy: proxySchema.nullable().default(null),
  }),
  reply: objection,
})

export const listObjections = defineRoute({
  method: 'GET',
  path: '/api/publicity/objections',
  summary: { zh: '异议列表', en: 'Objections' },
  action: 'publicity.object',
  query: z.object({
    place: placeCode.optional(),
    state: z.enum(['open', 'upheld', 'dismissed', 'withdrawn', 'all']).default('all'),
    mine: flag.default(false),
    /** Part of the objection, of who raised it, or of the list's title. */
    search: z.string().max(50).default(''),
    /** Without an order those that wait for an answer come first. */
    sort: z.enum(['waiting', 'raised', '-raised']).default('waiting'),
    ...listed,
  }),
  reply: z.object({ rows: z.array(objection), total: z.int() }),
})

export const answerObjection = defineRoute({
  method: 'POST',
  path: '/api/publicity/objections/:objectionId/answer',
  summary: {
    zh: '答复异议：成立则复评，不成立则说明',
    en: 'Answer an objection: upheld goes to re-review, dismissed is explained',
  },
  action: 'publicity.answer',
  params: z.object({ objectionId: uuid }),
  body: z.object({
    outcome: z.enum(['upheld', 'dismissed']),
    answer: z.string().trim().min(4).max(1000),
    revision,
  }),
  reply: objection,
})

export const withdrawObjection = defineRoute({
  method: 'POST',
  path: '/api/publicity/objections/:objectionId/withdrawal',
  summary: { zh: '撤回异议', en: 'Withdraw an objection' },
  action: 'publicity.object',
  params: z.object({ objectionId: uuid }),
  body: z.object({ revision }),
  reply: objection,
})

export const settlePublicity = defineRoute({
  method: 'POST',
  path: '/api/publicity/:listId/settlement',
  summary: {
    zh: '公示期满办结：无异议的入账',
    en: 'Settle a list whose days have passed: undisputed lines take effect',
  },
  action: 'publicity.settle',
  params: z.object({ listId: uuid }),
  body: z.object({}),
  reply: z.object({ settled: z.int(), held: z.int() }),
})

/** Without sign-in: what hangs on the village's board. Names are masked by the list's whitelist. */
export const listPublicBoard = defineRoute({
  method: 'GET',
  path: '/api/public/places/:place/lists',
  summary: { zh: '村务公开栏（无需登录）', en: 'The village board, without sign-in' },
  action: 'public',
  params: z.object({ place: placeCode }),
  query: z.object({
    /** Without a month: what hangs now and hung of late. */
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional(),
  }),
  reply: z.object({
    placeName: z.string(),
    lists: z.array(publicityList),
    /** Months of the archive, newest first. */
    months: z.array(z.string()),
  }),
})

export const getPublicList = defineRoute({
  method: 'GET',
  path: '/api/public/lists/:place/:listId',
  summary: { zh: '公开的一张公示（无需登录）', en: 'One public list, without sign-in' },
  action: 'public',
  params: z.object({ place: placeCode, listId: uuid }),
  reply: publicityList.extend({ rows: z.array(publicityLine), total: z.int() }),
})
