import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areaKind } from './contract.ts'
import { type AreaFacts, decideAreaPath, decideNextNumber, mayHold, padNumber } from './decide-area.ts'

const area = (id: string, more: Partial<AreaFacts> = {}): AreaFacts => ({
  id,
  parentId: null,
  kind: 'grid',
  system: '综合网格',
  number: '001',
  name: `网格${id}`,
  validTo: null,
  ...more,
})

test('an area lies inside an earlier kind, and a grid also inside a grid', () => {
  const held = areaKind.options.flatMap((parent) =>
    areaKind.options.filter((child) => mayHold(parent, child)).map((child) => `${parent}>${child}`),
  )
  assert.deepEqual(held.sort(), [
    'grid>cell',
    'grid>grid',
    'group>cell',
    'group>grid',
    'natural_village>cell',
    'natural_village>grid',
    'natural_village>group',
  ])
})

test('a path names the areas from the top and ends where the chain is broken or runs in a circle', () => {
  const all = [
    area('a'),
    area('b', { parentId: 'a' }),
    area('lost', { parentId: 'gone' }),
    area('x', { parentId: 'y' }),
    area('y', { parentId: 'x' }),
  ]
  const byId = new Map(all.map((one) => [one.id, one]))
  assert.equal(decideAreaPath(all[1]!, byId), '网格a / 网格b')
  assert.equal(decideAreaPath(all[2]!, byId), '网格lost')
  assert.equal(decideAreaPath(all[3]!, byId), '网格y / 网格x')
})

test('the next number is the first free one of the same system and kind', () => {
  const used = [area('a'), area('b', { number: '003' }), area('c', { number: '002', kind: 'cell' })]
  assert.equal(decideNextNumber(used, '综合网格', 'grid'), '002')
  assert.equal(decideNextNumber(used, '环境网格', 'grid'), '001')
  assert.equal(decideNextNumber([area('a', { validTo: '2020-01-01' })], '综合网格', 'grid'), '001')
  const full = Array.from({ length: 999 }, (_, index) => area(`${index}`, { number: padNumber(index + 1) }))
  assert.equal(decideNextNumber(full, '综合网格', 'grid'), undefined)
  assert.equal(decideNextNumber(full.slice(0, 998), '综合网格', 'grid'), '999')
})
