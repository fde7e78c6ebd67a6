import assert from 'node:assert/strict'
import { test } from 'node:test'
import { text } from './cell-types.ts'
import { defineSheet, normalizeHeader } from './define-sheet.ts'

const column = (key: string, zh: string, synonyms: string[] = []) => ({
  key,
  header: { zh, en: key },
  type: text(),
  synonyms,
})

test('two columns under one name are refused when the sheet is declared', () => {
  const title = { zh: '表', en: 'Sheet' }
  assert.throws(
    () => defineSheet({ key: 's', title, columns: [column('a', '姓名'), column('b', '姓 名')] }),
    /"姓名" means both a and b/,
  )
  assert.throws(() =>
    defineSheet({ key: 's', title, columns: [column('a', '姓名'), column('b', '名字', ['A'])] }),
  )
  assert.throws(() => defineSheet({ key: 's', title, columns: [column('a', '问题')] }), /problem column/)
  assert.throws(() => defineSheet({ key: 's', title, columns: [] }))
})

test('headers are compared without spaces, case, width and marks of requiredness', () => {
  for (const given of ['金额(元)', '金额（元）', ' 金 额（元） *', '金额（元）（必填）'])
    assert.equal(normalizeHeader(given), '金额(元)')
  assert.equal(normalizeHeader('Born On'), 'bornon')
})
