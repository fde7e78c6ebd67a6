import { z } from 'zod'
import { roles } from '../../engines/access/access.ts'
import { checkSequence } from '../../engines/flow/sequence.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { day } from '../../engines/scheme/dated.ts'
import type { SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { needKey } from './decide-evidence.ts'
import { decideStep, sequenceOf } from './decide-step.ts'
import { type Procedure, procedureSection } from './scheme.ts'

type Raw = z.output<typeof procedureSection>

/** What a case of a step is given; a part is a period, and a step done for a period reads `quarter_publicity/2019-Q1`. */
const stepGiven = z.strictObject({
  done: z.array(z.string()),
  attempt: z.string(),
  part: z.string().default(''),
  cycle: z
    .string()
    .regex(/^\d{4}$/)
    .default('2019'),
  from: day.optional(),
  done_on: day.optional(),
  /** What is proven, by the keys of needs: `plan`, `publicity:points_totals`, `file:draft`. */
  evidence: z.array(z.string()).optional(),
})

/** The procedure chapter with its checks and its kind of worked cases. */
export const procedureSchemeSection: SchemeSection = {
  key: 'procedure',
  schema: procedureSection,
  values: {},
  check: (content) => {
    const procedure = content.procedure as Raw
    const keys = procedure.steps.map((step) => step.key)
    const faults = checkSequence(sequenceOf(procedure as Procedure, roles, null))
    const twice = procedure.steps.flatMap((step) => {
      const kinds = step.needs.map((need) => (need.kind === 'file' ? needKey(need) : need.kind))
      return kinds
        .filter((kind, index) => kinds.indexOf(kind) !== index)
        .map((kind) => ({ step: step.key, kind }))
    })
    const gates = Object.entries(procedure.gates).filter(([, step]) => !keys.includes(step))
    return [
      ...faults.map((fault) =>
        problem('procedure.steps', fault.zh, fault.en, '给其中一步换个键。', 'Give one of them another key.'),
      ),
      ...twice.map(({ step, kind }) =>
        problem(
          `procedure.steps.${step}.needs`,
          `“${kind}”写了两次。`,
          `"${kind}" stands twice.`,
          '一步里每种依据写一次；几份文件用不同的 document。',
          'Name each kind once in a step; several files need different documents.',
        ),
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
      const payment = steps.findIndex((step) => step.needs.some((need) => need.kind === 'payment'))
      const before = payment < 0 ? steps : steps.slice(0, payment)
      return before.some((step) => step.needs.some((need) => need.kind === 'resolution'))
        ? []
        : [
            {
              path: 'procedure.steps',
              reason: {
                zh: '分配到户之前没有民主决议的步骤。',
                en: 'No step before the payout asks for a resolution.',
              },
              mend: {
                zh: '在分配到户之前加一步，needs 里写 { kind: resolution, about: plan }。',
                en: 'Add a step before the payout with { kind: resolution, about: plan } among its needs.',
              },
            },
          ]
    },
  },
  cases: {
    step: {
      given: stepGiven,
      run: (scheme, given: z.output<typeof stepGiven>) => {
        const procedure = scheme.resolved.plain.procedure as Procedure
        const step = procedure.steps.find((candidate) => candidate.key === given.attempt)
        const done = given.done.map((key) => {
          const [stepKey, part = ''] = key.split('/') as [string, string?]
          return { stepKey, part, doneOn: `${given.cycle}-01-01` }
        })
        try {
          decideStep(
            procedure,
            roles,
            { cycle: given.cycle, from: given.from ?? `${given.cycle}-01-01` },
            done,
            {
              step: given.attempt,
              part: given.part,
              on: given.done_on ?? `${Number(given.cycle) + 1}-03-01`,
              actors: step?.roles ?? [],
              evidence: given.evidence ?? step?.needs.map(needKey) ?? [],
            },
          )
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
          text: {
            zh: `第 ${index + 1} 步　${step.name.zh}${step.each ? `（${eachNames[step.each].zh}）` : ''}`,
            en: `Step ${index + 1}: ${step.name.en}${step.each ? ` (${eachNames[step.each].en})` : ''}`,
          },
          values: [],
        })),
      },
    ]
  },
}

const eachNames = {
  month: { zh: '每月一次', en: 'each month' },
  quarter: { zh: '每季一次', en: 'each quarter' },
  half: { zh: '每半年一次', en: 'each half-year' },
} as const

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
