import assert from 'node:assert/strict'
import type { WorkedCase } from '../../platform/schemes/run-cases.ts'
import { openVillageApp, type VillageApp } from '../points-app.ts'
import { addFile, openTestVillage, place, settings, type TestVillage } from '../points-village.ts'

/** A village with a server over it, its scheme in force with a case's values. */
export interface CaseStage {
  village: TestVillage
  server: VillageApp
  /** Asks as somebody on a day; the refusal is an answer too. */
  ask(as: string, day: string, method: string, url: string, body?: object): Promise<Reply>
  /** The same, and it must be done. */
  must(as: string, day: string, method: string, url: string, body?: object): Promise<Reply['body']>
  /** A household that no case has had yet. */
  nextHousehold(): string
  close(): Promise<void>
}

export interface Reply {
  status: number
  code: string | null
  body: Fields
}

/** What a driver reads of replies. */
export interface Fields {
  [field: string]: unknown
  id: string
  revision: number
  state: string
  rows: Fields[]
}

/** Answers cases of one kind and the same values through the API, each as its `expect` names it. */
export type CaseDriver = (
  stage: CaseStage,
  cases: readonly WorkedCase[],
) => Promise<Record<string, unknown>[]>

export const scheme = 'pinghu-tongjie'
export const book = 'shanzhi'

/** The values of a case that are not those of the whole file. */
export function ownSettings(one: WorkedCase): Record<string, string | number | boolean> {
  return Object.fromEntries(Object.entries(one.settings).filter(([path, value]) => settings[path] !== value))
}

export async function openStage(
  households: number,
  values: Record<string, string | number | boolean>,
): Promise<CaseStage> {
  const village = await openTestVillage(households)
  const server = await openVillageApp(village, '2019-01-02')
  let next = 0
  const ask: CaseStage['ask'] = async (as, day, method, url, body) => {
    server.setDay(day)
    const answer = await server.call(as, method, url, body)
    return {
      status: answer.status,
      code: answer.status === 200 ? null : answer.body.code,
      body: answer.body as unknown as Fields,
    }
  }
  const must: CaseStage['must'] = async (as, day, method, url, body) => {
    const reply = await ask(as, day, method, url, body)
    assert.equal(reply.status, 200, `${method} ${url} on ${day}: ${JSON.stringify(reply.body).slice(0, 300)}`)
    return reply.body
  }
  const changes = Object.entries(values).map(([path, value]) => ({ path, value, from: '2019-01-02' }))
  if (changes.length > 0) {
    const body = { placeCode: place, revision: null, values: changes }
    await must('secretary', '2019-01-02', 'PUT', `/api/schemes/${scheme}/values`, body)
  }
  return {
    village,
    server,
    ask,
    must,
    nextHousehold: () => {
      const household = village.households[next++]
      assert.ok(household, 'the village of the cases is too small')
      return household
    },
    close: async () => {
      await server.close()
      await village.close()
    },
  }
}

/** The adoption and book that requests of points name. */
export const bookOf = (stage: CaseStage) => ({
  placeCode: place,
  adoptionId: stage.village.adoptionId,
  bookKey: book,
})

/** Declares one deed; as whom and by which channel is the case's. */
export async function declare(
  stage: CaseStage,
  as: string,
  day: string,
  deed: {
    householdId: string
    item: string
    on: string
    channel: string
    /** Hundredths, for a range item. */
    proposed?: number | null
    quantity?: number
    evidence?: number
  },
): Promise<Reply> {
  const evidence: string[] = []
  for (let count = 0; count < (deed.evidence ?? 1); count++) evidence.push(await addFile(stage.village))
  return stage.ask(as, day, 'POST', '/api/points/claims', {
    ...bookOf(stage),
    householdId: deed.householdId,
    itemKey: deed.item,
    quantity: deed.quantity ?? 100,
    proposed: deed.proposed ?? null,
    occurredOn: deed.on,
    reason: '按算例申报',
    evidence,
    channel: deed.channel,
    medium: 'console',
  })
}

export const members = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `成员${index + 1}`, guest: false }))

/** Who decides at a step when the case does not say. */
export const deciders: Record<string, string> = {
  verify: 'cadre',
  deliberate: 'reviewer',
  supervise: 'supervisor',
}
export const stepsOfReview = ['verify', 'deliberate', 'supervise']

/** Decides at a step. Points are hundredths; left out keeps the proposed. */
export function decide(
  stage: CaseStage,
  claim: Pick<Fields, 'id' | 'revision'>,
  day: string,
  step: string,
  given: { as?: string; panel?: number; points?: number | null; decision?: string } = {},
): Promise<Reply> {
  const panel = given.panel ?? (step === 'deliberate' ? 3 : 0)
  return stage.ask(given.as ?? deciders[step]!, day, 'POST', `/api/points/claims/${claim.id}/decisions`, {
    stepKey: step,
    decision: given.decision ?? 'pass',
    points: given.points ?? null,
    panel: members(panel),
    note: '按算例办理',
    revision: claim.revision,
  })
}

/** Takes a claim through steps that are passed, and gives it as it stands then. */
export async function pass(
  stage: CaseStage,
  claim: Pick<Fields, 'id' | 'revision'>,
  day: string,
  steps: readonly string[],
  points?: number,
): Promise<Fields> {
  let now = claim as Fields
  for (const step of steps) {
    const reply = await decide(stage, now, day, step, points === undefined ? {} : { points })
    assert.equal(reply.status, 200, `${step}: ${JSON.stringify(reply.body)}`)
    now = reply.body
  }
  return now
}
