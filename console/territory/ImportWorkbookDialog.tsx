import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { type divisionWorkbookImport, territoryPaths } from '../../modules/territory/contract.ts'
import { type ApiError, queryClient, queryText, sendFile } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { Figures } from '../shell/Figures.tsx'
import { FileField } from '../shell/FileField.tsx'
import { showCount } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { scopeOf } from '../shell/QuickSearch.tsx'
import { usePlace } from '../shell/session.tsx'
import { territoryLocale } from './locale.ts'

type Found = z.infer<typeof divisionWorkbookImport>

/** Divisions from a workbook: counted and checked first, then taken over. */
export function ImportWorkbookDialog({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords(territoryLocale)
  const place = usePlace()
  const [file, setFile] = useState<File>()
  const [found, setFound] = useState<Found>()
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (apply: boolean) => {
    if (!file) return
    setBusy(true)
    setError(null)
    try {
      const path = territoryPaths.workbook + queryText({ scope: scopeOf(place.code), apply })
      const reply = await sendFile<Found>(path, file)
      setFound(reply)
      if (reply.applied) await queryClient.invalidateQueries()
    } catch (failure) {
      setError(failure as ApiError)
    } finally {
      setBusy(false)
    }
  }
  const shut = () => {
    setFile(undefined)
    setFound(undefined)
    setError(null)
    close()
  }
  return (
    <Modal
      open={open}
      title={t('importWorkbook')}
      onCancel={shut}
      destroyOnHidden
      footer={
        <>
          <Button onClick={shut}>{found?.applied ? t('done') : t('cancel')}</Button>
          {!found?.applied && (
            <Button
              type={found ? 'default' : 'primary'}
              loading={busy}
              disabled={!file}
              onClick={() => void send(false)}
            >
              {t('check')}
            </Button>
          )}
          {found && !found.applied && (
            <Button
              type="primary"
              disabled={found.added + found.renamed === 0}
              loading={busy}
              onClick={() => void send(true)}
            >
              {t('importDivisions', { count: found.added + found.renamed })}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <a href={territoryPaths.template} download>
          <DownloadOutlined aria-hidden /> {t('template')}
        </a>
        <FileField
          accept=".xlsx"
          {...(file ? { value: file } : {})}
          onChange={(next) => {
            setFile(next)
            setFound(undefined)
          }}
        />
        <Fault error={error} />
        {found && <FoundDivisions found={found} />}
      </div>
    </Modal>
  )
}

function FoundDivisions({ found }: { found: Found }) {
  const t = useWords(territoryLocale)
  return (
    <>
      <Figures
        items={[
          { label: t('added'), value: showCount(found.added) },
          { label: t('renamed'), value: showCount(found.renamed) },
          { label: t('unchanged'), value: showCount(found.unchanged) },
          { label: t('faulty'), value: showCount(found.faulty) },
        ]}
      />
      {found.faults.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('faultyRows', { count: found.faulty })}
          description={
            <ul className="fault-list">
              {found.faults.map((fault) => (
                <li key={fault.cell}>
                  {fault.cell} {say(fault.column)} {fault.value} {say(fault.reason)} {say(fault.mend)}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  )
}
