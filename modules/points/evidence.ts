import { getPeriod } from '../../engines/calendar/period.ts'
import { dayName } from '../../engines/calendar/plain-date.ts'
import type { EvidenceChecks } from '../procedures/index.ts'
import { countyOf } from './store.ts'
import { findCloseById } from './store-closes.ts'
import { countEntries, countNotices, countUnpublicised } from './store-evidence.ts'

/**
 * How records of points prove a step of a procedure: scores that exist, notices that are settled, a close, and that
 * a quarter had nothing to show.
 */
export const pointsEvidence: EvidenceChecks = {
  scoring: async (act, where) => {
    const entries = await countEntries(act.tx, where)
    return entries > 0
      ? { proves: ['scoring'] }
      : {
          fault: {
            zh: '这一年还没有入账的加减分。',
            en: 'No award or deduction of this year has been posted.',
          },
        }
  },
  rectification: async (act, where) => {
    const { open } = await countNotices(act.tx, where)
    return open === 0
      ? { proves: ['rectification'] }
      : { fault: { zh: `还有 ${open} 份整改告知书没有办结。`, en: `${open} notices are still open.` } }
  },
  close: async (act, where, evidence) => {
    const close = evidence.id
      ? await findCloseById(act.tx, countyOf(where.placeCode), evidence.id)
      : undefined
    if (close?.adoptionId !== where.adoptionId || close.placeCode !== where.placeCode)
      return { fault: { zh: '没有这次结算。', en: 'There is no such close.' } }
    const expected = where.period ?? where.cycle
    if (where.period === null ? close.period.slice(0, 4) !== expected : close.period !== expected)
      return {
        fault: {
          zh: `这是 ${close.period} 的结算，不是 ${expected} 的。`,
          en: `This is the close of ${close.period}, not of ${expected}.`,
        },
      }
    return { proves: [`close:${getPeriod(close.period).kind}`] }
  },
  nothing: async (act, where, evidence) => {
    if (where.period === null)
      return {
        fault: {
          zh: '这一步没有分期，不能按“没有可公示的”办结。',
          en: 'This step has no periods to be empty.',
        },
      }
    if (evidence.text.trim().length < 2)
      return {
        fault: { zh: '请写明这一期为什么没有可公示的。', en: 'Say why the period had nothing to show.' },
      }
    const { lastDay } = getPeriod(where.period)
    const waiting = await countUnpublicised(act.tx, { ...where, lastDay })
    return waiting === 0
      ? { proves: ['publicity:points_entries'] }
      : {
          fault: {
            zh: `到${dayName(lastDay).zh}还有 ${waiting} 条申报没有公示或没有公示期满，请先公示。`,
            en: `${waiting} claims up to ${dayName(lastDay).en} wait for review or publicity; publicise them first.`,
          },
        }
  },
}
