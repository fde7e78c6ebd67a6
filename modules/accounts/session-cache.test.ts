import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeSessionCache, staleSecondsMax } from './session-cache.ts'
import type { Session } from './store-sessions.ts'

const start = new Date('2026-03-05T08:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const session = (accountId: string, expiresAt = after(3600)): Session => ({
  kind: 'cookie',
  expiresAt,
  locale: 'zh-CN',
  elderMode: false,
  actor: {
    accountId,
    countyCode: '330482',
    placeCode: '330482001213',
    name: accountId,
    personId: null,
    householdId: null,
    grants: [],
  },
})

test('a session is remembered for three seconds and not a moment longer', () => {
  const cache = makeSessionCache()
  cache.keep('h', session('a'), start, cache.mark())
  assert.ok(cache.find('h', after(staleSecondsMax - 0.001)))
  assert.equal(cache.find('h', after(staleSecondsMax)), undefined)
  assert.equal(cache.find('other', start), undefined)
})

test('a session that ran out in between is not remembered, nor one from a clock set back', () => {
  const cache = makeSessionCache()
  cache.keep('h', session('a', after(1)), start, cache.mark())
  assert.equal(cache.find('h', after(1)), undefined)
  cache.keep('h', session('a'), start, cache.mark())
  assert.equal(cache.find('h', after(-1)), undefined)
})

test('dropping an account forgets all its sessions and no other', () => {
  const cache = makeSessionCache()
  for (const [hash, account] of [
    ['1', 'a'],
    ['2', 'a'],
    ['3', 'b'],
  ] as const)
    cache.keep(hash, session(account), start, cache.mark())
  cache.drop('a')
  assert.deepEqual(
    ['1', '2', '3'].map((hash) => cache.find(hash, start)?.actor.accountId),
    [undefined, undefined, 'b'],
  )
})

test('what was read before a drop and arrives after it is not kept', () => {
  const cache = makeSessionCache()
  const mark = cache.mark()
  cache.drop('a')
  cache.keep('h', session('a'), start, mark)
  assert.equal(cache.find('h', start), undefined)
})
