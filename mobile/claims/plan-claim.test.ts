import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkDraft, emptyDraft, expectedPoints, fieldsOf, findItems, type Item } from './plan-claim.ts'

const today = '2026-03-10'
const item = (change: Partial<Item> = {}): Item => ({
  key: 'honour.family',
  name: { zh: '文明家庭', en: 'Model family' },
  category: { zh: '荣誉类', en: 'Honours' },
  direction: 'plus',
  kind: 'fixed',
  points: 500,
  min: null,
  max: null,
  unit: null,
  limits: [],
  cutAt: null,
  named: false,
  evidenceRequired: false,
  declarers: ['self', 'cadre'],
  basis: {
    rule: { zh: '文明家庭加 5 分', en: '5 points' },
    value: '5',
    from: '2019-01-01',
    source: 'G-20',
    path: '',
  },
  ...change,
})
const draft = (change = {}) => ({ ...emptyDraft(today), reason: '扫了楼道', ...change })
const faultsOf = (change: object, of = item(), pictures = 0) =>
  checkDraft(draft(change), of, { today, pictures }).map((fault) => fault.text)

test('a whole draft has no fault', () => {
  assert.deepEqual(faultsOf({}), [])
})
test('a deed cannot lie in the future; today is the last day', () => {
  assert.deepEqual(faultsOf({ occurredOn: '2026-03-10' }), [])
  assert.deepEqual(faultsOf({ occurredOn: '2026-03-11' }), ['date_future'])
  assert.deepEqual(faultsOf({ occurredOn: '' }), ['date'])
})
test('a reason of one character is too short, two are enough', () => {
  assert.deepEqual(faultsOf({ reason: ' 扫 ' }), ['reason'])
  assert.deepEqual(faultsOf({ reason: '扫地' }), [])
})
test('a range item takes its borders and nothing beyond them', () => {
  const of = item({ kind: 'range', points: null, min: 200, max: 1000 })
  for (const [typed, expected] of [
    ['', ['proposed']],
    ['1.99', ['proposed']],
    ['2', []],
    ['10', []],
    ['10.01', ['proposed']],
    ['many', ['proposed']],
  ] as const)
    assert.deepEqual(faultsOf({ proposed: typed }, of), [...expected], typed)
})
test('what is cut at a most is told with the most (C-24)', () => {
  const of = item({ kind: 'range', points: null, min: 100, max: 1000, cutAt: 300 })
  for (const [typed, points] of [
    ['2.99', 299],
    ['3', 300],
    ['4', 300],
  ] as const)
    assert.equal(expectedPoints(draft({ proposed: typed }), of), points)
})
test('an item counted in units needs a number above zero and multiplies by it', () => {
  const of = item({ kind: 'per_unit', points: 150 })
  assert.deepEqual(faultsOf({ quantity: '0' }, of), ['quantity'])
  assert.equal(expectedPoints(draft({ quantity: '2.5' }), of), 375)
  assert.equal(fieldsOf(draft({ quantity: '2.5' }), of).quantity, 250)
})
test('an item that needs proof asks for a picture', () => {
  assert.deepEqual(faultsOf({}, item({ named: true })), ['person'])
  assert.deepEqual(faultsOf({ personName: '小明' }, item({ named: true })), [])
  assert.deepEqual(faultsOf({}, item({ evidenceRequired: true })), ['evidence'])
  assert.deepEqual(faultsOf({}, item({ evidenceRequired: true }), 1), [])
})
test('a deduction is expected below zero', () => {
  assert.equal(expectedPoints(draft(), item({ direction: 'minus' })), -500)
})
test('the picker shows only what this channel may declare, by any word of the item', () => {
  const items = [
    item(),
    item({
      key: 'b',
      name: { zh: '乱搭乱建', en: 'Illegal building' },
      category: { zh: '村规民约', en: 'Village rules' },
      basis: { ...item().basis, rule: { zh: '乱搭乱建减 5 分', en: '5 points off' } },
      declarers: ['cadre'],
    }),
  ]
  assert.deepEqual(
    findItems(items, 'self', '', null).map((one) => one.key),
    ['honour.family'],
  )
  assert.equal(findItems(items, 'cadre', '', null).length, 2)
  assert.deepEqual(
    findItems(items, 'cadre', 'BUILDING', null).map((one) => one.key),
    ['b'],
  )
  assert.deepEqual(findItems(items, 'cadre', '荣誉 文明', null).length, 1)
  assert.deepEqual(findItems(items, 'cadre', '', '没有这一类'), [])
})
