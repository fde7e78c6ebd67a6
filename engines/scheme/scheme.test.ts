import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { findCrossedBorders } from './borders.ts'
import { type Dated, dated, isDated, type Resolved } from './dated.ts'
import { countIn, countsInHundredths, findMeta, resolveScheme, type ValueTable } from './resolve-scheme.ts'
import { listDated, listOpenFrom, withSettings } from './with-settings.ts'

const table: ValueTable = {
  'books.*.base': { type: 'points', title: { zh: '基本分', en: 'Base' } },
  'books.*.items.*.points': { type: 'points', title: { zh: '{name}：分值', en: '{name}: points' } },
  'fund.price': { type: 'yuan', title: { zh: '单价', en: 'Price' } },
  'fund.mode': { type: 'choice', title: { zh: '办法', en: 'Mode' } },
  'fund.days': { type: 'days', title: { zh: '天数', en: 'Days' } },
}

const content = {
  books: [
    {
      key: 'first',
      name: { zh: '积分', en: 'Points' },
      base: {
        '2019-01-01': { value: 100, source: 'G-20' },
        '2020-07-01': { value: 60.5, source: 'G-20 2020' },
      },
      items: [
        {
          key: 'help',
          name: { zh: '帮忙', en: 'Helping' },
          points: { '2019-01-01': { unset: true, source: 'G-20', proposed: 5, note: '原文未给' } },
        },
        {
          key: 'late',
          name: { zh: '迟到', en: 'Late' },
          points: { '2021-01-01': { value: 2, source: 'G-20' } },
        },
      ],
    },
  ],
  fund: {
    price: { '2019-01-01': { value: 1.3, source: 'G-21' } },
    mode: { '2019-01-01': { value: 'fixed', source: 'G-21' } },
    days: { '2019-01-01': { value: 7, source: 'G-21' } },
  },
}

const findValue = (on: string, path: string, settings = {}) =>
  resolveScheme(content, table, settings, on).values.find((value) => value.path === path)!

test('a value counts from its day on until the next one, and before its first day as on that day', () => {
  const rows: [on: string, value: number, from: string][] = [
    ['2018-12-31', 100, '2019-01-01'],
    ['2019-01-01', 100, '2019-01-01'],
    ['2020-06-30', 100, '2019-01-01'],
    ['2020-07-01', 60.5, '2020-07-01'],
    ['2020-07-02', 60.5, '2020-07-01'],
  ]
  for (const [on, value, from] of rows) {
    const found = findValue(on, 'books.first.base')
    assert.deepEqual([found.value, found.from], [value, from], on)
  }
})

test('a value carries its source, its note and the name of the part around it', () => {
  assert.equal(findValue('2020-08-01', 'books.first.base').source, 'G-20 2020')
  const open = findValue('2019-05-01', 'books.first.items.help.points')
  assert.deepEqual(open.title, { zh: '帮忙：分值', en: 'Helping: points' })
  assert.deepEqual(
    [open.value, open.sourceValue, open.proposed, open.note, open.source],
    [null, null, 5, '原文未给', 'G-20'],
  )
})

test('an open value stays open until the place fills it; a proposal is never applied by itself', () => {
  const path = 'books.first.items.help.points'
  assert.deepEqual(resolveScheme(content, table, {}, '2019-05-01').open, [path])
  const settings = { [path]: { '2019-06-01': 8 } }
  assert.deepEqual(resolveScheme(content, table, settings, '2019-05-31').open, [path])
  assert.deepEqual(resolveScheme(content, table, settings, '2019-06-01').open, [])
  assert.equal(findValue('2019-06-01', path, settings).value, 8)
})

