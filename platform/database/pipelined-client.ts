import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { sql } from 'kysely'
import pg from 'pg'
import { type Statement, StatementBatch } from './statement-batch.ts'

/** Statements longer than this are made for one call (lists of ids, rows of a batch) and not kept prepared. */
const preparedCharactersMax = 6000
/** A connection keeps so many statements prepared at the most. */
const preparedMax = 400

/** How `pg` writes a value for PostgreSQL. */
const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils.js') as {
  prepareValue(value: unknown): string | Buffer | null
}

const afreshMark = '/* planned afresh */'

/** Begins a statement over large sets, whose plan should follow from the amounts at hand. */
export const plannedAfresh = sql.raw(`${afreshMark} `)

/** What these answer with depends on more than their text. */
const differing = /^\s*(?:fetch|execute)\b/i

const names = new Map<string, string>()

/** The name under which a statement is prepared: the same text has the same name on every connection. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (text.length > preparedCharactersMax || names.size >= preparedMax) return undefined
  if (text.startsWith(afreshMark) || differing.test(text)) return undefined
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
  names.set(text, name)
  return name
}

/**
 * A connection that can hold statements back: they go out with the next one that is asked, in one message with
 * one answer. When one of them fails, PostgreSQL skips the rest, and whoever asked gets its error.
 */
export class PipelinedClient extends pg.Client {
  #heldBack: Statement[] = []
  /** Where the transaction begins among what is held back; -1 once its beginning has been sent. */
  #beginsAt = -1

  /** Holds a statement back whose answer nobody needs. */
  holdBack(text: string, values: readonly unknown[] = []): void {
    this.#heldBack.push({ text, values: values.map((value) => prepareValue(value)), name: nameOf(text) })
  }

  /** Sends what is held back, then the statement, and resolves with its answer. */
  ask(text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
    this.holdBack(text, values)
    return this.#send()
  }

  /** Begins a transaction by a statement that goes out with the first one in it. */
  begin(text: string): void {
    this.#beginsAt = this.#heldBack.length
    this.holdBack(text)
  }

  /** Ends a transaction that only read: nothing can be lost with it, so it goes out with the next one, or soon. */
  endReading(): void {
    if (this.#forgetUnsent()) return
    this.holdBack('commit')
    setImmediate(() => this.#sendUnasked())
  }

  /** Undoes a transaction; one of which nothing was sent yet costs nothing. */
  async rollback(): Promise<void> {
    if (this.#forgetUnsent()) return
    this.#heldBack = []
    await this.ask('rollback')
  }

  /** A statement that comes from elsewhere must not overtake what is held back. */
  override query = ((...given: unknown[]) => {
    this.#sendUnasked()
    return Reflect.apply(super.query, this, given)
  }) as pg.Client['query']

  #forgetUnsent(): boolean {
    if (this.#beginsAt < 0) return false
    this.#heldBack.length = this.#beginsAt
    this.#beginsAt = -1
    return true
  }

  #sendUnasked(): void {
    if (this.#heldBack.length > 0) this.#send().catch(() => undefined) // a broken connection tells its next user
  }

  #send(): Promise<pg.QueryResult> {
    const statements = this.#heldBack
    this.#heldBack = []
    this.#beginsAt = -1
    const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>()
    super.query(new StatementBatch(statements, (error, result) => (error ? reject(error) : resolve(result!))))
    return promise.catch((error: Error) => {
      Error.captureStackTrace(error) // where it was asked says more than where the answer was read
      throw error
    })
  }
}
