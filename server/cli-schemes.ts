import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { chinaDateOf } from '../engines/calendar/china-time.ts'
import type { SchemeProblem } from '../engines/scheme/section.ts'
import { guardScheme } from '../platform/schemes/guard-scheme.ts'
import { readScheme, type SchemeContent } from '../platform/schemes/read-scheme.ts'
import { readCases, runCases } from '../platform/schemes/run-cases.ts'
import {
  openSchemeLibrary,
  printProblem,
  type SchemeLibrary,
  schemesFolder,
} from '../platform/schemes/scheme-library.ts'
import { type Command, UsageError } from './command.ts'
import { diffSchemes } from './diff-schemes.ts'
import { schemeSections } from './scheme-sections.ts'

const today = () => chinaDateOf(new Date())
const openLibrary = () => openSchemeLibrary(schemesFolder, schemeSections, today())

const list: Command = {
  name: 'schemes list',
  words: { zh: '列出制度', en: 'list the schemes' },
  async run() {
    const schemes = (await openLibrary()).schemes.map((scheme) => ({
      id: scheme.id,
      name: scheme.content.name,
      place: scheme.content.place.name,
      source: scheme.content.source,
      hash: scheme.hash,
      cases: scheme.cases.length,
      problems: scheme.problems.length,
    }))
    const lines = schemes.map(
      (one) =>
        `${one.id}  ${one.name.zh} · ${one.name.en}  ${one.place}  ${one.source}  算例 cases ${one.cases}`,
    )
    return { lines, data: { schemes } }
  },
}

const check: Command = {
  name: 'schemes check',
  words: {
    zh: '检查制度（短名、文件夹或文件；不写则全部）',
    en: 'check schemes: a name, folder or file; all when none is named',
  },
  operands: [],
  moreOperands: true,
  async run(call) {
    const library = await openLibrary()
    const wanted = call.operands.length > 0 ? call.operands : library.schemes.map((scheme) => scheme.id)
    const checked = await Promise.all(wanted.map((one) => checkOne(one, library)))
    const problems = checked.flatMap((one) => one.problems)
    const errors = problems.filter((problem) => problem.severity === 'error').length
    return {
      lines: [
        ...checked.flatMap((one) => one.problems.map((problem) => printProblem(one.file, problem))),
        `检查了 ${checked.length} 个制度，${errors} 处错误。 ${checked.length} schemes checked, ${errors} errors.`,
      ],
      data: { checked },
      problems: errors > 0,
    }
  },
}

async function checkOne(
  named: string,
  library: SchemeLibrary,
): Promise<{ file: string; problems: SchemeProblem[] }> {
  const file = await findSchemeFile(named)
  const { content, problems, place } = readScheme(await readFile(file, 'utf8'), schemeSections)
  const breaches = content ? guardScheme(content, library.norms, schemeSections, today()) : []
  return { file: relative(process.cwd(), file), problems: [...problems, ...breaches.map(place)] }
}

/** A scheme's file by its short name, its folder, or its own path. */
async function findSchemeFile(named: string): Promise<string> {
  const tries = [
    join(schemesFolder, named, 'scheme.yaml'),
    join(resolve(named), 'scheme.yaml'),
    resolve(named),
  ]
  for (const file of tries) if (existsSync(file) && (await stat(file)).isFile()) return file
  throw new UsageError({ zh: `找不到制度 ${named}。`, en: `There is no scheme ${named}.` })
}

async function readContent(named: string): Promise<SchemeContent> {
  const file = await findSchemeFile(named)
  const { content, problems } = readScheme(await readFile(file, 'utf8'), schemeSections)
  if (content) return content
  const faults = problems.map((problem) => printProblem(named, problem)).join('\n')
  throw new UsageError({
    zh: `制度 ${named} 读不出来：`,
    en: `The scheme ${named} cannot be read:\n${faults}`,
  })
}

const cases: Command = {
  name: 'schemes cases',
  words: {
    zh: '运行算例（短名或 cases.yaml 文件；不写则全部）',
    en: 'run worked cases: a name or a cases.yaml; all when none is named',
  },
  operands: [],
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
  async run(call) {
    const library = await openLibrary()
    const files =
      call.operands.length > 0
        ? call.operands
        : library.schemes.filter((one) => one.cases.length > 0).map((one) => one.id)
    const ran = await Promise.all(files.map((file) => runFile(file, call.find('scheme'), library)))
    const outcomes = ran.flatMap((one) => one.outcomes.map((outcome) => ({ file: one.file, ...outcome })))
    const failed = outcomes.filter((outcome) => !outcome.passed)
    const shown = call.has('verbose') ? outcomes : failed
    return {
      lines: [
        ...shown.flatMap((one) =>
          one.passed
            ? [`✓ ${one.name}（${one.source}）`]
            : [
                `✗ ${one.name}（${one.source}）`,
                `    给出 given     ${one.given}`,
                `    应为 expected  ${one.expected}`,
                `    实为 actual    ${one.actual}`,
              ],
        ),
        `算例 ${outcomes.length - failed.length} 个通过，${failed.length} 个不符。 ${outcomes.length - failed.length} cases passed, ${failed.length} failed.`,
      ],
      data: { passed: outcomes.length - failed.length, failed: failed.length, outcomes },
      problems: failed.length > 0,
    }
  },
}

async function runFile(named: string, scheme: string | undefined, library: SchemeLibrary) {
  const own = join(schemesFolder, named, 'cases.yaml')
  const file = existsSync(own) ? own : resolve(named)
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError({ zh: `找不到算例文件 ${named}。`, en: `There is no case file ${named}.` })
  })
  const content = await readContent(scheme ?? dirname(file))
  const read = readCases(text)
  if ('problems' in read) {
    const faults = read.problems.map((problem) => printProblem(named, problem)).join('\n')
    throw new UsageError({
      zh: `算例文件 ${named} 有误：`,
      en: `The case file ${named} is not right:\n${faults}`,
    })
  }
  return { file: named, outcomes: runCases(read.cases, content, schemeSections, library.norms) }
}

const diff: Command = {
  name: 'schemes diff',
  words: { zh: '比较两个制度', en: 'compare two schemes' },
  operands: ['<制度 scheme>', '<制度 scheme>'],
  async run(call) {
    const [before, after] = await Promise.all([
      readContent(call.operands[0]!),
      readContent(call.operands[1]!),
    ])
    const differences = diffSchemes(before, after)
    const lines = differences.flatMap(({ path, before, after }) => [
      path,
      ...(before === undefined ? [] : [`  - ${before}`]),
      ...(after === undefined ? [] : [`  + ${after}`]),
    ])
    return { lines: lines.length > 0 ? lines : ['没有差别。 No difference.'], data: { differences } }
  },
}

export const schemesCommands: readonly Command[] = [list, check, cases, diff]
