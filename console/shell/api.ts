import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type {
  RouteBodyInput,
  RouteDefinition,
  RouteParams,
  RouteQueryInput,
  RouteReply,
} from '../../engines/contract/route.ts'
import { getMe } from '../../modules/accounts/contract.ts'
import { currentLanguage, speak } from './language.ts'
import { shellLocale } from './locale.ts'

type AnyRoute = Pick<RouteDefinition, 'method' | 'path'>

type Needs<Key extends string, Value> = [Value] extends [undefined]
  ? { [K in Key]?: undefined }
  : Record<string, never> extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value }

/** What a route asks for; parts that it does not have are left out. */
export type Given<R> = Needs<'params', RouteParams<R>> &
  Needs<'query', RouteQueryInput<R>> &
  Needs<'body', RouteBodyInput<R>>

interface Loose {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
}

/** A refusal or failure in the one error body of the API. */
export class ApiError extends Error {
  readonly code: string
  readonly at: string | null
  readonly details: Record<string, unknown>
  readonly status: number
  constructor(
    body: { code: string; message: string; at?: string | null; details?: Record<string, unknown> },
    status: number,
  ) {
    super(body.message)
    this.name = 'ApiError'
    this.code = body.code
    this.at = body.at ?? null
    this.details = body.details ?? {}
    this.status = status
  }
}

export function pathOf(route: AnyRoute, params: Record<string, string> = {}): string {
  return route.path.replaceAll(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''))
}

/** Query text: what is undefined, null or empty is left out. */
export function queryText(query: Record<string, unknown> = {}): string {
  const pairs = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  return pairs.length === 0
    ? ''
    : `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()}`
}

export function requestHeaders(): Record<string, string> {
  return { 'accept-language': currentLanguage(), 'x-shanzhi-channel': 'console' }
}

/**
 * Calls a route. A write carries the key of one intent of the person at the screen; a lost connection or a busy
 * server is tried again under the same key, so that nothing is done twice.
 */
export async function call<R extends AnyRoute>(
  route: R,
  given: Given<R>,
  key: string = crypto.randomUUID(),
): Promise<RouteReply<R>> {
  const { params, query, body } = given as Loose
  const writes = route.method !== 'GET'
  const request: RequestInit = {
    method: route.method,
    credentials: 'same-origin',
    headers: {
      ...requestHeaders(),
      ...(writes ? { 'idempotency-key': key } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
  const url = pathOf(route, params) + queryText(query)
  const response = await send(url, request)
  return (await response.json()) as RouteReply<R>
}

const pausesMs = [400, 1200]

async function send(url: string, request: RequestInit, attempt = 0): Promise<Response> {
  const pause = pausesMs[attempt]
  const again = async () => {
    await new Promise((resolve) => setTimeout(resolve, pause))
    return send(url, request, attempt + 1)
  }
  let response: Response
  try {
    response = await fetch(url, request)
  } catch {
    if (pause !== undefined) return again()
    throw new ApiError({ code: 'shell.unreachable', message: speak(shellLocale, 'unreachable') }, 0)
  }
  if (response.status === 503 && pause !== undefined) return again()
  if (!response.ok) throw await readError(response)
  return response
}

/** Reads a file or anything else that is no JSON; throws the ApiError of a refusal. */
export const fetchAnswer = (address: string): Promise<Response> =>
  send(address, { credentials: 'same-origin', headers: requestHeaders() })

export async function readError(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  if (body && typeof body === 'object' && 'code' in body && 'message' in body)
    return new ApiError(body as ConstructorParameters<typeof ApiError>[0], response.status)
  return new ApiError({ code: 'shell.failed', message: speak(shellLocale, 'serverFailed') }, response.status)
}

/** Sends one file as multipart with its fields; the answer is the route's JSON. */
export async function sendFile<Reply>(
  path: string,
  file: File,
  fields: Record<string, string> = {},
): Promise<Reply> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file)
  const response = await send(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { ...requestHeaders(), 'idempotency-key': crypto.randomUUID() },
    body: form,
  })
  return (await response.json()) as Reply
}

/** A session that ended is asked about anew: the screen then goes to sign in, and comes back. */
function onRefusal(error: Error): void {
  if (error instanceof ApiError && error.code === 'access.sign_in')
    void queryClient.invalidateQueries({ queryKey: [getMe.path] })
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] !== getMe.path) onRefusal(error)
    },
  }),
  mutationCache: new MutationCache({ onError: onRefusal }),
  defaultOptions: {
    // Without a network people are told at once; nothing waits unseen.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      placeholderData: keepPreviousData,
      retry: false,
      refetchOnWindowFocus: true,
    },
  },
})

/** Reads a route; null waits (nothing is asked yet). */
export function useAsk<R extends AnyRoute>(
  route: R,
  given: Given<R> | null,
  options: {
    /** How often it is read again; may depend on what was read last. */
    refetchMs?: number | false | ((read: RouteReply<R> | undefined) => number | false)
    keep?: boolean
  } = {},
): UseQueryResult<RouteReply<R>, ApiError> {
  const { refetchMs } = options
  return useQuery<RouteReply<R>, ApiError>({
    queryKey: [route.path, given],
    queryFn: () => call(route, given as Given<R>),
    enabled: given !== null,
    ...(refetchMs === undefined
      ? {}
      : {
          refetchInterval:
            typeof refetchMs === 'function' ? (query) => refetchMs(query.state.data) : refetchMs,
        }),
    ...(options.keep === false ? { placeholderData: undefined } : {}),
  })
}

/**
 * Does an act. The key stands for the intent: sending the same thing again after a lost answer keeps the key,
 * anything else gets a new one. Afterwards every list on screen is read anew.
 */
export function useAct<R extends AnyRoute>(route: R, done?: (reply: RouteReply<R>, given: Given<R>) => void) {
  const client = useQueryClient()
  const intent = useRef<{ text: string; key: string } | null>(null)
  const mutation = useMutation<RouteReply<R>, ApiError, Given<R>>({
    mutationFn: (given) => {
      const text = JSON.stringify(given)
      if (intent.current?.text !== text) intent.current = { text, key: crypto.randomUUID() }
      return call(route, given, intent.current.key)
    },
    onSuccess: async (reply, given) => {
      intent.current = null
      done?.(reply, given)
      // What `done` closed is off the screen by then, and not asked for again.
      await new Promise((resolve) => setTimeout(resolve, 0))
      await client.invalidateQueries()
    },
  })
  return {
    /** True once it is done; a refusal is in `error` and gives false. */
    run: (given: Given<R>): Promise<boolean> =>
      mutation.mutateAsync(given).then(
        () => true,
        () => false,
      ),
    busy: mutation.isPending,
    error: mutation.error,
    reply: mutation.data,
    clear: mutation.reset,
  }
}
