import { parseArgs } from 'node:util'
import { fillText, Refusal } from '../engines/refusal/refusal.ts'
import { FolderNotEmpty, NoBackup } from '../platform/database/backup.ts'
import { DamagedFile } from '../platform/database/copy-files.ts'
import { RestoreRefused } from '../platform/database/restore.ts'
import { allErrors } from './app.ts'
import { type Call, type Command, type OpenData, type Outcome, UsageError } from './command.ts'
import { FolderInUse } from './lock-folder.ts'
import { actAsCommand, NoDataHere, openData } from './open-data.ts'
import { makeProgressBar } from './progress-bar.ts'
import { readSettings, SettingRefused } from './read-settings.ts'
import { wordsOfFault } from './start-faults.ts'

/** Where a command reads and writes; tests give their own. */
export interface Terminal {
  out: (text: string) => void
  error: NodeJS.WritableStream & { isTTY?: boolean }
  env: Record<string, string | undefined>
  /** The folder that relative paths begin at. */
  root: string
}

/** Runs one command line; returns the exit code: 0 done, 1 problems found, 2 not understood. */
export async function runCommandLine(
  commands: readonly Command[],
  words: readonly string[],
  terminal: Terminal,
): Promise<0 | 1 | 2> {
  const command = commands.find((one) => one.name === words.slice(0, one.name.split(' ').length).join(' '))
  if (!command) {
    const asked = words.length === 0 || words.includes('--help') || words[0] === 'help'
    const text = `${listText(commands, words[0])}\n`
    if (asked) terminal.out(text)
    else
      terminal.error.write(
        `没有这个命令：${words.join(' ')}\nThere is no such command: ${words.join(' ')}\n\n${text}`,
      )
    return asked ? 0 : 2
  }
  const rest = words.slice(command.name.split(' ').length)
  if (rest.includes('--help')) {
    terminal.out(`${helpText(command)}\n`)
    return 0
  }
  const json = rest.includes('--json')
  try {
    const outcome = await runCommand(command, rest, terminal)
    terminal.out(
      json ? `${JSON.stringify(outcome.data, null, 2)}\n` : outcome.lines.map((line) => `${line}\n`).join(''),
    )
    return outcome.problems ? 1 : 0
  } catch (error) {
    const { words: told, code } = tell(error)
    terminal.error.write(`${told}\n`)
    if (error instanceof UsageError) terminal.error.write(`\n${helpText(command)}\n`)
    if (json) terminal.out(`${JSON.stringify({ error: told })}\n`)
    return code
  }
}

async function runCommand(command: Command, words: readonly string[], terminal: Terminal): Promise<Outcome> {
  const parsed = parse(command, words)
  const settings = readSettings(terminal.env, terminal.root)
  const bar = makeProgressBar(terminal.error, command.name)
  const opened: (OpenData & { close(): Promise<void> })[] = []
  let told = false
  const call: Call = {
    ...parsed,
    env: terminal.env,
    folder: settings.folder,
    tell: (what, done, total) => {
      told = true
      bar.draw(done, total, what)
    },
    open: async (options) => {
      const data = await openData(terminal.env, settings.folder, {
        what: command.name,
        make: options?.make ?? false,
      })
      opened.push(data)
      return data
    },
    act: actAsCommand,
  }
  const close = async () => {
    for (const data of opened.splice(0)) await data.close()
  }
  // Ctrl-C breaks off the transaction, and stops a PostgreSQL that was started for this command.
  const breakOff = () => void close().finally(() => process.exit(130))
  process.once('SIGINT', breakOff)
  process.once('SIGTERM', breakOff)
  try {
    return await command.run(call)
  } finally {
    process.off('SIGINT', breakOff)
    process.off('SIGTERM', breakOff)
    if (told) bar.clear()
    await close()
  }
}

