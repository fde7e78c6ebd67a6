import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button, Progress, Result } from 'antd'
import { useEffect } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import {
  planRollImport,
  rollPaths,
  type rollPlan,
  type rollReceipt,
  type rollRunRequest,
} from '../../modules/households/contract.ts'
import { cancelRun, getRun, type run } from '../../modules/runs/contract.ts'
import { queryClient, queryText, useAct, useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showCount } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { goesOn } from '../shell/Tray.tsx'
import { householdsLocale } from './locale.ts'

type Plan = z.infer<typeof rollPlan>
type Run = z.infer<typeof run>

/** The run that the address names, read until it has ended; then every list on screen is read anew. */
export function useImportRun(runId: string | null) {
  const asked = useAsk(getRun, runId ? { params: { runId } } : null, {
    keep: false,
    refetchMs: (read) => (read && !goesOn(read) ? false : 1000),
  })
  const done = asked.data?.state === 'done'
  useEffect(() => {
    if (done) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== getRun.path })
  }, [done])
  return asked
}

interface ImportRunProps {
  asked: ReturnType<typeof useImportRun>
  /** Begins again, with a file that was checked or with none. */
  anew: (plan?: Plan) => void
}

/** An import as it goes on and how it ended; the page may be closed meanwhile. */
export function ImportRun({ asked, anew }: ImportRunProps) {
  const t = useWords(householdsLocale)
  const one = asked.data
  if (one?.kind !== 'households.import')
    return (
      <div className="stack">
        <Fault error={asked.error} />
        {(one || asked.error) && (
          <>
            <p>{t('runUnknown')}</p>
            <div>
              <Button size="large" onClick={() => anew()}>
                {t('otherFile')}
              </Button>
            </div>
          </>
        )}
      </div>
    )
  if (goesOn(one)) return <Going run={one} />
  if (one.state === 'done') return <Done receipt={one.result as z.infer<typeof rollReceipt>} />
  return <NotDone run={one} asked={one.request as z.infer<typeof rollRunRequest>} anew={anew} />
}

function Going({ run: one }: { run: Run }) {
  const t = useWords(householdsLocale)
  const cancel = useAct(cancelRun)
  const heading = one.state === 'waiting' ? t('importWaits') : t('importRuns')
  return (
    <div className="stack form-body">
      <h2 className="part-head" role="status">
        {heading}
      </h2>
      <Progress
        percent={one.total ? Math.floor((one.done / one.total) * 100) : 0}
        status="active"
        aria-label={one.title}
      />
      {one.total !== null && (
        <p className="quiet">
          {t('importSteps', { done: showCount(one.done), total: showCount(one.total) })}
        </p>
      )}
      <p>{t('importGoesOn')}</p>
      <Fault error={cancel.error} />
      <div>
        <Button size="large" loading={cancel.busy} onClick={() => cancel.run({ params: { runId: one.id } })}>
          {t('cancelImport')}
        </Button>
      </div>
    </div>
  )
}

interface NotDoneProps {
  run: Run
  asked: z.infer<typeof rollRunRequest>
  anew: (plan?: Plan) => void
}

function NotDone({ run: one, asked, anew }: NotDoneProps) {
  const t = useWords(householdsLocale)
  const check = useAct(planRollImport, anew)
  const { uploadId, createGroups } = asked
  return (
    <div className="stack">
      <Alert
        type={one.state === 'failed' ? 'error' : 'info'}
        showIcon
        role="alert"
        title={one.state === 'failed' ? t('importFailed') : t('importCancelled')}
        description={one.error && say(one.error)}
      />
      <Fault error={check.error} />
      <div className="row-of-buttons">
        <Button
          type="primary"
          size="large"
          loading={check.busy}
          onClick={() => check.run({ params: { uploadId }, body: { createGroups } })}
        >
          {t('checkAgain')}
        </Button>
        <Button size="large" onClick={() => anew()}>
          {t('otherFile')}
        </Button>
      </div>
    </div>
  )
}

function Done({ receipt }: { receipt: z.infer<typeof rollReceipt> }) {
  const t = useWords(householdsLocale)
  const { households, persons, uploadId, createGroups } = receipt
  return (
    <>
      <Result
        status="success"
        title={t('imported', {
          households: households.new + households.changed,
          persons: persons.new + persons.changed,
        })}
        subTitle={t('importNumber', { id: uploadId, file: receipt.fileName })}
        extra={
          <Link to="/households">
            <Button type="primary">{t('toRoll')}</Button>
          </Link>
        }
      />
      <Figures
        items={[
          { label: t('newHouseholds'), value: showCount(households.new) },
          { label: t('changedHouseholds'), value: showCount(households.changed) },
          { label: t('newPersons'), value: showCount(persons.new) },
          { label: t('changedPersons'), value: showCount(persons.changed) },
          { label: t('groupsCreated'), value: showCount(receipt.groupsCreated) },
          { label: t('tagsAdded'), value: showCount(receipt.tags) },
        ]}
      />
      {persons.leftOut > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('leftOut', { households: households.leftOut, persons: persons.leftOut })}
          action={
            <Button
              href={rollPaths.faults(uploadId) + queryText({ createGroups, rows: 'faulty' })}
              download
              icon={<DownloadOutlined aria-hidden />}
            >
              {t('faultsWorkbook')}
            </Button>
          }
        />
      )}
    </>
  )
}
