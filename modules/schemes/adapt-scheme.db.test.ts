import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Refusal } from '../../engines/refusal/refusal.ts'
import { openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { setValues } from './adapt-scheme.ts'
import { findAdoption } from './store.ts'

let village: TestVillage
before(async () => {
  village = await openTestVillage(1)
})
after(() => village.close())

const item = 'points.shanzhi.items.public_affairs'
type Change = { path: string; from: string; value: number | string | boolean | null }

/** Sets values of the village whose scheme is in force since 2019, as the clerk, on a day. */
async function set(changes: Change[], today = '2019-06-01'): Promise<string> {
  const { clerk } = village.actors
  try {
    await village.as(clerk, today, (act) =>
      setValues(act, village.library, 'pinghu-tongjie', {
        placeCode: place,
        revision: null,
        values: changes,
      }),
    )
    return 'set'
  } catch (error) {
    const { code, details } = error as Refusal
    return `${code} ${details?.reason ?? details?.titles ?? ''}`.trim()
  }
}

test('values that each fit their kind but not one another are refused together, in words', async () => {
  const rows: [what: string, changes: Change[], result: RegExp][] = [
    [
      'a least above the most',
      [{ path: `${item}.min`, from: '2020-01-01', value: 31 }],
      /values_clash 从 2020-01-01 起，最少分 31 大于最多分 30/,
    ],
    ['no points at all', [{ path: `${item}.min`, from: '2020-01-01', value: 0 }], /values_clash .*“0”/],
    [
      'a panel smaller than its least',
      [{ path: 'points.shanzhi.review.deliberate.panel.max', from: '2020-01-01', value: 2 }],
      /values_clash .*最少人数 3 大于最多人数 2/,
    ],
    [
      'a least discount above the greatest',
      [{ path: 'dividend.credit.discount_min_percent', from: '2020-01-01', value: 40 }],
      /values_clash .*下限 40% 大于上限 30%/,
    ],
    [
      'a value of another kind',
      [{ path: `${item}.min`, from: '2020-01-01', value: '一分' }],
      /value_wrong 请填写数字/,
    ],
    [
      'a place where there is no value',
      [{ path: `${item}.most`, from: '2020-01-01', value: 1 }],
      /value_unknown/,
    ],
    ['a day gone by', [{ path: `${item}.max`, from: '2019-05-31', value: 40 }], /past_value/],
    [
      'both borders moved together',
      [
        { path: `${item}.min`, from: '2020-01-01', value: 31 },
        { path: `${item}.max`, from: '2020-01-01', value: 60 },
      ],
      /^set$/,
    ],
  ]
  for (const [what, changes, result] of rows) assert.match(await set(changes), result, what)
})

test('a scheme in force cannot lose a value that the source leaves open', async () => {
  const before = await village.as(village.actors.clerk, '2019-06-01', (act) =>
    findAdoption(act.tx, place, 'pinghu-tongjie'),
  )
  const own = before!.settings['points.shanzhi.publicity.totals.days']!
  const [from] = Object.keys(own)
  assert.equal(
    await set([{ path: 'points.shanzhi.publicity.totals.days', from: from!, value: null }], from!),
    'schemes.open_values 总分公示天数',
  )
  assert.equal(
    await set([{ path: 'points.shanzhi.publicity.totals.days', from: '2021-01-01', value: 10 }]),
    'set',
  )
  assert.equal(
    await set([{ path: 'points.shanzhi.publicity.totals.days', from: '2021-01-01', value: null }]),
    'set',
  )
})

test('values stay as they were when a change is refused', async () => {
  const read = () =>
    village.as(village.actors.clerk, '2019-06-01', (act) => findAdoption(act.tx, place, 'pinghu-tongjie'))
  const before = await read()
  assert.match(
    await set([
      { path: `${item}.max`, from: '2022-01-01', value: 90 },
      { path: `${item}.min`, from: '2022-01-01', value: 91 },
    ]),
    /values_clash/,
  )
  assert.deepEqual(await read(), before)
})
