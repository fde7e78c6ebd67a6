import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideBoard, isMinor, maskFor } from './decide-board.ts'
import { assertNoIdentity, speakList, spokenDay, spokenHundredths, spokenNumber } from './decide-broadcast.ts'
import { frozenUntil, isFrozen, probationOf } from './decide-freeze.ts'
import { missingFor } from './decide-referral.ts'
import type { BlackBoard, MadeBoard } from './scheme.ts'

const days = (
  takenDownOn: string | null,
  probationDays: number,
  listing = { listedOn: '2024-03-01', endsOn: '2024-03-30' },
) => ({
  ...listing,
  takenDownOn,
  probationUntil: takenDownOn === null ? null : probationOf(takenDownOn, probationDays),
})
const rules = (until: 'taken_down' | 'expiry', probation_days: number) =>
  ({ freeze: { reach: 'household', until, counts: 'last_day' }, probation_days }) as BlackBoard

test('whoever stands on the black board is frozen until taken down and the probation is over (G-12)', () => {
  const frozen = (on: string, takenDownOn: string | null = null) =>
    isFrozen(days(takenDownOn, 10), rules('taken_down', 10), on, on)
  assert.deepEqual(
    ['2024-02-29', '2024-03-01', '2024-12-31'].map((on) => frozen(on)),
    [false, true, true],
  )
  assert.deepEqual(
    ['2024-03-15', '2024-03-25', '2024-03-26'].map((on) => frozen(on, '2024-03-15')),
    [true, true, false],
  )
})

test('without a probation it may take part on the day on which it is taken down', () => {
  const frozen = (on: string) => isFrozen(days('2024-03-15', 0), rules('taken_down', 0), on, on)
  assert.deepEqual(['2024-03-14', '2024-03-15'].map(frozen), [true, false])
})

test('where the scheme ends a freeze with the board’s days, the probation follows them', () => {
  assert.equal(frozenUntil(days(null, 10), 'expiry', 10), '2024-04-09')
  assert.equal(frozenUntil(days(null, 0), 'expiry', 0), '2024-03-30')
  assert.equal(frozenUntil(days(null, 10), 'taken_down', 10), null)
  const frozen = (on: string) => isFrozen(days(null, 10), rules('expiry', 10), on, on)
  assert.deepEqual(['2024-04-09', '2024-04-10'].map(frozen), [true, false])
})

test('a referral needs all three conditions; each alone, and each two, are too little (G-12)', () => {
  const referral = { automatic: false, listings: 2, teachings: 3, to: { zh: '', en: '' } }
  const missing = (listings: number, teachings: number, suspicion: boolean) =>
    missingFor(referral, { listings, teachings, suspicion }).length
  assert.deepEqual(
    [
      missing(2, 3, true),
      missing(1, 3, true),
      missing(2, 2, true),
      missing(2, 3, false),
      missing(1, 2, false),
    ],
    [0, 1, 1, 1, 3],
  )
})

const deeds = {
  ...{ kind: 'deeds', outcomes: ['filial', 'honest'], mask: 'middle' },
  fields: ['household_number', 'head_name_masked', 'mark'],
} as unknown as MadeBoard
const line = (number: string, marks: string[], birth: string | null = null) => ({
  ...{ householdId: number, householdNumber: number, headName: '张小明', headBirthDate: birth },
  ...{ total: 100, rank: 1, marks },
})
const names = new Map([
  ['filial', { zh: '孝', en: 'filial' }],
  ['honest', { zh: '信', en: 'honest' }],
  ['weighted', { zh: '加权', en: 'weighted' }],
])

test('each category stands by itself, a household on as many as it was marked for (G-18)', () => {
  const lines = [line('0002', ['honest', 'filial']), line('0001', ['filial', 'weighted'])]
  const decided = decideBoard(deeds, { lines, marks: names }, { on: '2024-04-01', asked: new Set() })
  assert.deepEqual(
    decided.lines.map(({ cells }) => cells),
    [
      { household_number: '0001', head_name_masked: '张*明', mark: '孝' },
      { household_number: '0002', head_name_masked: '张*明', mark: '孝' },
      { household_number: '0002', head_name_masked: '张*明', mark: '信' },
    ],
  )
})

test('minors never, nor whoever asked not to be shown; both are counted', () => {
  const lines = [
    line('0001', ['filial'], '2006-04-02'),
    line('0002', ['filial'], '2006-04-01'),
    line('0003', ['filial']),
  ]
  const decided = decideBoard(deeds, { lines, marks: names }, { on: '2024-04-01', asked: new Set(['0003']) })
  assert.deepEqual(decided.leftOut, { minors: 1, asked: 1 })
  assert.deepEqual(
    decided.lines.map(({ householdId }) => householdId),
    ['0002'],
  )
  assert.deepEqual([isMinor('2006-04-02', '2024-04-01'), isMinor('2006-04-01', '2024-04-01')], [true, false])
})

test('names are masked as the board says', () => {
  assert.deepEqual([maskFor('middle', '欧阳小明'), maskFor('surname', '张小明')], ['欧**明', '张某'])
})

test('numbers, points and days are spoken in words', () => {
  assert.deepEqual([0, 2, 10, 12, 20, 105, 110, 200, 1002, 2019, 20_000, 100_300].map(spokenNumber), [
    '零',
    '二',
    '十',
    '十二',
    '二十',
    '一百零五',
    '一百一十',
    '两百',
    '一千零二',
    '两千零一十九',
    '两万',
    '十万零三百',
  ])
  assert.deepEqual([1250, -50, 300].map(spokenHundredths), ['十二点五', '负零点五', '三'])
  assert.equal(spokenDay('2019-03-15'), '三月十五日')
})

test('a list is read out in short sentences without digits, household numbers or whole names', () => {
  const words = speakList({
    ...{ placeName: '柳溪村', title: '2019年3月善行义举榜（第 2 榜）', spot: '公开栏' },
    ...{ opensOn: '2019-04-01', closesOn: '2019-04-10', namesHidden: false },
    columns: [
      { key: 'household_number', title: { zh: '户编号' }, type: 'text' },
      { key: 'head_name_masked', title: { zh: '姓名' }, type: 'text' },
      { key: 'total', title: { zh: '总分' }, type: 'points' },
    ],
    rows: [{ cells: { household_number: '0012', head_name_masked: '张*明', total: 11_250 } }],
  })
  assert.ok(words.includes('二零一九年三月善行义举榜'), words)
  assert.ok(words.includes('张某某，总分一百一十二点五分。'), words)
  assert.doesNotMatch(words, /[\d*]/)
  for (const sentence of words.split('\n')) assert.ok([...sentence].length <= 40, sentence)
})

test('a text with an identity, phone or card number is refused, however its digits are set apart', () => {
  for (const digits of [
    '11010519491231002X',
    '138 0013 8000',
    '１３８００１３８０００',
    '6222-0201-2345-678',
  ])
    assert.throws(() => assertNoIdentity(`请联系 ${digits}。`), { code: 'boards.words_identity' }, digits)
  assertNoIdentity('2019 年 3 月，共 105 户，电话 2345678。')
})
