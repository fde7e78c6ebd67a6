import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { filePath, type storedFile, uploadPath } from '../../modules/files/contract.ts'
import { type ApiError, sendFile } from './api.ts'
import { Fault } from './Fault.tsx'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import './evidence.css'

interface EvidenceFieldProps {
  id?: string
  value?: string[]
  onChange?: (value: string[]) => void
  purpose: string
  placeCode: string
  householdId?: string
  most?: number
}

/** Photos and papers: picked, dropped or pasted; sent at once, kept by their numbers. */
export function EvidenceField({
  id,
  value = [],
  onChange,
  purpose,
  placeCode,
  householdId,
  most = 9,
}: EvidenceFieldProps) {
  const t = useWords(shellLocale)
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const add = async (files: File[]) => {
    setBusy(true)
    setError(null)
    const added: string[] = []
    try {
      for (const file of files.slice(0, most - value.length)) {
        const fields = { purpose, placeCode, ...(householdId ? { householdId } : {}) }
        added.push((await sendFile<z.infer<typeof storedFile>>(uploadPath, file, fields)).id)
      }
    } catch (failure) {
      setError(failure as ApiError)
    } finally {
      setBusy(false)
      if (added.length > 0) onChange?.([...value, ...added])
    }
  }
  return (
    <fieldset
      className="evidence-field"
      aria-label={t('evidenceHere')}
      onPaste={(event) => event.clipboardData.files.length > 0 && void add([...event.clipboardData.files])}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void add([...event.dataTransfer.files])
      }}
    >
      {value.map((fileId, index) => (
        <span key={fileId} className="evidence-thumb">
          <img src={filePath(fileId, true)} alt={t('evidenceNumber', { number: index + 1 })} />
          <button
            type="button"
            aria-label={t('removeEvidence', { number: index + 1 })}
            onClick={() => onChange?.(value.filter((other) => other !== fileId))}
          >
            <CloseOutlined aria-hidden />
          </button>
        </span>
      ))}
      {value.length < most && (
        <Button
          id={id ?? ''}
          loading={busy}
          icon={<PlusOutlined aria-hidden />}
          onClick={() => input.current?.click()}
        >
          {t('addEvidence')}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        style={{ display: 'none' }}
        accept="image/*,application/pdf"
        multiple
        onChange={(event) => {
          void add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Fault error={error} />
    </fieldset>
  )
}

/** The evidence of a record, large enough for a room to see. */
export function EvidencePictures({ files, large }: { files: string[]; large?: boolean }) {
  const t = useWords(shellLocale)
  const [shown, setShown] = useState(0)
  if (files.length === 0) return <p className="quiet">{t('noEvidence')}</p>
  const at = Math.min(shown, files.length - 1)
  return (
    <div className={large ? 'evidence evidence-large' : 'evidence'}>
      <a href={filePath(files[at]!)} target="_blank" rel="noreferrer" className="evidence-picture">
        <img src={filePath(files[at]!)} alt={t('evidenceOf', { number: at + 1, count: files.length })} />
      </a>
      {files.length > 1 && (
        <div className="evidence-strip">
          {files.map((fileId, index) => (
            <button
              key={fileId}
              type="button"
              className={index === at ? 'evidence-on' : undefined}
              aria-label={t('evidenceNumber', { number: index + 1 })}
              aria-pressed={index === at}
              onClick={() => setShown(index)}
            >
              <img src={filePath(fileId, true)} alt="" />
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
