import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { measureProcess, measureRate, passes, percentile } from './measure.ts'

test('a percentile is a value that was measured', () => {
  const values = [5, 1, 4, 2, 3]
  assert.deepEqual(
    [0, 0.5, 0.8, 0.99, 1].map((part) => percentile(values, part)),
    [1, 3, 4, 5, 5],
  )
  assert.equal(percentile([], 0.5), 0)
})

test('a figure passes at its limit and fails past it; without a limit it passes', () => {
  const figure = { name: 'a', value: 2, unit: 'ratio' }
  assert.deepEqual(
    [{ min: 2 }, { min: 2.01 }, { max: 2 }, { max: 1.99 }].map((limit) => passes({ ...figure, limit })),
    [true, false, true, false],
  )
  assert.equal(passes(figure), true)
})

test('a rate counts what was begun and ended within its time, in all places', async () => {
  const places = new Set<number>()
  const rate = await measureRate({ seconds: 0.2, parallel: 3, warmupSeconds: 0.05 }, async (place) => {
    places.add(place)
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
  assert.deepEqual([...places].sort(), [0, 1, 2])
  assert.ok(rate.done > 3)
  assert.equal(rate.perSecond, rate.done / 0.2)
  assert.ok(rate.p99Ms >= rate.p50Ms)
})

test('a process tells its result and the memory that it held at most', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shanzhi-measure-'))
  const script = join(folder, 'hold.ts')
  await writeFile(
    script,
    'const held = Buffer.alloc(120 * 1024 * 1024, 1)\nconsole.log(JSON.stringify({ held: held.length, words: process.argv.slice(2) }))\n',
  )
  const { peakMiB, result } = await measureProcess<{ held: number; words: string[] }>(script, ['a', 'b'])
  assert.deepEqual(result, { held: 120 * 1024 * 1024, words: ['a', 'b'] })
  assert.ok(peakMiB > 120 && peakMiB < 600, `${peakMiB}`)
  await writeFile(script, 'throw new Error("broken")')
  await assert.rejects(measureProcess(script, []), /broken/)
  await rm(folder, { recursive: true })
})
