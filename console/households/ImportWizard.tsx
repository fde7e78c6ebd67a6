import { DownloadOutlined } from '@ant-design/icons'
import { Button, Checkbox, Radio } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { z } from 'zod'
import {
  confirmRollImport,
  planRollImport,
  rollPaths,
  type rollPlan,
} from '../../modules/households/contract.ts'
import { type ApiError, queryText, sendFile, useAct } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { FileField } from '../shell/FileField.tsx'
import { showCount } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { joinWords } from '../shell/phrases.ts'
import { usePlace } from '../shell/session.tsx'
import { Wizard } from '../shell/Wizard.tsx'
import { ImportPlan } from './ImportPlan.tsx'
import { ImportRun, useImportRun } from './ImportRun.tsx'
import { householdsLocale } from './locale.ts'

type Plan = z.infer<typeof rollPlan>

/** Template, upload, check with every fault, then the run that imports the good rows or nothing, and its receipt. */
export function ImportWizard() {
  const t = useWords(householdsLocale)
  const [query, setQuery] = useSearchParams()
  const [plan, setPlan] = useState<Plan>()
  const runId = query.get('run')
  const run = useImportRun(runId)
  const anew = (checked?: Plan) => {
    setPlan(checked)
    setQuery({}, { replace: true })
  }
  const step = runId ? (run.data?.state === 'done' ? 3 : 2) : plan ? 1 : 0
  return (
    <Wizard
      title={t('importRoll')}
      intro={t('importIntro')}
      back={{ to: '/households', label: t('title') }}
      steps={[t('stepUpload'), t('stepCheck'), t('stepImport'), t('stepReceipt')]}
      current={step}
    >
      {step === 0 && <UploadStep checked={setPlan} />}
      {step === 1 && plan && (
        <CheckStep
          plan={plan}
          replan={setPlan}
          started={(id) => setQuery({ run: id }, { replace: true })}
          again={() => setPlan(undefined)}
        />
      )}
      {runId && <ImportRun asked={run} anew={anew} />}
    </Wizard>
  )
}

function UploadStep({ checked }: { checked: (plan: Plan) => void }) {
  const t = useWords(householdsLocale)
  const place = usePlace()
  const [file, setFile] = useState<File>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const send = async (chosen: File) => {
    setBusy(true)
    setError(null)
    try {
      checked(await sendFile<Plan>(rollPaths.upload + queryText({ place: place.code }), chosen))
    } catch (failure) {
      setError(failure as ApiError)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="stack form-body">
      <p>
        {t('templateHelp')}{' '}
        <a href={rollPaths.template + queryText({ place: place.code })} download>
          <DownloadOutlined aria-hidden /> {t('template')}
        </a>
      </p>
      <FileField
        accept=".xlsx"
        {...(file ? { value: file } : {})}
        onChange={(chosen) => {
          setFile(chosen)
          setError(null)
        }}
      />
      <Fault error={error} />
      <div>
        <Button
          type="primary"
          size="large"
          disabled={!file}
          loading={busy}
          onClick={() => file && void send(file)}
        >
          {t('checkFile')}
        </Button>
      </div>
      <p className="quiet">{t('checkPromise')}</p>
    </div>
  )
}

interface CheckProps {
  plan: Plan
  replan: (plan: Plan) => void
  started: (runId: string) => void
  again: () => void
}

function CheckStep({ plan, replan, started, again }: CheckProps) {
  const t = useWords(householdsLocale)
  const [createGroups, setCreateGroups] = useState(plan.groupsToCreate.length > 0)
  const [mode, setMode] = useState<'good_households' | 'all_or_nothing'>('good_households')
  const check = useAct(planRollImport, replan)
  const confirm = useAct(confirmRollImport, (reply) => started(reply.runId))
  const params = { uploadId: plan.uploadId }
  const changes = plan.households.new + plan.households.changed
  const possible = mode === 'good_households' ? changes > 0 : plan.faultsTotal === 0 && changes > 0
  return (
    <div className="stack">
      <ImportPlan plan={plan} />
      {(plan.groupsToCreate.length > 0 || createGroups) && (
        <Checkbox
          checked={createGroups}
          disabled={check.busy}
          onChange={(event) => {
            setCreateGroups(event.target.checked)
            check.run({ params, body: { createGroups: event.target.checked } })
          }}
        >
          {t('createGroups', { names: joinWords(plan.groupsToCreate) })}
        </Checkbox>
      )}
      {plan.faultsTotal > 0 && (
        <Radio.Group
          vertical
          value={mode}
          onChange={(event) => setMode(event.target.value as typeof mode)}
          options={[
            { value: 'good_households', label: t('mode_good', { count: plan.households.faulty }) },
            { value: 'all_or_nothing', label: t('mode_all') },
          ]}
        />
      )}
      <Fault error={check.error ?? confirm.error} />
      <div className="row-of-buttons">
        <Button
          type="primary"
          size="large"
          disabled={!possible}
          loading={confirm.busy}
          onClick={() => confirm.run({ params, body: { createGroups, mode, digest: plan.digest } })}
        >
          {t('importNow', { households: showCount(changes) })}
        </Button>
        {plan.faultsTotal > 0 && (
          <Button
            size="large"
            href={rollPaths.faults(plan.uploadId) + queryText({ createGroups })}
            download
            icon={<DownloadOutlined aria-hidden />}
          >
            {t('faultsWorkbook')}
          </Button>
        )}
        <Button size="large" onClick={again}>
          {t('otherFile')}
        </Button>
      </div>
    </div>
  )
}
