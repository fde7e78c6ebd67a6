import type { z } from 'zod'
import { roles } from '../../engines/access/access.ts'
import { type Period, periodName } from '../../engines/calendar/period.ts'
import { addDays, dayName } from '../../engines/calendar/plain-date.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { RulesInForce } from '../schemes/index.ts'
import type * as contract from './contract.ts'
import { needKey, needName } from './decide-evidence.ts'
import { partKey, partsOf, progressOf } from './decide-step.ts'
import type { StepNeed } from './scheme.ts'
import { type DoneStepRow, listDoneSteps, type Run } from './store.ts'
import { procedureOf, spanOf } from './take-step.ts'

type Part = Omit<z.input<typeof contract.stepPart>, 'mayDo'>
type Step = Omit<z.input<typeof contract.step>, 'mayDo' | 'parts'> & { parts: Part[] }

/** The steps of a year as they stand, each with its parts. */
export async function stepsOf(tx: Tx, rules: RulesInForce, run: Run, today: string): Promise<Step[]> {
  const procedure = procedureOf(rules)
  const span = spanOf(rules, run)
  const records = await listDoneSteps(tx, run.placeCode, run.id)
  const states = new Map(
    progressOf(procedure, roles, span, records).steps.map((step) => [step.key, step.state]),
  )
  return procedure.steps.map((step, index) => {
    const previous = procedure.steps[index - 1]
    const waits = previous
      ? { zh: `等待“${previous.name.zh}”办结`, en: `waits for "${previous.name.en}"` }
      : null
    const own = records.filter((record) => record.stepKey === step.key)
    const whole = own.find((record) => record.part === '')
    const stand = (key: string, record: DoneStepRow | undefined, period: Period | null) =>
      standing({ state: states.get(key) ?? 'waiting', record, waits, period, today })
    const parts = partsOf(step, span).map((period): Part => {
      const record = own.find((one) => one.part === period.label) ?? whole
      return {
        part: period.label,
        name: periodName(period),
        ...stand(partKey(step.key, period.label), record, period),
      }
    })
    return {
      key: step.key,
      position: index + 1,
      name: step.name,
      description: step.description ?? { zh: '', en: '' },
      roles: step.roles,
      needs: step.needs.map(describeNeed),
      ...(parts.length === 0 ? stand(step.key, whole, null) : allOf(parts)),
      parts,
    }
  })
}

function describeNeed(need: StepNeed): z.input<typeof contract.need> {
  const of = need.kind === 'publicity' ? need.list : need.kind === 'file' ? need.document : null
  return { key: needKey(need), kind: need.kind, name: needName(need), of }
}

interface Standing {
  state: 'done' | 'open' | 'waiting'
  record: DoneStepRow | undefined
  waits: Words | null
  period: Period | null
  today: string
}

/** Where one step or part stands; a part whose period runs on waits for its end. */
function standing({ state, record, waits, period, today }: Standing): Omit<Part, 'part' | 'name'> {
  const running = state === 'open' && period !== null && today <= period.lastDay
  const opensOn = running ? addDays(period.lastDay, 1) : null
  return {
    state: state === 'open' ? (running ? 'waiting' : 'ready') : state,
    blockedBy: opensOn
      ? { zh: `${dayName(opensOn).zh}起可以办`, en: `from ${dayName(opensOn).en} on` }
      : state === 'waiting'
        ? waits
        : null,
    doneOn: record?.doneOn ?? null,
    doneName: record?.doneName ?? null,
    doneAt: record?.doneAt.toISOString() ?? null,
    evidence: (record?.evidence ?? []) as z.input<typeof contract.evidence>[],
    note: record?.note ?? '',
  }
}

/** A step with parts is done with its last part, and ready as soon as one part is. */
function allOf(parts: readonly Part[]): Omit<Part, 'part' | 'name'> {
  const done = parts.every((part) => part.state === 'done')
  const last = parts.toSorted((one, other) => (one.doneAt ?? '').localeCompare(other.doneAt ?? '')).at(-1)!
  const state = done ? 'done' : parts.some((part) => part.state === 'ready') ? 'ready' : 'waiting'
  return {
    state,
    blockedBy: state === 'waiting' ? (parts.find((part) => part.blockedBy)?.blockedBy ?? null) : null,
    doneOn: done ? last.doneOn : null,
    doneName: done ? last.doneName : null,
    doneAt: done ? last.doneAt : null,
    evidence: [],
    note: '',
  }
}
