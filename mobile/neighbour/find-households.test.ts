import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findHouseholds } from './find-households.ts'

const rows = [
  { headName: '沈阿福', number: '0347', groupName: '第五村民小组', address: '通界路 1 号' },
  { headName: '陆阿根', number: '0348', groupName: '第二村民小组', address: '通界路 12 号' },
  { headName: '沈宝英', number: '0012', groupName: null, address: '' },
]
const found = (search: string) => findHouseholds(rows, search).map((row) => row.number)

test('a household kept on the phone is found by name, number, group or address, all words together', () => {
  assert.deepEqual(found(''), ['0347', '0348', '0012'])
  assert.deepEqual(found('沈'), ['0347', '0012'])
  assert.deepEqual(found(' 沈 第五 '), ['0347'])
  assert.deepEqual(found('0348'), ['0348'])
  assert.deepEqual(found('通界路 12'), ['0348'])
  assert.deepEqual(found('没有这个人'), [])
})
