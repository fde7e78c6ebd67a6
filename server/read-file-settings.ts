import { join } from 'node:path'
import type { FileStoreSettings } from '../platform/files/index.ts'
import { SettingRefused } from './read-settings.ts'

type Environment = Record<string, string | undefined>

/** Where photos and evidence lie when no outside store is named. */
export function filesFolder(folder: string): string {
  return join(folder, 'files')
}

/**
 * A folder, or an S3-compatible store when SHANZHI_S3_ENDPOINT is set, together with SHANZHI_S3_BUCKET,
 * SHANZHI_S3_REGION, SHANZHI_S3_KEY, SHANZHI_S3_SECRET and (where needed) SHANZHI_S3_ADDRESSING.
 */
export function readFileSettings(env: Environment, folder: string): FileStoreSettings {
  const endpoint = env.SHANZHI_S3_ENDPOINT
  if (!endpoint) return { kind: 'folder', path: filesFolder(folder) }
  const need = (name: string): string => {
    const value = env[name]
    if (value) return value
    throw new SettingRefused(
      `设置了 SHANZHI_S3_ENDPOINT，还需要设置 ${name}。\nSHANZHI_S3_ENDPOINT is set, so ${name} is needed too.`,
    )
  }
  return {
    kind: 's3',
    endpoint,
    bucket: need('SHANZHI_S3_BUCKET'),
    region: env.SHANZHI_S3_REGION || 'us-east-1',
    accessKeyId: need('SHANZHI_S3_KEY'),
    secretAccessKey: need('SHANZHI_S3_SECRET'),
    addressing: env.SHANZHI_S3_ADDRESSING === 'host' ? 'host' : 'path',
  }
}
