import { z } from 'zod'
import { countyQuery, date, instant, placeCode, words } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

export const divisionLevel = z.enum(['province', 'city', 'county', 'town', 'village'])
export const areaKind = z.enum(['natural_village', 'group', 'grid', 'cell'])
/** CGCS2000 is the national datum (GPS agrees with it within centimetres); GCJ-02 is that of Chinese web maps. */
export const datum = z.enum(['CGCS2000', 'GCJ-02'])
export type Datum = z.infer<typeof datum>
export type AreaKind = z.infer<typeof areaKind>
export type DivisionLevel = z.infer<typeof divisionLevel>

export const areaKindNames: Record<AreaKind, { zh: string; en: string }> = {
  natural_village: { zh: '自然村', en: 'Natural village' },
  group: { zh: '村民小组', en: 'Villagers’ group' },
  grid: { zh: '网格', en: 'Grid' },
  cell: { zh: '微网格', en: 'Cell' },
}
export const divisionLevelNames: Record<DivisionLevel, { zh: string; en: string }> = {
  province: { zh: '省级', en: 'Province' },
  city: { zh: '地级', en: 'Prefecture' },
  county: { zh: '县级', en: 'County' },
  town: { zh: '乡级', en: 'Town' },
  village: { zh: '村级', en: 'Village' },
}

const source = z.string().trim().min(1).max(200)
const position = z.array(z.number()).min(2).max(3)
const ring = z.array(position).min(4)
/** GeoJSON geometry; positions are [longitude, latitude] in the datum that stands beside it. */
export const shape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
])
export type Shape = z.infer<typeof shape>

