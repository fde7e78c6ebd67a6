import type { ChangeKind } from './contract.ts'
import type { HouseholdFacts, Plan } from './decide-plan.ts'

export interface SummaryFacts {
  kind: ChangeKind
  household: HouseholdFacts
  other: HouseholdFacts | null
  plan: Plan
  /** The person whom it is about, where it is one. */
  personName: string | null
  /** Name of the village or place that somebody goes to. */
  toName: string | null
  /** Number in the other village or county. */
  toNumber: string | null
}

/** One sentence that tells a change in the history of a household. */
export function decideSummary(facts: SummaryFacts): { zh: string; en: string } {
  const { household, other, plan, toName, toNumber } = facts
  const number = household.number
  const person = facts.personName ?? ''
  const opened = plan.opened[0]
  const head = plan.heads.find((one) => one.householdId === household.id)?.after.headName
  const newHead =
    head === undefined ? undefined : { zh: `，户主改为${head}`, en: `; the head is now ${head}` }
  switch (facts.kind) {
    case 'split': {
      const count = new Set(
        plan.closed
          .filter((one) =>
            plan.joined.some((to) => to.personId === one.personId && to.householdId === opened?.id),
          )
          .map((one) => one.personId),
      ).size
      return {
        zh: `第${number}户分户，${opened?.headName ?? ''}等${count}人另立第${opened?.number ?? ''}户`,
        en: `Household ${number} split: ${opened?.headName ?? ''} and ${count - 1} more form household ${opened?.number ?? ''}`,
      }
    }
    case 'merge':
      return {
        zh: `第${other?.number ?? ''}户并入第${number}户`,
        en: `Household ${other?.number ?? ''} merged into household ${number}`,
      }
    case 'change_head':
      return {
        zh: `第${number}户户主由${household.headName}变更为${head ?? ''}`,
        en: `The head of household ${number} changed from ${household.headName} to ${head ?? ''}`,
      }
    case 'move':
      return {
        zh: `第${number}户整户迁往${toName ?? ''}，为第${toNumber ?? ''}户`,
        en: `Household ${number} moved to ${toName ?? ''} as household ${toNumber ?? ''}`,
      }
    case 'death':
      return {
        zh: `第${number}户${person}死亡${newHead?.zh ?? ''}`,
        en: `${person} of household ${number} died${newHead?.en ?? ''}`,
      }
    case 'leave':
      return {
        zh: `第${number}户${person}迁往${toName ?? ''}${newHead?.zh ?? ''}`,
        en: `${person} of household ${number} left for ${toName ?? ''}${newHead?.en ?? ''}`,
      }
    case 'marriage_in':
      return { zh: `${person}婚迁入第${number}户`, en: `${person} married into household ${number}` }
    case 'birth':
      return { zh: `第${number}户出生${person}`, en: `${person} was born in household ${number}` }
    case 'adoption':
      return { zh: `第${number}户收养${person}`, en: `Household ${number} adopted ${person}` }
    case 'transfer':
      return {
        zh: `${person}由第${other?.number ?? ''}户调入第${number}户`,
        en: `${person} went from household ${other?.number ?? ''} to household ${number}`,
      }
    case 'persons_merged':
      return {
        zh: `合并重复人员，保留第${number}户${person}`,
        en: `Two records of ${person} (household ${number}) were merged`,
      }
    default:
      return { zh: `第${number}户`, en: `Household ${number}` }
  }
}
