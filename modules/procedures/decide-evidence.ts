import type { Words } from '../../engines/contract/route.ts'
import type { StepNeed } from './scheme.ts'

const kindNames: Record<Exclude<StepNeed['kind'], 'file' | 'publicity' | 'resolution' | 'close'>, Words> = {
  text: { zh: '文字说明', en: 'a note' },
  scoring: { zh: '评分记录', en: 'scores' },
  rectification: { zh: '整改情况', en: 'the state of mending' },
  payment: { zh: '发放记录', en: 'payments' },
  plan: { zh: '分配方案', en: 'a distribution plan' },
}

const listNames: Record<Extract<StepNeed, { kind: 'publicity' }>['list'], Words> = {
  points_entries: { zh: '季度积分公示榜', en: 'the list of the quarter’s points' },
  points_totals: { zh: '年度积分公示榜', en: 'the list of the year’s points' },
  dividend_plan: { zh: '分配方案公示榜', en: 'the list of the distribution plan' },
}

const periodNames: Record<Extract<StepNeed, { kind: 'close' }>['period'], Words> = {
  month: { zh: '月度结算', en: 'the close of a month' },
  quarter: { zh: '季度结算', en: 'the close of a quarter' },
  half: { zh: '半年结算', en: 'the close of a half-year' },
  year: { zh: '年度结算', en: 'the close of the year' },
}

/** What a piece of evidence must prove, as one word: `publicity:points_totals`, `file:draft`, `plan`. */
export function needKey(need: StepNeed): string {
  switch (need.kind) {
    case 'file':
      return `file:${need.document}`
    case 'publicity':
      return `publicity:${need.list}`
    case 'resolution':
      return need.about === 'any' ? 'resolution' : `resolution:${need.about}`
    case 'close':
      return `close:${need.period}`
    default:
      return need.kind
  }
}

/** What a step asks for, in words. */
export function needName(need: StepNeed): Words {
  switch (need.kind) {
    case 'file':
      return need.name
    case 'publicity':
      return listNames[need.list]
    case 'resolution':
      return need.about === 'plan'
        ? { zh: '通过分配方案的决议', en: 'the resolution that passed the plan' }
        : { zh: '决议', en: 'a resolution' }
    case 'close':
      return periodNames[need.period]
    default:
      return kindNames[need.kind]
  }
}
