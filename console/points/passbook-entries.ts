import { useQuery } from '@tanstack/react-query'
import { listEntries } from '../../modules/points/contract.ts'
import { type ApiError, call } from '../shell/api.ts'
import type { Entry } from './claim-state.ts'

const pageSize = 500

/** Every entry of a passbook, oldest first as it is written; a year of one household is a few dozen lines. */
export function useEntries(bookId: string | undefined): { rows: Entry[]; error: ApiError | null } {
  const asked = useQuery<Entry[], ApiError>({
    queryKey: [listEntries.path, bookId, 'all'],
    enabled: bookId !== undefined,
    queryFn: async () => {
      const rows: Entry[] = []
      for (let page = 1; ; page += 1) {
        const reply = await call(listEntries, { params: { bookId: bookId ?? '' }, query: { page, pageSize } })
        rows.push(...reply.rows)
        if (rows.length >= reply.total || reply.rows.length === 0) return rows.reverse()
      }
    },
  })
  return { rows: bookId ? (asked.data ?? []) : [], error: asked.error }
}
