import { sealTimer } from '../../platform/audit/seal.ts'
import { auditFaults, verifyCounty } from '../../platform/audit/verify.ts'
import { defineRunKind, type RunKind } from '../../platform/jobs/runs.ts'
import type { Timer } from '../../platform/jobs/timers.ts'
import { verifyAudit } from './contract.ts'

/** Verifying a chain of millions of entries takes a while, so it is a run; its result is an `auditReport`. */
const verification = defineRunKind({
  kind: 'audit.verify',
  request: verifyAudit.body!,
  async work(act, { countyCode, earlier }, run) {
    act.authorise('audit.verify', { placeCode: countyCode })
    const report = await verifyCounty(act.tx, run.services.secrets, countyCode, {
      onProgress: (done, total) => run.progress(done, total),
      ...(earlier ? { earlier: { ...earlier, countyCode } } : {}),
    })
    const { sealed, pending, head } = report
    act.record({
      placeCode: countyCode,
      action: 'audit.verify',
      subjectKind: 'chain',
      subjectId: countyCode,
      detail: { sealed, pending, head, findings: report.findings.length },
    })
    const findings = report.findings.map(({ fault, position, entryId }) => ({
      fault,
      ...auditFaults[fault],
      position,
      entryId,
    }))
    return { countyCode, sealed, pending, head, findings }
  },
})

export const auditTimers: readonly Timer[] = [sealTimer]
export const auditRunKinds: readonly RunKind[] = [verification]
