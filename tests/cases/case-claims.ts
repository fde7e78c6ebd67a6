import assert from 'node:assert/strict'
import type { PointsItem, ReviewStep } from '../../modules/points/scheme.ts'
import { type CaseVillage, type Fields, type Reply, scopeOf } from './case-village.ts'

export interface Deed {
  householdId: string
  item: string
  on: string
  channel: string
  /** Hundredths of a point, for a range item. */
  proposed?: number | null
  /** Hundredths of a unit. */
  quantity?: number
  evidence?: number
  /** Whom the claim names. */
  named?: string | undefined
}

export const bookRef = (village: CaseVillage, day: string) => ({
  placeCode: village.code,
  adoptionId: village.adoptionId,
  bookKey: village.book(day).key,
})

export const filesOf = (village: CaseVillage, count: number) =>
  Promise.all(Array.from({ length: count }, (_, number) => village.file(number)))

/** What a claim says beside who and how much. */
export const told = { reason: '按算例申报', medium: 'console' }

/** Declares one deed; as whom is the case’s. */
export async function declare(village: CaseVillage, as: string, day: string, deed: Deed): Promise<Reply> {
  const proxy = {
    ...{ name: '代办人', relation: '邻居', reason: '不会用手机', readBack: true, signatureFileId: null },
  }
  return village.ask(as, day, 'POST', '/api/points/claims', {
    ...bookRef(village, deed.on),
    ...told,
    householdId: deed.householdId,
    personName: deed.named ?? null,
    itemKey: deed.item,
    quantity: deed.quantity ?? 100,
    proposed: deed.proposed ?? null,
    occurredOn: deed.on,
    evidence: await filesOf(village, deed.evidence ?? 0),
    channel: deed.channel,
    proxy: deed.channel === 'behalf' ? proxy : null,
  })
}

/** Who declares by a channel: the household itself, its neighbour, or a cadre. */
export function speaker(village: CaseVillage, channel: string, householdId: string): string {
  if (channel === 'cadre' || channel === 'organisation') return 'cadre'
  const own = village.households.indexOf(householdId)
  const index = channel === 'self' ? own : (own + 1) % village.households.length
  const name = `household ${index}`
  village.admit(name, { householdId: village.households[index]!, name: `户 ${index + 1}` })
  return name
}

/** The channel by which the village itself declares an item, if it may. */
export const officialChannel = (item: PointsItem) =>
  (['cadre', 'organisation'] as const).find((channel) => item.declarers.includes(channel))

/** People present at a step: as many as it asks for at least, unless told. */
export function panelOf(step: ReviewStep, count?: number, guests?: number) {
  const named = (prefix: string, length: number, guest: boolean) =>
    Array.from({ length }, (_, index) => ({ name: `${prefix}${index + 1}`, guest }))
  return [
    ...named('成员', count ?? step.panel?.min ?? 0, false),
    ...named('来宾', guests ?? step.panel?.guests_min ?? 0, true),
  ]
}

/** Whoever decides at a step and nowhere else. */
export function deciderOf(village: CaseVillage, step: ReviewStep): string {
  const name = `at ${step.key}`
  const role = step.roles[0]!
  if (!village.world.server.actors[`${village.code} ${name}`])
    village.admit(name, { grants: [{ role, scope: scopeOf(role, village.code) }] })
  return name
}

export interface Decision {
  as?: string
  decision?: string
  /** Hundredths; left out keeps what stands. */
  points?: number | null
  panel?: number
  guests?: number
  note?: string
}

export function decide(
  village: CaseVillage,
  claim: Pick<Fields, 'id' | 'revision'>,
  day: string,
  step: ReviewStep,
  given: Decision = {},
): Promise<Reply> {
  const url = `/api/points/claims/${claim.id}/decisions`
  return village.ask(given.as ?? deciderOf(village, step), day, 'POST', url, {
    stepKey: step.key,
    decision: given.decision ?? 'pass',
    points: given.points ?? null,
    panel: panelOf(step, given.panel, given.guests),
    note: given.note ?? '',
    revision: claim.revision,
  })
}

/** Takes a claim through steps that are passed, and gives it as it stands then. */
export async function pass(
  village: CaseVillage,
  claim: Fields,
  day: string,
  steps: readonly ReviewStep[],
  given: Decision = {},
): Promise<Fields> {
  let now = claim
  for (const step of steps) {
    const reply = await decide(village, now, day, step, given)
    assert.equal(reply.code, null, `${step.key}: ${JSON.stringify(reply.body)}`)
    now = reply.body
  }
  return now
}
