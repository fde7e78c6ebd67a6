import { Readable } from 'node:stream'
import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Act } from '../../platform/http/context.ts'
import { uploadBytesMax } from '../../platform/http/make-server.ts'
import type { ReceivedUpload } from '../../platform/http/receive-upload.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { readSheet } from '../../platform/workbooks/index.ts'
import { relations } from './decide-relation.ts'
import { countRoll } from './import-roll.ts'
import { planRoll, type RollPlan } from './plan-roll.ts'
import type { RollRequest } from './roll-gathering.ts'
import { rollSheet } from './roll-sheet.ts'
import {
  findUpload,
  findUploadPart,
  insertUpload,
  insertUploadPart,
  type UploadRow,
  updateUpload,
} from './store-uploads.ts'

const partBytes = 1024 * 1024
const faultsShown = 200
const rowsShown = 20

/**
 * Keeps an uploaded roll until it is confirmed: sealed, in pieces, in the database, seen by its sender alone. A file
 * on a disk would hold identity numbers in clear and would not be there for the next server process.
 */
export async function stageRoll(
  act: Act,
  secrets: Secrets,
  place: string,
  file: ReceivedUpload,
): Promise<string> {
  act.authorise('households.import', { placeCode: place })
  const county = place.slice(0, 6)
  const { accountId } = act.actor
  const id = makeId()
  await insertUpload(act.tx, county, {
    id,
    placeCode: place,
    accountId,
    fileName: file.fileName,
    at: act.now,
  })
  let position = 0
  for await (const bytes of inParts(file.stream)) {
    const sealed = secrets.encrypt(bytes.toString('base64'))
    await insertUploadPart(act.tx, county, { uploadId: id, position, accountId, sealed })
    position += 1
  }
  if (file.wasCut())
    throw new Refusal('household.upload_too_large', { limit: `${uploadBytesMax / 1024 / 1024} MB` })
  return id
}

async function* inParts(stream: AsyncIterable<Buffer> | Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    waiting.push(chunk)
    bytes += chunk.length
    if (bytes < partBytes) continue
    yield Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}

/** The uploaded file again, piece by piece. */
export function readUpload(tx: Tx, secrets: Secrets, county: string, id: string): Readable {
  const pieces = async function* () {
    for (let position = 0; ; position += 1) {
      const sealed = await findUploadPart(tx, county, id, position)
      if (!sealed) return
      yield Buffer.from(secrets.decrypt(sealed), 'base64')
    }
  }
  return Readable.from(pieces())
}

/** An upload that is still there and may still be imported by this account. */
export async function getUpload(act: Act, county: string, id: string): Promise<UploadRow> {
  const upload = await findUpload(act.tx, county, id)
  if (!upload) throw new Refusal('household.upload_gone')
  act.authorise('households.import', { placeCode: upload.placeCode })
  return upload
}

/** What is asked of a staged file: its rows as they lie there, on a day. */
export async function stagedRequest(
  act: Act,
  secrets: Secrets,
  county: string,
  upload: UploadRow,
  asked: { createGroups: boolean; today: string },
): Promise<RollRequest> {
  const rows = await readSheet(rollSheet, readUpload(act.tx, secrets, county, upload.id))
  return { place: upload.placeCode, rows, ...asked, lettersOf: rows.lettersOf }
}

/** Reads the staged file and says what importing it would do. */
export async function planStaged(
  act: Act,
  secrets: Secrets,
  county: string,
  upload: UploadRow,
  createGroups: boolean,
): Promise<RollPlan> {
  const asked = { createGroups, today: chinaDateOf(act.now) }
  const plan = await planRoll(act.tx, secrets, await stagedRequest(act, secrets, county, upload, asked))
  if (plan.rows === 0) throw new Refusal('household.roll_empty')
  if (upload.rows !== plan.rows) await updateUpload(act.tx, county, upload.id, { rows: plan.rows })
  return plan
}

/** The plan as the wizard shows it. */
export function showPlan(upload: UploadRow, plan: RollPlan) {
  const good = plan.households.filter((household) => !household.faulty)
  const counts = countRoll(plan, good)
  const shape = ({ leftOut, ...rest }: typeof counts.persons) => ({ ...rest, faulty: leftOut })
  return {
    uploadId: upload.id,
    fileName: upload.fileName,
    rows: plan.rows,
    households: shape(counts.households),
    persons: shape(counts.persons),
    notInFile: plan.notInFile,
    groupsToCreate: plan.groupsToCreate.map((group) => group.name),
    tags: good.reduce(
      (sum, household) =>
        sum +
        household.people.reduce(
          (of, person) => of + person.tags.filter((tag) => !person.existing?.tags.includes(tag)).length,
          0,
        ),
      0,
    ),
    faultsTotal: plan.faultsTotal,
    faults: plan.faults.slice(0, faultsShown),
    warnings: plan.warnings,
    first: firstRows(plan),
    digest: plan.digest,
  }
}

function firstRows(plan: RollPlan) {
  const rows = []
  for (const household of plan.households)
    for (const person of household.people) {
      if (rows.length >= rowsShown) return rows
      rows.push({
        row: person.row,
        number: household.number,
        name: person.name,
        relation: relations[person.relation].zh,
        group: household.groupName ?? '',
        state: household.faulty ? ('faulty' as const) : person.state,
      })
    }
  return rows
}
