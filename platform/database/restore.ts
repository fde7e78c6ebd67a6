import { join } from 'node:path'
import type pg from 'pg'
import { type BackupManifest, backedUpTables, type Progress, readManifest, tableFile } from './backup.ts'
import type { Tx } from './connect.ts'
import { copyFilesBack } from './copy-files.ts'
import { loadTable, sumTable } from './copy-table.ts'
import { describeSchema, type TableDescription } from './describe-schema.ts'
import { ownerTransact } from './owner-transaction.ts'

/** Something that must hold of the restored data, handed in by who composes the program. */
export interface Proof {
  name: string
  /** Sentences of what does not hold. */
  prove(tx: Tx): Promise<string[]>
}

export interface RestoreOptions {
  owner: pg.ClientConfig
  folder: string
  filesFolder: string | null
  keyPrint: string
  restoredAt: Date
  proofs: readonly Proof[]
  onProgress?: Progress
}

export class RestoreRefused extends Error {}

/**
 * Fills an empty database of the same migration from a backup, in one transaction. Before it commits, every
 * table is read back and compared with the backup's sums, and the proofs must hold; else nothing is left.
 */
export async function restoreDatabase(options: RestoreOptions): Promise<BackupManifest> {
  const tell = options.onProgress ?? (() => undefined)
  const manifest = await readManifest(options.folder)
  if (manifest.keyPrint !== options.keyPrint) throw new RestoreRefused(wrongKey)
  await ownerTransact(options.owner, 'read committed', async (tx, client) => {
    const tables = await checkTarget(client, manifest)
    const steps = manifest.tables.length * 2
    for (const [index, copy] of manifest.tables.entries()) {
      await tell(copy.name, index, steps)
      const loaded = await loadTable(client, copy, tableFile(options.folder, copy.name)).catch(
        (error: unknown) => {
          throw new RestoreRefused(damaged(copy.name), { cause: error })
        },
      )
      if (loaded.sha256 !== copy.sha256) throw new RestoreRefused(damaged(copy.name))
    }
    for (const [index, copy] of manifest.tables.entries()) {
      await tell(copy.name, manifest.tables.length + index, steps)
      const found = await sumTable(client, tables.get(copy.name)!)
      if (found.sha256 !== copy.sha256 || found.rows !== copy.rows)
        throw new RestoreRefused(differs(copy.name))
    }
    await endOpenRuns(client, options.restoredAt)
    await proveAll(tx, options.proofs, tell)
    if (manifest.files && options.filesFolder)
      await copyFilesBack(join(options.folder, 'files'), options.filesFolder, options.folder)
  })
  return manifest
}

/** The tables by name, when the database is one that this backup fits into. */
async function checkTarget(
  client: pg.ClientBase,
  manifest: BackupManifest,
): Promise<Map<string, TableDescription>> {
  const done = await client.query<{ number: number }>('select max(number) as number from migration.done')
  const migration = done.rows[0]?.number ?? 0
  if (migration !== manifest.migration)
    throw new RestoreRefused(wrongMigration(manifest.migration, migration))
  const tables = backedUpTables((await describeSchema(client)).tables)
  const layout = (list: readonly { name: string; columns: readonly string[] }[]) =>
    JSON.stringify(list.map(({ name, columns }) => [name, columns]).sort())
  const columnsOf = (table: TableDescription) => table.columns.map((column) => column.name)
  const here = tables.map((table) => ({ name: table.name, columns: columnsOf(table) }))
  if (layout(here) !== layout(manifest.tables))
    throw new RestoreRefused(wrongMigration(manifest.migration, migration))
  for (const table of tables) {
    const found = await client.query(`select 1 from ${table.name} limit 1`)
    if (found.rowCount) throw new RestoreRefused(notEmpty(table.name))
  }
  return new Map(tables.map((table) => [table.name, table]))
}

/** The queue is not part of a backup, so work that was under way then would wait for ever. */
async function endOpenRuns(client: pg.ClientBase, at: Date): Promise<void> {
  await client.query(
    `update job.run set state = 'failed', ended_at = $1, error = '{"code":"run.restored","details":{},"at":null}'
     where state in ('waiting', 'running') /* all counties: whatever was under way */`,
    [at],
  )
}

async function proveAll(tx: Tx, proofs: readonly Proof[], tell: Progress): Promise<void> {
  for (const [index, proof] of proofs.entries()) {
    await tell(proof.name, index, proofs.length)
    const problems = await proof.prove(tx)
    if (problems.length > 0) throw new RestoreRefused(unproven(proof.name, problems))
  }
}

const wrongKey = `主密钥与备份时的不同，恢复后身份证号和手机号将无法读取，因此没有恢复。
请把备份时的主密钥放到数据文件夹的 master-key 文件，或设置环境变量 SHANZHI_MASTER_KEY，再恢复。
The master key is not the one that this backup was made under, so that identity numbers would be lost; nothing was restored.
Put that key into the file master-key of the data folder, or set SHANZHI_MASTER_KEY, and try again.`

const wrongMigration = (
  wanted: number,
  found: number,
) => `备份的数据库版本是第 ${wanted} 号迁移，当前程序是第 ${found} 号，不能直接恢复，数据没有改动。
请用备份时的善治版本恢复，再升级。
The backup is of migration ${wanted}, this program is at ${found}; nothing was changed.
Restore with the Shanzhi that made the backup, then upgrade.`

const notEmpty = (
  table: string,
) => `数据库不是空的（${table} 已有数据），恢复不会覆盖现有数据。请换一个新的数据文件夹（SHANZHI_DATA）。
The database is not empty (${table} has rows), and a restore overwrites nothing. Use a new data folder (SHANZHI_DATA).`

const damaged = (table: string) => `备份中的表 ${table} 缺失或已损坏，没有恢复任何内容。请换一份完好的备份。
The table ${table} of the backup is missing or damaged; nothing was restored. Use another backup.`

const differs = (table: string) => `表 ${table} 恢复后与备份不一致，已全部撤回。
The table ${table} differs from the backup after the restore; all of it was undone.`

const unproven = (name: string, problems: string[]) => `恢复后的核对没有通过（${name}），已全部撤回：
The proof “${name}” failed after the restore; all of it was undone:
${problems.slice(0, 20).join('\n')}`
