import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Norm, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { guardScheme } from './guard-scheme.ts'
import { type ReadScheme, readScheme, type SchemeContent } from './read-scheme.ts'
import { readCases, type WorkedCase } from './run-cases.ts'

export interface LibraryScheme {
  id: string
  text: string
  content: SchemeContent
  hash: string
  problems: SchemeProblem[]
  cases: WorkedCase[]
}

/** The schemes of a folder, read and checked once at start. `today` decides which norms bind. */
export interface SchemeLibrary {
  sections: readonly SchemeSection[]
  norms: readonly Norm[]
  schemes: readonly LibraryScheme[]
  find(id: string): LibraryScheme | undefined
}

export const schemesFolder = join(import.meta.dirname, '..', '..', 'schemes')

/** Reads every pack of a folder. A pack that does not even have the right shape makes this throw with all its faults. */
export async function openSchemeLibrary(folder: string, sections: readonly SchemeSection[], today: string): Promise<SchemeLibrary> {
  const slugs = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const packs = await Promise.all(slugs.sort().map((slug) => readPack(folder, slug, sections)))
  const national = packs.find((pack) => pack.id === 'national')
  const norms = ((national?.content.norms ?? []) as Norm[]) satisfies Norm[]
  const schemes = packs.map((pack) => ({
    ...pack,
    problems: [...pack.problems, ...guardScheme(pack.content, norms, sections, today)],
  }))
  return { sections, norms, schemes, find: (id) => schemes.find((scheme) => scheme.id === id) }
}

async function readPack(folder: string, slug: string, sections: readonly SchemeSection[]): Promise<LibraryScheme> {
  const text = await readFile(join(folder, slug, 'scheme.yaml'), 'utf8')
  const read: ReadScheme = readScheme(text, sections)
  if (!read.content) throw new BrokenScheme(`schemes/${slug}/scheme.yaml`, read.problems)
  if (read.content.id !== slug) throw new Error(`schemes/${slug}/scheme.yaml: id is ${read.content.id}, the folder says ${slug}`)
  const casesFile = join(folder, slug, 'cases.yaml')
  const cases = existsSync(casesFile) ? readCases(await readFile(casesFile, 'utf8')) : []
  return { id: slug, text, content: read.content, hash: read.hash, problems: read.problems, cases }
}

export class BrokenScheme extends Error {
  readonly problems: SchemeProblem[]
  constructor(file: string, problems: SchemeProblem[]) {
    super(problems.map((problem) => printProblem(file, problem)).join('\n'))
    this.problems = problems
  }
}

/** One fault on one line, Chinese then English: what the CLI and the log show. */
export function printProblem(file: string, problem: SchemeProblem): string {
  const norm = problem.norm ? ` 【${problem.norm}】` : ''
  return `${file}: ${problem.path}: ${problem.reason.zh}${norm} ${problem.mend.zh} | ${problem.reason.en} ${problem.mend.en}`
}
