import { createHash } from 'node:crypto'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { type ResolvedScheme, resolveScheme } from '../../engines/scheme/resolve-scheme.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type SchemeContent, valueTableOf } from '../../platform/schemes/read-scheme.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { versionOn } from './decide-replacement.ts'
import { type Adoption, findAdoptionById, findRevision, listAdoptions } from './store.ts'
import { getVersionContent } from './store-versions.ts'

/** The rules of one adoption on one day, and the marks that a record keeps of them. */
export interface RulesInForce {
  adoption: Adoption
  content: SchemeContent
  resolved: ResolvedScheme
  /** Scheme id, version and a hash over content and settings: what decided records keep. */
  mark: { schemeId: string; version: number; hash: string }
}

/** Content of a version never changes, so it is read once. */
const contents = new Map<string, SchemeContent>()

/** Rules as worked out for a revision of an adoption: a changed adoption has another revision, so none goes stale. */
const worked = new Map<string, RulesInForce>()
const workedMax = 1000

/** Revisions that a transaction has seen: it decides by one state of an adoption, and asks for it once. */
const revisions = new WeakMap<Tx, Map<string, Promise<number | undefined>>>()

/** Transactions that changed an adoption: until their commit nobody else may decide by what they see. */
const changing = new WeakSet<Tx>()

/** Lets the rest of a transaction, and it alone, see the change that it made to an adoption. */
export function markChanged(tx: Tx): void {
  changing.add(tx)
}

function seenRevision(tx: Tx, countyCode: string, adoptionId: string): Promise<number | undefined> {
  const seen = revisions.get(tx) ?? new Map<string, Promise<number | undefined>>()
  revisions.set(tx, seen)
  const revision = seen.get(adoptionId) ?? findRevision(tx, countyCode, adoptionId)
  seen.set(adoptionId, revision)
  return revision
}

interface AdoptionOnDay {
  countyCode: string
  adoptionId: string
  on: string
  /** Before its first day a scheme answers with the rules of that day: the steps that lead to it are taken ahead. */
  ahead?: true
}

/**
 * The rules of an adoption on a day; refuses one that is not there or not in force on that day. Each transaction
 * asks the database for the revision, so what another server committed counts from then on.
 */
export async function getRules(tx: Tx, library: SchemeLibrary, where: AdoptionOnDay): Promise<RulesInForce> {
  if (changing.has(tx)) return readRules(tx, library, where)
  const revision = await seenRevision(tx, where.countyCode, where.adoptionId)
  const key = `${where.adoptionId} ${revision} ${where.on} ${where.ahead ?? false}`
  const known = revision === undefined ? undefined : worked.get(key)
  if (known) return known
  const rules = await readRules(tx, library, where)
  if (worked.size >= workedMax) worked.clear()
  if (rules.adoption.revision === revision) worked.set(key, rules)
  return rules
}

async function readRules(tx: Tx, library: SchemeLibrary, where: AdoptionOnDay): Promise<RulesInForce> {
  const adoption = await findAdoptionById(tx, where.countyCode, where.adoptionId)
  const early = adoption?.startsOn != null && adoption.startsOn > where.on
  if (!adoption || adoption.state === 'draft' || (early && !where.ahead))
    throw new Refusal('points.no_scheme', {}, 'adoptionId')
  return rulesOf(tx, library, adoption, early ? adoption.startsOn! : where.on)
}

/** All schemes in force at a place, with their rules on a day. */
export async function listRules(
  tx: Tx,
  library: SchemeLibrary,
  placeCode: string,
  on: string,
): Promise<RulesInForce[]> {
  const adoptions = (await listAdoptions(tx, placeCode)).filter(
    (adoption) =>
      adoption.state === 'in_force' &&
      adoption.startsOn! <= on &&
      (adoption.endsOn === null || on < adoption.endsOn),
  )
  return Promise.all(adoptions.map((adoption) => rulesOf(tx, library, adoption, on)))
}

export async function rulesOf(
  tx: Tx,
  library: SchemeLibrary,
  adoption: Adoption,
  on: string,
): Promise<RulesInForce> {
  const { schemeId, version, hash: textHash, settings: own } = versionOn(adoption, on)
  const key = `${schemeId} ${version} ${textHash}`
  const content = contents.get(key) ?? (await getVersionContent(tx, schemeId, version))
  contents.set(key, content)
  const settings = JSON.stringify(Object.entries(own).sort())
  const hash = createHash('sha256').update(`${textHash} ${settings}`).digest('hex').slice(0, 16)
  return {
    adoption,
    content,
    resolved: resolveScheme(content, valueTableOf(library.sections), own, on),
    mark: { schemeId, version, hash },
  }
}
