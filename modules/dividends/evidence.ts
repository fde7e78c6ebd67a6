import { resolutionEvidence } from '../meetings/index.ts'
import type { EvidenceChecks } from '../procedures/index.ts'
import { findPlan, findPlanPassedBy, sumPayments } from './store.ts'

const noPlan = { zh: '没有这一年的这份方案。', en: 'There is no such plan of this year.' }

/**
 * How plans and payments prove a step: a plan whose publicity passed and that was resolved; a paid plan; the
 * resolution by which the plan of the year was passed.
 */
export const dividendEvidence: EvidenceChecks = {
  resolution: async (act, where, evidence) => {
    const proof = await resolutionEvidence(act, where, evidence)
    if ('fault' in proof) return proof
    const passed = await findPlanPassedBy(act.tx, where, evidence.id!)
    return { proves: [...proof.proves, ...(passed ? ['resolution:plan'] : [])] }
  },
  plan: async (act, where, evidence) => {
    const plan = evidence.id ? await findPlan(act.tx, where.placeCode.slice(0, 6), evidence.id) : undefined
    if (plan?.adoptionId !== where.adoptionId || plan.cycle !== where.cycle) return { fault: noPlan }
    if (plan.state !== 'resolved' && plan.state !== 'paid')
      return {
        fault: { zh: '方案还没有经决议通过。', en: 'The plan has not been passed by a resolution.' },
      }
    return { proves: ['plan'] }
  },
  payment: async (act, where, evidence) => {
    const county = where.placeCode.slice(0, 6)
    const plan = evidence.id ? await findPlan(act.tx, county, evidence.id) : undefined
    if (plan?.adoptionId !== where.adoptionId || plan.cycle !== where.cycle) return { fault: noPlan }
    const paid = (await sumPayments(act.tx, county, [plan.id])).get(plan.id)
    return paid && paid.households > 0
      ? { proves: ['payment'] }
      : { fault: { zh: '还没有分配到户。', en: 'Nothing has been paid out yet.' } }
  },
}
