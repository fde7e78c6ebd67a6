import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideProxy, type ProxyAct, type ProxyWords } from './decide-proxy.ts'

const words: ProxyWords = {
  name: '钱小二',
  relation: '邻居',
  reason: '不会用手机',
  readBack: true,
  signatureFileId: null,
}
const act = (person: Partial<ProxyAct['person']> = {}, more: Partial<ProxyAct> = {}): ProxyAct => ({
  person: { name: '周阿婆', birthDate: '1940-01-01', guardianName: null, refuses: false, ...person },
  signatureNeeded: false,
  on: '2026-03-05',
  ...more,
})
const codeOf = (proxy: ProxyWords, on: ProxyAct) => {
  const decision = decideProxy(proxy, on)
  return decision.kind === 'allow' ? 'allow' : decision.code
}

test('who, relation, reason and read-back are all asked for', () => {
  const table: [Partial<ProxyWords>, string][] = [
    [{}, 'allow'],
    [{ name: ' ' }, 'account.proxy_incomplete'],
    [{ relation: '' }, 'account.proxy_incomplete'],
    [{ reason: '\t' }, 'account.proxy_incomplete'],
    [{ readBack: false }, 'account.proxy_not_read_back'],
  ]
  for (const [change, expected] of table) assert.equal(codeOf({ ...words, ...change }, act()), expected)
  const missing = decideProxy({ ...words, reason: '' }, act())
  assert.equal(missing.kind === 'refuse' && missing.at, 'body.proxy.reason')
})

test('what is allowed is kept without stray blanks', () => {
  const decision = decideProxy({ ...words, name: ' 钱小二 ', reason: ' 不识字 ' }, act())
  assert.deepEqual(decision, { kind: 'allow', proxy: { ...words, reason: '不识字' } })
})

test('nobody acts for a person who refuses, however complete the words', () => {
  assert.equal(codeOf(words, act({ refuses: true })), 'account.proxy_refused')
  assert.equal(codeOf({ ...words, readBack: false }, act({ refuses: true })), 'account.proxy_refused')
})

test('for a minor only the guardian on the roll speaks, to the day before the eighteenth birthday', () => {
  const minor = (guardianName: string | null, birthDate: string) => act({ birthDate, guardianName })
  assert.equal(codeOf(words, minor('钱小二', '2008-03-06')), 'allow')
  assert.equal(codeOf(words, minor('钱 小二', '2015-01-01')), 'allow')
  assert.equal(codeOf(words, minor('周大', '2008-03-06')), 'account.proxy_not_guardian')
  assert.equal(codeOf(words, minor(null, '2008-03-06')), 'account.proxy_no_guardian')
  assert.equal(codeOf(words, minor('周大', '2008-03-05')), 'allow')
  assert.equal(codeOf(words, act({ birthDate: null, guardianName: '周大' })), 'allow')
})

test('a guardian of the same name as the child is still the guardian', () => {
  const act_ = act({ name: '周强', birthDate: '2020-01-01', guardianName: '周强' })
  assert.equal(codeOf({ ...words, name: '周强' }, act_), 'allow')
})

test('one’s own act is not done on one’s own behalf', () => {
  assert.equal(codeOf({ ...words, name: '周 阿婆' }, act()), 'account.proxy_self')
})

test('the signature is asked for where the scheme demands it', () => {
  const needed = act({}, { signatureNeeded: true })
  assert.equal(codeOf(words, needed), 'account.proxy_signature_missing')
  const signed = { ...words, signatureFileId: '0197a000-0000-7000-8000-00000000000a' }
  assert.equal(codeOf(signed, needed), 'allow')
})
