import { v7 as makeId } from 'uuid'
import type { HouseholdEffect } from '../households/index.ts'
import { findShares, replaceShares, undoShares } from './store-shares.ts'

/**
 * What a change of households does to shares. Shares are a lawful right of the members (law on rural collective
 * economic organisations, art 18): no split, move or departure takes them away. A split leaves them where they
 * are until the cooperative changes its register; in a merge the successor holds those of both.
 */
export const shareHouseholdEffect: HouseholdEffect = {
  key: 'shares',
  preview: async (act, change) => {
    const lines = []
    for (const ended of change.ended) {
      const shares = await findShares(act.tx, change.countyCode, ended.householdId)
      if (shares && ended.successorId)
        lines.push({
          zh: `原户 ${shares.shares / 100} 股并入新户。`,
          en: `${shares.shares / 100} shares go to the successor.`,
        })
    }
    if (change.opened.length > 0)
      lines.push({
        zh: '股份仍在原户，由合作社按决议变更底册。',
        en: 'The shares stay where they are until the cooperative changes its register.',
      })
    if (change.placeCode !== change.toPlaceCode)
      lines.push({
        zh: '迁出不影响股份，仍在原村底册。',
        en: 'Moving does not touch the shares; they stay in the old register.',
      })
    return lines
  },
  apply: async (act, change) => {
    for (const ended of change.ended) {
      const shares = await findShares(act.tx, change.countyCode, ended.householdId)
      if (!shares || !ended.successorId) continue
      const basis = `并户 ${change.id}`
      const successor = await findShares(act.tx, change.countyCode, ended.successorId)
      const at = { placeCode: shares.placeCode, from: change.on, basis }
      await replaceShares(act.tx, { id: makeId(), householdId: ended.householdId, shares: 0, ...at })
      await replaceShares(act.tx, {
        id: makeId(),
        householdId: ended.successorId,
        shares: shares.shares + (successor?.shares ?? 0),
        ...at,
      })
    }
    return []
  },
  undo: async (act, change) => {
    const undone = await undoShares(act.tx, change.countyCode, `并户 ${change.id}`)
    return undone > 0 ? [{ zh: '股份已退回原户。', en: 'The shares went back.' }] : []
  },
}
