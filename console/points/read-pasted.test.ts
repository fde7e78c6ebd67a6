import assert from 'node:assert/strict'
import { before, test } from 'node:test'

let readPasted: typeof import('./read-pasted.ts').readPasted

before(async () => {
  Object.assign(globalThis, {
    localStorage: { getItem: () => null, setItem: () => undefined },
    document: { documentElement: {} },
  })
  readPasted = (await import('./read-pasted.ts')).readPasted
})

test('two columns of a workbook are household numbers and figures', () => {
  assert.deepEqual(readPasted('0012\t3\r\n0045\t1.5\n'), [
    { number: '0012', value: 300 },
    { number: '0045', value: 150 },
  ])
})

test('a column between, such as the name, is passed over', () => {
  assert.deepEqual(readPasted('0012\t王一\t3'), [{ number: '0012', value: 300 }])
})

test('numbers without a figure and blank lines are taken as they are', () => {
  assert.deepEqual(readPasted('0012\n\n\t\n0013'), [
    { number: '0012', value: null },
    { number: '0013', value: null },
  ])
})
