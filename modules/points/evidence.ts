import type { EvidenceChecks } from '../procedures/index.ts'
import { countyOf } from './store.ts'
import { findCloseById } from './store-closes.ts'
import { countEntries, countNotices } from './store-evidence.ts'

/** How records of points prove a step of a procedure: scores that exist, notices that are settled, a close. */
export const pointsEvidence: EvidenceChecks = {
  scoring: async (act, where) => {
    const entries = await countEntries(act.tx, where)
    return entries > 0
      ? undefined
      : { zh: '这一年还没有入账的加减分。', en: 'No award or deduction of this year has been posted.' }
  },
  rectification: async (act, where) => {
    const { open } = await countNotices(act.tx, where)
    return open === 0
      ? undefined
      : { zh: `还有 ${open} 份整改告知书没有办结。`, en: `${open} notices are still open.` }
  },
  close: async (act, where, evidence) => {
    const close = evidence.id
      ? await findCloseById(act.tx, countyOf(where.placeCode), evidence.id)
      : undefined
    return close?.adoptionId === where.adoptionId
      ? undefined
      : { zh: '没有这次结算。', en: 'There is no such close.' }
  },
}
