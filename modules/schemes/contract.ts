import { z } from 'zod'
import { date, placeCode, revision, words } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

/** A fault found in a scheme: which file and path, why, and how to mend it. */
export const schemeProblem = z.object({
  severity: z.enum(['error', 'warning']),
  /** 'law' cites a norm; 'shape' is a key or type; 'reference' a name that leads nowhere; 'open' a value to fill. */
  kind: z.enum(['law', 'shape', 'reference', 'value', 'open']),
  path: z.string(),
  reason: words,
  mend: words,
  norm: z.string().nullable(),
})

/** One value of a scheme on one day, with where it comes from: the basis (依据) that decisions show. */
export const schemeValue = z.object({
  path: z.string(),
  title: words,
  type: z.enum(['points', 'integer', 'yuan', 'percent', 'days', 'choice', 'boolean', 'text']),
  choices: z.array(z.object({ value: z.string(), title: words })),
  from: z.iso.date(),
  source: z.string(),
  note: z.string().nullable(),
  /** As the source gives it; null where it leaves the value open (unset). */
  sourceValue: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  /** What we would propose where the source is silent; never applied by itself. */
  proposed: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  /** What this place has set; null where it keeps the source's. */
  ownValue: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  open: z.boolean(),
})

export const schemeChapter = z.object({
  key: z.string(),
  title: words,
  /** Sentences that read as a document; {path} marks where a value stands. */
  paragraphs: z.array(z.object({ text: words, values: z.array(z.string()) })),
})

export const schemeRow = z.object({
  id: z.string(),
  version: z.int(),
  hash: z.string(),
  name: words,
  place: z.string(),
  summary: words,
  sections: z.array(z.string()),
  engines: z.array(z.string()),
  openCount: z.int(),
  adoptedHere: z.boolean(),
})

export const schemeDocument = schemeRow.extend({
  values: z.array(schemeValue),
  chapters: z.array(schemeChapter),
  problems: z.array(schemeProblem),
  adoption: z
    .object({
      id: z.uuid(),
      placeCode: z.string(),
      placeName: z.string(),
      state: z.enum(['draft', 'in_force', 'ended']),
      startsOn: z.iso.date().nullable(),
      endsOn: z.iso.date().nullable(),
      resolutionId: z.uuid().nullable(),
      revision,
    })
    .nullable(),
  yaml: z.string(),
})

const atPlace = z.object({ place: placeCode, on: date.optional() })

export const listSchemes = defineRoute({
  method: 'GET',
  path: '/api/schemes',
  summary: { zh: '制度库', en: 'Scheme library' },
  action: 'schemes.read',
  query: z.object({
    place: placeCode.optional(),
  }),
  reply: z.array(schemeRow),
})

export const getScheme = defineRoute({
  method: 'GET',
  path: '/api/schemes/:schemeId',
  summary: {
    zh: '制度全文：章节、数值、来源、待定项、核查结果',
    en: 'A scheme as a document, with values, sources, open values and findings',
  },
  action: 'schemes.read',
  params: z.object({ schemeId: z.string().max(60) }),
  query: atPlace,
  reply: schemeDocument,
})

export const setSchemeValues = defineRoute({
  method: 'PUT',
  path: '/api/schemes/:schemeId/values',
  summary: { zh: '填写或修改本村的数值', en: 'Fill or change values for a place' },
  action: 'schemes.adapt',
  params: z.object({ schemeId: z.string().max(60) }),
  body: z.object({
    placeCode,
    revision: revision.nullable(),
    values: z
      .array(
        z.object({
          path: z.string().max(200),
          from: date,
          /** null goes back to the source's value. */
          value: z.union([z.string().max(500), z.number(), z.boolean()]).nullable(),
        }),
      )
      .min(1)
      .max(500),
  }),
  reply: schemeDocument,
})

export const putInForce = defineRoute({
  method: 'POST',
  path: '/api/schemes/:schemeId/in-force',
  summary: {
    zh: '制度生效：须有决议、无待定项、通过法规核查',
    en: 'Put a scheme into force: resolution, no open value, law guard passed',
  },
  action: 'schemes.adapt',
  params: z.object({ schemeId: z.string().max(60) }),
  body: z.object({
    placeCode,
    startsOn: date,
    resolutionId: z.uuid(),
    revision,
  }),
  reply: schemeDocument,
})

export const runSchemeCases = defineRoute({
  method: 'GET',
  path: '/api/schemes/:schemeId/cases',
  summary: { zh: '算例复算', en: 'Run the worked cases of a scheme' },
  action: 'schemes.read',
  params: z.object({ schemeId: z.string().max(60) }),
  reply: z.object({
    passed: z.int(),
    failed: z.int(),
    cases: z.array(
      z.object({
        name: z.string(),
        source: z.string(),
        passed: z.boolean(),
        given: z.string(),
        expected: z.string(),
        actual: z.string(),
      }),
    ),
  }),
})
