import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Norm, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { checkNorms, guardScheme } from './guard-scheme.ts'
import { type ReadScheme, readScheme, type SchemeContent } from './read-scheme.ts'
import { readCases, type WorkedCase } from './run-cases.ts'
import { printProblem, shapeFault } from './scheme-fault.ts'

export { printProblem } from './scheme-fault.ts'

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

/**
 * Reads every pack of a folder. Throws `BrokenScheme` with all faults of all packs when one has not the right
 * shape, or when there is no national one: without it the law guard would be silently off. Faults that only
 * keep a scheme from going into force stay with it as `problems`.
 */
export async function openSchemeLibrary(
  folder: string,
  sections: readonly SchemeSection[],
  today: string,
): Promise<SchemeLibrary> {
  const slugs = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  const packs = await Promise.all(slugs.sort().map((slug) => readPack(folder, slug, sections)))
  const norms = (packs.find((pack) => pack.slug === 'national')?.scheme?.content.norms ?? []) as Norm[]
  const faults = [
    ...packs.flatMap((pack) => pack.faults),
    ...checkNorms(norms, sections).map((problem) => ({ file: 'schemes/national/scheme.yaml', problem })),
    ...(slugs.includes('national') ? [] : [{ file: 'schemes', problem: nationalMissing }]),
  ]
  if (faults.length > 0) throw new BrokenScheme(faults)
  const schemes = packs.flatMap(({ scheme, place }) => {
    if (!scheme) return []
    const breaches = guardScheme(scheme.content, norms, sections, today).map(place)
    return [{ ...scheme, problems: [...scheme.problems, ...breaches] }]
  })
  return { sections, norms, schemes, find: (id) => schemes.find((scheme) => scheme.id === id) }
}

interface FileFault {
  file: string
  problem: SchemeProblem
}

interface Pack {
  slug: string
  scheme: LibraryScheme | undefined
  faults: FileFault[]
  place: ReadScheme['place']
}

async function readPack(folder: string, slug: string, sections: readonly SchemeSection[]): Promise<Pack> {
  const file = `schemes/${slug}/scheme.yaml`
  const text = await readOptional(join(folder, slug, 'scheme.yaml'))
  if (text === undefined)
    return {
      slug,
      scheme: undefined,
      faults: [{ file, problem: schemeMissing }],
      place: (problem) => problem,
    }
  const { content, problems, hash, place } = readScheme(text, sections)
  const faults: FileFault[] = (content ? [] : problems).map((problem) => ({ file, problem }))
  if (content && content.id !== slug) faults.push({ file, problem: place(otherName(content.id, slug)) })
  const casesText = await readOptional(join(folder, slug, 'cases.yaml'))
  const read = casesText === undefined ? { cases: [] } : readCases(casesText)
  if ('problems' in read)
    faults.push(...read.problems.map((problem) => ({ file: `schemes/${slug}/cases.yaml`, problem })))
  const cases = 'cases' in read ? read.cases : []
  return { slug, scheme: content && { id: slug, text, content, hash, problems, cases }, faults, place }
}

async function readOptional(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Packs that cannot be loaded, with every fault of every file. */
export class BrokenScheme extends Error {
  readonly faults: readonly FileFault[]
  constructor(faults: readonly FileFault[]) {
    super(faults.map(({ file, problem }) => printProblem(file, problem)).join('\n'))
    this.name = 'BrokenScheme'
    this.faults = faults
  }
}

const schemeMissing = shapeFault(
  '',
  ['文件夹里没有 scheme.yaml。', 'The folder has no scheme.yaml.'],
  ['写一个 scheme.yaml，或删去这个文件夹。', 'Write a scheme.yaml, or remove the folder.'],
)

const nationalMissing = shapeFault(
  '',
  [
    '没有 national（全国性约束），法规核查就不起作用。',
    'There is no national scheme, so the law guard would be off.',
  ],
  ['恢复 schemes/national/scheme.yaml。', 'Put schemes/national/scheme.yaml back.'],
)

function otherName(id: string, slug: string): SchemeProblem {
  return shapeFault(
    'id',
    [`id 写的是 ${id}，文件夹叫 ${slug}。`, `The id says ${id}, the folder ${slug}.`],
    ['把两者改成一样。', 'Make them the same.'],
  )
}
