import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { openSecrets } from '../../platform/secrets/secrets.ts'
import { makeRecoveryCodes, printRecoveryCode, readRecoveryCode } from './recovery-codes.ts'

test('ten different codes are made, each to be read back as it was shown', () => {
  const codes = makeRecoveryCodes()
  assert.equal(new Set(codes).size, 10)
  for (const code of codes) {
    assert.match(code, /^[a-z2-9]{5}-[a-z2-9]{5}$/)
    assert.equal(readRecoveryCode(code), code.replace('-', ''))
  }
})

for (const [typed, read] of [
  ['ABCDE-FGH23', 'abcdefgh23'],
  [' abcde fgh23 ', 'abcdefgh23'],
  ['ａｂｃｄｅ－ｆｇｈ２３', 'abcdefgh23'],
  ['abcde—fgh23', 'abcdefgh23'],
  ['abcdefgh2', undefined],
  ['abcdefgh234', undefined],
  ['abcdefgh1l', undefined],
  ['123456', undefined],
  ['', undefined],
] as const) {
  test(`“${typed}” is read as ${read ?? 'no code'}`, () => assert.equal(readRecoveryCode(typed), read))
}

test('a print belongs to one account and one key', () => {
  const [one, other] = [openSecrets(randomBytes(32)), openSecrets(randomBytes(32))]
  const prints = [
    printRecoveryCode(one, 'a', 'abcde-fgh23'),
    printRecoveryCode(one, 'b', 'abcde-fgh23'),
    printRecoveryCode(other, 'a', 'abcde-fgh23'),
  ]
  assert.equal(new Set(prints).size, 3)
  assert.equal(printRecoveryCode(one, 'a', 'ABCDEFGH23'), prints[0])
})