export const division = z.object({
  code: placeCode,
  parentCode: placeCode.nullable(),
  level: divisionLevel,
  /** Official name, such as 通界村村民委员会. */
  name: z.string(),
  /** As people say it: 通界村. */
  shortName: z.string(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  source: z.string(),
  childCount: z.int(),
  hasBoundary: z.boolean(),
})
/** A division with the short names of those above it, from the province down: 浙江省 / 嘉兴市 / 平湖市. */
const found = division.extend({ path: z.string() })

export const searchDivisions = defineRoute({
  method: 'GET',
  path: '/api/territory/search',
  summary: { zh: '按名称、拼音或首字母查找区划', en: 'Find divisions by name, pinyin, initials or code' },
  action: 'territory.read',
  query: z.object({
    search: z.string().trim().min(1).max(50),
    level: divisionLevel.optional(),
    /** Only below this code prefix. */
    within: z
      .string()
      .regex(/^[0-9]{0,12}$/)
      .default(''),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  reply: z.object({ rows: z.array(found) }),
})

export const listChildren = defineRoute({
  method: 'GET',
  path: '/api/territory/children',
  summary: {
    zh: '下级区划（不填上级则为省级）',
    en: 'Divisions directly below one; the provinces when none is named',
  },
  action: 'territory.read',
  query: z.object({ parent: placeCode.optional(), ended: z.enum(['hide', 'show']).default('hide') }),
  reply: z.object({ rows: z.array(division) }),
})

const datedName = z.object({
  name: z.string(),
  shortName: z.string(),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  source: z.string(),
})
const link = z.object({ code: placeCode, shortName: z.string(), on: z.iso.date() })
const fullDivision = found.extend({
  /** From the province down to the one above. */
  ancestors: z.array(z.object({ code: placeCode, level: divisionLevel, shortName: z.string() })),
  /** Every name it has had, newest first. */
  names: z.array(datedName),
  successors: z.array(link),
  predecessors: z.array(link),
})

export const getDivision = defineRoute({
  method: 'GET',
  path: '/api/territory/divisions/:code',
  summary: {
    zh: '一个区划及其上级、曾用名和承继',
    en: 'One division with ancestors, past names and successors',
  },
  action: 'territory.read',
  params: z.object({ code: placeCode }),
  reply: fullDivision,
})

export const createDivision = defineRoute({
  method: 'POST',
  path: '/api/territory/divisions',
  summary: { zh: '新增区划', en: 'Add a division' },
  action: 'territory.manage',
  body: z.object({ code: placeCode, name: z.string().trim().min(2).max(100), from: date, source }),
  reply: fullDivision,
})

export const renameDivision = defineRoute({
  method: 'POST',
  path: '/api/territory/divisions/:code/rename',
  summary: { zh: '区划更名（保留曾用名）', en: 'Give a division a new name from a date' },
  action: 'territory.manage',
  params: z.object({ code: placeCode }),
  body: z.object({ name: z.string().trim().min(2).max(100), from: date, source }),
  reply: fullDivision,
})

export const endDivision = defineRoute({
  method: 'POST',
  path: '/api/territory/divisions/:code/end',
  summary: { zh: '撤销区划并指明承继', en: 'End a division and name its successors' },
  action: 'territory.manage',
  params: z.object({ code: placeCode }),
  body: z.object({ on: date, successorCodes: z.array(placeCode).max(50), source }),
  reply: fullDivision,
})

/** What an import found, and did when it was applied. Counts are of divisions. */
export const divisionImport = z.object({
  applied: z.boolean(),
  source: z.string(),
  rows: z.int(),
  levels: z.object({ province: z.int(), city: z.int(), county: z.int(), town: z.int(), village: z.int() }),
  added: z.int(),
  renamed: z.int(),
  unchanged: z.int(),
  /** Current here and absent from the list: to be looked at; an import never ends a division. */
  missing: z.int(),
  missingFirst: z.array(z.object({ code: placeCode, shortName: z.string() })),
})

export const importOfficialDivisions = defineRoute({
  method: 'POST',
  path: '/api/territory/import/official',
  summary: {
    zh: '导入官方区划（全国、省、市、县、乡）',
    en: 'Import the official list of the nation or of one part of it',
  },
  action: 'territory.manage',
  body: z.object({
    /** Code prefix of 2, 4, 6 or 9 digits; empty is the nation (660,000 divisions, a few minutes). */
    scope: z.string().regex(/^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9})?$/),
    /** false counts only. */
    apply: z.boolean(),
  }),
  reply: divisionImport,
})

/** One fault of one cell of an uploaded workbook; `cell` is such as C12. */
export const workbookFault = z.object({
  row: z.int(),
  cell: z.string(),
  column: words,
  field: z.string(),
  value: z.string(),
  code: z.string(),
  reason: words,
  mend: words,
})
/** Reply of the workbook upload: rows with faults are left out when it is applied. */
export const divisionWorkbookImport = divisionImport.extend({
  faulty: z.int(),
  faults: z.array(workbookFault),
})

/**
 * Files in and out, outside the JSON routes. `workbook` takes POST multipart (field `file`) with
 * `?scope=330482&apply=true|false` and answers `divisionWorkbookImport`; `template` gives the .xlsx to fill in;
 * `boundaries` takes POST multipart: a GeoJSON FeatureCollection whose features carry a property `code`, with
 * `?datum=CGCS2000|GCJ-02&source=…&apply=true|false`, and answers `boundaryImport`.
 */
export const territoryPaths = {
  workbook: '/api/territory/import/workbook',
  template: '/api/territory/import/template',
  boundaries: '/api/territory/import/boundaries',
} as const

export const boundaryImport = z.object({
  applied: z.boolean(),
  features: z.int(),
  good: z.int(),
  /** Features that were left out, by their place in the file (from 1). */
  faults: z.array(z.object({ feature: z.int(), code: z.string(), reason: words, mend: words })),
})

/** Number of the newest drawing of a boundary; 0 before the first. Whoever draws says which one was on screen. */
const revision = z.int().min(0).max(1_000_000)
const boundaryFeature = z.object({
  code: placeCode,
  level: divisionLevel,
  shortName: z.string(),
  revision,
  storedDatum: datum,
  drawnOn: z.iso.date(),
  source: z.string(),
  drawnBy: z.string(),
  shape,
})
/** What whoever drew should look at; the boundary is kept all the same. */
const warnings = z.array(words)
const drawing = z.object({ datum, shape, drawnOn: date, source })

export const listBoundaries = defineRoute({
  method: 'GET',
  path: '/api/territory/boundaries',
  summary: { zh: '一个区划及其下级的边界', en: 'Boundaries of a division and of those directly below it' },
  action: 'territory.read',
  query: z.object({
    of: placeCode,
    /** Shapes are converted to this datum. */
    datum: datum.default('CGCS2000'),
  }),
  reply: z.object({ datum, features: z.array(boundaryFeature) }),
})

export const setBoundary = defineRoute({
  method: 'PUT',
  path: '/api/territory/boundaries/:code',
  summary: { zh: '保存区划边界', en: 'Keep the boundary of a division' },
  action: 'territory.draw',
  params: z.object({ code: placeCode }),
  body: drawing.extend({ revision }),
  reply: boundaryFeature.extend({ warnings }),
})

export const removeBoundary = defineRoute({
  method: 'DELETE',
  path: '/api/territory/boundaries/:code',
  summary: { zh: '删除区划边界', en: 'Remove the boundary of a division' },
  action: 'territory.draw',
  params: z.object({ code: placeCode }),
  reply: z.object({ removed: z.boolean() }),
})

export const findDrawing = defineRoute({
  method: 'GET',
  path: '/api/territory/drawing',
  summary: {
    zh: '绘制边界所需：历次绘制、上级和相邻的边界',
    en: 'What whoever draws a boundary needs: its drawings so far, and those above and beside it',
  },
  action: 'territory.read',
  query: z.object({
    placeCode,
    /** The group, grid or the like of this village; without it the division itself. */
    areaId: z.uuid().optional(),
  }),
  reply: z.object({
    placeCode,
    areaId: z.uuid().nullable(),
    name: z.string(),
    kind: words,
    ended: z.boolean(),
    /** Newest first; shape and datum are null where the boundary was taken away. */
    drawings: z.array(
      z.object({
        revision,
        storedDatum: datum.nullable(),
        shape: shape.nullable(),
        drawnOn: z.iso.date(),
        source: z.string(),
        drawnBy: z.string(),
        drawnAt: instant,
      }),
    ),
    /** In CGCS2000. */
    around: z.array(z.object({ name: z.string(), relation: z.enum(['above', 'beside']), shape })),
  }),
})

/** Natural villages, groups, grids and cells below a village. */
export const area = z.object({
  id: z.uuid(),
  placeCode,
  parentId: z.uuid().nullable(),
  kind: areaKind,
  /** Which division of the village it belongs to (村民小组, 综合网格, 环境网格 …); systems may overlap. */
  system: z.string(),
  number: z.string(),
  name: z.string(),
  /** `name (number)` of those above, from the top. */
  path: z.string(),
  formerNames: z.array(z.object({ name: z.string(), until: z.iso.date() })),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  hasShape: z.boolean(),
})

export const listAreas = defineRoute({
  method: 'GET',
  path: '/api/territory/areas',
  summary: {
    zh: '村以下的自然村、小组、网格和微网格',
    en: 'Natural villages, groups, grids and cells of a village',
  },
  action: 'territory.read',
  query: z.object({
    placeCode,
    kind: areaKind.optional(),
    system: z.string().max(30).optional(),
    ended: z.enum(['hide', 'show']).default('hide'),
  }),
  reply: z.object({ rows: z.array(area), systems: z.array(z.string()) }),
})

export const createArea = defineRoute({
  method: 'POST',
  path: '/api/territory/areas',
  summary: { zh: '新增小组、网格等', en: 'Add a group, grid or the like' },
  action: 'territory.areas',
  body: z.object({
    placeCode,
    parentId: z.uuid().nullable(),
    kind: areaKind,
    system: z.string().trim().min(1).max(30),
    name: z.string().trim().min(1).max(50),
    /** 001 to 999 within its system; null takes the next free one. */
    number: z
      .string()
      .regex(/^[0-9]{1,3}$/)
      .nullable(),
    from: date,
  }),
  reply: area,
})

const areaParams = z.object({ areaId: z.uuid() })

export const renameArea = defineRoute({
  method: 'POST',
  path: '/api/territory/areas/:areaId/rename',
  summary: { zh: '小组、网格更名', en: 'Rename a group, grid or the like' },
  action: 'territory.areas',
  params: areaParams,
  query: countyQuery,
  body: z.object({ name: z.string().trim().min(1).max(50), on: date }),
  reply: area,
})

export const endArea = defineRoute({
  method: 'POST',
  path: '/api/territory/areas/:areaId/end',
  summary: { zh: '撤销小组、网格', en: 'End a group, grid or the like' },
  action: 'territory.areas',
  params: areaParams,
  query: countyQuery,
  body: z.object({ on: date, reason: z.string().trim().min(1).max(200) }),
  reply: area,
})

export const setAreaShape = defineRoute({
  method: 'PUT',
  path: '/api/territory/areas/:areaId/shape',
  summary: { zh: '绘制小组、网格范围', en: 'Draw a group, grid or the like' },
  action: 'territory.areas',
  params: areaParams,
  query: countyQuery,
  /** null takes the boundary away; its drawings stay. */
  body: z.object({ drawing: drawing.nullable(), revision }),
  reply: area.extend({ revision, warnings }),
})

export const listAreaShapes = defineRoute({
  method: 'GET',
  path: '/api/territory/areas/shapes',
  summary: { zh: '村以下各类范围的图形', en: 'Shapes of the areas of a village' },
  action: 'territory.read',
  query: z.object({
    placeCode,
    system: z.string().max(30).optional(),
    datum: datum.default('CGCS2000'),
  }),
  reply: z.object({
    datum,
    features: z.array(
      z.object({
        id: z.uuid(),
        parentId: z.uuid().nullable(),
        kind: areaKind,
        system: z.string(),
        name: z.string(),
        revision,
        storedDatum: datum,
        drawnOn: z.iso.date(),
        source: z.string(),
        drawnBy: z.string(),
        shape,
      }),
    ),
  }),
})
