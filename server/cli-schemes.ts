import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { chinaDateOf } from '../engines/calendar/china-time.ts'
import type { DatedEntry } from '../engines/scheme/dated.ts'
import type { SchemeProblem } from '../engines/scheme/section.ts'
import { listOpenFrom } from '../engines/scheme/with-settings.ts'
import { diffSchemes, type SchemeChange } from '../platform/schemes/diff-schemes.ts'
import { guardScheme } from '../platform/schemes/guard-scheme.ts'
import { readScheme } from '../platform/schemes/read-scheme.ts'
import { type CaseOutcome, readCases, runCases } from '../platform/schemes/run-cases.ts'
import {
  BrokenScheme,
  type LibraryScheme,
  openSchemeLibrary,
  printProblem,
  type SchemeLibrary,
  schemesFolder,
} from '../platform/schemes/scheme-library.ts'
import { type Call, type Command, type Outcome, UsageError } from './command.ts'
import { schemeSections } from './scheme-sections.ts'

const onOption = {
  value: '2026-01-01',
  words: { zh: '按这一天的法规核查，默认今天', en: 'hold it against the law of this day; today by default' },
}

const listCommand: Command = {
  name: 'schemes list',
  words: { zh: '列出制度库', en: 'list the scheme library' },
  options: { on: onOption },
  run: async (call) => listSchemes(await openLibrary(dayOf(call)), dayOf(call)),
}

const checkCommand: Command = {
  name: 'schemes check',
  words: {
    zh: '检查制度：写法、引用、法规；可写文件，不写则查整个库',
    en: 'check schemes: shape, references, law; files, or the whole library',
  },
  moreOperands: true,
  options: { on: onOption },
  run: (call) => checkSchemes(call.operands, dayOf(call)),
}

const casesCommand: Command = {
  name: 'schemes cases',
  words: {
    zh: '复算算例；可写制度名，不写则算整个库',
    en: 'run worked cases of the schemes named, or of the whole library',
  },
  moreOperands: true,
  options: {
    file: {
      value: 'cases.yaml',
      words: { zh: '用另一个算例文件（任何地方都行）', en: 'another file of cases, wherever it lies' },
    },
  },
  run: async (call) => runSchemeCases(await openLibrary(dayOf(call)), call.operands, call.find('file')),
}

const diffCommand: Command = {
  name: 'schemes diff',
  words: {
    zh: '比较制度库里的制度和另一个文件，逐项列出不同',
    en: 'tell, path by path, how a file differs from the scheme of the library',
  },
  operands: ['<slug>', '<file>'],
  run: async (call) => diffScheme(await openLibrary(dayOf(call)), call.operands[0]!, call.operands[1]!),
}

export const schemesCommands: readonly Command[] = [listCommand, checkCommand, casesCommand, diffCommand]

function dayOf(call: Call): string {
  const day = call.find('on') ?? chinaDateOf(new Date())
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))) return day
  throw new UsageError({
    zh: `“${day}”不是日期，请写成 2026-01-01。`,
    en: `"${day}" is not a day; write it as 2026-01-01.`,
  })
}

function openLibrary(today: string): Promise<SchemeLibrary> {
  return openSchemeLibrary(schemesFolder, schemeSections, today)
}

function getScheme(library: SchemeLibrary, slug: string): LibraryScheme {
  const scheme = library.find(slug)
  if (scheme) return scheme
  const known = library.schemes.map((one) => one.id).join(', ')
  throw new UsageError({
    zh: `制度库里没有“${slug}”；有：${known}`,
    en: `The library has no scheme "${slug}"; it has: ${known}`,
  })
}

async function readGiven(file: string): Promise<string> {
  return readFile(resolve(file), 'utf8').catch(() => {
    throw new UsageError({ zh: `读不到文件 ${file}。`, en: `The file ${file} cannot be read.` })
  })
}

/** Every scheme with its hash, what is still open, its cases and faults. */
export function listSchemes(library: SchemeLibrary, on: string): Outcome {
  const rows = library.schemes.map((scheme) => ({
    id: scheme.id,
    hash: scheme.hash,
    name: scheme.content.name,
    place: scheme.content.place.name,
    open: listOpenFrom(scheme.content, {}, on).length,
    cases: scheme.cases.length,
    problems: scheme.problems.length,
  }))
  const width = Math.max(...rows.map((row) => row.id.length))
  return {
    lines: rows.map(
      (row) =>
        `${row.id.padEnd(width)}  ${row.hash}  ${row.name.zh} ${row.name.en}（${row.place}）: 待定 open ${row.open}, 算例 cases ${row.cases}, 问题 problems ${row.problems}`,
    ),
    data: { schemes: rows },
  }
}

interface CheckedFile {
  file: string
  problems: readonly SchemeProblem[]
  /** Values that the source leaves open: to be filled before the scheme goes into force, no fault of the file. */
  open: readonly string[]
}

