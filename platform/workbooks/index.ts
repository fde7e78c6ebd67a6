export { date, decimal, integer } from './cell-type-figures.ts'
export { choice, identityNumber, phone, problem, text, yesNo } from './cell-types.ts'
export {
  type Column,
  defineSheet,
  type Fault,
  type RowOf,
  type SheetDefinition,
} from './define-sheet.ts'
export { faultOf, type RowResult, readSheet } from './read-sheet.ts'
export { workbookErrors } from './workbook-error.ts'
export { writeErrorWorkbook } from './write-error-workbook.ts'
export { writeTemplate } from './write-template.ts'
export { writeWorkbook } from './write-workbook.ts'
