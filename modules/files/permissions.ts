import type { ActionTable } from '../../engines/access/access.ts'

export const filesActions = {
  'files.upload': { zh: '上传照片和文件', en: 'Upload photos and files', everyAccount: true },
} as const satisfies ActionTable
