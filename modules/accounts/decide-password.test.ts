import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decidePassword } from './decide-password.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'

test('a password is long, not in order, not repeated, not well known, and does not hold the login', () => {
  const table: [string, string | undefined][] = [
    ['稻田青蛙竹椅三月下雪', undefined],
    ['correct horse', undefined],
    ['stone7bridge', undefined],
    ['123456789', 'account.password_short'],
    ['1234567890', 'account.password_simple'],
    ['0987654321', 'account.password_simple'],
    ['abcdefghijkl', 'account.password_simple'],
    ['abababababab', 'account.password_simple'],
    ['aaaabbbbccccdddd', 'account.password_simple'],
    ['Password123!', 'account.password_simple'],
    ['Passw0rd2026', 'account.password_simple'],
    ['woaini20260305', 'account.password_simple'],
    ['１２３４５６７８９０', 'account.password_simple'],
    ['hi GU.LAN again', 'account.password_holds_login'],
    ['𠮷𠮷𠮷𠮷𠮷', 'account.password_short'],
  ]
  for (const [password, expected] of table)
    assert.equal(decidePassword(password, 'gu.lan'), expected, password)
  assert.equal(decidePassword('hi gu.lan again', null), undefined)
})

test('hashes are argon2id of 19 MiB, two passes, one lane, each with its own salt', async () => {
  const [one, other] = [await hashPassword('稻田青蛙竹椅三月'), await hashPassword('稻田青蛙竹椅三月')]
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.notEqual(one, other)
  assert.equal(await verifyPassword(one, '稻田青蛙竹椅三月'), true)
  assert.equal(await verifyPassword(one, '稻田青蛙竹椅四月'), false)
  assert.equal(await verifyPassword(await hashPassword('ＡＢＣ-1234567'), 'ABC-1234567'), true)
})

test('without a hash the answer is no, also for the decoy’s own words', async () => {
  assert.equal(await verifyPassword(null, 'anything'), false)
  assert.equal(await verifyPassword(null, 'no account has this password'), false)
})
