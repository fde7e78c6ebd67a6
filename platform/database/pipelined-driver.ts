import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import type { PipelinedClient } from './pipelined-client.ts'

const mark = '/* answer not awaited */'

/**
 * Begins a statement whose answer nobody needs: it goes out together with the next one, in one message. When it
 * fails, the statement after it throws its error. The last such statements of a transaction go with the commit.
 */
export const notAwaited = sql.raw(`${mark} `)

/** Kysely on connections that waste no waiting; the pool is made with `Client: PipelinedClient`. */
export function pipelinedDialect(pool: pg.Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PipelinedDriver(pool),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

class PipelinedConnection implements DatabaseConnection {
  readonly client: PipelinedClient & { release(): void }
  readOnly = false

  constructor(client: PipelinedConnection['client']) {
    this.client = client
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (query.sql.startsWith(mark)) {
      this.client.holdBack(query.sql, query.parameters)
      return { rows: [] }
    }
    const { command, rowCount, rows } = await this.client.ask(query.sql, query.parameters)
    const wrote = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    return { rows, ...(wrote ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
  }

  // biome-ignore lint/correctness/useYield: nothing is streamed here
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Rows are not streamed; large sets are read by COPY or page by page')
  }
}

class PipelinedDriver implements Driver {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PipelinedConnection> {
    return new PipelinedConnection((await this.#pool.connect()) as unknown as PipelinedConnection['client'])
  }

  async beginTransaction(connection: PipelinedConnection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel, accessMode } = settings
    connection.readOnly = accessMode === 'read only'
    connection.client.begin(
      ['begin', isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(' '),
    )
  }

  async commitTransaction({ client, readOnly }: PipelinedConnection): Promise<void> {
    if (readOnly) return client.endReading()
    const { command } = await client.ask('commit')
    if (command === 'ROLLBACK')
      throw new Error(
        'The transaction was undone: a statement in it had failed, and its error was passed over',
      )
  }

  rollbackTransaction({ client }: PipelinedConnection): Promise<void> {
    return client.rollback()
  }

  async releaseConnection({ client }: PipelinedConnection): Promise<void> {
    client.release()
  }

  destroy(): Promise<void> {
    return this.#pool.end()
  }
}
