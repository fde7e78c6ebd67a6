import { v7 as makeId } from 'uuid'
import type { Actor } from '../../engines/access/access.ts'
import type { Tx } from '../database/connect.ts'

export const now = new Date('2019-12-20T08:00:00Z')
/** Whose work it is. */
export const clerk: Actor = {
  accountId: makeId(),
  countyCode: '330482',
  placeCode: '330482001201',
  name: '周文书',
  personId: null,
  householdId: null,
  grants: [{ role: 'clerk', scope: '330482001201' }],
}

/** A gate that a test opens while the work stands before it. */
export function makeGate() {
  let open: () => void = () => undefined
  let reach: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const reached = new Promise<void>((resolve) => {
    reach = resolve
  })
  return {
    open: () => open(),
    reached,
    async pass() {
      reach()
      await opened
    },
  }
}

/** Writes a series into platform.counter: something that is either there or not. */
export async function count(tx: Tx, series: string, value: number): Promise<void> {
  await tx
    .insertInto('platform.counter')
    .values({ county_code: clerk.countyCode, series, place_code: clerk.placeCode, value })
    .execute()
}
