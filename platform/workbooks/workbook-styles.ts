/** The looks of the cells we write; the index in `order` is the style number. */
export type CellStyle =
  | 'plain'
  | 'text'
  | 'quotedText'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'header'
  | 'requiredHeader'
  | 'note'
  | 'faultyPlain'
  | 'faultyText'
  | 'faultyQuotedText'
  | 'faultyDate'
  | 'problem'

interface Look {
  /** Number format id: 0 general, 1 `0`, 2 `0.00`, 49 text, 164 ours. */
  readonly format: number
  readonly font?: number
  readonly fill?: number
  readonly border?: number
  readonly wrap?: boolean
  /** Keeps text that begins like a formula text, also after it is edited. */
  readonly quoted?: boolean
}

const looks: Record<CellStyle, Look> = {
  plain: { format: 0 },
  text: { format: 49 },
  quotedText: { format: 49, quoted: true },
  integer: { format: 1 },
  decimal: { format: 2 },
  date: { format: 164 },
  header: { format: 49, font: 1, fill: 2, border: 1, wrap: true },
  requiredHeader: { format: 49, font: 2, fill: 2, border: 1, wrap: true },
  note: { format: 49, wrap: true },
  faultyPlain: { format: 0, fill: 3 },
  faultyText: { format: 49, fill: 3 },
  faultyQuotedText: { format: 49, fill: 3, quoted: true },
  faultyDate: { format: 164, fill: 3 },
  problem: { format: 49, font: 3, wrap: true },
}
const order = Object.keys(looks) as CellStyle[]

/** Style number of each look, for the `s` attribute. */
export const styleNumbers = Object.fromEntries(order.map((style, index) => [style, index])) as Record<
  CellStyle,
  number
>

const font = (extra: string) =>
  `<font>${extra}<sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/></font>`
const solid = (color: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill></fill>`
const colored = (extra: string, color: string) =>
  `<font>${extra}<sz val="11"/><color rgb="${color}"/><name val="宋体"/><family val="3"/><charset val="134"/></font>`
const side = (name: string) => `<${name} style="thin"><color rgb="FFBFBFBF"/></${name}>`

function formatXml({ format, font = 0, fill = 0, border = 0, wrap, quoted }: Look): string {
  const align = wrap === true ? '<alignment vertical="center" wrapText="1"/>' : ''
  const flags = `applyNumberFormat="1"${quoted === true ? ' quotePrefix="1"' : ''}${wrap === true ? ' applyAlignment="1"' : ''}`
  return `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" ${flags}>${align}</xf>`
}

/** The styles part, the same in every workbook that we write. */
export const stylesXml = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>',
  `<fonts count="4">${font('')}${font('<b/>')}${colored('<b/>', 'FFC00000')}${colored('', 'FFC00000')}</fonts>`,
  '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  `${solid('FFE8EEF7')}${solid('FFFFC7CE')}</fills>`,
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${side('left')}${side('right')}${side('top')}${side('bottom')}<diagonal/></border></borders>`,
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${order.length}">${order.map((style) => formatXml(looks[style])).join('')}</cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('')
