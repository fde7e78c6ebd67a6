import { z } from 'zod'
import { date, instant, placeCode, uuid, words, year } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

export const evidenceKind = z.enum([
  'file',
  'text',
  'publicity',
  'resolution',
  'close',
  'scoring',
  'rectification',
  'payment',
  'plan',
  /** In a period nothing was to be publicised. */
  'nothing',
])
/** What proves a step: a file, a note, or a record of this product named by its id. */
export const evidence = z.object({
  kind: evidenceKind,
  id: uuid.nullable(),
  /** Of a file: which document of the step it is, by its key. */
  document: z.string().max(60).nullable().default(null),
  text: z.string().max(2000),
  /** A page of this product, never another site. */
  link: z
    .string()
    .max(300)
    .regex(/^\/(?!\/)/)
    .nullable()
    .default(null),
})

const done = {
  state: z.enum(['done', 'ready', 'waiting']),
  /** Why it cannot be done now, in words. */
  blockedBy: words.nullable(),
  doneOn: date.nullable(),
  doneName: z.string().nullable(),
  doneAt: instant.nullable(),
  evidence: z.array(evidence),
  note: z.string(),
  mayDo: z.boolean(),
}

/** What a step asks for; `key` tells needs apart. */
export const need = z.object({
  key: z.string(),
  kind: evidenceKind,
  name: words,
  /** Of a list, its kind; of a file, the key of the document. */
  of: z.string().nullable(),
})

/** One time of a step that is done each month, quarter or half-year. */
export const stepPart = z.object({ part: z.string(), name: words, ...done })

export const step = z.object({
  key: z.string(),
  position: z.int(),
  name: words,
  description: words,
  roles: z.array(z.string()),
  needs: z.array(need),
  ...done,
  /** Each with its own evidence; empty for a step that is done once. */
  parts: z.array(stepPart),
})

export const run = z.object({
  id: uuid,
  placeCode,
  placeName: z.string(),
  adoptionId: uuid,
  schemeId: z.string(),
  name: words,
  cycle: z.string(),
  startedOn: date,
  doneCount: z.int(),
  steps: z.array(step),
  cycles: z.array(z.string()),
})

export const getRun = defineRoute({
  method: 'GET',
  path: '/api/procedures',
  summary: { zh: '一年的步骤（十二步走）', en: 'A year’s gated steps' },
  action: 'procedures.read',
  query: z.object({ place: placeCode, adoption: uuid, cycle: z.string().max(10) }),
  reply: run,
})

export const startRun = defineRoute({
  method: 'POST',
  path: '/api/procedures',
  summary: { zh: '启动一年的步骤', en: 'Start a year’s steps' },
  action: 'procedures.do',
  body: z.object({ placeCode, adoptionId: uuid, cycle: year, startedOn: date }),
  reply: run,
})

export const doStep = defineRoute({
  method: 'POST',
  path: '/api/procedures/:runId/steps/:stepKey',
  summary: { zh: '办结一步并留下依据', en: 'Complete a step and leave its evidence' },
  action: 'procedures.do',
  params: z.object({ runId: uuid, stepKey: z.string().max(60) }),
  body: z.object({
    /** The period, for a step that is done in parts. */
    part: z.string().max(10).nullable().default(null),
    doneOn: date,
    evidence: z.array(evidence).min(1).max(20),
    note: z.string().trim().max(1000).default(''),
  }),
  reply: run,
})

export const getPublicRun = defineRoute({
  method: 'GET',
  path: '/api/public/places/:place/procedures',
  summary: { zh: '步骤公开（无需登录）', en: 'The steps as shown to all villagers' },
  action: 'public',
  params: z.object({ place: placeCode }),
  reply: z.array(
    z.object({
      schemeName: words,
      cycle: z.string(),
      steps: z.array(
        z.object({
          position: z.int(),
          name: words,
          state: z.enum(['done', 'ready', 'waiting']),
          doneOn: date.nullable(),
          parts: z.array(
            z.object({
              name: words,
              state: z.enum(['done', 'ready', 'waiting']),
              doneOn: date.nullable(),
            }),
          ),
        }),
      ),
    }),
  ),
})
