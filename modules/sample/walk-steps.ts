import { type EvidenceChecks, startRun, takeStep } from '../procedures/index.ts'
import { sampleVillage } from './sample-people.ts'
import type { SampleScene } from './sample-scene.ts'

const { place, county } = sampleVillage

/** Starts a year's steps and does the first five, up to the explanation to the households. */
export async function startYear(
  scene: SampleScene,
  adoptionId: string,
  year: number,
  day: string,
): Promise<string> {
  const { schemes } = scene.services
  const run = await scene.as('clerk', day, (act) =>
    startRun(act, schemes, { placeCode: place, adoptionId, cycle: String(year), startedOn: day }),
  )
  const texts: [string, string, string][] = [
    ['draft', 'clerk', '实施方案（讨论稿）'],
    ['consult', 'clerk', '征求意见记录与汇总'],
    ['town_review', 'town', '街道审核意见'],
    ['scheme_publicity', 'clerk', '实施方案公示照片'],
    ['announce', 'clerk', '户主会签到与宣传资料'],
  ]
  for (const [stepKey, login, text] of texts)
    await doStep(scene, run.id, stepKey, login, day, [
      { kind: 'file', id: null, text, link: null, document: stepKey },
    ])
  return run.id
}

export interface StepEvidence {
  kind: 'file' | 'text' | 'publicity' | 'resolution' | 'scoring' | 'rectification' | 'payment' | 'plan'
  id: string | null
  text: string
  link: string | null
  /** Of a file: which document of the step it is. */
  document?: string
}

/** The sample's own records prove its steps; only what kind of proof each is matters. */
const proven: EvidenceChecks = {
  file: async (_act, _where, piece) => ({ proves: [`file:${piece.document}`] }),
  publicity: async (_act, where) => ({
    proves: [where.period === null ? 'publicity:points_totals' : 'publicity:points_entries'],
  }),
  resolution: async () => ({ proves: ['resolution:plan'] }),
}

export async function doStep(
  scene: SampleScene,
  runId: string,
  stepKey: string,
  login: string,
  doneOn: string,
  evidence: StepEvidence[],
  part: string | null = null,
): Promise<void> {
  await scene.as(login, doneOn, (act) =>
    takeStep(act, scene.services.schemes, proven, {
      ...{ runId, countyCode: county, stepKey, part, doneOn, note: '' },
      evidence: evidence.map((piece) => ({ document: null, ...piece })),
    }),
  )
}
