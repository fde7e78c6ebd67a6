/** A text in both languages of the product. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** Why a file was taken for something other than an .xlsx workbook. */
export type ForeignKind =
  | 'empty'
  | 'xls'
  | 'xlsb'
  | 'xml'
  | 'csv'
  | 'pdf'
  | 'html'
  | 'ods'
  | 'docx'
  | 'zip'
  | 'other'

const foreign: Record<ForeignKind, Words> = {
  empty: { zh: '文件是空的', en: 'the file is empty' },
  xls: { zh: '这是旧版 .xls 表格', en: 'it is an old .xls workbook' },
  xlsb: { zh: '这是二进制 .xlsb 表格', en: 'it is a binary .xlsb workbook' },
  xml: { zh: '这是 XML 文件', en: 'it is an XML file' },
  csv: { zh: '这是文本或 CSV 文件', en: 'it is a text or CSV file' },
  pdf: { zh: '这是 PDF 文件', en: 'it is a PDF file' },
  html: { zh: '这是网页（HTML）文件', en: 'it is a web page (HTML)' },
  ods: { zh: '这是 OpenDocument 文件', en: 'it is an OpenDocument file' },
  docx: { zh: '这是 Word 或 PPT 文档', en: 'it is a Word or PowerPoint document' },
  zip: { zh: '这是压缩包，里面没有表格', en: 'it is an archive without a workbook in it' },
  other: { zh: '文件内容不是表格', en: 'its content is not a workbook' },
}

/** Details that each refusal carries; also what its message is made from. */
export interface WorkbookErrorDetails {
  'workbook.not_xlsx': { readonly kind: ForeignKind }
  'workbook.encrypted': Record<string, never>
  'workbook.has_macros': Record<string, never>
  'workbook.corrupt': { readonly part: string; readonly cause: string }
  'workbook.unsafe_entry': { readonly name: string }
  'workbook.unsafe_xml': { readonly part: string }
  'workbook.file_too_large': { readonly limitBytes: number }
  'workbook.bomb': { readonly part: string; readonly limit: 'entries' | 'bytes' | 'ratio' | 'depth' }
  'workbook.too_many_rows': { readonly limit: number }
  'workbook.too_many_columns': { readonly limit: number; readonly cell: string }
  'workbook.too_many_merges': { readonly limit: number }
  'workbook.cell_too_long': { readonly limit: number; readonly cell: string }
  'workbook.header_missing': { readonly expected: readonly Words[] }
  'workbook.columns_missing': {
    readonly missing: readonly Words[]
    readonly unknown: readonly string[]
    readonly sheetName: string
    readonly headerRow: number
  }
  'workbook.column_repeated': { readonly column: Words; readonly cells: readonly string[] }
}
export type WorkbookErrorCode = keyof WorkbookErrorDetails

const mebibytes = (bytes: number) => Math.max(1, Math.round(bytes / 1048576))
const joined = (words: readonly Words[], key: keyof Words) =>
  words.map((word) => word[key]).join(key === 'zh' ? '、' : ', ')

