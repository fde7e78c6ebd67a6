import { z } from 'zod'
import { date, placeCode, uuid } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'
import { anyPeriod, hundredths } from './contract.ts'

export const openPointsPublicity = defineRoute({
  method: 'POST',
  path: '/api/points/publicity',
  summary: {
    zh: '发布积分公示：逐条，或结算后的总分',
    en: 'Publicise decided claims of a period, or the totals of a closed one',
  },
  action: 'points.publicise',
  body: z.object({
    placeCode,
    adoptionId: uuid,
    bookKey: z.string().max(60),
    /** Deeds one by one, or totals after a close. */
    list: z.enum(['entries', 'totals']),
    period: anyPeriod,
    opensOn: date,
    spot: z.string().trim().min(2).max(100),
  }),
  reply: z.object({ listId: uuid, lines: z.int(), closesOn: date }),
})

export const previewPublicity = defineRoute({
  method: 'GET',
  path: '/api/points/publicity/preview',
  summary: { zh: '公示预览', en: 'What a publicity list would hold' },
  action: 'points.publicise',
  query: z.object({
    place: placeCode,
    adoption: uuid,
    book: z.string().max(60),
    list: z.enum(['entries', 'totals']),
    period: anyPeriod,
  }),
  reply: z.object({
    ready: z.int(),
    plus: hundredths,
    minus: hundredths,
    households: z.int(),
    stillInReview: z.int(),
    stillRectifying: z.int(),
    days: z.int(),
    /** How the list stands to the scheme's quota, by period of the deeds; empty where there is none. */
    quotas: z.array(
      z.object({
        period: z.string(),
        households: z.int(),
        places: z.int(),
        taken: z.int(),
        added: z.int(),
        /** Households without a place, and their claims. */
        beyond: z.int(),
        claims: z.int(),
        reaction: z.enum(['refuse', 'warn']),
      }),
    ),
  }),
})

export const returnBeyondQuota = defineRoute({
  method: 'POST',
  path: '/api/points/publicity/quota-returns',
  summary: { zh: '把超出名额的加分退回评议', en: 'Send awards beyond the quota back to deliberation' },
  action: 'points.publicise',
  body: z.object({
    placeCode,
    adoptionId: uuid,
    bookKey: z.string().max(60),
    period: anyPeriod,
  }),
  reply: z.object({ returned: z.int() }),
})
