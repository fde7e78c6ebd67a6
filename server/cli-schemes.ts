import { readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { chinaDateOf } from '../engines/calendar/china-time.ts'
import type { DatedEntry } from '../engines/scheme/dated.ts'
import type { SchemeProblem } from '../engines/scheme/section.ts'
import { listOpenFrom } from '../engines/scheme/with-settings.ts'
import { diffSchemes, type SchemeChange } from '../platform/schemes/diff-schemes.ts'
import { guardScheme } from '../platform/schemes/guard-scheme.ts'
import { type ReadScheme, readScheme, type SchemeContent } from '../platform/schemes/read-scheme.ts'
import { type CaseOutcome, readCases, runCases } from '../platform/schemes/run-cases.ts'
import {
  openSchemeLibrary,
  printProblem,
  type SchemeLibrary,
  schemesFolder,
} from '../platform/schemes/scheme-library.ts'
import { type Call, type Command, type Outcome, UsageError } from './command.ts'
import { schemeSections } from './scheme-sections.ts'

const onOption = {
  value: '2026-01-01',
  words: { zh: '按这一天的法规和数值，默认今天', en: 'the law and the values of this day; today by default' },
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
    zh: '检查制度的写法、引用和法规（短名、文件夹或文件；不写则全部）',
    en: 'check schemes, their references and the law: a name, folder or file; all when none is named',
  },
  moreOperands: true,
  options: { on: onOption },
  run: async (call) => checkSchemes(await openLibrary(dayOf(call)), call.operands, dayOf(call)),
}

const casesCommand: Command = {
  name: 'schemes cases',
  words: {
    zh: '运行算例（短名或 cases.yaml 文件，放在哪里都行；不写则全部）',
    en: 'run worked cases: a name or a cases.yaml, wherever it lies; all when none is named',
  },
  moreOperands: true,
  options: {
    scheme: {
      value: 'id',
      words: {
        zh: '算例文件对应的制度，不写则取同一文件夹的',
        en: 'the scheme of a case file; else the one in its folder',
      },
    },
    verbose: { words: { zh: '通过的也列出', en: 'list those that pass, too' } },
  },
  run: async (call) =>
    runSchemeCases(await openLibrary(dayOf(call)), call.operands, {
      scheme: call.find('scheme'),
      verbose: call.has('verbose'),
    }),
}

const diffCommand: Command = {
  name: 'schemes diff',
  words: {
    zh: '比较两个制度（短名、文件夹或文件），逐项列出数值、日期和来源的不同',
    en: 'compare two schemes, each a name, folder or file: path by path, with days and sources',
  },
  operands: ['<制度 scheme>', '<制度 scheme>'],
  run: (call) => compareSchemes(call.operands[0]!, call.operands[1]!),
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

/** The first of these files that can be read. */
async function readFirst(
  files: readonly string[],
  missing: { zh: string; en: string },
): Promise<{ file: string; text: string }> {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text !== undefined) return { file, text }
  }
  throw new UsageError(missing)
}

/** A scheme by its short name in the library, by its folder, or by its own path. */
async function readNamed(named: string): Promise<ReadScheme & { file: string }> {
  const tries = [
    join(schemesFolder, named, 'scheme.yaml'),
    join(resolve(named), 'scheme.yaml'),
    resolve(named),
  ]
  const { file, text } = await readFirst(tries, {
    zh: `找不到制度 ${named}。`,
    en: `There is no scheme ${named}.`,
  })
  return { file: relative(process.cwd(), file), ...readScheme(text, schemeSections) }
}

async function readContent(named: string): Promise<SchemeContent> {
  const { file, content, problems } = await readNamed(named)
  if (content) return content
  const faults = problems.map((problem) => printProblem(file, problem)).join('\n')
  throw new UsageError({
    zh: `制度 ${named} 读不出来：`,
    en: `The scheme ${named} cannot be read:\n${faults}`,
  })
}

function listSchemes(library: SchemeLibrary, on: string): Outcome {
  const schemes = library.schemes.map((scheme) => ({
    id: scheme.id,
    hash: scheme.hash,
    name: scheme.content.name,
    place: scheme.content.place.name,
    source: scheme.content.source,
    open: listOpenFrom(scheme.content, {}, on).length,
    cases: scheme.cases.length,
    problems: scheme.problems.length,
  }))
  const width = Math.max(...schemes.map((scheme) => scheme.id.length))
  const lines = schemes.map((one) =>
    [
      one.id.padEnd(width),
      one.hash,
      `${one.name.zh} · ${one.name.en}`,
      one.place,
      `待定 open ${one.open}, 算例 cases ${one.cases}, 问题 problems ${one.problems}`,
    ].join('  '),
  )
  return { lines, data: { schemes } }
}

