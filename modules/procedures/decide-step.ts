import type { Words } from '../../engines/contract/route.ts'
import { decideStep as decideFlowStep, type StepAttempt } from '../../engines/flow/decide-step.ts'
import type { DoneStep, FlowSequence } from '../../engines/flow/sequence.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Procedure } from './scheme.ts'

type EvidenceKind = Procedure['steps'][number]['needs'][number]

export const evidenceNames: Record<EvidenceKind, Words> = {
  file: { zh: '文件或照片', en: 'a file or photo' },
  text: { zh: '文字说明', en: 'a note' },
  publicity: { zh: '公示', en: 'a publicity list' },
  resolution: { zh: '决议', en: 'a resolution' },
  close: { zh: '结算', en: 'a close' },
  scoring: { zh: '评分记录', en: 'scores' },
  rectification: { zh: '整改情况', en: 'the state of mending' },
  payment: { zh: '发放记录', en: 'payments' },
  plan: { zh: '分配方案', en: 'a distribution plan' },
}

/** A scheme's procedure as the flow engine takes it: each step waits for the one before. */
export function sequenceOf(procedure: Procedure, roleNames: Record<string, Words>): FlowSequence {
  return {
    steps: procedure.steps.map((step) => ({
      key: step.key,
      name: step.name,
      actors: step.roles,
      evidence: step.needs,
    })),
    words: { ...evidenceNames, ...roleNames },
  }
}

/**
 * May this step be done now? Steps go in their fixed order and none is skipped (G-21); each leaves the
 * evidence that it needs and is done by its own roles. Throws the first refusal.
 */
export function decideStep(
  procedure: Procedure,
  roleNames: Record<string, Words>,
  done: readonly DoneStep[],
  attempt: StepAttempt,
): void {
  const outcome = decideFlowStep(sequenceOf(procedure, roleNames), done, attempt)
  if (!outcome.ok) throw new Refusal(outcome.problem.code, { zh: outcome.problem.zh, en: outcome.problem.en })
}
