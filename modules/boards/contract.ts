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
import { listColumn } from '../publicity/contract.ts'

const text = (min: number, max: number) => z.string().trim().min(min).max(max)
const listed = paging(1000, 50)
const search = z.string().max(50).default('')
const key = z.string().min(1).max(80)
const boardOf = { placeCode, adoptionId: uuid, boardKey: key }
const listingId = z.object({ listingId: uuid })
const people = z.array(text(1, 50)).max(30)

const proxy = z.object({
  name: text(1, 50),
  relation: text(1, 50),
  reason: text(1, 200),
  readBack: z.literal(true),
  signatureFileId: uuid.nullable(),
})

export const board = z.object({
  adoptionId: uuid,
  schemeName: words,
  key: z.string(),
  name: words,
  kind: z.enum(['deeds', 'stars', 'flags', 'ranks', 'red', 'black']),
  /** The close it is made from; null for red and black boards. */
  period: z.enum(['month', 'quarter', 'half_year', 'year']).nullable(),
  where: words,
  duty: z.string(),
  days: z.int(),
  answerDays: z.int(),
  /** Of red and black boards. */
  unit: z.enum(['household', 'person']).nullable(),
  grounds: z.array(z.object({ key: z.string(), name: words, basis: z.string().nullable() })),
  panelMin: z.int().nullable(),
  /** Of ranks: whether the village resolved to show them. */
  shown: z.boolean(),
  latest: z.object({ listId: uuid, title: z.string(), opensOn: date, closesOn: date }).nullable(),
})

