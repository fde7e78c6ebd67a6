import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { resolveScheme, type Settings } from '../../engines/scheme/resolve-scheme.ts'
import { listOpenFrom, withSettings } from '../../engines/scheme/with-settings.ts'
import type { Act } from '../../platform/http/context.ts'
import { checkContent, valueTableOf } from '../../platform/schemes/read-scheme.ts'
import type { LibraryScheme, SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { findResolution } from '../meetings/index.ts'
import type { putInForce as putInForceRoute, setSchemeValues } from './contract.ts'
import { decideValue } from './decide-value.ts'
import { findProblems } from './describe-scheme.ts'
import { markChanged } from './rules-in-force.ts'
import {
  type Adoption,
  findAdoption,
  insertAdoption,
  keepVersion,
  lockAdoption,
  updateAdoption,
} from './store.ts'

export function getScheme(library: SchemeLibrary, schemeId: string): LibraryScheme {
  const scheme = library.find(schemeId)
  if (!scheme) throw new Refusal('schemes.unknown', { scheme: schemeId })
  return scheme
}

/** Fills or changes values for a place. While in force, only for days to come: what was decided stays decided. */
export async function setValues(
  act: Act,
  library: SchemeLibrary,
  schemeId: string,
  body: RouteBody<typeof setSchemeValues>,
): Promise<Adoption> {
  act.authorise('schemes.adapt', { placeCode: body.placeCode })
  const scheme = getScheme(library, schemeId)
  const adoption =
    (await findAdoption(act.tx, body.placeCode, schemeId)) ?? (await startDraft(act, scheme, body.placeCode))
  if (body.revision !== null && body.revision !== adoption.revision) throw new Refusal('request.stale')
  const settings = changedSettings(library, scheme, adoption, body.values, chinaDateOf(act.now))
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
  scheme: LibraryScheme,
  adoption: Adoption,
  changes: RouteBody<typeof setSchemeValues>['values'],
  today: string,
): Settings {
  const settings = structuredClone(adoption.settings)
  const known = resolveScheme(scheme.content, valueTableOf(library.sections), {}, today).values
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
  assertFit(library, scheme, settings)
  if (adoption.state === 'in_force') assertNothingOpen(library, scheme, settings, today)
  return settings
}

/** Values that are each of the right type may still clash: a least above its most, points of zero. */
function assertFit(library: SchemeLibrary, scheme: LibraryScheme, settings: Settings): void {
  const before = new Set(scheme.problems.map((problem) => problem.reason.en))
  const { problems } = checkContent(withSettings(scheme.content, settings, 'own'), library.sections)
  const problem = problems.find((candidate) => !before.has(candidate.reason.en))
  if (!problem) return
  const { path, reason, mend } = problem
  throw new Refusal(
    'schemes.values_clash',
    { path, reason: reason.zh, mend: mend.zh, reasonEn: reason.en, mendEn: mend.en },
    'body.values',
  )
}

/** No value may be open from a day on, nor become open later. */
function assertNothingOpen(
  library: SchemeLibrary,
  scheme: LibraryScheme,
  settings: Settings,
  from: string,
): void {
  const paths = listOpenFrom(scheme.content, settings, from)
  if (paths.length === 0) return
  const titles = resolveScheme(scheme.content, valueTableOf(library.sections), settings, from)
    .values.filter((value) => paths.includes(value.path))
    .map((value) => value.title.zh)
  throw new Refusal('schemes.open_values', {
    count: titles.length,
    titles: titles.slice(0, 5).join('、'),
    paths,
  })
}

async function startDraft(act: Act, scheme: LibraryScheme, placeCode: string): Promise<Adoption> {
  const version = await keepVersion(act.tx, {
    schemeId: scheme.id,
    hash: scheme.hash,
    content: scheme.content,
    at: act.now,
  })
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
    revision: 1,
  }
  await insertAdoption(act.tx, adoption)
  return adoption
}

/** Puts a scheme into force: no open value, the guard content, a resolution of this place that passed. */
export async function putInForce(
  act: Act,
  library: SchemeLibrary,
  schemeId: string,
  body: RouteBody<typeof putInForceRoute>,
): Promise<Adoption> {
  act.authorise('schemes.adapt', { placeCode: body.placeCode })
  const scheme = getScheme(library, schemeId)
  const adoption = await findAdoption(act.tx, body.placeCode, schemeId)
  if (!adoption) throw new Refusal('schemes.no_draft')
  await lockAdoption(act.tx, body.placeCode, adoption.id)
  if (adoption.state === 'in_force') throw new Refusal('schemes.already_in_force')
  if (adoption.revision !== body.revision) throw new Refusal('request.stale')
  assertNothingOpen(library, scheme, adoption.settings, body.startsOn)
  const breach = findProblems(library, scheme.content, body.startsOn).find(
    (problem) => problem.severity === 'error',
  )
  if (breach)
    throw new Refusal('schemes.guard', {
      reason: breach.reason.zh,
      norm: breach.norm ?? breach.path,
      mend: breach.mend.zh,
    })
  const resolution = await findResolution(act.tx, body.placeCode, body.resolutionId)
  if (!resolution?.passed) throw new Refusal('schemes.resolution_missing', {}, 'body.resolutionId')
  const inForce: Adoption = {
    ...adoption,
    state: 'in_force',
    startsOn: body.startsOn,
    resolutionId: body.resolutionId,
  }
  if (!(await updateAdoption(act.tx, inForce))) throw new Refusal('request.stale')
  markChanged(act.tx)
  act.record({
    placeCode: body.placeCode,
    action: 'schemes.adapt',
    subjectKind: 'adoption',
    subjectId: adoption.id,
    detail: {
      scheme: schemeId,
      inForceFrom: body.startsOn,
      resolution: body.resolutionId,
      hash: adoption.hash,
    },
  })
  return { ...inForce, revision: adoption.revision + 1 }
}
