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
  if (!given) {
    const file = join(folder, masterKeyFile)
    const kept = await readOrMakeMasterKey(file)
    if (kept.length === 32) return kept
    throw new SettingRefused(
      `主密钥文件 ${file} 的内容不对，应为 32 字节的 base64 文本。请用另存的那一份替换它。\n` +
        `The master key in ${file} is not 32 bytes in base64. Put the copy that was kept elsewhere in its place.`,
    )
  }
  const key = Buffer.from(given.trim(), 'base64')
  if (key.length !== 32)
    throw new SettingRefused(
      '环境变量 SHANZHI_MASTER_KEY 应为 32 字节的 base64 文本（可用 openssl rand -base64 32 生成）。\n' +
        'SHANZHI_MASTER_KEY must be 32 bytes in base64 (openssl rand -base64 32 makes one).',
    )
  return key
}
