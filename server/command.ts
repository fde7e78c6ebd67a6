import type { Words } from '../engines/contract/route.ts'
import type { Progress } from '../platform/database/backup.ts'
import type { OpenedDatabase } from '../platform/database/open-database.ts'
import type { Act, Services } from '../platform/http/context.ts'

/** One option of a command: `--place <code>`, or a switch when it takes no value. */
export interface CommandOption {
  /** What stands for the value in the help; left out, the option is a switch. */
  value?: string
  /** May be given several times. */
  many?: true
  words: Words
}

export interface Command {
  /** 'database backup' */
  name: string
  words: Words
  /** Names of what stands behind the options, in order, such as '<folder>'; all must be given. */
  operands?: readonly string[]
  /** More operands than those named may follow. */
  moreOperands?: true
  options?: Record<string, CommandOption>
  run(call: Call): Promise<Outcome>
}

/** What a command said: lines for people, data for `--json`. Problems end it with exit code 1. */
export interface Outcome {
  lines: readonly string[]
  data: unknown
  problems?: boolean
}

/** The data that a command works on: a running server's, or a database started for it. */
export interface OpenData {
  opened: OpenedDatabase
  services: Services
}

/** What a command was given. */
export interface Call {
  operands: readonly string[]
  env: Record<string, string | undefined>
  /** The data folder. */
  folder: string
  find(option: string): string | undefined
  /** The value of an option that must be given. */
  get(option: string): string
  list(option: string): readonly string[]
  has(option: string): boolean
  tell: Progress
  /** Opens the data; closed again when the command ends. `make` may make a new database or bring one up to date. */
  open(options?: { make?: boolean }): Promise<OpenData>
  /** One act of the command line in one transaction over all places, with its audit records. */
  act<T>(data: OpenData, work: (act: Act) => Promise<T>): Promise<T>
}

/** The command line was not understood: the help is shown and the exit code is 2. */
export class UsageError extends Error {
  constructor(words: Words) {
    super(`${words.zh}\n${words.en}`)
  }
}
