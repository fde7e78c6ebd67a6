import { serialOfDate } from './cell-dates.ts'
import { columnLetters } from './cell-text.ts'
import type { CellContent } from './define-sheet.ts'
import { type CellStyle, styleNumbers } from './workbook-styles.ts'

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const textLengthMax = 32_767
const cutMark = '…'

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold them
const special = /[&<>"\u0000-\u0008\u000B\u000C\u000D\u000E-\u001F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/
const specials = new RegExp(special.source, 'g')
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A text that reads like an escape must be escaped, or `_x000D_` would come back as a line end.
  _: '_x005F_',
}

/** Text for XML: what XML cannot hold is dropped, text longer than a cell can hold is cut with `…`. */
export function xmlText(text: string): string {
  let safe = text.isWellFormed() ? text : text.toWellFormed()
  if (safe.length > textLengthMax)
    safe = safe.slice(0, textLengthMax - 1).replace(/[\uD800-\uDBFF]$/, '') + cutMark
  return special.test(safe) ? safe.replace(specials, (sign) => entities[sign] ?? '') : safe
}

// What spreadsheet programs take for the start of a formula; full-width forms count in some of them.
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/

/** Whether a text would be run as a formula if a program took it for input. */
export function readsAsFormula(text: string): boolean {
  return formulaStart.test(text)
}

/**
 * One cell. Texts are always strings to every program, never formulas; those that begin like a formula are
 * also marked as quoted, so that they stay text when a person edits the cell.
 */
export function cellXml(reference: string, content: CellContent, style: CellStyle): string {
  if (content === undefined)
    return style === 'plain' ? '' : `<c r="${reference}" s="${styleNumbers[style]}"/>`
  if ('figure' in content)
    return `<c r="${reference}" s="${styleNumbers[style]}"><v>${content.figure}</v></c>`
  if ('date' in content) {
    const serial = serialOfDate(content.date)
    if (serial !== undefined) return `<c r="${reference}" s="${styleNumbers[style]}"><v>${serial}</v></c>`
  }
  const text = 'date' in content ? content.date : content.text
  if (text === '') return ''
  const number = styleNumbers[readsAsFormula(text) ? quotedStyle(style) : style]
  return `<c r="${reference}" s="${number}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
}

const quotedStyle = (style: CellStyle): CellStyle => {
  if (style === 'faultyText' || style === 'faultyPlain') return 'faultyQuotedText'
  return style === 'text' || style === 'plain' ? 'quotedText' : style
}

/** One row from its cells; row numbers count from 1. */
export function rowXml(number: number, cells: readonly { content: CellContent; style: CellStyle }[]): string {
  let xml = `<row r="${number}">`
  for (const [index, { content, style }] of cells.entries())
    xml += cellXml(`${columnLetters(index)}${number}`, content, style)
  return `${xml}</row>`
}

/** Start of a sheet: header rows that stay in view while scrolling, and column widths with their styles. */
export function sheetStart(
  frozenRows: number,
  columns: readonly { width: number; style?: CellStyle }[],
): string {
  const pane = `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`
  const view = `<sheetViews><sheetView workbookViewId="0">${frozenRows > 0 ? pane : ''}</sheetView></sheetViews>`
  const widths = columns.map(({ width, style }, index) => {
    const look = style === undefined ? '' : ` style="${styleNumbers[style]}"`
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${look}/>`
  })
  const cols = widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`
  return `${declaration}<worksheet xmlns="${namespace}">${view}<sheetFormatPr defaultRowHeight="15"/>${cols}<sheetData>`
}

/** End of a sheet; `after` is what follows the rows, such as data validations. */
export function sheetEnd(after = ''): string {
  return `</sheetData>${after}</worksheet>`
}

/** Name of a sheet without the signs that workbooks forbid, cut to 31 characters. */
export function sheetName(text: string): string {
  const bare = text
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'|'$/g, '')
    .trim()
  return bare.slice(0, 31).replace(/[\uD800-\uDBFF]$/, '') || 'Sheet'
}

/** The parts around the sheets of a workbook, in the order in which they are written. */
export function workbookParts(
  sheets: readonly { name: string; hidden?: boolean }[],
): { name: string; content: string[] }[] {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packaged = 'http://schemas.openxmlformats.org/package/2006'
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const overrides = sheets.map(
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${main}.worksheet+xml"/>`,
  )
  const listed = sheets.map(({ name, hidden }, index) => {
    const state = hidden === true ? ' state="hidden"' : ''
    return `<sheet name="${xmlText(name)}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`
  })
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  const stylesRelation = `<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/>`
  const part = (name: string, xml: string) => ({ name, content: [declaration + xml] })
  return [
    part(
      '[Content_Types].xml',
      `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${main}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${main}.styles+xml"/>${overrides.join('')}</Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${namespace}" xmlns:r="${office}"><sheets>${listed.join('')}</sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packaged}/relationships">${relations.join('')}${stylesRelation}</Relationships>`,
    ),
  ]
}

/** Name of the part that holds a sheet, counted from 0. */
export const sheetPart = (index: number) => `xl/worksheets/sheet${index + 1}.xml`
