import { type SelectQueryBuilder, sql } from 'kysely'
import type { Actor } from '../../engines/access/access.ts'
import type { Tx } from '../database/connect.ts'
import type { DB } from '../database/tables.ts'
import { countList, type Page, takePage } from '../database/take-page.ts'

/** One piece of long work: 'waiting' and 'running' are under way, the others are ends. */
export type RunState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

export interface RunKey {
  countyCode: string
  runId: string
}

/** What its owner sees of a run; `done` of `total` is its progress, in the units of its title. */
export interface RunView {
  id: string
  kind: string
  title: string
  placeCode: string
  state: RunState
  done: number
  total: number | null
  request: unknown
  result: unknown
  error: unknown
  createdAt: Date
  endedAt: Date | null
}

export interface NewRun {
  id: string
  placeCode: string
  actor: Actor
  channel: string
  kind: string
  title: string
  request: unknown
  at: Date
}

export async function insertRun(tx: Tx, run: NewRun): Promise<void> {
  await tx
    .insertInto('job.run')
    .values({
      county_code: run.actor.countyCode,
      id: run.id,
      place_code: run.placeCode,
      account_id: run.actor.accountId,
      actor: JSON.stringify(run.actor),
      channel: run.channel,
      kind: run.kind,
      title: run.title,
      state: 'waiting',
      request: JSON.stringify(run.request ?? null),
      created_at: run.at,
    })
    .execute()
}

/** Takes a run that has not ended, for work; undefined when it has (cancelled, or done by another server). */
export async function beginRun(
  tx: Tx,
  key: RunKey,
): Promise<{ actor: Actor; channel: string; kind: string; request: unknown } | undefined> {
  const row = await openRun(tx, key)
    .set({ state: 'running', done: 0, total: null })
    .returning(['actor', 'channel', 'kind', 'request'])
    .executeTakeFirst()
  return row && { actor: row.actor as Actor, channel: row.channel, kind: row.kind, request: row.request }
}

/** False when the run was ended meanwhile: the work must give up. */
export async function updateProgress(
  tx: Tx,
  key: RunKey,
  done: number,
  total: number | null,
): Promise<boolean> {
  const result = await openRun(tx, key).set({ done, total }).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Back to the queue, to be begun again from the start. */
export async function returnRun(tx: Tx, key: RunKey): Promise<void> {
  await openRun(tx, key).set({ state: 'waiting', done: 0, total: null }).execute()
}

/** Ends a run; false when it had ended before. */
export async function endRun(
  tx: Tx,
  key: RunKey,
  end: { state: 'done' | 'failed' | 'cancelled'; result?: unknown; error?: unknown; at: Date },
): Promise<boolean> {
  const result = await openRun(tx, key)
    .set({
      state: end.state,
      ended_at: end.at,
      ...(end.state === 'done'
        ? { total: sql<number>`coalesce(total, done)`, done: sql<number>`coalesce(total, done)` }
        : {}),
      result: end.result === undefined ? null : JSON.stringify(end.result),
      error: end.error === undefined ? null : JSON.stringify(end.error),
    })
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

function openRun(tx: Tx, key: RunKey) {
  return tx
    .updateTable('job.run')
    .where('county_code', '=', key.countyCode)
    .where('id', '=', key.runId)
    .where('state', 'in', ['waiting', 'running'])
}

/** A run of the account; undefined when there is none of that id. */
export async function findRun(tx: Tx, owner: RunOwner, runId: string): Promise<RunView | undefined> {
  const row = await viewed(ownRuns(tx, owner)).where('id', '=', runId).executeTakeFirst()
  return row && viewOf(row)
}

interface RunOwner {
  countyCode: string
  accountId: string
}

/** A page of the account's runs, the newest first. */
export async function listRuns(
  tx: Tx,
  owner: RunOwner,
  filter: { state?: RunState; kind?: string } & Page,
): Promise<{ rows: RunView[]; total: number }> {
  let query = ownRuns(tx, owner)
  if (filter.state) query = query.where('state', '=', filter.state)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  const { total } = await countList(filter, () =>
    query.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  const ordered = viewed(query).orderBy('created_at', 'desc').orderBy('id', 'desc')
  const rows = await takePage(tx, ordered, filter)
  return { rows: rows.map(viewOf), total }
}

function ownRuns(tx: Tx, owner: RunOwner) {
  return tx
    .selectFrom('job.run')
    .where('county_code', '=', owner.countyCode)
    .where('account_id', '=', owner.accountId)
}

function viewed(query: SelectQueryBuilder<DB, 'job.run', object>) {
  return query.select([
    'id',
    'kind',
    'title',
    'place_code',
    'state',
    'done',
    'total',
    'request',
    'result',
    'error',
    'created_at',
    'ended_at',
  ])
}

function viewOf(row: Awaited<ReturnType<ReturnType<typeof viewed>['executeTakeFirstOrThrow']>>): RunView {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    placeCode: row.place_code,
    state: row.state,
    done: row.done,
    total: row.total,
    request: row.request,
    result: row.result,
    error: row.error,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  }
}
