/** How much one uploaded workbook may hold. All are enforced while reading; sizes stated in the file count for nothing. */
export interface WorkbookLimits {
  /** Size of the file as uploaded. */
  readonly fileBytes: number
  /** Files inside the archive. */
  readonly entries: number
  /** Bytes of one part after unpacking. */
  readonly partBytes: number
  /** Unpacked ÷ packed of one part, judged once 32 MiB are unpacked (DEFLATE alone can reach 1,032). */
  readonly ratio: number
  /** Data rows that are not blank. */
  readonly rows: number
  /** Columns up to the last cell that is not blank. */
  readonly columns: number
  /** UTF-16 units of text in one cell. */
  readonly cellLength: number
  /** Merged ranges in the sheet. */
  readonly merges: number
}

export const defaultLimits: WorkbookLimits = {
  fileBytes: 64 * 1024 * 1024,
  entries: 1000,
  partBytes: 1024 * 1024 * 1024,
  ratio: 200,
  rows: 200_000,
  columns: 256,
  cellLength: 5000,
  merges: 200_000,
}
