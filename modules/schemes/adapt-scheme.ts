import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { resolveScheme, type Settings } from '../../engines/scheme/resolve-scheme.ts'
import { withSettings } from '../../engines/scheme/with-settings.ts'
import type { Act } from '../../platform/http/context.ts'
import { type SchemeContent, valueTableOf } from '../../platform/schemes/read-scheme.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import type { setSchemeValues } from './contract.ts'
import { decideValue } from './decide-value.ts'
import { type FoundScheme, findScheme } from './find-scheme.ts'
import { assertLawful, assertNothingOpen, findNewFault } from './judge-content.ts'
import { markChanged } from './rules-in-force.ts'
import { type Adoption, findAdoption, insertAdoption, updateAdoption } from './store.ts'
import { getVersionContent, keepVersion } from './store-versions.ts'

/** Fills or changes values for a place. While in force, only for days to come: what was decided stays decided. */
export async function setValues(
  act: Act,
  library: SchemeLibrary,
  schemeId: string,
  body: RouteBody<typeof setSchemeValues>,
): Promise<Adoption> {
  act.authorise('schemes.adapt', { placeCode: body.placeCode })
  const scheme = await findScheme(act.tx, library, body.placeCode, schemeId)
  if (scheme.copy) throw new Refusal('schemes.own_text')
  const adoption =
    (await findAdoption(act.tx, body.placeCode, schemeId)) ?? (await startDraft(act, scheme, body.placeCode))
  if (body.revision !== null && body.revision !== adoption.revision) throw new Refusal('request.stale')
  const content = await getVersionContent(act.tx, adoption.schemeId, adoption.version)
  const settings = changedSettings(library, content, adoption, body.values, chinaDateOf(act.now))
  const changed = { ...adoption, settings }
  if (!(await updateAdoption(act.tx, changed))) throw new Refusal('request.stale')
  markChanged(act.tx)
  act.record({
    placeCode: body.placeCode,
    action: 'schemes.adapt',
    subjectKind: 'adoption',
    subjectId: adoption.id,
    detail: { scheme: schemeId, values: body.values },
  })
  return { ...changed, revision: adoption.revision + 1 }
}

function changedSettings(
  library: SchemeLibrary,
  content: SchemeContent,
  adoption: Adoption,
  changes: RouteBody<typeof setSchemeValues>['values'],
  today: string,
): Settings {
  const settings = structuredClone(adoption.settings)
  const known = resolveScheme(content, valueTableOf(library.sections), {}, today).values
  for (const change of changes) {
    const value = known.find((candidate) => candidate.path === change.path)
    if (!value) throw new Refusal('schemes.value_unknown', { path: change.path }, 'body.values')
    if (adoption.state === 'in_force' && change.from < today) {
      throw new Refusal('schemes.past_value', { title: value.title.zh, today }, 'body.values')
    }
    const own = { ...settings[change.path] }
    if (change.value === null) delete own[change.from]
    else own[change.from] = decideValue(value, change.value)
    if (Object.keys(own).length > 0) settings[change.path] = own
    else delete settings[change.path]
  }
  assertFit(library, content, settings)
  if (adoption.state === 'in_force') {
    assertNothingOpen(library, content, settings, today)
    assertLawful(library, content, settings, [today])
  }
  return settings
}

/** Values that are each of the right type may still clash: a least above its most, points of zero. */
function assertFit(library: SchemeLibrary, content: SchemeContent, settings: Settings): void {
  const problem = findNewFault(library, content, withSettings(content, settings, 'own'))
  if (!problem) return
  const { path, reason, mend } = problem
  throw new Refusal(
    'schemes.values_clash',
    { path, reason: reason.zh, mend: mend.zh, reasonEn: reason.en, mendEn: mend.en },
    'body.values',
  )
}

/** A village prepares a scheme: the version of today is kept, and stays the one that it will run. */
export async function startDraft(act: Act, scheme: FoundScheme, placeCode: string): Promise<Adoption> {
  const version = await keepFound(act, scheme)
  const adoption: Adoption = {
    id: makeId(),
    placeCode,
    schemeId: scheme.id,
    version,
    hash: scheme.hash,
    settings: {},
    state: 'draft',
    startsOn: null,
    endsOn: null,
    resolutionId: null,
    earlier: [],
    revision: 1,
  }
  await insertAdoption(act.tx, adoption)
  return adoption
}

/** The number under which a scheme's present text is kept for good. */
export async function keepFound(act: Act, scheme: FoundScheme): Promise<number> {
  const { id: schemeId, hash, content, placeCode, sourceId, sourceVersion } = scheme
  const kept = { schemeId, hash, content, at: act.now }
  return keepVersion(act.tx, {
    ...kept,
    ...(placeCode === null ? {} : { adapted: { placeCode, sourceId, sourceVersion } }),
  })
}
