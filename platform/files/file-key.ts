import { FileError } from './file-error.ts'

const keyForm = /^\d{6}\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/

/** Key of a content hash in a county. A county code that is not six digits is a bug of the caller. */
export function fileKey(countyCode: string, sha256: string): string {
  const key = `${countyCode}/${sha256.slice(0, 2)}/${sha256}`
  if (!keyForm.test(key)) throw new Error(`no county code or content hash: ${key}`)
  return key
}

/** Refuses a key of any other form as not found, so that no path is ever built from one. */
export function assertFileKey(key: string): void {
  if (!keyForm.test(key)) throw new FileError('file.not_found')
}
