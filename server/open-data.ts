import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { makeSystemActor } from '../modules/accounts/index.ts'
import { type AuditRecord, appendAudit } from '../platform/audit/record.ts'
import { sealAudit } from '../platform/audit/seal.ts'
import { everywhere } from '../platform/database/connect.ts'
import { joinDatabase, type OpenedDatabase, openDatabase } from '../platform/database/open-database.ts'
import { type Act, makeAct } from '../platform/http/context.ts'
import type { OpenData } from './command.ts'
import { FolderInUse, lockFolder } from './lock-folder.ts'
import { openServices } from './open-services.ts'

export class NoDataHere extends Error {
  constructor(folder: string) {
    super(
      `文件夹 ${folder} 里没有善治数据。请检查 SHANZHI_DATA，或先启动一次善治。\n` +
        `There is no Shanzhi data in ${folder}. Check SHANZHI_DATA, or start Shanzhi once.`,
    )
  }
}

/**
 * Opens the data that a command works on: an outside PostgreSQL when DATABASE_URL names one; that of the
 * server which runs on the folder, through its socket; else PostgreSQL is started for the length of the command.
 */
export async function openData(
  env: Record<string, string | undefined>,
  folder: string,
  options: { what: string; make: boolean },
): Promise<OpenData & { close(): Promise<void> }> {
  const { opened, close } = await openEither(env, folder, options)
  try {
    return { opened, services: await openServices(opened.database, env, folder), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openEither(
  env: Record<string, string | undefined>,
  folder: string,
  { what, make }: { what: string; make: boolean },
): Promise<{ opened: OpenedDatabase; close(): Promise<void> }> {
  if (env.DATABASE_URL) {
    const opened = await openDatabase({ folder, url: env.DATABASE_URL, migrate: make, poolMax: 4 })
    return { opened, close: () => opened.close() }
  }
  if (!make && !existsSync(join(folder, 'postgres'))) throw new NoDataHere(folder)
  try {
    const lock = await lockFolder(folder, what)
    const opened = await openDatabase({ folder, migrate: make, poolMax: 4 }).catch(async (error: unknown) => {
      await lock.release()
      throw error
    })
    return { opened, close: () => opened.close().finally(() => lock.release()) }
  } catch (error) {
    if (!(error instanceof FolderInUse) || !error.holder?.socketFolder) throw error
    const opened = await joinDatabase(folder, error.holder.socketFolder)
    return { opened, close: () => opened.close() }
  }
}

/**
 * One act of the command line, over all places and with every right: who runs the server may do this. Its
 * records are sealed at once, as no server may be running that would.
 */
export async function actAsCommand<T>(data: OpenData, work: (act: Act) => Promise<T>): Promise<T> {
  const { database, clock, actions, secrets } = data.services
  const actor = makeSystemActor('命令行')
  const now = clock()
  const channel = 'command'
  const done = await database.transact(everywhere, async (tx) => {
    const records: AuditRecord[] = []
    const result = await work(makeAct({ tx, actor, now, channel, actions, records }))
    await appendAudit(
      tx,
      { accountId: actor.accountId, actorName: actor.name, channel, address: null, at: now },
      records,
    )
    return result
  })
  await sealAudit((seal) => database.transact(everywhere, seal), secrets, clock())
  return done
}
