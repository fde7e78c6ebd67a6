import { z } from 'zod'
import { countyCode, date, paging, words } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

/** One act in the audit log: who did what to what, for whom, when and from where. */
export const auditEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  placeCode: z.string(),
  householdId: z.uuid().nullable(),
  accountId: z.uuid().nullable(),
  actorName: z.string(),
  /** For whom it was done (代办), when for another. */
  onBehalf: z
    .object({
      name: z.string(),
      relation: z.string(),
      reason: z.string(),
      readBack: z.boolean(),
      signatureFileId: z.uuid().nullable(),
    })
    .nullable(),
  action: z.string(),
  /** The action's name in the catalogue of rights, where it is one. */
  actionName: words.nullable(),
  subjectKind: z.string(),
  subjectId: z.string(),
  channel: z.string(),
  address: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
})

/** A county or a place in it, by code. */
const placeCode = z.string().regex(/^[0-9]{6,12}$/)

export const listAuditEntries = defineRoute({
  method: 'GET',
  path: '/api/audit/entries',
  summary: { zh: '操作日志', en: 'Audit log' },
  action: 'audit.read',
  query: z.object({
    placeCode,
    ...paging(500, 50),
    /** First and last day, in Chinese time. */
    from: date.optional(),
    to: date.optional(),
    action: z.string().max(100).optional(),
    accountId: z.uuid().optional(),
    subjectId: z.string().max(200).optional(),
    householdId: z.uuid().optional(),
    channel: z.string().max(20).optional(),
    onBehalf: z.enum(['true', 'false']).optional(),
    /** Part of the name of who acted or of the one for whom. */
    search: z.string().trim().max(50).optional(),
    sort: z.enum(['newest', 'oldest']).default('newest'),
  }),
  reply: z.object({ rows: z.array(auditEntry), total: z.int() }),
})

export const auditFault = z.enum([
  'entry_changed',
  'entry_missing',
  'entry_inserted',
  'order_changed',
  'seal_missing',
  'seal_inserted',
  'tail_cut',
  'head_forged',
  'head_missing',
  'earlier_head_gone',
])

/** What verifying a county's chain found: the result of a run of kind 'audit.verify'. */
export const auditReport = z.object({
  countyCode: z.string(),
  /** Entries in the chain, and entries written since the last sealing (at most a minute's). */
  sealed: z.int(),
  pending: z.int(),
  /** Hash at the end of the chain, to keep outside the system. */
  head: z.string(),
  findings: z.array(
    z.object({
      fault: auditFault,
      zh: z.string(),
      en: z.string(),
      position: z.int().nullable(),
      entryId: z.string().nullable(),
    }),
  ),
})

export const verifyAudit = defineRoute({
  method: 'POST',
  path: '/api/audit/verification',
  summary: { zh: '核对操作日志的封存链', en: 'Verify the hash chain of the audit log' },
  action: 'audit.verify',
  body: z.object({
    countyCode,
    /** A report kept earlier, to hold the chain against. */
    earlier: z.object({ sealed: z.int().min(0), head: z.string().max(100) }).optional(),
  }),
  /** The report is the result of this run. */
  reply: z.object({ runId: z.uuid() }),
})
