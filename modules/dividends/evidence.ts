import type { EvidenceChecks } from '../procedures/index.ts'
import { findPlan, sumPayments } from './store.ts'

/** How plans and payments prove a step: a plan whose publicity passed and that was resolved; a paid plan. */
export const dividendEvidence: EvidenceChecks = {
  plan: async (act, where, evidence) => {
    const plan = evidence.id ? await findPlan(act.tx, where.placeCode.slice(0, 6), evidence.id) : undefined
    if (plan?.adoptionId !== where.adoptionId || plan.cycle !== where.cycle)
      return { zh: '没有这一年的这份方案。', en: 'There is no such plan of this year.' }
    if (plan.state !== 'resolved' && plan.state !== 'paid')
      return { zh: '方案还没有经决议通过。', en: 'The plan has not been passed by a resolution.' }
    return undefined
  },
  payment: async (act, where, evidence) => {
    const county = where.placeCode.slice(0, 6)
    const plan = evidence.id ? await findPlan(act.tx, county, evidence.id) : undefined
    if (plan?.adoptionId !== where.adoptionId || plan.cycle !== where.cycle)
      return { zh: '没有这一年的这份方案。', en: 'There is no such plan of this year.' }
    const paid = (await sumPayments(act.tx, county, [plan.id])).get(plan.id)
    return paid && paid.households > 0
      ? undefined
      : { zh: '还没有分配到户。', en: 'Nothing has been paid out yet.' }
  },
}
