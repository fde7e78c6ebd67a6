import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decidePath, decideShortName } from './decide-short-name.ts'

test('official names become names as people say them', () => {
  const table: [string, string][] = [
    ['通界村村民委员会', '通界村'],
    ['通界村民委员会', '通界村'],
    ['通界村村委会', '通界村'],
    ['李庄村委会', '李庄村'],
    ['李庄村委员会', '李庄村'],
    ['水洞埭社区居委会', '水洞埭社区'],
    ['东门社区居民委员会', '东门社区'],
    ['和平居民委员会', '和平居委会'],
    ['和平居委会', '和平居委会'],
    ['巴彦嘎查村民委员会', '巴彦嘎查'],
    ['巴彦嘎查村委会', '巴彦嘎查'],
    ['巴彦嘎查', '巴彦嘎查'],
    ['七连生活区', '七连生活区'],
    ['当湖街道办事处', '当湖街道'],
    ['当湖街道', '当湖街道'],
    ['新埭镇人民政府', '新埭镇'],
    ['平湖市', '平湖市'],
    ['村民委员会', '村民委员会'],
    ['', ''],
  ]
  for (const [official, said] of table) assert.equal(decideShortName(official), said, official)
})

test('a path leaves out the words of arrangement in the official list', () => {
  assert.equal(decidePath(['浙江省', '嘉兴市', '平湖市']), '浙江省 / 嘉兴市 / 平湖市')
  assert.equal(decidePath(['北京市', '市辖区', '东城区']), '北京市 / 东城区')
  assert.equal(decidePath([]), '')
})
