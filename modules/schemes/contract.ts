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
  /** 'pack' comes with the program, 'adapted' is a place's own. */
  origin: z.enum(['pack', 'adapted']),
  /** Whose adapted scheme it is. */
  ownerCode: z.string().nullable(),
  /** The scheme that it was adapted from. */
  sourceId: z.string().nullable(),
  summary: words,
  sections: z.array(z.string()),
  engines: z.array(z.string()),
  openCount: z.int(),
  adoptedHere: z.boolean(),
  /** Being prepared here: values filled, or a text of the place's own. */
  drafted: z.boolean(),
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
      /** Of the text that it runs, which may lag behind the one that is shown. */
      hash: z.string(),
      state: z.enum(['draft', 'in_force', 'ended']),
      startsOn: z.iso.date().nullable(),
      endsOn: z.iso.date().nullable(),
      resolutionId: z.uuid().nullable(),
      revision,
      /** What it ran before, oldest first: each until the day on which the next one began. */
      earlier: z.array(
        z.object({
          schemeId: z.string(),
          version: z.int(),
          hash: z.string(),
          startsOn: z.iso.date(),
          until: z.iso.date(),
        }),
      ),
    })
    .nullable(),
  /** The place's own text, which it may change; its values stand in the text itself. */
  copy: z.object({ revision, changedAt: z.iso.datetime() }).nullable(),
  /** Every version that was kept, newest first. */
  versions: z.array(z.object({ version: z.int(), hash: z.string(), createdAt: z.iso.datetime() })),
  /** Parts that a place may change on screen beside the values: switches, words and lists, as they stand. */
  content: z.record(z.string(), z.unknown()),
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
  params: z.object({ schemeId: z.string().max(80) }),
  query: atPlace,
  reply: schemeDocument,
})

export const setSchemeValues = defineRoute({
  method: 'PUT',
  path: '/api/schemes/:schemeId/values',
  summary: { zh: '填写或修改本村的数值', en: 'Fill or change values for a place' },
  action: 'schemes.adapt',
  params: z.object({ schemeId: z.string().max(80) }),
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
  params: z.object({ schemeId: z.string().max(80) }),
  body: z.object({
    placeCode,
    startsOn: date,
    resolutionId: z.uuid(),
    /** Of the adoption; 0 where nothing was filled in yet. */
    revision,
    /** Of the place's own text, where it has one: what was read is what goes into force. */
    textRevision: revision.optional(),
    /** The scheme in force here that this one follows from its first day on. */
    replaces: z.string().max(80).optional(),
  }),
  reply: schemeDocument,
})

export const runSchemeCases = defineRoute({
  method: 'GET',
  path: '/api/schemes/:schemeId/cases',
  summary: { zh: '算例复算', en: 'Run the worked cases of a scheme' },
  action: 'schemes.read',
  params: z.object({ schemeId: z.string().max(80) }),
  query: z.object({ place: placeCode.optional() }),
  reply: z.object({
    passed: z.int(),
    failed: z.int(),
    /** The cases are those of the scheme that it was adapted from. */
    ofSource: z.boolean(),
    cases: z.array(
      z.object({
        name: z.string(),
        source: z.string(),
        passed: z.boolean(),
        /** 'same': as the source has it; 'changed': another result, as changed numbers give; 'fault': none at all. */
        outcome: z.enum(['same', 'changed', 'fault']),
        given: z.string(),
        expected: z.string(),
        actual: z.string(),
      }),
    ),
  }),
})

const ofScheme = z.object({ schemeId: z.string().max(80) })

/** First part of a scheme's own name; the place's code is added to it. */
const slug = z.string().regex(/^[a-z][a-z0-9-]{2,40}$/)

const filledWords = z.object({ zh: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) })

