import { z } from 'zod'
import { date, placeCode, uuid } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'
import { listed, proxySchema } from './contract.ts'

export const enrolment = z.object({
  id: uuid,
  householdId: uuid,
  householdNumber: z.string(),
  headName: z.string(),
  /** Set where a person takes part for herself. */
  personId: uuid.nullable(),
  personName: z.string().nullable(),
  adoptionId: uuid,
  joinedOn: date,
  agreedBy: z.string(),
  proxy: proxySchema.nullable(),
  leftOn: date.nullable(),
  leftReason: z.string().nullable(),
})

export const joinScheme = defineRoute({
  method: 'POST',
  path: '/api/points/enrolments',
  summary: { zh: '参加积分制（户的自愿选择）', en: 'A household chooses to take part' },
  action: 'points.enrol',
  body: z.object({
    placeCode,
    adoptionId: uuid,
    householdId: uuid,
    personId: uuid.nullish(),
    joinedOn: date,
    agreedBy: z.string().trim().min(1).max(50),
    proxy: proxySchema.nullable().default(null),
  }),
  reply: enrolment,
})

export const leaveScheme = defineRoute({
  method: 'POST',
  path: '/api/points/enrolments/:enrolmentId/end',
  summary: { zh: '退出积分制', en: 'A household withdraws' },
  action: 'points.enrol',
  params: z.object({ enrolmentId: uuid }),
  body: z.object({ leftOn: date, reason: z.string().trim().max(200).default('') }),
  reply: enrolment,
})

export const listEnrolments = defineRoute({
  method: 'GET',
  path: '/api/points/enrolments',
  summary: { zh: '参加情况', en: 'Who takes part' },
  action: 'points.read',
  query: z.object({
    place: placeCode.optional(),
    household: uuid.optional(),
    state: z.enum(['joined', 'left', 'all']).default('all'),
    /** Part of the head's name, of the number, or of who agreed. */
    search: z.string().max(100).default(''),
    sort: z.enum(['number', '-number', 'joined', '-joined']).default('number'),
    ...listed,
  }),
  reply: z.object({ rows: z.array(enrolment), total: z.int(), households: z.int(), joined: z.int() }),
})
