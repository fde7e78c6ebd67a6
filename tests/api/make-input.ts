import fc from 'fast-check'
import { z } from 'zod'
import { county, place } from '../points-village.ts'
import type { KnownIds } from './open-scene.ts'
import type { RouteUnderTest } from './routes-under-test.ts'

/** What a request holds beside its route: parts as they go over the wire. */
export interface Input {
  params: Record<string, unknown>
  query: Record<string, unknown>
  body: unknown
}

/** The parts of JSON Schema that the contracts use. */
interface Schema {
  type?: string
  format?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  default?: unknown
}

/** Words that name something in the village under test, by the field that holds them. */
const words: Record<string, readonly string[]> = {
  ...Object.fromEntries(['placeCode', 'place', 'of', 'code'].map((name) => [name, [place]])),
  ...Object.fromEntries(['toPlaceCode'].map((name) => [name, ['330482001204']])),
  ...Object.fromEntries(['county', 'countyCode'].map((name) => [name, [county]])),
  bookKey: ['shanzhi'],
  book: ['shanzhi'],
  itemKey: ['public_affairs', 'illegal_building', 'civilised_family'],
  item: ['public_affairs'],
  stepKey: ['verify', 'deliberate', 'scoring'],
  step: ['verify'],
  schemeId: ['pinghu-tongjie'],
  cycle: ['2019', '2020'],
  period: ['2019', '2019-Q4', '2020-Q1'],
  path: ['points.shanzhi.items.courage.max'],
  link: ['/points'],
  scope: ['330482001'],
  mine: ['true', 'false'],
  // Nothing asked for gives a list its own columns; a name in every village finds some of it.
  columns: [''],
  search: ['', '村'],
}
const days = ['2019-06-15', '2020-02-29', '2020-04-02', '2020-04-03', '2020-04-10']

/** How a valid input is drawn: `sure` takes known ids always, otherwise every second one is nobody's. */
interface Draw {
  known: KnownIds
  sure: boolean
}

/** Inputs that fit a route's contract, the same for the same seed. */
export function drawInputs(
  route: RouteUnderTest,
  draw: Draw,
  options: { seed: number; count: number },
): Input[] {
  const part = (type: z.ZodType | undefined) => (type ? anyOf(schemaOf(type), draw, '') : fc.constant({}))
  const whole = fc.record({
    params: part(route.params) as fc.Arbitrary<Record<string, unknown>>,
    query: part(route.query) as fc.Arbitrary<Record<string, unknown>>,
    body: route.body ? part(route.body) : fc.constant(undefined),
  })
  return fc.sample(whole, { seed: options.seed, numRuns: options.count })
}

const schemas = new WeakMap<z.ZodType, Schema>()

function schemaOf(type: z.ZodType): Schema {
  const known = schemas.get(type)
  if (known) return known
  const schema = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema
  schemas.set(type, schema)
  return schema
}

function anyOf(schema: Schema, draw: Draw, field: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => anyOf(choice, draw, field)))
  if (schema.allOf) return anyOf(Object.assign({}, ...schema.allOf), draw, field)
  switch (schema.type) {
    case 'object':
      return someObject(schema, draw)
    case 'array':
      return fc.array(anyOf(schema.items ?? {}, draw, field), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 100, (schema.minItems ?? 0) + 2),
      })
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, -1_000_000),
        max: Math.min(schema.maximum ?? 1_000_000, 1_000_000),
      })
    case 'number':
      return fc.double({ min: schema.minimum ?? -100, max: schema.maximum ?? 150, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return someText(schema, draw, field)
  }
}

function someObject(schema: Schema, draw: Draw): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {})
  const fields = Object.fromEntries(properties.map(([name, inner]) => [name, anyOf(inner, draw, name)]))
  return fc.record(fields, { requiredKeys: (schema.required ?? []) as never[], noNullPrototype: true })
}

function someText(schema: Schema, draw: Draw, field: string): fc.Arbitrary<string> {
  if (schema.format === 'uuid') {
    const ids = draw.known[field]
    if (!ids || ids.length === 0) return fc.uuid({ version: 7 })
    return draw.sure ? fc.constantFrom(...ids) : fc.oneof(fc.constantFrom(...ids), fc.uuid({ version: 7 }))
  }
  if (schema.format === 'date') return fc.constantFrom(...days)
  if (schema.format === 'date-time') return fc.constantFrom('2020-04-03T02:00:00Z')
  const known = (draw.known[field] ?? words[field] ?? []).filter((word) => fits(word, schema))
  if (known.length > 0) return fc.constantFrom(...known)
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern))
  const least = schema.minLength ?? 0
  const most = Math.min(schema.maxLength ?? 12, least + 8)
  return fc
    .string({ minLength: least, maxLength: most, unit: fc.constantFrom(...'善治通界村一二三甲乙丙') })
    .map(String)
}

function fits(word: string, schema: Schema): boolean {
  if (schema.pattern && !new RegExp(schema.pattern).test(word)) return false
  return word.length >= (schema.minLength ?? 0) && word.length <= (schema.maxLength ?? 1000)
}

/** The address of an input, parameters and query in it. */
export function urlOf(route: RouteUnderTest, input: Input): string {
  const text = (value: unknown) =>
    (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)).toWellFormed()
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(text(input.params[name] ?? '')),
  )
  const given = Object.entries(input.query).filter(([, value]) => value !== undefined && value !== null)
  const query = new URLSearchParams(given.map(([name, value]) => [name, text(value)]))
  return query.size > 0 ? `${path}?${query}` : path
}
