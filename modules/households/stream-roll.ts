import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { gatherRow } from './gather-roll.ts'
import {
  batchHouseholds,
  countRoll,
  importRoll,
  type RollImport,
  type RollResult,
  RollWriter,
} from './import-roll.ts'
import { type Judgement, RollJudge } from './judge-roll.ts'
import { judgeGathering, makePlan, type RollPlan } from './plan-roll.ts'
import { type PlannedHousehold, RollGathering, type RollRequest } from './roll-gathering.ts'
import { refreshStatistics } from './store-roll.ts'

/**
 * Reads, checks and writes a roll in one go: while rows are read, the households before them are written. Most files
 * are clean when they are confirmed, and then this takes little longer than reading. At the first fault, or when a
 * household turns up again further down, what was written is taken back to the savepoint, the rest is read and
 * checked, and the good households are written then (or nothing, as `mode` says). The result is that of `planRoll`
 * and `importRoll`.
 */
export async function importRollRows(
  tx: Tx,
  secrets: Secrets,
  request: RollRequest,
  options: RollImport,
): Promise<{ plan: RollPlan; result: RollResult }> {
  const gathering = new RollGathering(request)
  await sql`savepoint roll`.execute(tx)
  const ahead = new WriteAhead(tx, secrets, request, options)
  try {
    for await (const row of request.rows) {
      const household = gatherRow(gathering, secrets, request, row)
      if (gathering.rows % 1000 === 0) await request.onProgress?.(gathering.rows)
      if (gathering.faultsTotal > 0) ahead.giveUp()
      else if (household) await ahead.add(household)
    }
    await request.onProgress?.(gathering.rows)
  } catch (error) {
    await ahead.abandon()
    throw error
  }
  const judgement = await ahead.finish()
  if (judgement) {
    await refreshStatistics(tx)
    const plan = makePlan(gathering, request, judgement)
    return { plan, result: { ...countRoll(plan, plan.households), ...ahead.counts() } }
  }
  await sql`rollback to savepoint roll`.execute(tx)
  for (const household of gathering.households.values())
    forgetJudgement(household, gathering.blamed.has(household))
  const plan = await judgeGathering(tx, gathering, request)
  return { plan, result: await importRoll(tx, secrets, plan, options) }
}

function forgetJudgement(household: PlannedHousehold, faulty: boolean): void {
  household.existing = undefined
  household.groupId = null
  household.state = 'new'
  household.faulty = faulty
  for (const person of household.people) {
    person.existing = undefined
    person.state = 'new'
  }
}

/** Judges and writes households while later rows are read, as long as all is well. */
class WriteAhead {
  readonly #judge: RollJudge
  readonly #writer: RollWriter
  /** Faults found here are found again when all is judged. */
  readonly #trial = new RollGathering()
  readonly #closed = new Set<PlannedHousehold>()
  readonly #judgement: Judgement = { groupsToCreate: [], notInFile: 0 }
  #open: PlannedHousehold | undefined
  #ready: PlannedHousehold[] = []
  #work: Promise<void> = Promise.resolve()
  #waiting = 0
  #given = false

  constructor(tx: Tx, secrets: Secrets, request: RollRequest, options: RollImport) {
    const county = request.place.slice(0, 6)
    this.#judge = new RollJudge(tx, county, request)
    this.#writer = new RollWriter(tx, secrets, county, options)
  }

  giveUp(): void {
    this.#given = true
  }

  counts(): { groupsCreated: number; tags: number } {
    return { groupsCreated: this.#writer.groupsCreated, tags: this.#writer.tags }
  }

  /** Takes the household of the row that was read; the one before is complete unless it turns up again. */
  async add(household: PlannedHousehold): Promise<void> {
    if (this.#given || household === this.#open) return
    if (this.#closed.has(household)) return this.giveUp()
    if (this.#open) this.#close(this.#open)
    this.#open = household
    if (this.#ready.length < batchHouseholds) return
    this.#send()
    if (this.#waiting > 2) await this.#work
  }

  /** Waits until nothing is being written any more, so that the transaction can end. */
  async abandon(): Promise<void> {
    this.giveUp()
    await this.#work.catch(() => undefined)
    await this.#writer.finish().catch(() => undefined)
  }

  /** The judgement of all households once all are written, or nothing when it was given up. */
  async finish(): Promise<Judgement | undefined> {
    if (this.#open && !this.#given) this.#close(this.#open)
    this.#send()
    await this.#work
    await this.#writer.finish()
    return this.#given ? undefined : this.#judgement
  }

  #close(household: PlannedHousehold): void {
    this.#closed.add(household)
    this.#ready.push(household)
  }

  #send(): void {
    const batch = this.#ready
    this.#ready = []
    this.#waiting += 1
    this.#work = this.#work.then(() => this.#judgeAndWrite(batch))
    this.#work.catch(() => undefined) // told when it is awaited
  }

  async #judgeAndWrite(batch: readonly PlannedHousehold[]): Promise<void> {
    this.#waiting -= 1
    if (this.#given || batch.length === 0) return
    const { groupsToCreate, notInFile } = await this.#judge.judge(this.#trial, batch)
    if (this.#trial.faultsTotal > 0) this.giveUp()
    if (this.#given) return
    this.#judgement.groupsToCreate.push(...groupsToCreate)
    this.#judgement.notInFile += notInFile
    await this.#writer.createGroups(groupsToCreate)
    await this.#writer.write(batch.filter((household) => household.state !== 'unchanged'))
  }
}
