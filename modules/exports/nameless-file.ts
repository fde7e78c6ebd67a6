import { randomUUID } from 'node:crypto'
import { close, createReadStream, createWriteStream, fstat, open } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { promisify } from 'node:util'

/** A file that lies in no folder: it is gone when it is closed, and when the server is killed. */
export interface NamelessFile {
  /** Writes from the beginning; the file stays open. */
  write(): Writable
  /** Reads from the beginning, and closes the file at the end. */
  read(): Readable
  /** In bytes. */
  size(): Promise<number>
  close(): Promise<void>
}

export async function openNamelessFile(): Promise<NamelessFile> {
  const path = join(tmpdir(), `shanzhi-${randomUUID()}`)
  const fd = await promisify(open)(path, 'wx+', 0o600)
  await unlink(path)
  return {
    write: () => createWriteStream('', { fd, autoClose: false }),
    read: () => createReadStream('', { fd, start: 0 }),
    size: async () => (await promisify(fstat)(fd)).size,
    close: () => promisify(close)(fd),
  }
}
