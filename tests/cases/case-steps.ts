import assert from 'node:assert/strict'
import type { Procedure } from '../../modules/procedures/scheme.ts'
import type { CaseVillage } from './case-village.ts'

export interface Step {
  key: string
  roles: string[]
  needs: { key: string }[]
  state: string
  parts: { part: string; state: string }[]
}

/** One year’s walk through the steps, begun when it was not yet. */
export async function openRun(village: CaseVillage, year: string): Promise<{ id: string; steps: Step[] }> {
  const day = `${year}-01-05`
  const where = `place=${village.code}&adoption=${village.adoptionId}&cycle=${year}`
  const known = await village.ask('clerk', day, 'GET', `/api/procedures?${where}`)
  const begun = { placeCode: village.code, adoptionId: village.adoptionId, cycle: year, startedOn: day }
  const run =
    known.code === null ? known.body : await village.must('clerk', day, 'POST', '/api/procedures', begun)
  return { id: run.id, steps: run.steps as Step[] }
}

/** What a step shows for a need (`file:draft`, `publicity:points_totals`): a file, a note, or what the village has brought about. */
export async function evidenceOf(village: CaseVillage, need: string, part: string | null = null) {
  const [kind, document = null] = need.split(':') as [string, string?]
  const piece = { kind, id: null, document: null, text: '按算例办理', link: null }
  if (kind === 'file') return { ...piece, id: await village.paper(), document }
  if (part !== null && kind === 'publicity' && part !== village.records.period)
    return { ...piece, kind: 'nothing' }
  return { ...piece, id: village.records[need] ?? null }
}

/** Takes a step; one in parts is taken for each period that is not done, or for those that are named. */
export async function takeStep(
  village: CaseVillage,
  runId: string,
  step: Step,
  day: string,
  parts = step.parts.filter(({ state }) => state !== 'done').map(({ part }) => part),
): Promise<void> {
  for (const part of step.parts.length === 0 ? [null] : parts) {
    const evidence = await Promise.all(step.needs.map(({ key }) => evidenceOf(village, key, part)))
    const url = `/api/procedures/${runId}/steps/${step.key}`
    await village.must(step.roles[0]!, day, 'POST', url, { part, doneOn: day, evidence })
  }
}

/** Does what the scheme puts before an act, up to the step that opens its gate. */
export async function passGate(
  village: CaseVillage,
  action: keyof Procedure['gates'],
  year: string,
  day: string,
): Promise<void> {
  const gate = village.rules(day).procedure?.gates[action]
  if (!gate) return
  const { id, steps } = await openRun(village, year)
  const last = steps.findIndex((step) => step.key === gate)
  assert.ok(last >= 0, gate)
  for (const step of steps.slice(0, last + 1))
    if (step.state !== 'done') await takeStep(village, id, step, day)
}