/** Checks files given by path, or the whole library; a file outside it is held against the library's norms. */
export async function checkSchemes(files: readonly string[], on: string): Promise<Outcome> {
  let library: SchemeLibrary
  try {
    library = await openLibrary(on)
  } catch (error) {
    if (!(error instanceof BrokenScheme)) throw error
    const broken = Map.groupBy(error.faults, (fault) => fault.file)
    return describeChecks(
      [...broken].map(([file, faults]) => ({
        file,
        problems: faults.map(({ problem }) => problem),
        open: [],
      })),
    )
  }
  if (files.length === 0) {
    return describeChecks(
      library.schemes.map(({ id, problems, content }) => ({
        file: `schemes/${id}/scheme.yaml`,
        problems,
        open: listOpenFrom(content, {}, on),
      })),
    )
  }
  return describeChecks(await Promise.all(files.map((file) => checkFile(library, file, on))))
}

async function checkFile(library: SchemeLibrary, file: string, on: string): Promise<CheckedFile> {
  const read = readScheme(await readGiven(file), library.sections)
  if (!read.content) return { file, problems: read.problems, open: [] }
  const breaches = guardScheme(read.content, library.norms, library.sections, on).map(read.place)
  return { file, problems: [...read.problems, ...breaches], open: listOpenFrom(read.content, {}, on) }
}

function describeChecks(files: readonly CheckedFile[]): Outcome {
  const faulty = files.filter((one) => one.problems.length > 0)
  return {
    lines: [
      ...files.flatMap(({ file, problems }) => problems.map((problem) => printProblem(file, problem))),
      ...files
        .filter((one) => one.problems.length === 0)
        .map(
          ({ file, open }) =>
            `${file}: 没有问题 no faults${open.length > 0 ? `, 待定数值 values to fill: ${open.length}` : ''}`,
        ),
      `共 checked ${files.length}, 有问题 faulty ${faulty.length}`,
    ],
    data: { files },
    problems: faulty.length > 0,
  }
}

/** Runs the cases of the schemes named, or of all; `file` stands in for a scheme's own cases. */
export async function runSchemeCases(
  library: SchemeLibrary,
  slugs: readonly string[],
  file?: string,
): Promise<Outcome> {
  if (file !== undefined && slugs.length !== 1) {
    throw new UsageError({
      zh: '用 --file 时请写明一个制度。',
      en: 'With --file, name the one scheme that the cases belong to.',
    })
  }
  const schemes = slugs.length === 0 ? library.schemes : slugs.map((slug) => getScheme(library, slug))
  const read = file === undefined ? undefined : readCases(await readGiven(file))
  if (read && 'problems' in read) {
    return {
      lines: read.problems.map((problem) => printProblem(file!, problem)),
      data: { problems: read.problems },
      problems: true,
    }
  }
  const outcomes = schemes.flatMap((scheme) =>
    runCases(read?.cases ?? scheme.cases, scheme.content, library.sections, library.norms).map((outcome) => ({
      scheme: scheme.id,
      ...outcome,
    })),
  )
  const failed = outcomes.filter((outcome) => !outcome.passed)
  return {
    lines: [
      ...failed.flatMap((outcome) => describeFailure(outcome.scheme, outcome)),
      `算例 cases ${outcomes.length}, 通过 passed ${outcomes.length - failed.length}, 不符 failed ${failed.length}`,
    ],
    data: { passed: outcomes.length - failed.length, failed: failed.length, cases: outcomes },
    problems: failed.length > 0,
  }
}

function describeFailure(scheme: string, outcome: CaseOutcome): string[] {
  return [
    `✗ ${scheme}: ${outcome.name}（${outcome.source}）`,
    `    已知 given:    ${outcome.given}`,
    `    应得 expected: ${outcome.expected}`,
    `    实得 actual:   ${outcome.actual}`,
  ]
}

/** How a file differs from the scheme of the library. As with `diff`, the exit code is 1 when it does. */
export async function diffScheme(library: SchemeLibrary, slug: string, file: string): Promise<Outcome> {
  const scheme = getScheme(library, slug)
  const read = readScheme(await readGiven(file), library.sections)
  if (!read.content) {
    return {
      lines: read.problems.map((problem) => printProblem(file, problem)),
      data: { problems: read.problems },
      problems: true,
    }
  }
  const changes = diffSchemes(scheme.content, read.content)
  return {
    lines: [
      ...changes.map(describeChange),
      changes.length === 0
        ? `两者相同（${scheme.hash}）。 They are the same.`
        : `${slug} ${scheme.hash} → ${file} ${read.hash}: 不同 changes ${changes.length}`,
    ],
    data: { from: scheme.hash, to: read.hash, changes },
    problems: changes.length > 0,
  }
}

function describeChange(change: SchemeChange): string {
  if (change.kind === 'text') return `${change.path}: ${show(change.was)} → ${show(change.now)}`
  return `${change.path} ${change.day}: ${showEntry(change.was)} → ${showEntry(change.now)}`
}

function showEntry(entry: DatedEntry | null): string {
  if (entry === null) return '（没有 none）'
  const note = entry.note ? `；${entry.note}` : ''
  if ('value' in entry) return `${entry.value}（${entry.source}${note}）`
  const proposed = entry.proposed === undefined ? '' : `，建议 proposed ${entry.proposed}`
  return `待定 open${proposed}（${entry.source}${note}）`
}

function show(value: unknown): string {
  if (value === null) return '（没有 none）'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