interface CheckedScheme {
  file: string
  problems: readonly SchemeProblem[]
  /** Values that the source leaves open: to be filled before the scheme goes into force, no fault of the file. */
  open: readonly string[]
}

async function checkSchemes(library: SchemeLibrary, named: readonly string[], on: string): Promise<Outcome> {
  const wanted = named.length > 0 ? named : library.schemes.map((scheme) => scheme.id)
  const checked = await Promise.all(wanted.map((one) => checkScheme(library, one, on)))
  const errors = checked
    .flatMap((one) => one.problems)
    .filter((problem) => problem.severity === 'error').length
  return {
    lines: [
      ...checked.flatMap(({ file, problems }) => problems.map((problem) => printProblem(file, problem))),
      ...checked
        .filter((one) => one.problems.length === 0)
        .map(
          ({ file, open }) =>
            `${file}: 没有问题 no faults${open.length > 0 ? `, 待定数值 values to fill: ${open.length}` : ''}`,
        ),
      `检查了 ${checked.length} 个制度，${errors} 处错误。 ${checked.length} schemes checked, ${errors} errors.`,
    ],
    data: { checked },
    problems: errors > 0,
  }
}

async function checkScheme(library: SchemeLibrary, named: string, on: string): Promise<CheckedScheme> {
  const { file, content, problems, place } = await readNamed(named)
  if (!content) return { file, problems, open: [] }
  const breaches = guardScheme(content, library.norms, schemeSections, on).map(place)
  return { file, problems: [...problems, ...breaches], open: listOpenFrom(content, {}, on) }
}

async function runSchemeCases(
  library: SchemeLibrary,
  named: readonly string[],
  options: { scheme: string | undefined; verbose: boolean },
): Promise<Outcome> {
  const wanted =
    named.length > 0 ? named : library.schemes.filter((one) => one.cases.length > 0).map((one) => one.id)
  const outcomes = (await Promise.all(wanted.map((one) => runFile(library, one, options.scheme)))).flat()
  const failed = outcomes.filter((outcome) => !outcome.passed)
  const passed = outcomes.length - failed.length
  return {
    lines: [
      ...outcomes.filter((outcome) => options.verbose || !outcome.passed).flatMap(describeOutcome),
      `算例 ${passed} 个通过，${failed.length} 个不符。 ${passed} cases passed, ${failed.length} failed.`,
    ],
    data: { passed, failed: failed.length, outcomes },
    problems: failed.length > 0,
  }
}

async function runFile(
  library: SchemeLibrary,
  named: string,
  scheme: string | undefined,
): Promise<(CaseOutcome & { file: string })[]> {
  const { file, text } = await readFirst([join(schemesFolder, named, 'cases.yaml'), resolve(named)], {
    zh: `找不到算例文件 ${named}。`,
    en: `There is no case file ${named}.`,
  })
  const read = readCases(text)
  if ('problems' in read) {
    const faults = read.problems.map((problem) => printProblem(named, problem)).join('\n')
    throw new UsageError({
      zh: `算例文件 ${named} 有误：`,
      en: `The case file ${named} is not right:\n${faults}`,
    })
  }
  const content = await readContent(scheme ?? dirname(file))
  return runCases(read.cases, content, schemeSections, library.norms).map((outcome) => ({
    file: named,
    ...outcome,
  }))
}

function describeOutcome(outcome: CaseOutcome & { file: string }): string[] {
  if (outcome.passed) return [`✓ ${outcome.file}: ${outcome.name}（${outcome.source}）`]
  return [
    `✗ ${outcome.file}: ${outcome.name}（${outcome.source}）`,
    `    给出 given     ${outcome.given}`,
    `    应为 expected  ${outcome.expected}`,
    `    实为 actual    ${outcome.actual}`,
  ]
}

async function compareSchemes(before: string, after: string): Promise<Outcome> {
  const [was, now] = await Promise.all([readContent(before), readContent(after)])
  const differences = diffSchemes(was, now)
  return {
    lines: differences.length > 0 ? differences.map(describeChange) : ['没有差别。 No difference.'],
    data: { differences },
  }
}

function describeChange(change: SchemeChange): string {
  if (change.kind === 'text') return `${change.path}: ${show(change.was)} → ${show(change.now)}`
  return `${change.path} ${change.day}: ${showEntry(change.was)} → ${showEntry(change.now)}`
}

function showEntry(entry: DatedEntry | null): string {
  if (entry === null) return '（没有 none）'
  const basis = `（${entry.source}${entry.note ? `；${entry.note}` : ''}）`
  if ('value' in entry) return `${entry.value}${basis}`
  return `待定 open${entry.proposed === undefined ? '' : `，建议 proposed ${entry.proposed}`}${basis}`
}

function show(value: unknown): string {
  if (value === null) return '（没有 none）'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
