import assert from 'node:assert/strict'
import { before, test } from 'node:test'

type Figures = typeof import('./figures.ts')
type Language = typeof import('./language.ts')
let figures: Figures
let language: Language

before(async () => {
  Object.assign(globalThis, {
    localStorage: { getItem: () => null, setItem: () => undefined },
    document: { documentElement: {} },
  })
  language = await import('./language.ts')
  figures = await import('./figures.ts')
})

test('points are shown from hundredths, with a true minus in ledgers', () => {
  assert.equal(figures.showPoints(7_203_300), '72,033')
  assert.equal(figures.showPoints(150), '1.5')
  assert.equal(figures.showSigned(-1000), '−10')
  assert.equal(figures.showSigned(5), '+0.05')
  assert.equal(figures.showSigned(0), '0')
})

test('money is shown to the fen', () => {
  assert.equal(figures.showYuan(9_364_290), '¥93,642.90')
  assert.equal(figures.showYuan(-5), '−¥0.05')
})

test('249 of 698 households are 36%', () => {
  assert.equal(figures.showPercent(249, 698), '36%')
  assert.equal(figures.showPercent(0, 0), '—')
})

test('what a clerk types becomes hundredths, or is refused', () => {
  const cases: [string, number | undefined][] = [
    ['3', 300],
    ['1.5', 150],
    [' 1,200.05 ', 120_005],
    ['-2', -200],
    ['−2', -200],
    ['1.555', undefined],
    ['三', undefined],
    ['', undefined],
  ]
  for (const [text, value] of cases) assert.equal(figures.readHundredths(text), value, text)
})

test('dates and periods are spelt out in the language of the screen', async () => {
  await language.setLanguage('zh-CN')
  assert.equal(figures.showDate('2026-03-05'), '2026年3月5日')
  assert.equal(figures.showRange('2026-03-05', '2026-03-12'), '2026年3月5日至2026年3月12日')
  assert.equal(figures.showPeriod('2019-Q3'), '2019年第三季度')
  assert.equal(figures.showPeriod('2019-H1'), '2019年上半年')
  await language.setLanguage('en')
  assert.equal(figures.showDate('2026-03-05'), '5 March 2026')
  assert.equal(figures.showPeriod('2019-Q3'), 'Q3 2019')
  assert.equal(figures.showPeriod('2019'), '2019')
})

test('an instant is shown as the clocks of China show it', async () => {
  await language.setLanguage('zh-CN')
  assert.equal(figures.showInstant('2026-03-05T16:30:00.000Z'), '2026年3月6日 00:30')
})
