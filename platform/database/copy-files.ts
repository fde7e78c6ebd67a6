import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { makeSum } from './copy-table.ts'

/** Name of the list beside the copied files, one line each: sum, two spaces, path (as sha256sum writes it). */
export const sumsFile = 'files.sha256'

export interface FilesCopy {
  files: number
  bytes: number
}

/** Copies every file below a folder, and writes the list of their sums into `listFolder`. */
export async function copyFilesOut(from: string, to: string, listFolder: string): Promise<FilesCopy> {
  const list = await open(join(listFolder, sumsFile), 'w')
  const copied: FilesCopy = { files: 0, bytes: 0 }
  try {
    for await (const path of listPaths(from)) {
      const sum = await copyFile(join(from, path), join(to, path))
      await list.write(`${sum.sha256}  ${path}\n`)
      copied.files += 1
      copied.bytes += sum.bytes
    }
  } finally {
    await list.close()
  }
  return copied
}

/** Copies back the files of a list; throws at the first that is missing or differs. */
export async function copyFilesBack(from: string, to: string, listFolder: string): Promise<FilesCopy> {
  const copied: FilesCopy = { files: 0, bytes: 0 }
  const lines = createInterface({ input: createReadStream(join(listFolder, sumsFile), 'utf8') })
  for await (const line of lines) {
    const [sha256, path] = [line.slice(0, 64), line.slice(66)]
    if (path === '' || path.startsWith('/') || path.split('/').includes('..')) throw new DamagedFile(path)
    if (!existsSync(join(from, path))) throw new DamagedFile(path)
    const sum = await copyFile(join(from, path), join(to, path))
    if (sum.sha256 !== sha256) throw new DamagedFile(path)
    copied.files += 1
    copied.bytes += sum.bytes
  }
  return copied
}

export class DamagedFile extends Error {
  constructor(path: string) {
    super(
      `备份中的文件 ${path} 缺失或已损坏，没有恢复任何内容。请换一份完好的备份。\n` +
        `The file ${path} of the backup is missing or damaged; nothing was restored. Use another backup.`,
    )
  }
}

async function* listPaths(folder: string, base = folder): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* listPaths(path, base)
    else if (entry.isFile()) yield relative(base, path)
  }
}

async function copyFile(from: string, to: string): Promise<{ sha256: string; bytes: number }> {
  await mkdir(dirname(to), { recursive: true })
  const sum = makeSum()
  await pipeline(createReadStream(from), sum.through, createWriteStream(to))
  return { sha256: sum.digest(), bytes: sum.bytes() }
}
