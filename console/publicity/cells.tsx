import type { z } from 'zod'
import type { listColumn, objection, publicityLine, publicityList } from '../../modules/publicity/contract.ts'
import { showCount, showDate, showPoints, showYuan } from '../shell/figures.ts'
import { say } from '../shell/language.ts'
import type { Tone } from '../shell/StateTag.tsx'

export type PublicityList = z.infer<typeof publicityList>
export type PublicityLine = z.infer<typeof publicityLine>
export type ListColumn = z.infer<typeof listColumn>
export type Objection = z.infer<typeof objection>

export const listTones: Record<PublicityList['state'], Tone> = {
  open: 'waiting',
  closed: 'official',
  settled: 'done',
}

export const objectionTones: Record<Objection['state'], Tone> = {
  open: 'official',
  upheld: 'done',
  dismissed: 'quiet',
  withdrawn: 'quiet',
}

/** A cell as it is printed: points and yuan from their hundredths. */
export function showCell(column: ListColumn, value: string | number | undefined): string {
  if (value === undefined || value === '') return ''
  if (column.type === 'points') return showPoints(Number(value))
  if (column.type === 'yuan') return showYuan(Number(value))
  if (column.type === 'number') return showCount(Number(value))
  return column.type === 'date' ? showDate(String(value)) : String(value)
}

export const isFigure = (column: ListColumn) => column.type !== 'text' && column.type !== 'date'

/** The lines of a list as a table, for paper and for the public page. */
export function LinesTable({
  columns,
  rows,
  positionTitle,
}: {
  columns: ListColumn[]
  rows: PublicityLine[]
  positionTitle: string
}) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col" className="figure-cell">
            {positionTitle}
          </th>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={isFigure(column) ? 'figure-cell' : undefined}>
              {say(column.title)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="figure-cell">{row.position}</td>
            {columns.map((column) => (
              <td key={column.key} className={isFigure(column) ? 'figure-cell' : undefined}>
                {showCell(column, row.cells[column.key])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
