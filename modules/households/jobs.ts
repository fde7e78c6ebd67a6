import { defineRunKind, type RunKind } from '../../platform/jobs/runs.ts'
import type { Timer } from '../../platform/jobs/timers.ts'
import { importUpload, rollRunKind } from './confirm-roll.ts'
import { rollRunRequest } from './contract.ts'
import { deleteOldUploads } from './store-uploads.ts'

/** Importing a roll reads and writes up to a hundred thousand people, so it is a run; its result is a `rollReceipt`. */
const rollImport = defineRunKind({ kind: rollRunKind, request: rollRunRequest, work: importUpload })

export const householdRunKinds: readonly RunKind[] = [rollImport]

const uploadsKeptHours = 24

/** Each hour forgets the rolls that were uploaded more than a day ago. */
const forgetUploads: Timer = {
  key: 'households.forget_uploads',
  everyMinutes: 60,
  run: ({ now, transact }) =>
    transact(({ tx }) => deleteOldUploads(tx, new Date(now.getTime() - uploadsKeptHours * 3_600_000))),
}

export const householdTimers: readonly Timer[] = [forgetUploads]
