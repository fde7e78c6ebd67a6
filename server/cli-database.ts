import { resolve } from 'node:path'
import { listBalanceFaults, listCounties } from '../modules/points/index.ts'
import { listAuditedCounties } from '../platform/audit/chain-store.ts'
import { verifyCounty } from '../platform/audit/verify.ts'
import { backupDatabase } from '../platform/database/backup.ts'
import { checkDistribution } from '../platform/database/check-distribution.ts'
import { describeSchema } from '../platform/database/describe-schema.ts'
import { printDistribution } from '../platform/database/distribution.ts'
import { withClient } from '../platform/database/open-database.ts'
import { type Proof, restoreDatabase } from '../platform/database/restore.ts'
import type { Secrets } from '../platform/secrets/secrets.ts'
import type { Command } from './command.ts'
import { readVersion } from './open-services.ts'
import { filesFolder } from './read-file-settings.ts'

const migrate: Command = {
  name: 'database migrate',
  words: { zh: '把数据库升级到本程序的版本', en: 'bring the database to this program’s version' },
  async run(call) {
    const { opened } = await call.open({ make: true })
    const ran = opened.migrationsRun
    const lines =
      ran.length > 0 ? ran.map((name) => `✓ ${name}`) : ['已是最新，没有改动。 Already up to date.']
    return { lines, data: { ran } }
  },
}

const distribution: Command = {
  name: 'database distribution',
  words: {
    zh: '输出按县分布的 Citus 语句',
    en: 'print the Citus statements that spread the schema by county',
  },
  async run(call) {
    const { opened } = await call.open()
    const schema = await withClient(opened.owner, describeSchema)
    const problems = checkDistribution(schema)
    const statements = printDistribution(schema)
    const lines = problems.length > 0 ? problems : statements.trimEnd().split('\n')
    return { lines, data: { statements, problems }, problems: problems.length > 0 }
  },
}

/** Tells by its fingerprint whether a key is the one that a backup was made under. */
function printOfKey(secrets: Secrets): string {
  return secrets.fingerprint('key of a backup')
}

const backup: Command = {
  name: 'database backup',
  words: {
    zh: '把数据和文件备份到新文件夹（可在运行中执行）',
    en: 'back up data and files into a new folder, also while running',
  },
  operands: ['<文件夹 folder>'],
  async run(call) {
    const { opened, services } = await call.open()
    const folder = resolve(call.operands[0]!)
    const manifest = await backupDatabase({
      owner: opened.owner,
      folder,
      filesFolder: call.env.SHANZHI_S3_ENDPOINT ? null : filesFolder(call.folder),
      program: await readVersion(),
      madeAt: services.clock(),
      keyPrint: printOfKey(services.secrets),
      onProgress: call.tell,
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const files = manifest.files?.files ?? 0
    return {
      lines: [
        `已备份 ${manifest.tables.length} 张表、${rows} 行、${files} 个文件到 ${folder}`,
        `Backed up ${manifest.tables.length} tables, ${rows} rows and ${files} files to ${folder}`,
        '主密钥不在备份里，请另存。 The master key is not in it; keep that elsewhere.',
      ],
      data: { folder, ...manifest },
    }
  },
}

const restore: Command = {
  name: 'database restore',
  words: {
    zh: '把备份恢复到空数据库，并逐表核对',
    en: 'restore a backup into an empty database, proved table by table',
  },
  operands: ['<文件夹 folder>'],
  async run(call) {
    const { opened, services } = await call.open({ make: true })
    const manifest = await restoreDatabase({
      owner: opened.owner,
      folder: resolve(call.operands[0]!),
      filesFolder: call.env.SHANZHI_S3_ENDPOINT ? null : filesFolder(call.folder),
      keyPrint: printOfKey(services.secrets),
      restoredAt: services.clock(),
      proofs: [balanceProof, auditProof(services.secrets)],
      onProgress: call.tell,
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    return {
      lines: [
        `已恢复 ${manifest.tables.length} 张表、${rows} 行，余额与操作日志核对无误。`,
        `Restored ${manifest.tables.length} tables and ${rows} rows; balances and audit log are proved.`,
      ],
      data: { tables: manifest.tables.length, rows, madeAt: manifest.madeAt },
    }
  },
}

/** Every balance is the sum of its entries. */
const balanceProof: Proof = {
  name: '积分余额 balances',
  async prove(tx) {
    const problems: string[] = []
    for (const county of await listCounties(tx)) {
      for (const fault of await listBalanceFaults(tx, county))
        problems.push(`${county} ${fault.bookId}: ${fault.redeemable} ≠ ${fault.summed}`)
    }
    return problems
  },
}

/** Every chain of the audit log is whole. */
function auditProof(secrets: Secrets): Proof {
  return {
    name: '操作日志 audit log',
    async prove(tx) {
      const problems: string[] = []
      for (const county of await listAuditedCounties(tx)) {
        const { findings } = await verifyCounty(tx, secrets, county)
        problems.push(
          ...findings.map((one) => `${county} ${one.position ?? ''} ${one.entryId ?? ''}: ${one.fault}`),
        )
      }
      return problems
    },
  }
}

export const databaseCommands: readonly Command[] = [migrate, distribution, backup, restore]
