import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeContent } from '../../platform/schemes/read-scheme.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { findResolution } from '../meetings/index.ts'
import { keepFound, startDraft } from './adapt-scheme.ts'
import type { putInForce as putInForceRoute } from './contract.ts'
import { listCoreMissing, listVanished, settingsThatFit } from './decide-replacement.ts'
import { type FoundScheme, findScheme } from './find-scheme.ts'
import { assertLawful, assertNothingOpen } from './judge-content.ts'
import { markChanged } from './rules-in-force.ts'
import { type Adoption, findAdoption, lockAdoption, updateAdoption } from './store.ts'
import { getVersionContent } from './store-versions.ts'

type Body = RouteBody<typeof putInForceRoute>

/**
 * Puts a scheme into force: no open value, the guard content, a resolution of this place that passed. Where
 * `replaces` names a scheme in force here, the new text follows it from its first day on under the same
 * adoption: passbooks go on, and what was decided before stays decided.
 */
export async function putInForce(
  act: Act,
  library: SchemeLibrary,
  schemeId: string,
  body: Body,
): Promise<Adoption> {
  act.authorise('schemes.adapt', { placeCode: body.placeCode })
  const scheme = await findScheme(act.tx, library, body.placeCode, schemeId)
  if (scheme.copy && body.textRevision !== undefined && scheme.copy.revision !== body.textRevision)
    throw new Refusal('request.stale')
  const inForce = body.replaces
    ? await follow(act, library, scheme, { ...body, replaces: body.replaces })
    : await begin(act, library, scheme, body)
  if (!(await updateAdoption(act.tx, inForce))) throw new Refusal('request.stale')
  markChanged(act.tx)
  const { id, hash, earlier } = inForce
  act.record({
    placeCode: body.placeCode,
    action: 'schemes.adapt',
    subjectKind: 'adoption',
    subjectId: id,
    detail: {
      ...{ scheme: schemeId, inForceFrom: body.startsOn, resolution: body.resolutionId, hash },
      ...(body.replaces ? { replaces: body.replaces, before: earlier.at(-1)!.hash } : {}),
    },
  })
  return { ...inForce, revision: inForce.revision + 1 }
}

async function begin(act: Act, library: SchemeLibrary, scheme: FoundScheme, body: Body): Promise<Adoption> {
  const found = await findAdoption(act.tx, body.placeCode, scheme.id)
  // One that was never touched has no revision yet: the screen says 0.
  if ((found?.revision ?? 0) !== body.revision && found?.state !== 'in_force')
    throw new Refusal('request.stale')
  const adoption = found ?? (await startDraft(act, scheme, body.placeCode))
  await lockAdoption(act.tx, body.placeCode, adoption.id)
  if (adoption.state === 'in_force') throw new Refusal('schemes.already_in_force')
  const content = await getVersionContent(act.tx, adoption.schemeId, adoption.version)
  await assertReady(act, library, scheme, { ...body, content, settings: adoption.settings })
  return { ...adoption, state: 'in_force', startsOn: body.startsOn, resolutionId: body.resolutionId }
}

async function follow(
  act: Act,
  library: SchemeLibrary,
  scheme: FoundScheme,
  body: Body & { replaces: string },
): Promise<Adoption> {
  const running = await findAdoption(act.tx, body.placeCode, body.replaces)
  if (running?.state !== 'in_force') throw new Refusal('schemes.not_in_force', { scheme: body.replaces })
  await lockAdoption(act.tx, body.placeCode, running.id)
  if (running.revision !== body.revision) throw new Refusal('request.stale')
  if (running.schemeId === scheme.id && running.hash === scheme.hash)
    throw new Refusal('schemes.already_in_force')
  const since = running.earlier.at(-1)?.until ?? running.startsOn!
  const today = chinaDateOf(act.now)
  if (body.startsOn < today || body.startsOn <= since)
    throw new Refusal('schemes.past_start', { day: body.startsOn, today, since }, 'body.startsOn')
  const was = await getVersionContent(act.tx, running.schemeId, running.version)
  const vanished = listVanished(was, scheme.content)
  if (vanished.length > 0) throw new Refusal('schemes.vanished', { names: vanished.slice(0, 5).join('、') })
  // A village's own text says everything itself; its values were written into it.
  const settings = scheme.copy ? {} : settingsThatFit(running.settings, scheme.content)
  await assertReady(act, library, scheme, { ...body, content: scheme.content, settings })
  const { schemeId, version, hash, resolutionId } = running
  return {
    ...running,
    schemeId: scheme.id,
    version: await keepFound(act, scheme),
    hash: scheme.hash,
    settings,
    resolutionId: body.resolutionId,
    earlier: [
      ...running.earlier,
      {
        ...{ schemeId, version, hash, resolutionId, settings: running.settings },
        ...{ startsOn: since, until: body.startsOn },
      },
    ],
  }
}

/** What must be so on every way into force. */
async function assertReady(
  act: Act,
  library: SchemeLibrary,
  scheme: FoundScheme,
  ready: Body & { content: SchemeContent; settings: Adoption['settings'] },
): Promise<void> {
  const { content, settings, startsOn } = ready
  assertNothingOpen(library, content, settings, startsOn)
  assertLawful(library, content, settings, [startsOn, chinaDateOf(act.now)])
  await assertCoreKept(act, scheme)
  const resolution = await findResolution(act.tx, ready.placeCode, ready.resolutionId)
  if (!resolution?.passed) throw new Refusal('schemes.resolution_missing', {}, 'body.resolutionId')
}

/** An adapted scheme keeps the core items of what it came from. */
async function assertCoreKept(act: Act, scheme: FoundScheme): Promise<void> {
  if (scheme.sourceId === null || scheme.sourceVersion === null) return
  const source = await getVersionContent(act.tx, scheme.sourceId, scheme.sourceVersion)
  const missing = listCoreMissing(source, scheme.content)
  if (missing.length > 0) throw new Refusal('schemes.core_items', { names: missing.join('、') })
}
