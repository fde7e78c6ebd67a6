import { isPlainDate } from '../../engines/calendar/plain-date.ts'
import { sayDate, sayPoints, sayYuan } from '../shell/say-figures.ts'
import type { Column, Line } from './publicity-list.ts'

/** A cell of a list as people read it; points are hundredths and money is fen in the data. */
export function sayCell(line: Pick<Line, 'cells'>, column: Pick<Column, 'key' | 'type'>): string {
  const value = line.cells[column.key]
  if (value === undefined || value === '') return '—'
  if (column.type === 'points') return sayPoints(Number(value))
  if (column.type === 'yuan') return sayYuan(Number(value))
  if (column.type === 'date' && isPlainDate(String(value))) return sayDate(String(value))
  return String(value)
}
