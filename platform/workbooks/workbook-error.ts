import { type ErrorTable, fillText, Refusal, type RefusalDetails } from '../../engines/refusal/refusal.ts'

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

/** Refusals of a workbook as a whole; faults of single cells are no errors but values (`Fault`). */
export const workbookErrors = {
  'workbook.not_xlsx': {
    status: 415,
    zh: '不是 .xlsx 表格：{kindZh}。请用 WPS 或 Excel 打开，另存为“Excel 工作簿（.xlsx）”后再上传。',
    en: 'Not an .xlsx workbook: {kindEn}. Open it in WPS or Excel, save it as "Excel Workbook (.xlsx)" and upload that.',
  },
  'workbook.encrypted': {
    status: 422,
    zh: '表格设有打开密码。请在 WPS 或 Excel 中去掉密码，保存后再上传。',
    en: 'The workbook is locked with a password. Remove the password in WPS or Excel, save, and upload again.',
  },
  'workbook.has_macros': {
    status: 415,
    zh: '表格带有宏。请另存为不带宏的“Excel 工作簿（.xlsx）”后再上传。',
    en: 'The workbook contains macros. Save it as "Excel Workbook (.xlsx)" without macros and upload that.',
  },
  'workbook.corrupt': {
    status: 422,
    zh: '表格文件已损坏或没有传完整。请在 WPS 或 Excel 中打开、重新保存，再上传一次。',
    en: 'The workbook is damaged or was not fully transferred. Open it in WPS or Excel, save it again and upload once more.',
  },
  'workbook.unsafe_entry': {
    status: 422,
    zh: '文件内部的名称不正常，可能被人改动过。请把内容复制到系统下载的模板中再上传。',
    en: 'A name inside the file is not normal; it may have been tampered with. Copy the content into the template from this system and upload that.',
  },
  'workbook.unsafe_xml': {
    status: 422,
    zh: '文件内部带有不允许的声明，可能被人改动过。请把内容复制到系统下载的模板中再上传。',
    en: 'The file carries a declaration that is not allowed; it may have been tampered with. Copy the content into the template from this system and upload that.',
  },
  'workbook.file_too_large': {
    status: 413,
    zh: '文件太大，最多 {limit}。请删去图片和多余的表，或分成几份上传。',
    en: 'The file is too large; the limit is {limit}. Remove pictures and other sheets, or split it.',
  },
  'workbook.bomb': {
    status: 413,
    zh: '文件解开后大得不正常，已停止读取。请把需要的行复制到系统下载的模板中再上传。',
    en: 'The file unpacks to an abnormal size, so reading stopped. Copy the rows you need into the template from this system and upload that.',
  },
  'workbook.too_many_rows': {
    status: 413,
    zh: '数据行太多，一次最多 {limit} 行。请分成几份上传。',
    en: 'There are too many rows; one file may hold {limit}. Split it into several files.',
  },
  'workbook.too_many_columns': {
    status: 413,
    zh: '列太多：单元格 {cell} 已超出第 {limit} 列。请删去右边多余的内容。',
    en: 'There are too many columns: cell {cell} lies beyond column {limit}. Delete what stands to the right.',
  },
  'workbook.too_many_merges': {
    status: 413,
    zh: '合并单元格太多，最多 {limit} 处。请取消合并后再上传。',
    en: 'There are too many merged cells; the limit is {limit}. Unmerge them and upload again.',
  },
  'workbook.cell_too_long': {
    status: 413,
    zh: '单元格 {cell} 的内容太长，最多 {limit} 个字。请改短后再上传。',
    en: 'Cell {cell} is too long; the limit is {limit} characters. Shorten it and upload again.',
  },
  'workbook.header_missing': {
    status: 422,
    zh: '没有找到表头。前 20 行中应有一行写着：{columnsZh}。请使用系统下载的模板。',
    en: 'No header row was found. One of the first 20 rows must name: {columnsEn}. Use the template from this system.',
  },
  'workbook.columns_missing': {
    status: 422,
    zh: '工作表“{sheetName}”第 {headerRow} 行的表头缺少必填列：{columnsZh}。请补上这些列再上传。',
    en: 'The header in row {headerRow} of sheet "{sheetName}" lacks required columns: {columnsEn}. Add them and upload again.',
  },
  'workbook.column_repeated': {
    status: 422,
    zh: '列“{columnsZh}”出现了不止一次（{cells}）。请只保留一列。',
    en: 'Column "{columnsEn}" appears more than once ({cells}). Keep only one.',
  },
} as const satisfies ErrorTable
export type WorkbookErrorCode = keyof typeof workbookErrors

/** A workbook refused as a whole. `words` are its message in both languages. */
export class WorkbookError extends Refusal {
  declare readonly code: WorkbookErrorCode

  constructor(code: WorkbookErrorCode, details: RefusalDetails = {}) {
    super(code, details)
  }

  get words(): Words {
    const { zh, en } = workbookErrors[this.code]
    return { zh: fillText(zh, this.details), en: fillText(en, this.details) }
  }
}

/** The refusal of a file of another kind. */
export function notXlsx(kind: ForeignKind): WorkbookError {
  return new WorkbookError('workbook.not_xlsx', { kind, kindZh: foreign[kind].zh, kindEn: foreign[kind].en })
}

/** The refusal of a file larger than the limit. */
export function fileTooLarge(limitBytes: number): WorkbookError {
  const limit = `${Math.max(1, Math.round(limitBytes / 1048576))} MB`
  return new WorkbookError('workbook.file_too_large', { limit, limitBytes })
}

/** Details that name columns in both languages. */
export function columnDetails(columns: readonly { readonly header: Words }[]): RefusalDetails {
  return {
    columnsZh: columns.map(({ header }) => header.zh).join('、'),
    columnsEn: columns.map(({ header }) => header.en).join(', '),
  }
}
