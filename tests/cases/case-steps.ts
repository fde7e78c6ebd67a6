import assert from 'node:assert/strict'
import type { Procedure } from '../../modules/procedures/scheme.ts'
import type { CaseVillage, Fields } from './case-village.ts'

interface Step {
  key: string
  roles: string[]
  needs: string[]
  state: string
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

/** What a step shows: a file, a note, or what the village has brought about. */
export async function evidenceOf(village: CaseVillage, kind: string) {
  const id = kind === 'file' ? await village.file(0) : (village.records[kind] ?? null)
  return { kind, id, text: '按算例办理', link: null }
}

export async function takeStep(
  village: CaseVillage,
  runId: string,
  step: Step,
  day: string,
): Promise<Fields> {
  const evidence = await Promise.all(step.needs.map((kind) => evidenceOf(village, kind)))
  const url = `/api/procedures/${runId}/steps/${step.key}`
  return village.must(step.roles[0]!, day, 'POST', url, { doneOn: day, evidence })
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
