import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { findRun } from '../../platform/jobs/run-store.ts'
import { type Run, startRun } from '../../platform/jobs/runs.ts'
import type { rollReceipt, rollRunRequest } from './contract.ts'
import { getUpload, stagedRequest } from './stage-roll.ts'
import { lockUpload, removeUpload, updateUpload } from './store-uploads.ts'
import { writeRoll } from './write-roll.ts'

export const rollRunKind = 'households.import'

type Asked = z.infer<typeof rollRunRequest>

/**
 * Starts the run that imports a staged roll as it was shown. One file has one run at a time and is imported once;
 * a run that failed or was cancelled wrote nothing, and the file may be confirmed again.
 */
export async function confirmRoll(
  act: Act,
  jobs: Jobs,
  county: string,
  confirmed: Omit<Asked, 'county' | 'from'>,
): Promise<{ runId: string }> {
  const upload = await getUpload(act, county, confirmed.uploadId)
  const held = await lockUpload(act.tx, county, upload.id, 'to_confirm')
  if (!held) throw new Refusal('household.upload_gone')
  const earlier = held.runId && (await findRun(act.tx, act.actor, held.runId))
  if (earlier && (earlier.state === 'waiting' || earlier.state === 'running'))
    throw new Refusal('household.roll_running')
  if (earlier && earlier.state === 'done') throw new Refusal('household.roll_imported')
  const request: Asked = { ...confirmed, county, from: chinaDateOf(act.now) }
  const runId = await startRun(act, jobs, {
    kind: rollRunKind,
    title: `名册导入 ${upload.fileName}`,
    placeCode: upload.placeCode.padEnd(12, '0'),
    request,
  })
  await updateUpload(act.tx, county, upload.id, { run_id: runId })
  return { runId }
}

/**
 * The work of that run. The file goes with it, except when households were left out: then it stays for its workbook
 * of faults until its day is over.
 */
export async function importUpload(act: Act, asked: Asked, run: Run): Promise<z.infer<typeof rollReceipt>> {
  const { county, uploadId, createGroups, mode, digest, from } = asked
  const upload = await lockUpload(act.tx, county, uploadId, 'to_read')
  if (!upload) throw new Refusal('household.upload_gone')
  const request = await stagedRequest(act, run.services.secrets, county, upload, {
    createGroups,
    today: from,
  })
  const rows = upload.rows ?? 0
  const { result } = await writeRoll(
    act,
    run.services.secrets,
    { ...request, onProgress: (read) => run.progress(read, Math.max(rows, read)) },
    {
      ...{ mode, from, digest, subjectId: uploadId, source: upload.fileName },
      onProgress: (written, total) => run.progress(rows + written, rows + total),
    },
  )
  if (result.persons.leftOut === 0) await removeUpload(act.tx, county, uploadId)
  return { uploadId, fileName: upload.fileName, createGroups, ...result }
}
