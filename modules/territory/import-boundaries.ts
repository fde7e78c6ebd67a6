import { z } from 'zod'
import { checkShape, type ShapeProblem } from '../../engines/boundary/check-shape.ts'
import type { Shape } from '../../engines/boundary/shape.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { type boundaryImport, type Datum, shape } from './contract.ts'
import { drawerOf } from './keep-boundary.ts'
import { listShortNames, lockDivisions } from './store.ts'
import { appendBoundaries, type NewDrawing } from './store-boundaries.ts'

/** Features that one file may hold: a county with all its villages. */
export const featuresMax = 3000

const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()).min(1).max(featuresMax),
})
const feature = z.object({
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.unknown(),
})

export type BoundaryImport = z.infer<typeof boundaryImport>

/**
 * Keeps the boundaries of a GeoJSON FeatureCollection whose features name their division in a property `code`
 * (2 to 12 digits). Good features are kept and faulty ones listed; with `apply` false nothing is written.
 */
export async function importBoundaries(
  act: Act,
  request: { text: string; datum: Datum; source: string; drawnOn: string; apply: boolean },
): Promise<BoundaryImport> {
  const parsed = collection.safeParse(parseJson(request.text))
  if (!parsed.success) throw new Refusal('territory.geojson_wrong')
  const faults: BoundaryImport['faults'] = []
  const good = new Map<string, NewDrawing & { code: string }>()
  const codes = parsed.data.features.map((one) => codeOf(one))
  const known = await listShortNames(
    act.tx,
    codes.filter((code) => code !== ''),
  )
  for (const [index, one] of parsed.data.features.entries()) {
    const code = codes[index]!
    const read = readFeature(one)
    const problem = !known.has(code)
      ? unknownCode
      : good.has(code)
        ? repeatedCode
        : !act.may('territory.draw', { placeCode: code })
          ? outOfReach
          : read.problem
    if (problem) faults.push({ feature: index + 1, code, ...problem })
    else if (read.shape) {
      const { datum, source, drawnOn } = request
      good.set(code, { code, datum, source, drawnOn, shape: read.shape })
    }
  }
  if (request.apply) {
    await lockDivisions(act.tx, [...good.keys()])
    await appendBoundaries(act.tx, [...good.values()], drawerOf(act))
    for (const code of good.keys())
      act.record({
        placeCode: code,
        action: 'territory.draw',
        subjectKind: 'boundary',
        subjectId: code,
        detail: { datum: request.datum, source: request.source },
      })
  }
  return { applied: request.apply, features: parsed.data.features.length, good: good.size, faults }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function codeOf(one: unknown): string {
  const read = feature.safeParse(one)
  const code = read.success ? read.data.properties?.code : undefined
  const digits = typeof code === 'number' || typeof code === 'string' ? String(code).trim() : ''
  return /^\d{2,12}$/.test(digits) ? digits.padEnd(12, '0') : ''
}

function readFeature(one: unknown): { shape?: Shape; problem?: ShapeProblem } {
  const outer = feature.safeParse(one)
  const inner = shape.safeParse(outer.success ? outer.data.geometry : undefined)
  if (!inner.success) return { problem: noPolygon }
  const problem = checkShape(inner.data)
  return problem ? { problem } : { shape: inner.data }
}

const unknownCode: ShapeProblem = {
  reason: {
    zh: '属性 code 缺失，或不是已有的区划代码',
    en: 'its property "code" is missing or is no division here',
  },
  mend: { zh: '请在属性 code 里填 12 位区划代码', en: 'write the 12-digit code in the property "code"' },
}
const repeatedCode: ShapeProblem = {
  reason: { zh: '同一区划在文件里出现了两次', en: 'the same division appears twice in the file' },
  mend: { zh: '请合并为一个多边形（MultiPolygon）', en: 'join them into one MultiPolygon' },
}
const outOfReach: ShapeProblem = {
  reason: { zh: '不在您的管辖范围内', en: 'it lies outside your area' },
  mend: { zh: '请只保留本辖区的边界', en: 'keep only boundaries of your own area' },
}
const noPolygon: ShapeProblem = {
  reason: { zh: '图形不是多边形', en: 'its geometry is no polygon' },
  mend: { zh: '请导出为 Polygon 或 MultiPolygon', en: 'export it as Polygon or MultiPolygon' },
}
