import type { Readable } from 'node:stream'
import { normalizeHeader, type SheetDefinition } from './define-sheet.ts'
import { findMergedColumns, type MergedColumn } from './find-merged-columns.ts'
import { findHeader, type HeaderMatch, headerSearchRows, missingColumns } from './match-header.ts'
import { openPackage, type WorkbookPackage } from './open-package.ts'
import { readRows, type SheetRow } from './read-rows.ts'
import { readWorkbookParts, type SheetPart, type WorkbookParts } from './read-workbook-parts.ts'
import { columnDetails, WorkbookError } from './workbook-error.ts'
import { defaultLimits, type WorkbookLimits } from './workbook-limits.ts'

export interface ReadOptions {
  readonly limits?: Partial<WorkbookLimits>
  /** Stops reading; the iteration then throws the signal's reason. */
  readonly signal?: AbortSignal
}

/** The sheet of an uploaded workbook that fits a definition, with its header found and its rows at hand. */
export interface OpenedSheet {
  readonly name: string
  readonly header: HeaderMatch
  readonly date1904: boolean
  /** All rows that are not blank, those above the header and the header itself included. */
  rows(): AsyncGenerator<readonly SheetRow[]>
  close(): Promise<void>
  /** Unpacked bytes read of all rows, for a progress bar. */
  progress(): { readonly doneBytes: number; readonly totalBytes: number }
}

/** Sheets in the order in which they are tried: those named like the definition first, hidden ones never. */
function sheetsToTry(sheet: SheetDefinition, sheets: readonly SheetPart[]): SheetPart[] {
  const titles = new Set([normalizeHeader(sheet.title.zh), normalizeHeader(sheet.title.en)])
  const visible = sheets.filter(({ hidden }) => !hidden)
  const named = visible.filter(({ name }) => titles.has(normalizeHeader(name)))
  return [...named, ...visible.filter((part) => !named.includes(part))].slice(0, sheetTriesMax)
}
const sheetTriesMax = 20

async function firstRows(batches: AsyncGenerator<readonly SheetRow[]>): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const batch of batches) {
    rows.push(...batch.slice(0, headerSearchRows - rows.length))
    if (rows.length >= headerSearchRows) break
  }
  return rows
}

interface Found {
  readonly part: SheetPart
  readonly header: HeaderMatch
  readonly merges: readonly MergedColumn[]
}

async function findSheet(
  sheet: SheetDefinition,
  workbook: WorkbookPackage,
  parts: WorkbookParts,
  limits: WorkbookLimits,
  signal: AbortSignal | undefined,
): Promise<Found> {
  let partial: { part: SheetPart; header: HeaderMatch } | undefined
  for (const part of sheetsToTry(sheet, parts.sheets)) {
    const merges = await findMergedColumns(workbook, part.part, limits, signal)
    const header = findHeader(
      sheet,
      await firstRows(readRows(workbook, parts, part.part, merges, limits, signal)),
    )
    if (header === undefined) continue
    if (missingColumns(sheet, header).length === 0) return { part, header, merges }
    if (header.matchedCount > (partial?.header.matchedCount ?? 0)) partial = { part, header }
  }
  if (partial === undefined) {
    const required = sheet.columns.filter((column) => column.required === true)
    const expected = (required.length > 0 ? required : sheet.columns).slice(0, 10)
    throw new WorkbookError('workbook.header_missing', columnDetails(expected))
  }
  const { part, header } = partial
  throw new WorkbookError('workbook.columns_missing', {
    ...columnDetails(missingColumns(sheet, header)),
    unknown: header.unknown.map(({ text }) => text),
    sheetName: part.name,
    headerRow: header.rowNumber,
  })
}

/** Opens a workbook and the first sheet in it that fits; refuses with `WorkbookError`. The caller must `close`. */
export async function openSheet(
  sheet: SheetDefinition,
  source: string | Readable,
  options: ReadOptions = {},
): Promise<OpenedSheet> {
  const limits = { ...defaultLimits, ...options.limits }
  const { signal } = options
  const workbook = await openPackage(source, limits)
  try {
    const parts = await readWorkbookParts(workbook, signal)
    const { part, header, merges } = await findSheet(sheet, workbook, parts, limits, signal)
    const totalBytes = workbook.statedBytes(part.part)
    let doneBytes = 0
    const counted: WorkbookPackage = {
      ...workbook,
      async *read(name, stop) {
        for await (const chunk of workbook.read(name, stop)) {
          doneBytes += chunk.length
          yield chunk
        }
      },
    }
    return {
      name: part.name,
      header,
      date1904: parts.date1904,
      rows: () => readRows(counted, parts, part.part, merges, limits, signal),
      close: workbook.close,
      progress: () => ({ doneBytes: Math.min(doneBytes, totalBytes), totalBytes }),
    }
  } catch (error) {
    await workbook.close()
    throw error
  }
}
