import { cleanText, columnIndex, columnLetters, textLengthMax } from './cell-text.ts'
import type { Cell } from './define-sheet.ts'
import type { MergedColumn } from './find-merged-columns.ts'
import type { WorkbookPackage } from './open-package.ts'
import { type PartHandler, parsePart } from './parse-part.ts'
import type { WorkbookParts } from './read-workbook-parts.ts'
import { WorkbookError } from './workbook-error.ts'
import type { WorkbookLimits } from './workbook-limits.ts'

/** A row with at least one cell that is not blank; `cells` has holes where nothing stands. */
export interface SheetRow {
  readonly number: number
  readonly cells: readonly (Cell | undefined)[]
}

const rowNumberMax = 1_048_576
const columnCountMax = 16_384

class RowsHandler implements PartHandler {
  rows: SheetRow[] = []
  readonly #parts: WorkbookParts
  readonly #limits: WorkbookLimits
  readonly #part: string
  #inData = false
  #row = 0
  #cells: (Cell | undefined)[] = []
  #column = -1
  #lastColumn = -1
  #kind = 'n'
  #style = 0
  #value = ''
  #hasFormula = false
  #phonetic = false
  #collecting = false
  #rowCount = 0

  constructor(parts: WorkbookParts, limits: WorkbookLimits, part: string) {
    this.#parts = parts
    this.#limits = limits
    this.#part = part
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'sheetData':
        this.#inData = true
        break
      case 'row':
        if (this.#inData) this.#openRow(attributes.r)
        break
      case 'c':
        if (this.#inData) this.#openCell(attributes)
        break
      case 'v':
      case 't':
        this.#collecting = this.#column >= 0 && !this.#phonetic
        break
      case 'f':
        this.#hasFormula = true
        break
      case 'rPh':
        this.#phonetic = true
        break
    }
  }

  text(text: string): void {
    // What is longer is refused when the cell closes; until then it must not grow without end.
    if (this.#collecting && this.#value.length < textLengthMax) this.#value += text
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#collecting = false
        break
      case 'c':
        if (this.#column >= 0) this.#closeCell()
        break
      case 'row':
        if (this.#cells.length > 0) this.#closeRow()
        break
      case 'rPh':
        this.#phonetic = false
        break
      case 'sheetData':
        this.#inData = false
        break
    }
  }

  #corrupt(cause: string): WorkbookError {
    return new WorkbookError('workbook.corrupt', { part: this.#part, cause })
  }

  #openRow(stated: string | undefined): void {
    const number = stated === undefined ? this.#row + 1 : Number(stated)
    if (!Number.isInteger(number) || number <= this.#row || number > rowNumberMax)
      throw this.#corrupt(`row ${stated} after row ${this.#row}`)
    this.#row = number
    this.#cells = []
    this.#column = -1
    this.#lastColumn = -1
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const reference = attributes.r
    this.#column = reference === undefined ? this.#lastColumn + 1 : columnIndex(reference)
    if (this.#column < 0 || this.#column >= columnCountMax) throw this.#corrupt(`cell ${reference}`)
    this.#lastColumn = this.#column
    this.#kind = attributes.t ?? 'n'
    this.#style = attributes.s === undefined ? 0 : Number(attributes.s)
    this.#value = ''
    this.#hasFormula = false
  }

  #closeCell(): void {
    const cell = this.#cell()
    const column = this.#column
    this.#column = -1
    if (cell === undefined) return
    const at = () => `${columnLetters(column)}${this.#row}`
    if (column >= this.#limits.columns)
      throw new WorkbookError('workbook.too_many_columns', { limit: this.#limits.columns, cell: at() })
    if (cell.text.length > this.#limits.cellLength)
      throw new WorkbookError('workbook.cell_too_long', { limit: this.#limits.cellLength, cell: at() })
    this.#cells[column] = cell
  }

  #cell(): Cell | undefined {
    const value = this.#value
    if (value === '') return this.#hasFormula ? { kind: 'uncalculated', text: '' } : undefined
    switch (this.#kind) {
      case 's': {
        const text = this.#parts.sharedTexts[Number(value)]
        if (text === undefined) throw this.#corrupt(`shared text ${value.slice(0, 20)} does not exist`)
        return text === '' ? undefined : { kind: 'text', text }
      }
      case 'n': {
        const text = value.trim()
        if (text === '') return undefined
        if (!Number.isFinite(Number(text))) throw this.#corrupt(`"${text.slice(0, 20)}" is no number`)
        if (this.#parts.isDateStyle[this.#style] === true) return { kind: 'date', text }
        const digits = this.#parts.zeroDigits[this.#style]
        const padded = digits !== undefined && /^\d+$/.test(text) ? text.padStart(digits, '0') : undefined
        return padded === undefined ? { kind: 'number', text } : { kind: 'number', text, padded }
      }
      case 'b':
        return { kind: 'boolean', text: value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE' }
      case 'e':
        return { kind: 'error', text: value.trim() }
      case 'd':
        return { kind: 'date', text: value.trim() }
      default: {
        const text = cleanText(value)
        return text === '' ? undefined : { kind: 'text', text }
      }
    }
  }

  #closeRow(): void {
    if (++this.#rowCount > this.#limits.rows)
      throw new WorkbookError('workbook.too_many_rows', { limit: this.#limits.rows })
    this.rows.push({ number: this.#row, cells: this.#cells })
    this.#cells = []
  }
}

/** Puts the value of a vertically merged range into each of its rows that holds anything else. */
class MergeFiller {
  readonly #merges: readonly MergedColumn[]
  #next = 0
  // One range a column: ranges that overlap are no merge that a workbook program would write.
  readonly #open = new Map<number, { lastRow: number; cell: Cell }>()

  constructor(merges: readonly MergedColumn[]) {
    this.#merges = merges
  }

  fill(row: SheetRow): SheetRow {
    const cells = [...row.cells]
    for (const [column, { lastRow, cell }] of this.#open)
      if (lastRow < row.number) this.#open.delete(column)
      else cells[column] ??= cell
    for (let merge = this.#merges[this.#next]; merge !== undefined; merge = this.#merges[++this.#next]) {
      if (merge.firstRow > row.number) break
      const cell = merge.firstRow === row.number ? row.cells[merge.column] : undefined
      if (cell !== undefined) this.#open.set(merge.column, { lastRow: merge.lastRow, cell })
    }
    return { number: row.number, cells }
  }
}

/**
 * Rows of a sheet in their order, gathered in batches as the file is read. Blank rows, formatted or not, are
 * left out; values of vertically merged cells are repeated in each row.
 */
export async function* readRows(
  workbook: WorkbookPackage,
  parts: WorkbookParts,
  part: string,
  merges: readonly MergedColumn[],
  limits: WorkbookLimits,
  signal?: AbortSignal,
): AsyncGenerator<readonly SheetRow[]> {
  const handler = new RowsHandler(parts, limits, part)
  const filler = new MergeFiller(merges)
  for await (const _ of parsePart(workbook, part, handler, signal)) {
    if (handler.rows.length === 0) continue
    const rows = handler.rows
    handler.rows = []
    yield merges.length === 0 ? rows : rows.map((row) => filler.fill(row))
  }
}