test('the place’s own value wins from its first day on, whatever the source says later', () => {
  const settings = { 'books.first.base': { '2020-01-01': 80, '2021-01-01': 90 } }
  const rows: [on: string, own: number | null, value: number][] = [
    ['2019-12-31', null, 100],
    ['2020-01-01', 80, 80],
    ['2020-07-01', 80, 80],
    ['2020-12-31', 80, 80],
    ['2021-01-01', 90, 90],
  ]
  for (const [on, own, value] of rows) {
    const found = findValue(on, 'books.first.base', settings)
    assert.deepEqual([found.ownValue, found.value], [own, value], on)
    assert.equal(found.sourceValue, on < '2020-07-01' ? 100 : 60.5)
  }
})

test('list items are found by their key, so that a path outlives a reordering', () => {
  const turned = structuredClone(content)
  turned.books[0]!.items.reverse()
  const settings = { 'books.first.items.help.points': { '2019-01-01': 3 } }
  const { plain } = resolveScheme(turned, table, settings, '2022-01-01')
  const [book] = plain.books as { items: { key: string; points: number }[] }[]
  assert.deepEqual(
    book!.items.map((item) => [item.key, item.points]),
    [
      ['late', 200],
      ['help', 300],
    ],
  )
})

test('the plain scheme counts points and yuan in hundredths and leaves the rest as written', () => {
  const { plain } = resolveScheme(content, table, {}, '2020-07-01')
  assert.deepEqual(plain.fund, { price: 130, mode: 'fixed', days: 7 })
  assert.equal((plain.books as { base: number }[])[0]!.base, 6050)
})

test('a value of no declared type is a bug that cannot go unseen', () => {
  assert.throws(() => resolveScheme({ odd: content.fund.price }, table, {}, '2019-01-01'), /odd/)
  assert.equal(findMeta(table, 'books.first.items.help.points')?.type, 'points')
  assert.equal(findMeta(table, 'books.first.items.help'), undefined)
  assert.equal(findMeta(table, 'books.first.items.help.points.more'), undefined)
})

test('every amount with two decimals becomes its hundredths exactly; a third decimal does not pass', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), (hundredths) => {
      const written = Number((hundredths / 100).toFixed(2))
      assert.equal(countIn('yuan', written), hundredths)
      assert.equal(countsInHundredths('points', written), true)
    }),
  )
  const rows: [type: 'yuan' | 'points' | 'integer' | 'text', value: number | string, counts: boolean][] = [
    ['yuan', 1.3, true],
    ['yuan', 1.305, false],
    ['yuan', 0.001, false],
    ['points', 10_000_000_000, true],
    ['points', 10_000_000_000.01, false],
    ['points', -0.5, true],
    ['integer', 1.305, true],
    ['text', '1.305', true],
  ]
  for (const [type, value, counts] of rows)
    assert.equal(countsInHundredths(type, value), counts, `${type} ${value}`)
})

test('settings written into the content count on every day as they do beside it', () => {
  const days = ['2018-06-01', '2019-01-01', '2019-12-31', '2020-06-30', '2020-07-01', '2022-01-01']
  const paths = listDated(content).map(({ path }) => path)
  const settings = fc.dictionary(
    fc.constantFrom(...paths.filter((path) => path !== 'fund.mode')),
    fc.dictionary(fc.constantFrom('2019-01-01', '2019-06-01', '2020-07-01', '2021-03-03'), fc.nat(500), {
      minKeys: 1,
    }),
  )
  fc.assert(
    fc.property(settings, fc.constantFrom(...days.slice(1)), (own, on) => {
      const beside = resolveScheme(content, table, own, on)
      const within = resolveScheme(withSettings(content, own, 'own'), table, {}, on)
      for (const value of within.values) {
        const ownFirst = Object.keys(own[value.path] ?? {}).sort()[0] ?? '9999'
        const sourceFirst = Object.keys(
          listDated(content).find(({ path }) => path === value.path)!.entries,
        ).sort()[0]!
        // Before both first days the source's value counts beside, the place's own within: nobody asks then.
        if (on < ownFirst && ownFirst <= sourceFirst) continue
        assert.equal(value.value, beside.values.find(({ path }) => path === value.path)!.value, value.path)
      }
    }),
  )
})

