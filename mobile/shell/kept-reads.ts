import { QueryClient } from '@tanstack/react-query'
import { NoConnection, ServerRefusal } from './call-server.ts'
import type { PhoneDatabase } from './phone-database.ts'

const keepDays = 30
const dayMs = 86_400_000

/** Reads show the kept copy at once and ask the server behind it; what the server refuses is not asked again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        gcTime: Number.POSITIVE_INFINITY,
        retry: (failures, error) =>
          failures < 2 &&
          !(error instanceof ServerRefusal) &&
          !(error instanceof NoConnection && !navigator.onLine),
      },
    },
  })
}

/** Lays this account's kept copies into the client, then keeps every later answer that is marked `keep`. */
export async function keepReads(
  client: QueryClient,
  database: PhoneDatabase,
  accountId: string,
): Promise<() => void> {
  const kept = await database.getAllFromIndex('reads', 'account', accountId)
  for (const read of kept) {
    if (Date.now() - read.at > keepDays * dayMs) await database.delete('reads', [accountId, read.name])
    else client.setQueryData(JSON.parse(read.name) as unknown[], read.data, { updatedAt: read.at })
  }
  // However young a copy is: what this phone sent since may have changed what it tells.
  await client.invalidateQueries({ refetchType: 'none' })
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return
    const query = event.query
    if (query.meta?.keep !== true) return
    void database.put('reads', {
      accountId,
      name: JSON.stringify(query.queryKey),
      data: query.state.data,
      at: query.state.dataUpdatedAt,
    })
  })
}

/** Wipes what was read for an account, or for everyone but one. */
export async function forgetReads(
  database: PhoneDatabase,
  which: { of: string } | { allBut: string },
): Promise<void> {
  const tx = database.transaction('reads', 'readwrite')
  for await (const cursor of tx.store) {
    const owner = cursor.value.accountId
    if ('of' in which ? owner === which.of : owner !== which.allBut) await cursor.delete()
  }
  await tx.done
}
