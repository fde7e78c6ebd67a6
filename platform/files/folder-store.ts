import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FileError, storeUnavailable } from './file-error.ts'
import { assertFileKey, fileKey } from './file-key.ts'
import type { FileStore } from './file-store.ts'
import { receiveFile } from './receive-file.ts'

const incomingFolder = 'incoming'
const leftoverMs = 24 * 60 * 60 * 1000

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
const isMissing = (error: unknown) => codeOf(error) === 'ENOENT'

// Disk full, over quota, read-only, no rights, broken: nothing that the sender of a file can mend.
const diskTroubles = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENOTDIR',
  'ENOENT',
])
const asTrouble = (error: unknown) => (diskTroubles.has(codeOf(error)) ? storeUnavailable(error) : error)

/** Makes a rename last through a power cut; some file systems cannot sync a folder and need not. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().catch(() => {})
  await folder.close()
}

/** Files that a killed process left half written, old enough that nobody writes them any more. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const age =
      Date.now() -
      (await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => Date.now(),
      ))
    if (age > leftoverMs) await rm(path, { force: true })
  }
}

/**
 * A store in a local folder. Files are written beside their place, flushed and then renamed, so a reader sees
 * whole files only and a killed process leaves none half done.
 */
export async function openFolderStore(path: string): Promise<FileStore> {
  const incoming = join(path, incomingFolder)
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  await removeLeftovers(incoming)
  return {
    async put(countyCode, content) {
      const temporary = join(incoming, randomUUID())
      try {
        const { bytes, sha256 } = await receiveFile(content, temporary)
        const key = fileKey(countyCode, sha256)
        const target = join(path, key)
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        await rename(temporary, target)
        await syncFolder(dirname(target))
        return { key, sha256, bytes }
      } catch (error) {
        await rm(temporary, { force: true })
        throw asTrouble(error)
      }
    },
    async get(key) {
      assertFileKey(key)
      const file = await open(join(path, key), 'r').catch((error) => {
        throw isMissing(error) ? new FileError('file.not_found') : asTrouble(error)
      })
      try {
        const { size } = await file.stat()
        return { stream: file.createReadStream(), bytes: size }
      } catch (error) {
        await file.close()
        throw error
      }
    },
    async delete(key) {
      assertFileKey(key)
      await rm(join(path, key), { force: true })
    },
  }
}
