import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { type householdRow, listHouseholds } from '../../modules/households/contract.ts'
import { callServer } from '../shell/call-server.ts'

export type Household = z.output<typeof householdRow>

const pageSize = 200
const pagesMax = 10

/**
 * The households in this account's care, kept on the phone so that a round works without a signal.
 * At most 2,000: a wider scope searches on the server instead.
 */
export function useOwnHouseholds(
  enabled: boolean,
): UseQueryResult<{ rows: Household[]; total: number }, Error> {
  return useQuery({
    queryKey: [listHouseholds.path, 'all in care'],
    enabled,
    staleTime: 300_000,
    meta: { keep: true },
    queryFn: async ({ signal }) => {
      const rows: Household[] = []
      for (let page = 1; page <= pagesMax; page += 1) {
        const answer = await callServer(listHouseholds, { query: { page, pageSize }, signal })
        rows.push(...answer.rows)
        if (rows.length >= answer.total || answer.rows.length === 0) return { rows, total: answer.total }
      }
      return { rows, total: Number.POSITIVE_INFINITY }
    },
  })
}
