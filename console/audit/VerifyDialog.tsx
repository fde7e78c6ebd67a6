import { Modal, Progress } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { type auditReport, verifyAudit } from '../../modules/audit/contract.ts'
import { getRun } from '../../modules/runs/contract.ts'
import { useAct, useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { showCount } from '../shell/figures.ts'
import { currentLanguage, useWords } from '../shell/language.ts'
import { Facts } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { usePlace } from '../shell/session.tsx'
import { goesOn } from '../shell/Tray.tsx'
import { auditLocale } from './locale.ts'

type Report = z.infer<typeof auditReport>

/** Verifies the county's chain; the run goes on in the tray when this is closed. */
export function VerifyDialog({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords(auditLocale)
  const place = usePlace()
  const [runId, setRunId] = useState<string>()
  const act = useAct(verifyAudit, (reply) => setRunId(reply.runId))
  const asked = useAsk(getRun, runId ? { params: { runId } } : null, {
    refetchMs: (read) => (open && (!read || goesOn(read)) ? 1500 : false),
  })
  const run = asked.data
  return (
    <Modal
      open={open}
      title={t('verifyTitle')}
      okText={t('verify')}
      cancelText={t('close')}
      okButtonProps={{ loading: act.busy || Boolean(run && goesOn(run)) }}
      onOk={() => act.run({ body: { countyCode: place.code.slice(0, 6) } })}
      onCancel={close}
    >
      <p>{t('verifyHelp')}</p>
      <Fault error={act.error ?? asked.error} />
      {run && goesOn(run) && (
        <Progress
          percent={run.total ? Math.floor((run.done / run.total) * 100) : 0}
          status="active"
          aria-label={t('verifyTitle')}
        />
      )}
      {run?.error && <p className="minus">{currentLanguage() === 'en' ? run.error.en : run.error.zh}</p>}
      {run?.state === 'done' && <ReportFacts report={run.result as Report} />}
    </Modal>
  )
}

function ReportFacts({ report }: { report: Report }) {
  const t = useWords(auditLocale)
  const whole = report.findings.length === 0
  return (
    <div className="stack" role="status">
      <StateTag tone={whole ? 'done' : 'official'}>
        {whole ? t('chainWhole') : t('chainBroken', { count: report.findings.length })}
      </StateTag>
      <Facts
        items={[
          [t('sealed'), showCount(report.sealed)],
          [t('pending'), showCount(report.pending)],
          [t('head'), <code key="head">{report.head}</code>],
        ]}
      />
      <ul>
        {report.findings.map((finding) => (
          <li key={`${finding.fault} ${String(finding.position)} ${finding.entryId ?? ''}`}>
            {currentLanguage() === 'en' ? finding.en : finding.zh}
          </li>
        ))}
      </ul>
    </div>
  )
}
