import { createHash } from 'node:crypto'
import { type PostgresPool, type PostgresPoolClient, type PostgresQueryResult, sql } from 'kysely'
import type pg from 'pg'

/** Statements longer than this are made for one call (lists of ids, rows of a batch) and not kept prepared. */
const preparedCharactersMax = 6000
/** A connection keeps so many statements prepared at the most. */
const preparedMax = 400

const mark = '/* answer not awaited */'

/**
 * Begins a statement whose answer nobody needs: it goes out together with the next one, in one write. When it
 * fails, the statement after it throws its error. The last such statements of a transaction go with the commit.
 */
export const notAwaited = sql.raw(`${mark} `)

const afreshMark = '/* planned afresh */'

/** Begins a statement over large sets, whose plan should follow from the amounts at hand. */
export const plannedAfresh = sql.raw(`${afreshMark} `)

/**
 * Gives Kysely connections that waste no waiting: statements are prepared once per connection, and begin and the
 * `notAwaited` go out with the next statement. Needs a pool made with `pipeline: true`.
 */
export function pipelinedPool(pool: pg.Pool): PostgresPool {
  return {
    connect: async () => pipelinedClient(await pool.connect()),
    end: () => pool.end(),
    options: pool.options,
  }
}

const names = new Map<string, string>()

/** The name under which a statement is prepared: the same text has the same name on every connection. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (text.length > preparedCharactersMax || names.size >= preparedMax || text.startsWith(afreshMark))
    return undefined
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
  names.set(text, name)
  return name
}

const emptyResult: PostgresQueryResult<never> = { command: 'SELECT', rowCount: 0, rows: [] }

/** How Kysely begins a transaction that only reads. */
const readOnlyBegin = 'start transaction read only'

interface Socket {
  cork(): void
  uncork(): void
}

function pipelinedClient(client: pg.PoolClient): PostgresPoolClient {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  let corked = false
  let readOnly = false
  let failure: unknown
  const send = (text: string, values: readonly unknown[]) => {
    const name = nameOf(text)
    return client.query({ ...(name ? { name } : {}), text, values: values as unknown[] })
  }
  const query = async (text: string, values: readonly unknown[] = []) => {
    if (text === readOnlyBegin) readOnly = true
    if (readOnly && text === 'commit') {
      // Nothing can be lost with it, so nobody waits for it.
      send(text, values).catch(() => undefined)
      if (corked) stream.uncork()
      corked = false
      return emptyResult
    }
    if (text === 'begin' || text === readOnlyBegin || text.startsWith(mark)) {
      if (!corked) stream.cork()
      corked = true
      send(text, values).catch((error: unknown) => {
        failure ??= error
      })
      return emptyResult
    }
    const sent = send(text, values)
    if (corked) stream.uncork()
    corked = false
    const result = await sent.catch((error: unknown) => {
      throw failure ?? error
    })
    // A commit of a transaction that has failed answers with a rollback, without an error of its own.
    if (failure && text !== 'rollback') throw failure
    return result
  }
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(),
  }
}
