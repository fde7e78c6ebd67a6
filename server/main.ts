// `npm start`: PostgreSQL, migrations, the sample at the first start, and the server.

import {
  furtherVillages,
  loadSample,
  sampleAccounts,
  samplePassword,
  sampleVillagers,
} from '../modules/sample/index.ts'
import { projectFolder } from './open-services.ts'
import { makeProgressBar } from './progress-bar.ts'
import { readSettings } from './read-settings.ts'
import { wordsOfFault } from './start-faults.ts'
import { type RunningServer, type StartProgress, startServer } from './start-server.ts'

const out = process.stdout
const words: Record<Parameters<StartProgress>[0], string> = {
  apps: '界面 Apps',
  database: '数据库 Database',
  sample: '示例数据 Sample',
}

class StartBrokenOff extends Error {}

let server: RunningServer | undefined
let stopping = false

/** The first signal stops in order; further ones are told to wait, so that nothing is cut off half-way. */
async function stop(code: number): Promise<void> {
  if (stopping) return void out.write('正在停止，请稍候…… Stopping, one moment…\n')
  stopping = true
  await starting.catch(() => undefined)
  await server?.stop()
  if (server) out.write('已停止。 Stopped.\n')
  process.exit(code)
}
process.on('SIGINT', () => void stop(0))
process.on('SIGTERM', () => void stop(0))
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error}\n`)
  void stop(1)
})

const starting = start()
await starting

async function start(): Promise<void> {
  const bar = makeProgressBar(out, '')
  try {
    const settings = readSettings(process.env, projectFolder)
    server = await startServer(settings, process.env, {
      onProgress: (what, done, total) => {
        if (stopping) throw new StartBrokenOff('stopped while starting')
        if (done < total) bar.draw(done, total, words[what])
        else bar.end(`✓ ${words[what]}`)
      },
      loadSample,
      log: (line) => void out.write(`${line}\n`),
    })
    if (!stopping) out.write(readyText(server.address, settings.sample))
  } catch (error) {
    if (error instanceof StartBrokenOff) return
    const told = wordsOfFault(error)
    process.stderr.write(`\n${told ?? (error instanceof Error ? error.stack : String(error))}\n`)
    process.exitCode = 1
  }
}

function readyText(address: string, sample: boolean): string {
  return [
    '',
    '善治已启动。 Shanzhi is ready.',
    `  管理端 Console     ${address}/`,
    `  手机端 Phone app   ${address}/m/`,
    `  接口 API           ${address}/api/docs`,
    ...(sample ? sampleText() : []),
    '  按 Ctrl-C 停止。 Ctrl-C stops it.',
    '',
  ].join('\n')
}

function sampleText(): string[] {
  const people = [...sampleAccounts, ...sampleVillagers]
  return [
    '',
    `  示例账号（密码都是 ${samplePassword}）Sample accounts (password ${samplePassword}):`,
    ...people.map(({ login, tries }) => `    ${login.padEnd(12)}${tries.zh} · ${tries.en}`),
    '',
    '  其他示例村 Further villages: -clerk -secretary -cadre -group_leader -reviewer -supervisor -villager',
    ...furtherVillages.map(({ key, name }) => `    ${`${key}-…`.padEnd(12)}${name.zh} · ${name.en}`),
    '',
  ]
}