type Catalogue = { [C in WorkbookErrorCode]: (details: WorkbookErrorDetails[C]) => Words }
const catalogue: Catalogue = {
  'workbook.not_xlsx': ({ kind }) => ({
    zh: `不是 .xlsx 表格：${foreign[kind].zh}。请用 WPS 或 Excel 打开，另存为“Excel 工作簿（.xlsx）”后再上传。`,
    en: `Not an .xlsx workbook: ${foreign[kind].en}. Open it in WPS or Excel, save it as "Excel Workbook (.xlsx)" and upload that.`,
  }),
  'workbook.encrypted': () => ({
    zh: '表格设有打开密码。请在 WPS 或 Excel 中去掉密码，保存后再上传。',
    en: 'The workbook is locked with a password. Remove the password in WPS or Excel, save, and upload again.',
  }),
  'workbook.has_macros': () => ({
    zh: '表格带有宏。请另存为不带宏的“Excel 工作簿（.xlsx）”后再上传。',
    en: 'The workbook contains macros. Save it as "Excel Workbook (.xlsx)" without macros and upload that.',
  }),
  'workbook.corrupt': () => ({
    zh: '表格文件已损坏或没有传完整。请在 WPS 或 Excel 中打开、重新保存，再上传一次。',
    en: 'The workbook is damaged or was not fully transferred. Open it in WPS or Excel, save it again and upload once more.',
  }),
  'workbook.unsafe_entry': () => ({
    zh: '文件内部的名称不正常，可能被人改动过。请把内容复制到系统下载的模板中再上传。',
    en: 'A name inside the file is not normal; it may have been tampered with. Copy the content into the template from this system and upload that.',
  }),
  'workbook.unsafe_xml': () => ({
    zh: '文件内部带有不允许的声明，可能被人改动过。请把内容复制到系统下载的模板中再上传。',
    en: 'The file carries a declaration that is not allowed; it may have been tampered with. Copy the content into the template from this system and upload that.',
  }),
  'workbook.file_too_large': ({ limitBytes }) => ({
    zh: `文件太大，最多 ${mebibytes(limitBytes)} MB。请删去图片和多余的表，或分成几份上传。`,
    en: `The file is too large; the limit is ${mebibytes(limitBytes)} MB. Remove pictures and other sheets, or split it.`,
  }),
  'workbook.bomb': () => ({
    zh: '文件解开后大得不正常，已停止读取。请把需要的行复制到系统下载的模板中再上传。',
    en: 'The file unpacks to an abnormal size, so reading stopped. Copy the rows you need into the template from this system and upload that.',
  }),
  'workbook.too_many_rows': ({ limit }) => ({
    zh: `数据行太多，一次最多 ${limit} 行。请分成几份上传。`,
    en: `There are too many rows; one file may hold ${limit}. Split it into several files.`,
  }),
  'workbook.too_many_columns': ({ limit, cell }) => ({
    zh: `列太多：单元格 ${cell} 已超出第 ${limit} 列。请删去右边多余的内容。`,
    en: `There are too many columns: cell ${cell} lies beyond column ${limit}. Delete what stands to the right.`,
  }),
  'workbook.too_many_merges': ({ limit }) => ({
    zh: `合并单元格太多，最多 ${limit} 处。请取消合并后再上传。`,
    en: `There are too many merged cells; the limit is ${limit}. Unmerge them and upload again.`,
  }),
  'workbook.cell_too_long': ({ limit, cell }) => ({
    zh: `单元格 ${cell} 的内容太长，最多 ${limit} 个字。请改短后再上传。`,
    en: `Cell ${cell} is too long; the limit is ${limit} characters. Shorten it and upload again.`,
  }),
  'workbook.header_missing': ({ expected }) => ({
    zh: `没有找到表头。前 20 行中应有一行写着：${joined(expected, 'zh')}。请使用系统下载的模板。`,
    en: `No header row was found. One of the first 20 rows must name: ${joined(expected, 'en')}. Use the template from this system.`,
  }),
  'workbook.columns_missing': ({ missing, sheetName, headerRow }) => ({
    zh: `工作表“${sheetName}”第 ${headerRow} 行的表头缺少必填列：${joined(missing, 'zh')}。请补上这些列再上传。`,
    en: `The header in row ${headerRow} of sheet "${sheetName}" lacks required columns: ${joined(missing, 'en')}. Add them and upload again.`,
  }),
  'workbook.column_repeated': ({ column, cells }) => ({
    zh: `列“${column.zh}”出现了不止一次（${cells.join('、')}）。请只保留一列。`,
    en: `Column "${column.en}" appears more than once (${cells.join(', ')}). Keep only one.`,
  }),
}

/**
 * A workbook is refused as a whole. `code` is stable, `words` are for the user in both languages, `details`
 * hold what the words were made from. Faults of single cells are not errors: see `Fault`.
 */
export class WorkbookError<C extends WorkbookErrorCode = WorkbookErrorCode> extends Error {
  readonly code: C
  readonly words: Words
  readonly details: WorkbookErrorDetails[C]

  constructor(code: C, details: WorkbookErrorDetails[C]) {
    const words = catalogue[code](details)
    super(words.en)
    this.name = 'WorkbookError'
    this.code = code
    this.words = words
    this.details = details
  }
}

/** Every refusal code, for a catalogue of errors. */
export const workbookErrorCodes = Object.keys(catalogue) as WorkbookErrorCode[]