export const copyScheme = defineRoute({
  method: 'POST',
  path: '/api/schemes/:schemeId/copies',
  summary: { zh: '改编：从这个制度起草本地制度', en: 'Adapt: begin a place’s own scheme from this one' },
  action: 'schemes.adapt',
  params: ofScheme,
  body: z.object({
    placeCode,
    slug,
    name: filledWords,
    summary: z
      .object({ zh: z.string().trim().min(1).max(2000), en: z.string().trim().min(1).max(2000) })
      .optional(),
  }),
  reply: schemeDocument,
})

export const changeText = defineRoute({
  method: 'PUT',
  path: '/api/schemes/:schemeId/text',
  summary: { zh: '修改本地制度的文本', en: 'Change the text of a place’s own scheme' },
  action: 'schemes.adapt',
  params: ofScheme,
  body: z.object({
    placeCode,
    revision,
    /** In their order; an item of a list is named by its key, and null takes a part away. */
    edits: z
      .array(z.object({ path: z.string().min(1).max(200), value: z.unknown() }))
      .min(1)
      .max(500),
  }),
  reply: schemeDocument,
})

export const releaseScheme = defineRoute({
  method: 'POST',
  path: '/api/schemes/:schemeId/releases',
  summary: {
    zh: '发布给下级：镇村可以据此填写并生效',
    en: 'Release to the places below: they may fill it in and put it into force',
  },
  action: 'schemes.adapt',
  params: ofScheme,
  body: z.object({ placeCode, revision }),
  reply: schemeDocument,
})

export const endScheme = defineRoute({
  method: 'POST',
  path: '/api/schemes/:schemeId/end',
  summary: { zh: '制度停用：从这一天起不再申报', en: 'End a scheme: nothing is declared from this day on' },
  action: 'schemes.adapt',
  params: ofScheme,
  body: z.object({ placeCode, endsOn: date, resolutionId: z.uuid(), revision }),
  reply: schemeDocument,
})

export const importScheme = defineRoute({
  method: 'POST',
  path: '/api/schemes/imports',
  summary: { zh: '导入 scheme.yaml', en: 'Import a scheme.yaml' },
  action: 'schemes.adapt',
  body: z.object({
    placeCode,
    /** The whole file; 1 MB at most. */
    text: z.string().min(1).max(1_000_000),
    /** Only look: what is wrong, and what would change. */
    tryOnly: z.boolean().default(false),
  }),
  reply: z.object({
    /** Null when nothing was kept: the file has faults, or it was only looked at. */
    schemeId: z.string().nullable(),
    name: words.nullable(),
    hash: z.string().nullable(),
    /** Faults with their lines, of law too: those do not keep a text from being worked on. */
    problems: z.array(schemeProblem.extend({ line: z.int().nullable() })),
    /** The place has a scheme of this name: its text is replaced. */
    replacesText: z.boolean(),
  }),
})

/** One side of a difference: a value with its source, or words that stand for a part. */
const side = z.object({
  value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  text: words,
  source: z.string().nullable(),
  note: z.string().nullable(),
})

export const schemeDifference = z.object({
  path: z.string(),
  title: words,
  kind: z.enum(['value', 'text']),
  /** The day from which a value counts. */
  day: z.iso.date().nullable(),
  was: side.nullable(),
  now: side.nullable(),
})

export const compareSchemes = defineRoute({
  method: 'GET',
  path: '/api/schemes/:schemeId/differences',
  summary: {
    zh: '与另一制度或另一版本比较',
    en: 'Compare with another scheme, or another version',
  },
  action: 'schemes.read',
  params: ofScheme,
  query: z.object({
    place: placeCode.optional(),
    /** The scheme to compare with; left out, the one that it was adapted from. */
    with: z.string().max(80).optional(),
    /** A kept version of it; left out, its text of today. */
    version: z.coerce.number().int().min(1).max(100_000).optional(),
  }),
  reply: z.object({
    was: z.object({ id: z.string(), name: words, hash: z.string() }).nullable(),
    now: z.object({ id: z.string(), name: words, hash: z.string() }),
    differences: z.array(schemeDifference),
  }),
})
