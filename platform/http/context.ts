import type { FastifyRequest } from 'fastify'
import { type ActionTable, type Actor, can, scopesOfGrants } from '../../engines/access/access.ts'
import { type ErrorTable, Refusal } from '../../engines/refusal/refusal.ts'
import type { AuditRecord } from '../audit/record.ts'
import { type Database, placePattern, type Scopes, setScopes, type Tx } from '../database/connect.ts'
import type { FileStore } from '../files/file-store.ts'
import type { SchemeLibrary } from '../schemes/scheme-library.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** What the server hands to every route: the tables of all modules and the means to act. */
export interface HttpContext {
  database: Database
  actions: ActionTable
  errors: ErrorTable
  clock: () => Date
  secrets: Secrets
  files: FileStore
  schemes: SchemeLibrary
  /** Who sends this request; null when nobody is signed in. */
  authenticate(request: FastifyRequest): Promise<Actor | null>
}

/** What work outside a request has of it: long work and timers. */
export type Services = Omit<HttpContext, 'authenticate'>

declare module 'fastify' {
  interface FastifyInstance {
    shanzhi: HttpContext
  }
}

/** One act of one actor in one transaction: what every use case works with. */
export interface Act {
  tx: Tx
  actor: Actor
  now: Date
  channel: string
  /** Throws access.denied unless the actor may do the action to the subject. */
  authorise(action: string, subject: { placeCode: string; householdId?: string | null }): void
  may(action: string, subject: { placeCode: string; householdId?: string | null }): boolean
  /**
   * Runs one authorised piece of work that must touch rows of the place beyond the actor's own: an objection
   * marks the line it disputes. Only after authorise; the actor's own scopes are back afterwards.
   */
  inPlace<T>(placeCode: string, work: () => Promise<T>): Promise<T>
  /** Adds to the audit log, written at the end of this transaction. */
  record(entry: AuditRecord): void
}

/** The rows that an actor's transaction may see. */
export function scopesOf(actor: Actor): Scopes {
  return {
    places: scopesOfGrants(actor.grants).map(placePattern),
    households: actor.householdId ? [actor.householdId] : [],
    accountId: actor.accountId,
  }
}

/** Makes an act; its records are collected in `records` for appendAudit. */
export function makeAct(options: {
  tx: Tx
  actor: Actor
  now: Date
  channel: string
  actions: ActionTable
  records: AuditRecord[]
}): Act {
  const { tx, actor, now, channel, actions, records } = options
  const may: Act['may'] = (action, subject) => can(actions, actor, action, subject)
  return {
    tx,
    actor,
    now,
    channel,
    may,
    authorise: (action, subject) => {
      if (!may(action, subject)) throw denied(actions, action)
    },
    inPlace: async (placeCode, work) => {
      const own = scopesOf(actor)
      await setScopes(tx, { ...own, places: [...own.places, placePattern(placeCode)] })
      const result = await work()
      await setScopes(tx, own)
      return result
    },
    record: (entry) => {
      records.push(entry)
    },
  }
}

export function denied(actions: ActionTable, action: string): Refusal {
  return new Refusal('access.denied', {
    action: actions[action]?.zh ?? action,
    actionEn: actions[action]?.en ?? action,
  })
}

/** Who acts when no person does: timers, closes by schedule, the command line. No row is this account's own. */
export const systemActor: Actor = {
  accountId: '00000000-0000-0000-0000-000000000000',
  countyCode: '000000',
  placeCode: '000000000000',
  name: '系统',
  personId: null,
  householdId: null,
  grants: [],
}

/** An act of the system itself in a transaction over all places: every rule of the use case holds, no right is asked. */
export function makeSystemAct(
  base: { tx: Tx; now: Date; channel: string; record: Act['record'] },
  countyCode: string,
): Act {
  return {
    ...base,
    actor: { ...systemActor, countyCode },
    may: () => true,
    authorise: () => undefined,
    inPlace: (_placeCode, work) => work(),
  }
}
