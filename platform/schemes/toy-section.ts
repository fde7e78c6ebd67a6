// A small part of a scheme for the tests of this folder: every kind of value, one check, one guard, two cases.
import { z } from 'zod'
import { dated, day } from '../../engines/scheme/dated.ts'
import type { Norm, SchemeSection } from '../../engines/scheme/section.ts'
import { key, words } from '../../engines/scheme/words.ts'

export const toySchema = z.strictObject({
  name: words,
  free: z.boolean(),
  since: day.optional(),
  price: dated(z.number().min(0)),
  limit: dated(z.number().int().min(1)).optional(),
  mode: dated(z.enum(['gift', 'loan'])),
  strict: dated(z.boolean()),
  motto: dated(z.string().min(1)),
  floor: z.union([z.literal('none'), dated(z.number())]),
  items: z.array(
    z.strictObject({
      key,
      name: words,
      points: dated(z.number().positive()),
      tags: z.array(z.string()).default([]),
    }),
  ),
})

interface ToyPlain {
  price: number
  mode: string
  items: { key: string; points: number }[]
}

const title = (zh: string, en: string) => ({ zh, en })

export const toySection: SchemeSection = {
  key: 'toy',
  schema: toySchema,
  values: {
    'toy.price': { type: 'yuan', title: title('价格', 'Price') },
    'toy.limit': { type: 'integer', title: title('限额', 'Limit') },
    'toy.mode': { type: 'choice', title: title('方式', 'Mode') },
    'toy.strict': { type: 'boolean', title: title('从严', 'Strict') },
    'toy.motto': { type: 'text', title: title('口号', 'Motto') },
    'toy.floor': { type: 'points', title: title('下限', 'Floor') },
    'toy.items.*.points': { type: 'points', title: title('{name}：分值', '{name}: points') },
  },
  check: (content) => {
    const keys = (content.toy as z.output<typeof toySchema>).items.map((item) => item.key)
    return keys
      .filter((one, index) => keys.indexOf(one) !== index)
      .map((one) => ({
        severity: 'error' as const,
        kind: 'reference' as const,
        path: `toy.items.${one}`,
        reason: { zh: `“${one}”用了两次。`, en: `"${one}" is used twice.` },
        mend: { zh: '换一个。', en: 'Change one.' },
        norm: null,
      }))
  },
  guards: {
    must_be_free: (content) =>
      (content.toy as z.output<typeof toySchema> | undefined)?.free === false
        ? [
            {
              path: 'toy.free',
              reason: title('必须免费。', 'It must be free.'),
              mend: title('改为 true。', 'Set it to true.'),
            },
          ]
        : [],
    at_most: (content, params) =>
      ((content.toy as z.output<typeof toySchema> | undefined)?.items.length ?? 0) > Number(params.count)
        ? [
            {
              path: 'toy.items',
              reason: title('项目太多。', 'Too many items.'),
              mend: title('减少项目。', 'Fewer items.'),
            },
          ]
        : [],
  },
  cases: {
    cost: {
      given: z.strictObject({ times: z.number().int() }),
      run: (scheme, given: { times: number }) => {
        const toy = scheme.resolved.plain.toy as ToyPlain
        return { cost: (toy.price * given.times) / 100, mode: toy.mode, note: null }
      },
    },
    points: {
      given: z.strictObject({ item: z.string() }),
      run: (scheme, given: { item: string }) => {
        const item = (scheme.resolved.plain.toy as ToyPlain).items.find((one) => one.key === given.item)
        if (!item) throw new Error(`no item ${given.item}`)
        return { points: item.points / 100 }
      },
    },
  },
  chapters: () => [],
}

export function norm(change: Partial<Norm>): Norm {
  return {
    key: 'free',
    title: title('必须免费', 'Free'),
    cite: '示例〔2020〕1号',
    source: 'test',
    from: '2020-07-27',
    check: 'must_be_free',
    params: {},
    ...change,
  }
}

export const toyText = `id: toy-scheme
name: { zh: 示例制度, en: Example }
place: { code: '330482001213', name: 示例村 }
source: G-20
summary: { zh: 只为测试而写。, en: Written for a test only. }
toy:
  name: { zh: 示例, en: Toy }
  free: true
  price: { 2019-01-01: { value: 1.30, source: G-21 }, 2020-01-01: { value: 2, source: G-21 } }
  mode: { 2019-01-01: { value: gift, source: G-21, note: 可读作两种 } }
  strict: { 2019-01-01: { value: false, source: G-21 } }
  motto: { 2019-01-01: { value: 一起干, source: G-21 } }
  floor: none
  items:
    - { key: help, name: { zh: 帮忙, en: Helping }, points: { 2019-01-01: { unset: true, source: G-20, proposed: 5 } } }
    - { key: sweep, name: { zh: 打扫, en: Sweeping }, points: { 2019-01-01: { value: 3, source: G-20 } } }
`
