import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Turns } from './take-turns.ts'

/** Work that ends when it is told to. */
function held() {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const work = (name: string) => () => {
    begun.push(name)
    return new Promise<string>((resolve) => ends.push(() => resolve(name)))
  }
  return { begun, work, end: () => ends.shift()?.() }
}
const soon = () => new Promise((resolve) => setImmediate(resolve))

test('four run at once, the fifth begins when one ends, in the order in which they came', async () => {
  const { begun, work, end } = held()
  const turns = new Turns()
  const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => turns.take(name, work(name)))
  await soon()
  assert.deepEqual(begun, ['a', 'b', 'c', 'd'])
  end()
  await soon()
  assert.deepEqual(begun, ['a', 'b', 'c', 'd', 'e'])
  for (let count = 0; count < 6; count += 1) {
    end()
    await soon()
  }
  assert.deepEqual(await Promise.all(all), ['a', 'b', 'c', 'd', 'e', 'f'])
})

test('an account that exports or waits is refused a second one, and served again afterwards', async () => {
  const { work, end } = held()
  const turns = new Turns()
  const first = turns.take('a', work('a'))
  await assert.rejects(turns.take('a', work('again')), { code: 'export.running' })
  end()
  assert.equal(await first, 'a')
  assert.equal(await turns.take('a', async () => 'again'), 'again')
})

test('a turn is handed on also by work that fails', async () => {
  const turns = new Turns()
  for (let count = 0; count < 10; count += 1)
    await assert.rejects(
      turns.take('a', () => Promise.reject(new Error('broken'))),
      /broken/,
    )
  assert.equal(await turns.take('a', async () => 1), 1)
})

test('with forty waiting the next is asked to come later', async () => {
  const { work, end } = held()
  const turns = new Turns()
  const names = Array.from({ length: 44 }, (_, index) => `account ${index}`)
  const all = names.map((name) => turns.take(name, work(name)))
  await assert.rejects(turns.take('late', work('late')), { code: 'export.busy' })
  for (let count = 0; count < 44; count += 1) {
    end()
    await soon()
  }
  assert.equal((await Promise.all(all)).length, 44)
})
