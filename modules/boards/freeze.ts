import type { Freeze } from '../points/index.ts'
import { frozenUntil, isFrozen } from './decide-freeze.ts'
import { boardsOf } from './rules-of-board.ts'
import type { BlackBoard } from './scheme.ts'
import { type ListingRow, listFreezing } from './store.ts'

/** The days of a listing that was decided. */
export function daysOf(listing: ListingRow) {
  const { listedOn, endsOn, takenDownOn, probationUntil } = listing
  return { listedOn: listedOn!, endsOn: endsOn!, takenDownOn, probationUntil }
}

/**
 * Whoever stands on a black board, or is on probation after it, takes no part in scoring and closes (G-12). A deed
 * counts neither when it was done nor when it is declared in a freeze.
 */
export const boardFreeze: Freeze = {
  find: async (tx, rules, days) => {
    const boards = boardsOf(rules).filter(
      (board): board is BlackBoard => board.kind === 'black' && board.freeze.reach !== 'none',
    )
    if (boards.length === 0) return []
    const rows = await listFreezing(tx, rules.adoption.placeCode, rules.adoption.id)
    return rows.flatMap((row) => {
      const board = boards.find(({ key }) => key === row.boardKey)
      if (!board) return []
      const lastDayAlone = days.for === 'close' && board.freeze.counts === 'last_day'
      const spans =
        days.for === 'deed'
          ? [
              [days.from, days.from],
              [days.to, days.to],
            ]
          : [[lastDayAlone ? days.to : days.from, days.to]]
      if (!spans.some(([from, to]) => isFrozen(daysOf(row), board, from!, to!))) return []
      return [
        {
          householdId: row.householdId,
          personName: board.freeze.reach === 'person' && row.personId ? row.name : null,
          until: frozenUntil(daysOf(row), board.freeze.until, board.probation_days),
        },
      ]
    })
  },
}
