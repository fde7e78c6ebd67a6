import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

const countyOf = (placeCode: string) => placeCode.slice(0, 6)

export interface Run {
  id: string
  placeCode: string
  adoptionId: string
  cycle: string
  startedOn: string
}

export interface StepEvidence {
  kind: string
  id: string | null
  /** Of a file: which document of the step it is. */
  document?: string | null
  text: string
  link: string | null
}

export interface DoneStepRow {
  stepKey: string
  /** The period of a step that is done in parts; '' is the step as a whole. */
  part: string
  doneOn: string
  evidence: StepEvidence[]
  note: string
  doneName: string
  doneAt: Date
}

const runColumns = [
  'id',
  'place_code as placeCode',
  'adoption_id as adoptionId',
  'cycle',
  'started_on as startedOn',
] as const

export async function findRun(
  tx: Tx,
  placeCode: string,
  adoptionId: string,
  cycle: string,
): Promise<Run | undefined> {
  return tx
    .selectFrom('procedure.run')
    .select(runColumns)
    .where('county_code', '=', countyOf(placeCode))
    .where('adoption_id', '=', adoptionId)
    .where('cycle', '=', cycle)
    .executeTakeFirst()
}

export async function findRunById(tx: Tx, countyCode: string, id: string): Promise<Run | undefined> {
  return tx
    .selectFrom('procedure.run')
    .select(runColumns)
    .where('county_code', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function listRuns(tx: Tx, placeCode: string): Promise<Run[]> {
  return tx
    .selectFrom('procedure.run')
    .select(runColumns)
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .orderBy('cycle', 'desc')
    .limit(50)
    .execute()
}

export async function insertRun(tx: Tx, run: Run): Promise<void> {
  await tx
    .insertInto('procedure.run')
    .values({
      county_code: countyOf(run.placeCode),
      id: run.id,
      place_code: run.placeCode,
      adoption_id: run.adoptionId,
      cycle: run.cycle,
      started_on: run.startedOn,
    })
    .execute()
}

export async function listDoneSteps(tx: Tx, placeCode: string, runId: string): Promise<DoneStepRow[]> {
  const rows = await tx
    .selectFrom('procedure.step')
    .select([
      'step_key as stepKey',
      'part',
      'done_on as doneOn',
      'evidence',
      'note',
      'done_name as doneName',
      'done_at as doneAt',
    ])
    .where('county_code', '=', countyOf(placeCode))
    .where('run_id', '=', runId)
    .orderBy('done_at')
    .execute()
  return rows.map((row) => ({ ...row, evidence: row.evidence as StepEvidence[] }))
}

/** Two people at one step see one winner: the run's row is held first. */
export async function lockRun(tx: Tx, placeCode: string, runId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${countyOf(placeCode)} ${runId}`}, 0))`.execute(
    tx,
  )
}

export async function insertStep(
  tx: Tx,
  placeCode: string,
  runId: string,
  step: DoneStepRow & { doneBy: string | null },
): Promise<void> {
  await tx
    .insertInto('procedure.step')
    .values({
      county_code: countyOf(placeCode),
      run_id: runId,
      step_key: step.stepKey,
      part: step.part,
      place_code: placeCode,
      done_on: step.doneOn,
      evidence: JSON.stringify(step.evidence),
      note: step.note,
      done_by: step.doneBy,
      done_name: step.doneName,
      done_at: step.doneAt,
    })
    .execute()
}