const boardLine = z.object({
  position: z.int(),
  cells: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const boardPreview = z.object({
  title: z.string(),
  columns: z.array(listColumn),
  lines: z.array(boardLine),
  /** Not shown, and why: minors, and who asked not to be. */
  leftOut: z.object({ minors: z.int(), asked: z.int() }),
  days: z.int(),
  where: words,
  duty: z.string(),
  /** How many boards of this period hung before. */
  earlier: z.int(),
})

export const listing = z.object({
  id: uuid,
  placeCode,
  adoptionId: uuid,
  boardKey: z.string(),
  boardName: words,
  side: z.enum(['red', 'black']),
  householdId: uuid,
  householdNumber: z.string(),
  name: z.string(),
  groundName: words,
  basis: z.string().nullable(),
  reason: z.string(),
  evidence: z.array(uuid),
  state: z.enum(['proposed', 'standing', 'refused', 'taken_down']),
  proposedName: z.string(),
  proposedAt: instant,
  panel: z.array(z.string()),
  note: z.string(),
  decidedName: z.string().nullable(),
  decidedAt: instant.nullable(),
  listedOn: date.nullable(),
  endsOn: date.nullable(),
  takenDownOn: date.nullable(),
  probationUntil: date.nullable(),
  /** Frozen today: takes no part in assessment. */
  frozen: z.boolean(),
  /** Last frozen day; null while none is known or nobody is frozen. */
  frozenUntil: date.nullable(),
  assistant: z.string().nullable(),
  plan: z.string().nullable(),
  revision,
  /** What the reader may do with it now. */
  may: z.object({ decide: z.boolean(), help: z.boolean(), ask: z.boolean(), refer: z.boolean() }),
})

export const help = z.object({
  id: uuid,
  heldOn: date,
  text: z.string(),
  outcome: z.enum(['help', 'taught_changed', 'taught_unchanged']),
  recordedName: z.string(),
  recordedAt: instant,
})

const condition = z.enum(['listings', 'teachings', 'suspicion'])

export const listingDetail = listing.extend({
  help: z.array(help),
  /** Null where the scheme has no referral, or to the household itself. */
  referral: z
    .object({
      listings: z.int(),
      listingsNeeded: z.int(),
      teachings: z.int(),
      teachingsNeeded: z.int(),
      /** Conditions that do not hold yet; suspicion is stated by a person when it is referred. */
      missing: z.array(condition),
      to: words,
      done: z
        .object({
          authority: z.string(),
          suspicion: z.string(),
          referredName: z.string(),
          referredAt: instant,
        })
        .nullable(),
    })
    .nullable(),
})

export const takeDownRequest = z.object({
  id: uuid,
  placeCode,
  householdId: uuid,
  householdNumber: z.string(),
  headName: z.string(),
  kind: z.enum(['mended', 'privacy']),
  boardName: words,
  listingId: uuid.nullable(),
  listId: uuid.nullable(),
  askerName: z.string(),
  medium: z.string(),
  reason: z.string(),
  dueOn: date,
  late: z.boolean(),
  state: z.enum(['open', 'granted', 'refused']),
  answer: z.string().nullable(),
  answeredName: z.string().nullable(),
  answeredAt: instant.nullable(),
  askedAt: instant,
  revision,
  mayAnswer: z.boolean(),
})

export const broadcast = z.object({
  id: uuid,
  placeCode,
  listId: uuid.nullable(),
  title: z.string(),
  words: z.string(),
  playsAt: z.array(instant),
  madeName: z.string(),
  madeAt: instant,
  plays: z.int(),
  lastPlayedAt: instant.nullable(),
  revision,
})

const broadcastBody = {
  title: text(2, 100),
  /** Short sentences to be read aloud; no identity data. */
  words: text(4, 4000),
  /** When it is to be played. */
  playsAt: z.array(instant).max(30).default([]),
}

export const listBoards = defineRoute({
  method: 'GET',
  path: '/api/boards',
  summary: { zh: '本村有哪些榜', en: 'The boards that a village’s schemes have' },
  action: 'boards.read',
  query: z.object({ place: placeCode }),
  reply: z.array(board),
})

export const previewBoard = defineRoute({
  method: 'GET',
  path: '/api/boards/preview',
  summary: { zh: '出榜前预览', en: 'What a board would show' },
  action: 'boards.publish',
  query: z.object({
    place: placeCode,
    adoption: uuid,
    board: key,
    period: z.string().max(20),
    opensOn: date,
  }),
  reply: boardPreview,
})

export const publishBoard = defineRoute({
  method: 'POST',
  path: '/api/boards/editions',
  summary: { zh: '出榜', en: 'Publish a board' },
  action: 'boards.publish',
  body: z.object({ ...boardOf, period: z.string().max(20), opensOn: date }),
  reply: z.object({ listId: uuid, lines: z.int(), closesOn: date }),
})

export const listListings = defineRoute({
  method: 'GET',
  path: '/api/boards/listings',
  summary: { zh: '红榜、黑榜名单', en: 'Listings on red and black boards' },
  action: 'boards.read',
  query: z.object({
    place: placeCode,
    side: z.enum(['red', 'black', 'all']).default('all'),
    state: z.enum(['proposed', 'standing', 'refused', 'taken_down', 'all']).default('all'),
    mine: flag.default(false),
    search,
    sort: z.enum(['proposed', '-proposed']).default('-proposed'),
    ...listed,
  }),
  reply: z.object({ rows: z.array(listing), total: z.int() }),
})

export const getListing = defineRoute({
  method: 'GET',
  path: '/api/boards/listings/:listingId',
  summary: { zh: '一条上榜记录', en: 'One listing with its help and conditions' },
  action: 'boards.read',
  params: listingId,
  reply: listingDetail,
})

export const proposeListing = defineRoute({
  method: 'POST',
  path: '/api/boards/listings',
  summary: { zh: '提名上榜', en: 'Propose a listing' },
  action: 'boards.propose',
  body: z.object({
    ...boardOf,
    householdId: uuid,
    personId: uuid.nullable().default(null),
    groundKey: key,
    reason: text(4, 500),
    evidence: z.array(uuid).max(9).default([]),
  }),
  reply: listing,
})

export const decideListing = defineRoute({
  method: 'POST',
  path: '/api/boards/listings/:listingId/decision',
  summary: { zh: '评议决定是否上榜', en: 'Decide a listing' },
  action: 'boards.decide',
  params: listingId,
  body: z.object({
    decision: z.enum(['list', 'refuse']),
    panel: people,
    note: z.string().trim().max(500).default(''),
    revision,
  }),
  reply: listing,
})

export const assignHelp = defineRoute({
  method: 'POST',
  path: '/api/boards/listings/:listingId/assistant',
  summary: { zh: '确定帮教人和帮教计划', en: 'Name who helps, and the plan' },
  action: 'boards.help',
  params: listingId,
  body: z.object({ assistant: text(2, 50), plan: text(4, 1000), revision }),
  reply: listing,
})

export const recordHelp = defineRoute({
  method: 'POST',
  path: '/api/boards/listings/:listingId/help',
  summary: { zh: '登记一次帮教', en: 'Record help or teaching' },
  action: 'boards.help',
  params: listingId,
  body: z.object({
    heldOn: date,
    text: text(4, 1000),
    outcome: z.enum(['help', 'taught_changed', 'taught_unchanged']),
  }),
  reply: z.object({ id: uuid }),
})

export const referListing = defineRoute({
  method: 'POST',
  path: '/api/boards/listings/:listingId/referral',
  summary: {
    zh: '移送有关部门（三个条件都具备）',
    en: 'Refer to an authority, when all three conditions hold',
  },
  action: 'boards.refer',
  params: listingId,
  body: z.object({
    authority: text(2, 100),
    /** Which offence is suspected, and on what grounds; empty: none is. */
    suspicion: z.string().trim().max(1000).default(''),
    evidence: z.array(uuid).max(9).default([]),
  }),
  reply: z.object({ id: uuid }),
})

export const listRequests = defineRoute({
  method: 'GET',
  path: '/api/boards/requests',
  summary: { zh: '撤榜申请', en: 'Requests to be taken down' },
  action: 'boards.read',
  query: z.object({
    place: placeCode,
    state: z.enum(['open', 'granted', 'refused', 'all']).default('all'),
    mine: flag.default(false),
    search,
    sort: z.enum(['due', '-asked']).default('due'),
    ...listed,
  }),
  reply: z.object({ rows: z.array(takeDownRequest), total: z.int() }),
})

export const askTakeDown = defineRoute({
  method: 'POST',
  path: '/api/boards/requests',
  summary: { zh: '申请撤下', en: 'Ask to be taken down' },
  action: 'boards.ask',
  body: z.object({
    /** A listing on a black board that was mended, or a line of any board for privacy. */
    subject: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('mended'), listingId: uuid }),
      z.object({ kind: z.literal('privacy'), listId: uuid, lineId: uuid }),
    ]),
    reason: text(4, 500),
    medium: z.enum(['app', 'console', 'oral', 'phone', 'paper']),
    proxy: proxy.nullable().default(null),
  }),
  reply: takeDownRequest,
})

