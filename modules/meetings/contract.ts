import { z } from 'zod'
import { date, instant, placeCode, uuid, words } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'
import { bodyKeys } from './scheme.ts'

export const resolution = z.object({
  id: uuid,
  placeCode,
  title: z.string(),
  body: z.string(),
  bodyName: words,
  heldOn: date,
  eligible: z.int(),
  present: z.int(),
  votesFor: z.int(),
  votesAgainst: z.int(),
  votesAbstain: z.int(),
  /** Where a villagers' assembly was counted by households too. */
  households: z.int().nullable(),
  householdsPresent: z.int().nullable(),
  passed: z.boolean(),
  /** Each condition of the law or the scheme, with its figures. */
  findings: z.array(z.object({ text: words, met: z.boolean(), source: z.string() })),
  minutes: z.array(uuid),
  recordedAt: instant,
})

export const recordResolution = defineRoute({
  method: 'POST',
  path: '/api/meetings/resolutions',
  summary: {
    zh: '登记会议决议：系统按规则判定是否通过',
    en: 'Record a resolution; the rule decides whether it passed',
  },
  action: 'meetings.record',
  body: z.object({
    placeCode,
    title: z.string().trim().min(2).max(100),
    body: z.enum(bodyKeys),
    heldOn: date,
    eligible: z.int().min(1).max(1_000_000),
    present: z.int().min(0).max(1_000_000),
    votesFor: z.int().min(0),
    votesAgainst: z.int().min(0),
    votesAbstain: z.int().min(0),
    /** A villagers' assembly is also valid with two thirds of the households represented. */
    households: z.int().min(1).max(1_000_000).optional(),
    householdsPresent: z.int().min(0).max(1_000_000).optional(),
    minutes: z.array(uuid).max(9).default([]),
  }),
  reply: resolution,
})

export const listResolutions = defineRoute({
  method: 'GET',
  path: '/api/meetings/resolutions',
  summary: { zh: '决议列表', en: 'Resolutions' },
  action: 'meetings.read',
  query: z.object({ place: placeCode }),
  reply: z.array(resolution),
})
