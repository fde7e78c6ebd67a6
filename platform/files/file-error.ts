import { type ErrorTable, fillText, Refusal, type RefusalDetails } from '../../engines/refusal/refusal.ts'

/** Refusals of an upload, and failures of the store that the caller may see. */
export const fileErrors = {
  'file.empty': {
    status: 422,
    zh: '文件是空的。请检查后重新选择文件。',
    en: 'The file is empty. Check it and choose again.',
  },
  'file.too_large': {
    status: 413,
    zh: '文件太大，最多 {limit}。照片请降低分辨率后再传，文档请分成几份。',
    en: 'The file is too large; the limit is {limit}. Lower the resolution of the photo, or split the document.',
  },
  'file.type_not_allowed': {
    status: 415,
    zh: '不接受这种文件（识别为 {found}）。这里可以上传：{allowedZh}。',
    en: 'This kind of file ({found}) is not accepted. You may upload: {allowedEn}.',
  },
  'file.svg': {
    status: 415,
    zh: '不接受 SVG 图形，因为其中可能带有程序。请导出为 JPG 或 PNG 图片后再上传。',
    en: 'SVG drawings are not accepted, because they can carry programs. Export a JPG or PNG picture and upload that.',
  },
  'file.html': {
    status: 415,
    zh: '不接受网页文件，因为其中可能带有程序。请截图，或打印成 PDF 后再上传。',
    en: 'Web pages are not accepted, because they can carry programs. Take a screenshot or print to PDF and upload that.',
  },
  'file.executable': {
    status: 415,
    zh: '这是程序文件，不能上传。',
    en: 'This is a program. It cannot be uploaded.',
  },
  'file.polyglot': {
    status: 415,
    zh: '文件里夹带了另一种内容（{found}），可能被人改动过。请用原图重新截图，或重新拍照、扫描后再上传。',
    en: 'The file carries content of another kind ({found}); it may have been tampered with. Take a screenshot or photo, or scan it again, and upload that.',
  },
  'file.active_pdf': {
    status: 415,
    zh: 'PDF 里带有脚本、附件或自动操作。请用“打印为 PDF”重新生成后再上传。',
    en: 'The PDF carries scripts, attachments or automatic actions. Print it to PDF again and upload the result.',
  },
  'file.heic_unsupported': {
    status: 415,
    zh: '不能读取 HEIC 照片。请在手机“设置 → 相机 → 格式”中选“兼容性最佳”后重拍，或把照片另存为 JPG 再上传。',
    en: 'HEIC photos cannot be read. In the phone\'s settings choose Camera → Formats → "Most Compatible" and take it again, or save the photo as JPG.',
  },
  'file.damaged': {
    status: 422,
    zh: '文件已损坏或没有传完整。请确认能正常打开，再上传一次。',
    en: 'The file is damaged or was not fully transferred. Check that it opens, and upload it again.',
  },
  'file.too_many_pixels': {
    status: 413,
    zh: '图片尺寸过大（{width}×{height}），最多 {limit} 万像素。请缩小后再上传。',
    en: 'The picture is too big ({width}×{height}); the limit is {limitMega} megapixels. Make it smaller and upload again.',
  },
  'file.not_found': {
    status: 404,
    zh: '找不到这个文件，可能已被删除。',
    en: 'There is no such file; it may have been deleted.',
  },
  'file.store_unavailable': {
    status: 503,
    zh: '文件存储暂时不可用，文件没有保存。请稍后再试；若一直如此，请联系系统管理员。',
    en: 'The file store is not available; nothing was saved. Try again shortly, or tell your operator.',
  },
} as const satisfies ErrorTable
export type FileErrorCode = keyof typeof fileErrors

/** A file refused, or a store that does not answer. `words` are the message in both languages. */
export class FileError extends Refusal {
  declare readonly code: FileErrorCode

  constructor(code: FileErrorCode, details: RefusalDetails = {}) {
    super(code, details)
  }

  get words(): { readonly zh: string; readonly en: string } {
    const { zh, en } = fileErrors[this.code]
    return { zh: fillText(zh, this.details), en: fillText(en, this.details) }
  }
}

/** The store does not take or give files; `cause` is for the operator's log, never for the user. */
export function storeUnavailable(cause: unknown): FileError {
  return Object.assign(new FileError('file.store_unavailable'), { cause })
}
