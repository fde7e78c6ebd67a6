import { z } from 'zod'
import { roles } from '../../engines/access/access.ts'
import { checkSequence } from '../../engines/flow/sequence.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { decideStep, sequenceOf } from './decide-step.ts'
import { type Procedure, procedureSection } from './scheme.ts'

type Raw = z.output<typeof procedureSection>

/** The procedure chapter with its checks and its kind of worked cases. */
export const procedureSchemeSection: SchemeSection = {
  key: 'procedure',
  schema: procedureSection,
  values: {},
  check: (content) => {
    const procedure = content.procedure as Raw
    const keys = procedure.steps.map((step) => step.key)
    const faults = checkSequence(sequenceOf(procedure as Procedure, roles))
    const gates = Object.entries(procedure.gates).filter(([, step]) => !keys.includes(step))
    return [
      ...faults.map((fault) =>
        problem('procedure.steps', fault.zh, fault.en, '给其中一步换个键。', 'Give one of them another key.'),
      ),
      ...gates.map(([action, step]) =>
        problem(
          `procedure.gates.${action}`,
          `没有“${step}”这一步。`,
          `There is no step "${step}".`,
          `可用的步骤：${keys.join('、')}。`,
          `Steps: ${keys.join(', ')}.`,
        ),
      ),
    ]
  },
  guards: {
    decided_by_villagers: (content) => {
      if (!('dividend' in content)) return []
      const steps = (content.procedure as Raw | undefined)?.steps ?? []
      const payment = steps.findIndex((step) => step.needs.includes('payment'))
      const before = payment < 0 ? steps : steps.slice(0, payment)
      return before.some((step) => step.needs.includes('resolution'))
        ? []
        : [
            {
              path: 'procedure.steps',
              reason: {
                zh: '分配到户之前没有民主决议的步骤。',
                en: 'No step before the payout asks for a resolution.',
              },
              mend: {
                zh: '在分配到户之前加一步，needs 里写 resolution。',
                en: 'Add a step before the payout with resolution among its needs.',
              },
            },
          ]
    },
  },
  cases: {
    step: {
      given: z.strictObject({
        done: z.array(z.string()),
        attempt: z.string(),
        evidence: z.array(z.string()).optional(),
      }),
      run: (scheme, given: { done: string[]; attempt: string; evidence?: string[] }) => {
        const procedure = scheme.resolved.plain.procedure as Procedure
        const step = procedure.steps.find((candidate) => candidate.key === given.attempt)
        const done = given.done.map((key) => ({ step: key, on: scheme.on, evidence: [] }))
        try {
          decideStep(procedure, roles, done, {
            step: given.attempt,
            on: scheme.on,
            actors: step?.roles ?? [],
            evidence: given.evidence ?? step?.needs ?? [],
          })
          return { refused: null }
        } catch (error) {
          if (error instanceof Refusal) return { refused: error.code }
          throw error
        }
      },
    },
    count_steps: {
      given: z.strictObject({}),
      run: (scheme) => ({ steps: (scheme.resolved.plain.procedure as Procedure).steps.length }),
    },
  },
  chapters: (resolved) => {
    const procedure = resolved.plain.procedure as Procedure | undefined
    if (!procedure) return []
    return [
      {
        key: 'procedure',
        title: procedure.name,
        paragraphs: procedure.steps.map((step, index) => ({
          text: { zh: `第 ${index + 1} 步　${step.name.zh}`, en: `Step ${index + 1}: ${step.name.en}` },
          values: [],
        })),
      },
    ]
  },
}

function problem(path: string, zh: string, en: string, mendZh: string, mendEn: string): SchemeProblem {
  return {
    severity: 'error',
    kind: 'reference',
    path,
    reason: { zh, en },
    mend: { zh: mendZh, en: mendEn },
    norm: null,
  }
}
