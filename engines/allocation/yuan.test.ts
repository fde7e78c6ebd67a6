import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chineseAmount, formatYuan } from './yuan.ts'

test('fen are shown as yuan with two digits and grouped thousands', () => {
  const table: [bigint, string][] = [
    [0n, '0.00'],
    [5n, '0.05'],
    [99n, '0.99'],
    [100n, '1.00'],
    [99_999n, '999.99'],
    [100_000n, '1,000.00'],
    [9_364_290n, '93,642.90'],
    [46_800_000n, '468,000.00'],
    [100_000_000n, '1,000,000.00'],
    [-1n, '-0.01'],
    [-123_456_789n, '-1,234,567.89'],
  ]
  for (const [fen, shown] of table) assert.equal(formatYuan(fen), shown)
})

test('amounts are written in capital numerals as receipts need them', () => {
  const table: [bigint, string][] = [
    [0n, '人民币零元整'],
    [1n, '人民币壹分'],
    [10n, '人民币壹角整'],
    [15n, '人民币壹角伍分'],
    [100n, '人民币壹元整'],
    [105n, '人民币壹元零伍分'],
    [1_000n, '人民币壹拾元整'],
    [1_050n, '人民币壹拾元伍角整'],
    [10_000n, '人民币壹佰元整'],
    [10_100n, '人民币壹佰零壹元整'],
    [32_504n, '人民币叁佰贰拾伍元零肆分'],
    [140_950n, '人民币壹仟肆佰零玖元伍角整'],
    [600_714n, '人民币陆仟零柒元壹角肆分'],
    [1_640_902n, '人民币壹万陆仟肆佰零玖元零贰分'],
    [9_364_290n, '人民币玖万叁仟陆佰肆拾贰元玖角整'],
    [10_000_100n, '人民币壹拾万零壹元整'],
    [10_700_053n, '人民币壹拾万柒仟元伍角叁分'],
    [46_800_000n, '人民币肆拾陆万捌仟元整'],
    [100_010_000n, '人民币壹佰万零壹佰元整'],
    [10_000_000_000n, '人民币壹亿元整'],
    [10_000_000_100n, '人民币壹亿零壹元整'],
    [10_001_000_000n, '人民币壹亿零壹万元整'],
    [11_000_000_000n, '人民币壹亿壹仟万元整'],
    [123_450_000_000_000n, '人民币壹万贰仟叁佰肆拾伍亿元整'],
    [100_000_000_000_000n, '人民币壹万亿元整'],
    [
      999_999_999_999_999_999n,
      '人民币玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分',
    ],
    [-105n, '人民币负壹元零伍分'],
  ]
  for (const [fen, written] of table) assert.equal(chineseAmount(fen), written, String(fen))
  assert.throws(() => chineseAmount(10n ** 18n), RangeError)
})

/** Reads capital numerals back, by place and unit: an oracle that knows nothing of how they are written. */
function readAmount(text: string): bigint {
  const values: Record<string, bigint> = { 拾: 10n, 佰: 100n, 仟: 1000n }
  let [fen, eight, four, digit] = [0n, 0n, 0n, 0n]
  for (const letter of text.replace('人民币', '').replace('负', '')) {
    const number = BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(letter))
    if (number >= 0n) digit = number
    else if (values[letter]) [four, digit] = [four + digit * values[letter], 0n]
    else if (letter === '万') [eight, four, digit] = [eight + (four + digit) * 10_000n, 0n, 0n]
    else if (letter === '亿')
      [fen, eight, four, digit] = [fen + (eight + four + digit) * 10n ** 10n, 0n, 0n, 0n]
    else if (letter === '元') [fen, eight, four, digit] = [fen + (eight + four + digit) * 100n, 0n, 0n, 0n]
    else if (letter === '角') [fen, digit] = [fen + digit * 10n, 0n]
    else if (letter === '分') [fen, digit] = [fen + digit, 0n]
  }
  return text.includes('负') ? -fen : fen
}

test('capital numerals read back as the amount, for any amount', () => {
  const digits = fc.array(fc.constantFrom('0', '0', '1', '5', '9'), { minLength: 1, maxLength: 18 })
  fc.assert(
    fc.property(digits, fc.boolean(), (list, owed) => {
      const fen = BigInt(list.join('')) * (owed ? -1n : 1n)
      const written = chineseAmount(fen)
      assert.equal(readAmount(written), fen)
      assert.doesNotMatch(written, /零零|零[拾佰仟万亿]/)
    }),
  )
})

test('formatted yuan read back as the amount, for any amount', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), (fen) => {
      const shown = formatYuan(fen)
      assert.match(shown, /^-?\d{1,3}(,\d{3})*\.\d\d$/)
      assert.equal(BigInt(shown.replace(/[,.]/g, '')), fen)
    }),
  )
})
