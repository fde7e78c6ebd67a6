import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvText } from './csv.ts'

test('a cell with commas, quotes or line ends is quoted', () => {
  assert.equal(
    csvText(['a'], [['x,y'], ['say "so"'], ['two\nlines']]),
    '\uFEFFa\r\n"x,y"\r\n"say ""so"""\r\n"two\nlines"\r\n',
  )
})

test('a cell that a spreadsheet would run as a formula is kept as text', () => {
  assert.equal(csvText(['a'], [['=1+1'], ['@sum'], ['-cmd']]), "\uFEFFa\r\n'=1+1\r\n'@sum\r\n'-cmd\r\n")
})

test('figures stay figures, negative ones too', () => {
  assert.equal(csvText(['a', 'b'], [[-30, '-30']]), '\uFEFFa,b\r\n-30,-30\r\n')
})