export const answerRequest = defineRoute({
  method: 'POST',
  path: '/api/boards/requests/:requestId/answer',
  summary: { zh: '答复撤榜申请', en: 'Answer a request' },
  action: 'boards.answer',
  params: z.object({ requestId: uuid }),
  body: z.object({ outcome: z.enum(['granted', 'refused']), answer: text(4, 1000), revision }),
  reply: takeDownRequest,
})

export const resolveRanks = defineRoute({
  method: 'POST',
  path: '/api/boards/ranking',
  summary: { zh: '登记排行是否公开的决议', en: 'Record the resolution on showing ranks' },
  action: 'boards.resolve_ranks',
  body: z.object({ ...boardOf, shown: z.boolean(), resolutionId: uuid }),
  reply: z.object({ shown: z.boolean() }),
})

export const listBroadcasts = defineRoute({
  method: 'GET',
  path: '/api/boards/broadcasts',
  summary: { zh: '广播稿', en: 'Texts for the loudspeaker' },
  action: 'boards.broadcast',
  query: z.object({ place: placeCode, search, ...listed }),
  reply: z.object({ rows: z.array(broadcast), total: z.int() }),
})

export const draftBroadcast = defineRoute({
  method: 'GET',
  path: '/api/boards/broadcasts/draft',
  summary: { zh: '由榜或公示生成广播稿', en: 'A text for the loudspeaker from a board or list' },
  action: 'boards.broadcast',
  query: z.object({ place: placeCode, list: uuid }),
  reply: z.object({ title: z.string(), words: z.string() }),
})

export const getBroadcast = defineRoute({
  method: 'GET',
  path: '/api/boards/broadcasts/:broadcastId',
  summary: { zh: '一篇广播稿和播放记录', en: 'One text and when it was played' },
  action: 'boards.broadcast',
  params: z.object({ broadcastId: uuid }),
  reply: broadcast.extend({
    log: z.array(
      z.object({ id: uuid, playedAt: instant, spot: z.string(), playedName: z.string(), words: z.string() }),
    ),
  }),
})

export const saveBroadcast = defineRoute({
  method: 'POST',
  path: '/api/boards/broadcasts',
  summary: { zh: '保存广播稿', en: 'Keep a text for the loudspeaker' },
  action: 'boards.broadcast',
  body: z.object({ placeCode, listId: uuid.nullable().default(null), ...broadcastBody }),
  reply: broadcast,
})

export const changeBroadcast = defineRoute({
  method: 'POST',
  path: '/api/boards/broadcasts/:broadcastId',
  summary: { zh: '修改广播稿', en: 'Change a text' },
  action: 'boards.broadcast',
  params: z.object({ broadcastId: uuid }),
  body: z.object({ ...broadcastBody, revision }),
  reply: broadcast,
})

export const recordPlay = defineRoute({
  method: 'POST',
  path: '/api/boards/broadcasts/:broadcastId/plays',
  summary: { zh: '登记播放', en: 'Record that a text was played' },
  action: 'boards.broadcast',
  params: z.object({ broadcastId: uuid }),
  body: z.object({ spot: text(2, 100) }),
  reply: z.object({ id: uuid }),
})
