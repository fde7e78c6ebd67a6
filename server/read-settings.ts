import { resolve } from 'node:path'
import { replayDaysMax } from '../engines/contract/replay-limit.ts'

/** How a server runs, read from the environment once. */
export interface Settings {
  /** Data folder: our own PostgreSQL, files, keys. */
  folder: string
  /** An outside PostgreSQL in place of our own. */
  databaseUrl: string | undefined
  host: string
  port: number
  /** Behind HTTPS: cookies for HTTPS only, and the proxy's word for the visitor's address is taken. */
  secure: boolean
  logLevel: string
  /** The made-up county, loaded at the first start. */
  sample: boolean
  keep: KeepLimits
}

/** For how many days is kept what is swept afterwards. */
export interface KeepLimits {
  /** Answers of writes, for repeats: more than clients repeat for. */
  answersDays: number
  /** Sessions that ended or ran out. */
  sessionsDays: number
  /** Tries at signing in, and codes. */
  codesDays: number
}

export const keepDefaults: KeepLimits = { answersDays: 90, sessionsDays: 30, codesDays: 2 }

export class SettingRefused extends Error {}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

/**
 * Reads SHANZHI_DATA, DATABASE_URL, HOST, PORT, SHANZHI_SECURE, SHANZHI_LOG_LEVEL, SHANZHI_SAMPLE and SHANZHI_KEEP_….
 * Throws SettingRefused, in words, for a value that makes no sense.
 */
export function readSettings(env: Record<string, string | undefined>, root: string): Settings {
  const port = env.PORT || '8080'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    throw refused('PORT', port, '0 到 65535 之间的整数', 'a whole number from 0 to 65535')
  const logLevel = env.SHANZHI_LOG_LEVEL || 'warn'
  if (!logLevels.includes(logLevel))
    throw refused(
      'SHANZHI_LOG_LEVEL',
      logLevel,
      `其中之一：${logLevels.join('、')}`,
      `one of ${logLevels.join(', ')}`,
    )
  const databaseUrl = env.DATABASE_URL || undefined
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw refused('DATABASE_URL', '…', '以 postgres:// 开头的地址', 'an address that begins with postgres://')
  return {
    folder: resolve(root, env.SHANZHI_DATA || 'data'),
    databaseUrl,
    host: env.HOST || 'localhost',
    port: Number(port),
    secure: readSwitch(env, 'SHANZHI_SECURE', false),
    logLevel,
    sample: readSwitch(env, 'SHANZHI_SAMPLE', true) && !databaseUrl,
    keep: {
      answersDays: readDays(env, 'SHANZHI_KEEP_ANSWERS_DAYS', keepDefaults.answersDays, replayDaysMax + 1),
      sessionsDays: readDays(env, 'SHANZHI_KEEP_SESSIONS_DAYS', keepDefaults.sessionsDays, 0),
      codesDays: readDays(env, 'SHANZHI_KEEP_CODES_DAYS', keepDefaults.codesDays, 1),
    },
  }
}

function readDays(
  env: Record<string, string | undefined>,
  name: string,
  usual: number,
  least: number,
): number {
  const value = env[name]
  if (!value) return usual
  if (!/^\d{1,4}$/.test(value) || Number(value) < least)
    throw refused(
      name,
      value,
      `${least} 到 9999 之间的整数（天）`,
      `a whole number of days from ${least} to 9999`,
    )
  return Number(value)
}

function readSwitch(env: Record<string, string | undefined>, name: string, usual: boolean): boolean {
  const value = env[name]?.toLowerCase()
  if (!value) return usual
  if (['on', 'true', '1', 'yes'].includes(value)) return true
  if (['off', 'false', '0', 'no'].includes(value)) return false
  throw refused(name, value, 'on 或 off', 'on or off')
}

function refused(name: string, value: string, zh: string, en: string): SettingRefused {
  return new SettingRefused(
    `环境变量 ${name} 的值“${value}”不对，应为${zh}。\nThe environment variable ${name} is “${value}”; it must be ${en}.`,
  )
}
