import { WrongMasterKey } from '../platform/audit/check-key.ts'
import { DatabaseTooNew, MigrationChanged } from '../platform/database/migrate.ts'
import { DatabaseBehind } from '../platform/database/open-database.ts'
import { OutsideRefused } from '../platform/database/outside-postgres.ts'
import { BrokenScheme } from '../platform/schemes/scheme-library.ts'
import { FolderInUse } from './lock-folder.ts'
import { SettingRefused } from './read-settings.ts'

const mendable = [
  BrokenScheme,
  DatabaseBehind,
  DatabaseTooNew,
  FolderInUse,
  MigrationChanged,
  OutsideRefused,
  SettingRefused,
  WrongMasterKey,
]

/** What stops a start or a command, in words, where an operator can mend it; undefined for a defect. */
export function wordsOfFault(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (mendable.some((kind) => error instanceof kind)) return error.message
  const { code, port, path } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被别的程序占用，请停止它，或用 PORT 指定别的端口。\nPort ${port} is in use by another program. Stop it, or name another in PORT.`
  if (code === 'EACCES' && port !== undefined)
    return `没有权限使用端口 ${port}，请用 PORT 指定 1024 以上的端口。\nPort ${port} may not be used. Name one above 1023 in PORT.`
  if ((code === 'EACCES' || code === 'EPERM' || code === 'EROFS') && path !== undefined)
    return `没有权限读写 ${path}。请检查它的属主和权限，或用 SHANZHI_DATA 指定别的数据文件夹。\n${path} may not be read or written. Check its owner and rights, or name another data folder in SHANZHI_DATA.`
  if (code === 'ENOSPC')
    return `磁盘已满${path ? `（${path}）` : ''}。请腾出空间再启动。\nThe disk is full${path ? ` (${path})` : ''}. Make room, then start again.`
  return undefined
}
