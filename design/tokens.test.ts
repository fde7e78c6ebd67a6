import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dark, light, type Palette, tokensCss } from './tokens.ts'

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high! + 0.05) / (low! + 0.05)
}

const texts: [keyof Palette, (keyof Palette)[]][] = [
  ['ink', ['paper', 'surface', 'sunken', 'greenWash', 'sealWash', 'amberWash']],
  ['inkSoft', ['paper', 'surface', 'sunken', 'greenWash', 'sealWash', 'amberWash']],
  ['inkFaint', ['paper', 'surface', 'sunken', 'greenWash']],
  ['green', ['paper', 'surface', 'sunken', 'greenWash']],
  ['greenDeep', ['paper', 'surface', 'greenWash']],
  ['seal', ['paper', 'surface', 'sunken', 'sealWash']],
  ['amber', ['paper', 'surface', 'sunken', 'amberWash']],
  ['onGreen', ['green', 'greenDeep']],
  ['onSeal', ['seal']],
]

for (const [name, palette] of [
  ['light', light],
  ['dark', dark],
] as const) {
  test(`every text colour reads at 4.5:1 on its grounds, ${name}`, () => {
    for (const [text, grounds] of texts)
      for (const ground of grounds) {
        const ratio = contrast(palette[text], palette[ground])
        assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`)
      }
  })
  test(`the borders of controls read at 3:1, ${name}`, () => {
    for (const ground of ['paper', 'surface'] as const)
      assert.ok(contrast(palette.lineStrong, palette[ground]) >= 3)
  })
}

test('the style sheet names every colour in light and in dark', () => {
  const css = tokensCss()
  for (const name of ['--ink-soft', '--green-wash', '--on-seal'])
    assert.equal(css.split(`${name}:`).length, 3)
})
