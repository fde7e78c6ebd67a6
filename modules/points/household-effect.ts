import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { Act } from '../../platform/http/context.ts'
import type { EffectLine, HouseholdChange, HouseholdEffect } from '../households/index.ts'
import {
  endEnrolmentsOf,
  followPersons,
  listMovable,
  moveGains,
  openClaimsOf,
  reopenEnrolmentsOf,
  takeBackMoves,
} from './store-household-effect.ts'

/**
 * What a change of households does to points. The rule: a passbook stays with the household that keeps its
 * number; a household made by a split joins by its own choice. When a household ends in a merge, what it gained
 * and lost in open books goes to its successor by two entries that sum to nothing; so it is for two records of one
 * person. A person's own passbook goes with the person into another household. Whoever leaves the village
 * leaves the scheme. Claims under way are settled first.
 */
export const pointsHouseholdEffect: HouseholdEffect = {
  key: 'points',
  preview: (act, change) => describe(act, change),
  apply: async (act, change) => {
    const lines = await describe(act, change)
    const county = change.countyCode
    const leaving = leavingOf(change)
    if (leaving.length > 0)
      await endEnrolmentsOf(act.tx, county, leaving, { on: change.on, reason: reasonOf(change) })
    await followPersons(act.tx, county, relocated(change, 'to'))
    const successions = [
      ...change.ended.map((ended) => ({ fromId: ended.householdId, toId: ended.successorId })),
      ...(change.replaced ? [{ fromId: change.replaced.dropId, toId: change.replaced.keepId }] : []),
    ]
    for (const { fromId, toId } of successions) {
      if (toId) {
        await moveGains(act.tx, county, {
          changeId: change.id,
          fromId,
          toId,
          on: change.on,
          at: act.now,
          by: act.actor.accountId,
        })
      }
    }
    return lines
  },
  undo: async (act, change) => {
    const leaving = leavingOf(change)
    if (leaving.length > 0) await reopenEnrolmentsOf(act.tx, change.countyCode, leaving, reasonOf(change))
    await followPersons(act.tx, change.countyCode, relocated(change, 'from'))
    const taken = await takeBackMoves(act.tx, change.countyCode, {
      changeId: change.id,
      on: chinaDateOf(act.now),
      at: act.now,
      by: act.actor.accountId,
    })
    return taken > 0
      ? [{ zh: `已把并入的积分退回原户（${taken} 笔）。`, en: `Merged points went back (${taken} entries).` }]
      : []
  },
}

/** Where the persons of a change live after it, or lived before it. */
function relocated(change: HouseholdChange, side: 'from' | 'to') {
  return change.persons.flatMap(({ personId, fromHouseholdId, toHouseholdId }) => {
    const householdId = side === 'to' ? toHouseholdId : fromHouseholdId
    return householdId && fromHouseholdId !== toHouseholdId ? [{ personId, householdId }] : []
  })
}

function reasonOf(change: HouseholdChange): string {
  return `户变动 ${change.id}`
}

/** Households that are in the village no more after the change. */
function leavingOf(change: HouseholdChange): string[] {
  const moved = change.placeCode !== change.toPlaceCode || change.across !== null ? [change.householdId] : []
  return [...new Set([...change.ended.map((ended) => ended.householdId), ...moved])]
}

async function describe(act: Act, change: HouseholdChange): Promise<EffectLine[]> {
  const leaving = leavingOf(change)
  const lines: EffectLine[] = []
  const open = leaving.length > 0 ? await openClaimsOf(act.tx, change.countyCode, leaving) : 0
  if (open > 0) {
    lines.push({
      zh: `还有 ${open} 条积分申报没有办结，请先办结。`,
      en: `${open} claims are under way; settle them first.`,
      blocks: true,
    })
  }
  for (const ended of change.ended) {
    if (!ended.successorId) continue
    const { points, books } = await listMovable(act.tx, change.countyCode, ended.householdId)
    if (books > 0)
      lines.push({
        zh: `原户本年加减分合计 ${points / 100} 分并入新户存折。`,
        en: `${points / 100} points gained this cycle go into the successor’s passbook.`,
      })
  }
  if (change.opened.length > 0) {
    lines.push({
      zh: '积分存折留在保留编号的户；新立的户自愿参加后另开存折。',
      en: 'The passbook stays with the household that keeps its number; the new one opens its own when it joins.',
    })
  }
  if (leaving.includes(change.householdId) && change.ended.length === 0) {
    lines.push({
      zh: '迁出后退出本村积分制，存折保留备查。',
      en: 'The household leaves the scheme; its passbook is kept.',
    })
  }
  return lines
}