test('what is open on a day or becomes open later is found; what was open before is not', () => {
  const scheme = {
    fund: {
      days: { '2019-01-01': { unset: true, source: 'x' }, '2020-01-01': { value: 7, source: 'x' } },
      price: { '2019-01-01': { value: 1, source: 'x' }, '2021-01-01': { unset: true, source: 'x' } },
    },
  }
  const rows: [from: string, settings: Record<string, Record<string, number>>, open: string[]][] = [
    ['2018-01-01', {}, ['fund.days', 'fund.price']],
    ['2019-12-31', {}, ['fund.days', 'fund.price']],
    ['2020-01-01', {}, ['fund.price']],
    ['2020-01-01', { 'fund.price': { '2020-06-01': 2 } }, []],
    ['2019-01-01', { 'fund.days': { '2019-06-01': 5 }, 'fund.price': { '2019-01-01': 2 } }, ['fund.days']],
    ['2019-06-01', { 'fund.days': { '2019-06-01': 5 }, 'fund.price': { '2019-01-01': 2 } }, []],
  ]
  for (const [from, settings, open] of rows)
    assert.deepEqual(listOpenFrom(scheme, settings, from), open, from)
})

test('borders cross on the days from which the lower one is above, and not where one is open', () => {
  const at = (values: Record<string, number | null>) =>
    Object.fromEntries(
      Object.entries(values).map(([day, value]) => [
        day,
        value === null ? { unset: true, source: 'x' } : { value, source: 'x' },
      ]),
    ) as Dated<number>
  const rows: [low: Record<string, number | null>, high: Record<string, number | null>, days: string[]][] = [
    [{ '2019-01-01': 3 }, { '2019-01-01': 3 }, []],
    [{ '2019-01-01': 4 }, { '2019-01-01': 3 }, ['2019-01-01']],
    [{ '2019-01-01': 4 }, { '2019-01-01': null }, []],
    [{ '2019-01-01': null }, { '2019-01-01': 3 }, []],
    [{ '2019-01-01': 4 }, { '2020-01-01': 3 }, ['2020-01-01']],
    [{ '2019-01-01': 1, '2020-01-01': 9 }, { '2019-01-01': 5, '2021-01-01': 10 }, ['2020-01-01']],
  ]
  for (const [low, high, days] of rows) {
    assert.deepEqual(
      findCrossedBorders(at(low), at(high)).map((crossed) => crossed.day),
      days,
    )
  }
})

test('a group is a dated value when all its keys are days, and an empty one is not', () => {
  const rows: [node: unknown, is: boolean][] = [
    [{ '2019-01-01': { value: 1, source: 'x' } }, true],
    [{ '2019-01-01': 1, name: 2 }, false],
    [{ '2019-1-1': 1 }, false],
    [{}, false],
    [[], false],
    [null, false],
    ['2019-01-01', false],
  ]
  for (const [node, is] of rows) assert.equal(isDated(node), is, JSON.stringify(node))
})

// Types are checked by the type check: the assignments below fail it when Resolved goes wrong.
type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : never

test('the type of a resolved scheme has plain values where dated ones stood', () => {
  const section = z.strictObject({
    name: z.string(),
    base: dated(z.number()),
    mode: dated(z.enum(['fixed', 'pool'])),
    floor: z.union([z.literal('none'), dated(z.number())]),
    day: dated(z.boolean()).optional(),
    list: z.array(z.strictObject({ key: z.string(), points: dated(z.number()) })),
  })
  const same: Same<
    Resolved<z.output<typeof section>>,
    {
      name: string
      base: number
      mode: 'fixed' | 'pool'
      floor: number | 'none'
      day?: boolean | undefined
      list: { key: string; points: number }[]
    }
  > = true
  assert.ok(same)
  const read = section.safeParse({
    name: 'x',
    base: { '2019-01-01': { value: 1, source: 's' } },
    mode: { '2019-01-01': { value: 'pool', source: 's' } },
    floor: 'none',
    list: [],
  })
  assert.ok(read.success)
})
