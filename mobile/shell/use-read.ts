import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { RouteReply } from '../../engines/contract/route.ts'
import { type Call, callServer } from './call-server.ts'

interface ReadOptions {
  enabled?: boolean
  /** Kept on the phone for reading without a connection; only for what is this account's own to see. */
  keep?: boolean
  /** Shows the last answer while the next page or search is on its way. */
  holdPrevious?: boolean
}

/** One read of the API, by its contract. */
export function useRead<R extends { method: string; path: string }>(
  route: R,
  call: Omit<Call<R>, 'body' | 'key' | 'signal'>,
  options: ReadOptions = {},
): UseQueryResult<RouteReply<R>, Error> {
  const given = call as { params?: object; query?: object }
  return useQuery({
    queryKey: readKey(route, given),
    queryFn: ({ signal }) => callServer(route, { ...given, signal } as Call<R>),
    enabled: options.enabled ?? true,
    meta: { keep: options.keep ?? false },
    ...(options.holdPrevious ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<RouteReply<R>, Error>
}

export function readKey(route: { path: string }, given: { params?: object; query?: object }): unknown[] {
  return [route.path, given.params ?? {}, given.query ?? {}]
}