function parse(command: Command, words: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(command.options ?? {}).map(([name, option]) => [
      name,
      { type: option.value ? ('string' as const) : ('boolean' as const), multiple: true as const },
    ]),
  )
  const { values, positionals } = parseStrictly(
    { ...options, json: { type: 'boolean', multiple: true } },
    words,
  )
  const wanted = command.operands ?? []
  if (positionals.length < wanted.length) {
    const missing = wanted.slice(positionals.length).join(' ')
    throw new UsageError({ zh: `缺少参数：${missing}`, en: `Missing: ${missing}` })
  }
  if (positionals.length > wanted.length && !command.moreOperands) {
    const extra = positionals.slice(wanted.length).join(' ')
    throw new UsageError({ zh: `多余的参数：${extra}`, en: `Not understood: ${extra}` })
  }
  for (const [name, option] of Object.entries(command.options ?? {})) {
    if (!option.many && (values[name]?.length ?? 0) > 1)
      throw new UsageError({ zh: `--${name} 只能写一次。`, en: `--${name} may be given once.` })
  }
  const list = (name: string) => (values[name] ?? []).filter((value) => typeof value === 'string')
  const find = (name: string) => list(name)[0]
  return {
    operands: positionals,
    list,
    find,
    has: (name: string) => values[name] !== undefined,
    get: (name: string) => {
      const value = find(name)
      if (value === undefined) throw new UsageError({ zh: `缺少 --${name}。`, en: `--${name} is needed.` })
      return value
    },
  }
}

function parseStrictly(
  options: Record<string, { type: 'string' | 'boolean'; multiple: true }>,
  words: readonly string[],
): { values: Record<string, (string | boolean)[] | undefined>; positionals: string[] } {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    const text = error instanceof Error ? error.message.split('.')[0]! : String(error)
    throw new UsageError({ zh: `命令行有误：${text}`, en: `The command line is not right: ${text}` })
  }
}

/** Texts of what an operator can mend; a defect shows where it arose. */
function tell(error: unknown): { words: string; code: 1 | 2 } {
  if (error instanceof Refusal) {
    const text = allErrors[error.code]
    const details =
      'actionEn' in error.details ? { ...error.details, action: error.details.actionEn! } : error.details
    return {
      words: text ? `${fillText(text.zh, error.details)}\n${fillText(text.en, details)}` : error.code,
      code: 1,
    }
  }
  if (!(error instanceof Error)) return { words: String(error), code: 1 }
  if (
    [UsageError, SettingRefused, FolderInUse, NoDataHere, FolderNotEmpty, NoBackup].some(
      (kind) => error instanceof kind,
    )
  )
    return { words: error.message, code: 2 }
  if ([RestoreRefused, DamagedFile].some((kind) => error instanceof kind))
    return { words: error.message, code: 1 }
  return { words: wordsOfFault(error) ?? error.stack ?? error.message, code: 1 }
}

function listText(commands: readonly Command[], group: string | undefined): string {
  const inGroup = commands.filter((command) => command.name.startsWith(`${group} `))
  const shown = inGroup.length > 0 ? inGroup : commands
  const width = Math.max(...shown.map((command) => command.name.length))
  return [
    '用法 Usage: npm run cli -- <命令 command> [--help] [--json]',
    '',
    ...shown.map((command) => `  ${command.name.padEnd(width)}  ${command.words.zh} · ${command.words.en}`),
    '',
    '退出码 Exit codes: 0 完成 done, 1 发现问题 problems found, 2 用法有误 not understood',
  ].join('\n')
}

function helpText(command: Command): string {
  const options = Object.entries(command.options ?? {}).map(([name, option]) => ({
    left: `--${name}${option.value ? ` <${option.value}>` : ''}${option.many ? ' …' : ''}`,
    words: option.words,
  }))
  options.push({ left: '--json', words: { zh: '结果以 JSON 输出', en: 'print the result as JSON' } })
  const width = Math.max(...options.map((option) => option.left.length))
  const more = command.moreOperands ? ' …' : ''
  return [
    `${command.words.zh} · ${command.words.en}`,
    '',
    `用法 Usage: npm run cli -- ${[command.name, ...(command.operands ?? [])].join(' ')}${more} [选项 options]`,
    '',
    ...options.map((option) => `  ${option.left.padEnd(width)}  ${option.words.zh} · ${option.words.en}`),
  ].join('\n')
}
