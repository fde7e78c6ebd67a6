export {
  type DateOptions,
  type DecimalOptions,
  date,
  decimal,
  type IntegerOptions,
  integer,
} from './cell-type-figures.ts'
export {
  type Check,
  type ChoiceOption,
  choice,
  identityNumber,
  phone,
  problem,
  type TextOptions,
  text,
  yesNo,
} from './cell-types.ts'
export {
  type Cell,
  type CellContent,
  type CellType,
  type Column,
  defineSheet,
  type Fault,
  type Locale,
  type ParseContext,
  type Parsed,
  type Problem,
  problemHeader,
  type RowOf,
  type SheetDefinition,
} from './define-sheet.ts'
export type { ReadOptions } from './open-sheet.ts'
export { faultOf, type RowResult, readSheet, type SheetReading } from './read-sheet.ts'
export { type Words, WorkbookError, type WorkbookErrorCode, workbookErrors } from './workbook-error.ts'
export { defaultLimits, type WorkbookLimits } from './workbook-limits.ts'
export { type ErrorWorkbookOptions, writeErrorWorkbook } from './write-error-workbook.ts'
export { writeTemplate } from './write-template.ts'
export { rowCountMax, type WriteOptions, writeWorkbook } from './write-workbook.ts'
