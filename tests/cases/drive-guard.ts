import assert from 'node:assert/strict'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { WorkedCase } from '../../platform/schemes/run-cases.ts'
import {
  BrokenScheme,
  openSchemeLibrary,
  type SchemeLibrary,
  schemesFolder,
} from '../../platform/schemes/scheme-library.ts'
import { type CaseDriver, givenOf } from './case-driver.ts'
import { adopt, chooseValues, type Fields, openPlace, type Settings } from './case-village.ts'
import { type CaseWorld, inFolder } from './case-world.ts'
import { inTurn } from './drive-closes.ts'

interface GivenChange {
  path: string
  value: unknown
}

interface Changed extends GivenChange {
  schemeId: string
  settings: Settings
  on: string
}

/** What if the scheme said something else? Its document shows what the guard finds, and it goes into force or not. */
export const guard: CaseDriver = {
  gives: ['path', 'value'],
  drive: (world, { schemeId, settings, cases }) =>
    inTurn(cases, (one) => judge(world, { ...givenOf<GivenChange>(one), schemeId, settings, on: one.on })),
}

/** Whether a norm binds on a day: a scheme that breaches it, as a case of the guard shows, is refused then or not. */
export const binding: CaseDriver = {
  gives: ['norm'],
  drive: (world, { schemeId, cases }) =>
    inTurn(cases, async (one) => {
      const key = givenOf<{ norm: string }>(one).norm
      const norms = world.library.find(schemeId)!.content.norms as Record<string, Fields['title']>[]
      const norm = norms.find((candidate) => candidate.key === key) as unknown as
        | { title: { zh: string }; cite: string }
        | undefined
      assert.ok(norm, key)
      const cited = `${norm.title.zh}（${norm.cite}）`
      const breach = findBreach(world, cited)
      assert.ok(breach, `no case of the guard shows a breach of ${cited}`)
      const { by } = await judge(world, { ...breach, on: one.on })
      return { binds: by === cited, cite: norm.cite }
    }),
}

/** A change that a worked case of some village’s scheme tells to be refused by this norm. */
function findBreach(world: CaseWorld, cited: string): Omit<Changed, 'on'> | undefined {
  const tells = (one: WorkedCase) => one.when === 'guard' && one.expect.by === cited
  for (const { id, cases, content } of world.library.schemes) {
    const found = content.norms ? undefined : cases.find(tells)
    if (found) return { ...givenOf<GivenChange>(found), schemeId: id, settings: found.settings }
  }
  return undefined
}

async function judge(world: CaseWorld, changed: Changed): Promise<Record<string, unknown>> {
  const library = await openChanged(world, changed)
  if (typeof library === 'string') return { refused: true, by: null, reason: library }
  return world.under(library, async () => {
    const place = openPlace(world)
    const { on, schemeId } = changed
    const url = `/api/schemes/${schemeId}?place=${place.code}&on=${on}`
    const shown = await place.must('secretary', on, 'GET', url)
    const found = (shown.problems as Fields[]).filter((problem) => problem.kind !== 'open')
    const by = found.find((problem) => problem.kind === 'law')?.norm ?? null
    const refused = found.length > 0
    // The national limits are no village’s scheme.
    if (!library.find(schemeId)!.content.norms) {
      const { code, body } = await adopt(place, schemeId, await chooseValues(place, changed, on), on)
      assert.equal(code, refused ? 'schemes.guard' : null, JSON.stringify(body))
      if (refused) assert.equal((body.details as { norm: string }).norm, found[0]!.norm ?? found[0]!.path)
    }
    return { refused, by, reason: (found[0]?.reason as { zh: string } | undefined)?.zh ?? null }
  })
}

/** The library with one thing changed in one scheme; what is wrong in it, where it has not the shape of one. */
async function openChanged(world: CaseWorld, change: Changed): Promise<SchemeLibrary | string> {
  const { schemeId, path, value, on } = change
  const content = structuredClone(world.library.find(schemeId)!.content) as Record<string, unknown>
  setAt(content, path.split('.'), value)
  return inFolder(async (folder) => {
    await cp(join(schemesFolder, 'national'), join(folder, 'national'), { recursive: true })
    await mkdir(join(folder, schemeId), { recursive: true })
    await writeFile(join(folder, schemeId, 'scheme.yaml'), stringify(content))
    try {
      return await openSchemeLibrary(folder, world.library.sections, on)
    } catch (error) {
      if (!(error instanceof BrokenScheme)) throw error
      return error.faults[0]!.problem.reason.zh
    }
  })
}

/** Sets what stands at a path, or takes it away (null); items of a list are found by their key. */
function setAt(node: unknown, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path as [string, ...string[]]
  const holder = node as Record<string, unknown>
  const name = Array.isArray(node) ? node.findIndex((item) => item.key === first) : first
  assert.notEqual(name, -1, `no ${first}`)
  if (rest.length > 0) setAt(holder[name], rest, value)
  else if (value === null) delete holder[name]
  else holder[name] = value
}
