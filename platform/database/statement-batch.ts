import pg from 'pg'

export interface Statement {
  text: string
  values: (string | Buffer | null)[]
  /** The name under which a connection keeps it prepared. */
  name: string | undefined
}

type Done = (error: Error | undefined, result?: pg.QueryResult) => void

/** What `pg` does not say of its parts that a batch is made of. */
interface Message {
  fields: unknown[]
}
interface SentQuery extends pg.Query {
  name: string | undefined
  text: string
  handleRowDescription(message: Message): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: pg.Connection): void
  handleReadyForQuery(connection: pg.Connection): void
}
interface PreparingConnection extends pg.Connection {
  submittedNamedStatements: Record<string, string>
}

/** The columns that prepared statements answer with, asked once for each statement of a connection. */
const columns = new WeakMap<pg.Connection, Map<string, unknown[]>>()

/**
 * Several statements in one message to PostgreSQL, answered at once: `pg` waits for an answer between statements,
 * or asks for one after each. Handed to `pg` as one query, it serves its statements by queries of `pg` itself.
 * `done` gets the answer of the last statement, or the error of the one that failed; those after it did not run.
 */
export class StatementBatch implements pg.Submittable {
  readonly #queries: SentQuery[]
  readonly #done: Done
  #at = 0
  #columns: Map<string, unknown[]> = new Map()

  constructor(statements: readonly Statement[], done: Done) {
    this.#done = done
    this.#queries = statements.map((statement, index) => {
      const config = { ...statement, queryMode: 'extended' }
      const last = index === statements.length - 1
      return new pg.Query(config, last ? done : ignore) as SentQuery
    })
  }

  /** `pg` notes under this name that a statement is prepared. */
  get name(): string | undefined {
    return this.#queries[this.#at]?.name
  }

  get text(): string {
    return this.#queries[this.#at]!.text
  }

  submit(connection: pg.Connection): void {
    const known = columns.get(connection) ?? new Map<string, unknown[]>()
    columns.set(connection, known)
    this.#columns = known
    const once = { sync: { value: () => undefined } }
    const asking = Object.create(connection, once) as pg.Connection
    const knowing = Object.create(connection, {
      ...once,
      describe: { value: () => undefined },
    }) as pg.Connection
    connection.stream.cork()
    for (const query of this.#queries) {
      const fields = query.name === undefined ? undefined : known.get(query.name)
      if (fields) query.handleRowDescription({ fields })
      query.submit(fields ? knowing : asking)
    }
    connection.sync()
    connection.stream.uncork()
  }

  handleRowDescription(message: Message): void {
    const query = this.#queries[this.#at]!
    if (query.name !== undefined) this.#columns.set(query.name, message.fields)
    query.handleRowDescription(message)
  }

  handleDataRow(message: unknown): void {
    this.#queries[this.#at]!.handleDataRow(message)
  }

  handleCommandComplete(message: unknown, connection: pg.Connection): void {
    const query = this.#queries[this.#at]!
    query.handleCommandComplete(message, connection)
    if (query.name !== undefined && !this.#columns.has(query.name)) this.#columns.set(query.name, [])
    this.#at += 1
  }

  handleReadyForQuery(connection: pg.Connection): void {
    this.#queries.at(-1)!.handleReadyForQuery(connection)
  }

  handleError(error: Error, connection?: pg.Connection): void {
    // What comes after the one that failed was skipped, so it is not prepared either.
    const { submittedNamedStatements } = (connection ?? {}) as Partial<PreparingConnection>
    for (const { name } of this.#queries.slice(this.#at)) {
      if (name !== undefined && submittedNamedStatements) delete submittedNamedStatements[name]
    }
    this.#done(error)
  }
}

function ignore(): void {}
