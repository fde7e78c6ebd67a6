import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type pg from 'pg'
import { z } from 'zod'
import { copyFilesOut } from './copy-files.ts'
import { dumpTable, type TableCopy } from './copy-table.ts'
import { describeSchema, type TableDescription } from './describe-schema.ts'
import { parentsFirst } from './distribution.ts'
import { ownerTransact } from './owner-transaction.ts'

export const manifestFile = 'manifest.json'

const manifestSchema = z.object({
  format: z.literal(1),
  program: z.string(),
  madeAt: z.string(),
  /** The newest migration that had run: a restore needs the same. */
  migration: z.int(),
  /** Fingerprint of the master key, by which a restore knows that it has the right one. */
  keyPrint: z.string(),
  /** In the order in which they can be filled. */
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.int(),
      bytes: z.int(),
      sha256: z.string(),
    }),
  ),
  /** Photos and evidence; null when they lie in an outside store. */
  files: z.object({ files: z.int(), bytes: z.int() }).nullable(),
})

export type BackupManifest = z.output<typeof manifestSchema>

/** Is told what is being done, and how much of it is. */
export type Progress = (what: string, done: number, total: number) => void | Promise<void>

export interface BackupOptions {
  owner: pg.ClientConfig
  /** Where the backup is made; must not exist yet, or be empty. */
  folder: string
  /** Folder of the file store; null when the files lie in an outside store. */
  filesFolder: string | null
  program: string
  madeAt: Date
  keyPrint: string
  onProgress?: Progress
}

/** Tables that a restore makes itself or that hold nothing to keep. */
const leftOut = new Set(['migration.done', 'platform.two_phase'])

/** The tables of a backup, each behind those it refers to. */
export function backedUpTables(tables: readonly TableDescription[]): TableDescription[] {
  return parentsFirst(tables.filter((table) => !leftOut.has(table.name)))
}

/**
 * Copies the whole database, as it stands at one moment while others go on writing, and the files, into a
 * folder. The folder appears under its name only when it is whole. The master key is not in it.
 */
export async function backupDatabase(options: BackupOptions): Promise<BackupManifest> {
  const tell = options.onProgress ?? (() => undefined)
  await refuseFull(options.folder)
  const staged = join(dirname(options.folder), `.${basename(options.folder)}.part`)
  await rm(staged, { recursive: true, force: true })
  await mkdir(join(staged, 'tables'), { recursive: true })
  const { migration, tables } = await ownerTransact(options.owner, 'repeatable read', async (_tx, client) => {
    const schema = await describeSchema(client)
    const done = await client.query<{ number: number }>('select max(number) as number from migration.done')
    const copies: TableCopy[] = []
    const wanted = backedUpTables(schema.tables)
    for (const table of wanted) {
      await tell(table.name, copies.length, wanted.length)
      copies.push(await dumpTable(client, table, tableFile(staged, table.name)))
    }
    return { migration: done.rows[0]?.number ?? 0, tables: copies }
  })
  // After the rows: a file is written before its row and never changed, so every row finds its file.
  await tell('files', tables.length, tables.length)
  const files =
    options.filesFolder === null
      ? null
      : await copyFilesOut(options.filesFolder, join(staged, 'files'), staged)
  const manifest: BackupManifest = {
    format: 1,
    program: options.program,
    madeAt: options.madeAt.toISOString(),
    migration,
    keyPrint: options.keyPrint,
    tables,
    files,
  }
  await writeFile(join(staged, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`)
  await writeFile(join(staged, 'README.txt'), note)
  await rm(options.folder, { recursive: true, force: true })
  await rename(staged, options.folder)
  return manifest
}

export function tableFile(folder: string, table: string): string {
  return join(folder, 'tables', `${table}.tsv.gz`)
}

/** The manifest of a backup; throws NoBackup where there is none. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(() => undefined)
  const parsed = text === undefined ? undefined : manifestSchema.safeParse(JSON.parse(text))
  if (!parsed?.success) throw new NoBackup(folder)
  return parsed.data
}

export class NoBackup extends Error {
  constructor(folder: string) {
    super(
      `文件夹 ${folder} 里没有可用的备份（找不到 ${manifestFile} 或内容不对）。请检查路径。\n` +
        `There is no usable backup in ${folder} (no ${manifestFile}, or not one of ours). Check the path.`,
    )
  }
}

async function refuseFull(folder: string): Promise<void> {
  if (existsSync(folder) && (await readdir(folder)).length > 0) throw new FolderNotEmpty(folder)
}

export class FolderNotEmpty extends Error {
  constructor(folder: string) {
    super(
      `文件夹 ${folder} 已有内容，备份不会覆盖它。请换一个新文件夹。\n` +
        `The folder ${folder} is not empty, and a backup overwrites nothing. Name a new folder.`,
    )
  }
}

const note = `善治数据备份

这里是全部数据表和照片、证据等文件，不包含主密钥。没有主密钥，身份证号和手机号无法还原。
请把数据文件夹中的 master-key 文件（或环境变量 SHANZHI_MASTER_KEY 的值）另存一处，不要与本备份放在一起。
恢复：npm run cli -- database restore <本文件夹>

A backup of Shanzhi

All tables and files are here; the master key is not. Without it, identity numbers and phone numbers are lost.
Keep the file master-key of the data folder (or the value of SHANZHI_MASTER_KEY) in another place than this backup.
To restore: npm run cli -- database restore <this folder>
`
