import type { z } from 'zod'
import type { auditEntry } from '../../modules/audit/contract.ts'

export type AuditEntry = z.infer<typeof auditEntry>
