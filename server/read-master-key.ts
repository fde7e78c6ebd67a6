import { join } from 'node:path'
import { readOrMakeMasterKey } from '../platform/secrets/secrets.ts'
import { SettingRefused } from './read-settings.ts'

export const masterKeyFile = 'master-key'

/** The key that seals identity numbers: SHANZHI_MASTER_KEY (32 bytes in base64), else a file of the data folder. */
export async function readMasterKey(
  env: Record<string, string | undefined>,
  folder: string,
): Promise<Buffer> {
  const given = env.SHANZHI_MASTER_KEY
  if (!given) return readOrMakeMasterKey(join(folder, masterKeyFile))
  const key = Buffer.from(given.trim(), 'base64')
  if (key.length !== 32)
    throw new SettingRefused(
      '环境变量 SHANZHI_MASTER_KEY 应为 32 字节的 base64 文本（可用 openssl rand -base64 32 生成）。\n' +
        'SHANZHI_MASTER_KEY must be 32 bytes in base64 (openssl rand -base64 32 makes one).',
    )
  return key
}
