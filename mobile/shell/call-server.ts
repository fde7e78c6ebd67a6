import type {
  RouteBodyInput,
  RouteParams,
  RouteQueryInput,
  RouteReply,
} from '../../engines/contract/route.ts'
import { makeKey } from './make-key.ts'
import { noteServerTime } from './server-time.ts'
import { sessionEnded } from './session.ts'

type Given<T, Name extends string> = [T] extends [undefined] ? unknown : Record<Name, T>
/** What a call of this route needs: only the parts that the route has. */
export type Call<R> = Given<RouteParams<R>, 'params'> &
  Given<RouteBodyInput<R>, 'body'> & { query?: RouteQueryInput<R>; key?: string; signal?: AbortSignal }

/** The server answered and said no, in its own words. */
export class ServerRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly at: string | null
  readonly retryAfterSeconds: number | null
  constructor(
    status: number,
    body: { code?: string; message?: string; at?: string | null },
    retryAfter: number | null,
  ) {
    super(body.message ?? '')
    this.name = 'ServerRefusal'
    this.status = status
    this.code = body.code ?? `http.${status}`
    this.at = body.at ?? null
    this.retryAfterSeconds = retryAfter
  }
}

/** Nothing came back: no network, or the way was cut. Nobody knows whether the server heard. */
export class NoConnection extends Error {
  constructor() {
    super('no connection')
    this.name = 'NoConnection'
  }
}

const patienceMs = 45_000
const uploadPatienceMs = 180_000

/** Method and path of a route: what is left of a contract in the browser. */
interface Address {
  method: string
  path: string
}

/** Path with its parameters and query: `/api/points/claims?place=…`. Undefined values are left out. */
export function addressOf(route: Address, params: object = {}, query: object = {}): string {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  )
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  if (given.length === 0) return path
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

/** Calls a route of a contract. Throws ServerRefusal or NoConnection. */
export async function callServer<R extends Address>(route: R, call: Call<R>): Promise<RouteReply<R>> {
  const given = call as {
    params?: object
    query?: object
    body?: unknown
    key?: string
    signal?: AbortSignal
  }
  return sendToServer(
    route.method,
    addressOf(route, given.params, given.query),
    given.body === undefined ? null : JSON.stringify(given.body),
    given,
  ) as Promise<RouteReply<R>>
}

/** One request with this app's headers; a form goes as it is, text as JSON. */
export async function sendToServer(
  method: string,
  address: string,
  body: string | FormData | null,
  options: { key?: string; signal?: AbortSignal } = {},
): Promise<unknown> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': document.documentElement.lang,
    'x-shanzhi-channel': 'mobile',
  }
  if (method !== 'GET') headers['idempotency-key'] = options.key ?? makeKey()
  if (typeof body === 'string') headers['content-type'] = 'application/json'
  // A line that has gone dead says nothing: after a while it counts as no connection.
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), body instanceof FormData ? uploadPatienceMs : patienceMs)
  const giveUp = () => patience.abort()
  options.signal?.addEventListener('abort', giveUp)
  try {
    const response = await fetch(address, {
      method,
      headers,
      body,
      credentials: 'same-origin',
      signal: patience.signal,
    })
    noteServerTime(response.headers.get('date'))
    return readAnswer(response, await response.text())
  } catch (error) {
    if (error instanceof ServerRefusal || options.signal?.aborted) throw error
    throw new NoConnection()
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', giveUp)
  }
}

/** The answer of our server, or its refusal. Anything else is the word of a gateway on the way. */
function readAnswer(response: Response, text: string): unknown {
  const answer = readJson(text)
  if (response.ok && answer !== undefined) return answer
  if (typeof (answer as { code?: unknown } | null | undefined)?.code !== 'string') throw new NoConnection()
  if (response.status === 401) sessionEnded.set(true)
  throw new ServerRefusal(
    response.status,
    answer as { code?: string; message?: string },
    Number(response.headers.get('retry-after')) || null,
  )
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
