import { type Database, everywhere } from '../database/connect.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { stampHead } from './chain.ts'
import { listHeads } from './chain-store.ts'

export class WrongMasterKey extends Error {
  constructor() {
    super(
      '主密钥不是这个数据库原来用的那一把：用它读不出身份证号和手机号，也接不上操作日志的封存链。' +
        '请把原来的 master-key 文件放回数据文件夹，或把 SHANZHI_MASTER_KEY 设为原来的值，再启动；数据没有改动。\n' +
        'The master key is not the one that this database was used with: it opens no identity number and continues no audit chain. ' +
        'Put the first file master-key back into the data folder, or set SHANZHI_MASTER_KEY to its value, and start again; nothing was changed.',
    )
  }
}

/** So many heads are looked at: a single one may have been forged, which `audit verify` finds. */
const headsMax = 20

/** Refuses a master key that stamped none of the database's audit chains. A database without any takes every key. */
export async function checkMasterKey(database: Database, secrets: Secrets): Promise<void> {
  const heads = await database.read(everywhere, (tx) => listHeads(tx, headsMax))
  if (heads.length > 0 && !heads.some((head) => head.stamp === stampHead(secrets, head)))
    throw new WrongMasterKey()
}
