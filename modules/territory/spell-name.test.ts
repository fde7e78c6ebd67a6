import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spellName, spellSearch } from './spell-name.ts'

test('names are spelt with the readings of family names', () => {
  const table: [string, 'person' | 'place', string, string][] = [
    ['单晓华', 'person', 'shanxiaohua', 'sxh'],
    ['仇小明', 'person', 'qiuxiaoming', 'qxm'],
    ['欧阳小明', 'person', 'ouyangxiaoming', 'oyxm'],
    ['吕绿', 'person', 'lvlv', 'll'],
    ['阿依古丽·买买提', 'person', 'ayigulimaimaiti', 'ayglmmt'],
    ['通界村', 'place', 'tongjiecun', 'tjc'],
    ['Ａ区2号', 'place', 'aqu2hao', 'aq2h'],
    ['', 'person', '', ''],
  ]
  for (const [name, kind, pinyin, initials] of table)
    assert.deepEqual(spellName(name, kind), { pinyin, initials }, name)
})

test('a search is pinyin only when it is written in letters', () => {
  assert.equal(spellSearch('TJC'), 'tjc')
  assert.equal(spellSearch('tong jie'), 'tongjie')
  assert.equal(spellSearch("xi'an"), 'xian')
  assert.equal(spellSearch('通界'), '')
  assert.equal(spellSearch('通jie'), '')
})
