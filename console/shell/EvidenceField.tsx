import { CloseOutlined, FilePdfOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
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
  const [over, setOver] = useState(false)
  const [leftOut, setLeftOut] = useState(0)
  const add = async (files: File[]) => {
    setBusy(true)
    setError(null)
    setLeftOut(Math.max(0, files.length - (most - value.length)))
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
  usePastedFiles(add)
  return (
    <fieldset
      className={over ? 'evidence-field evidence-over' : 'evidence-field'}
      aria-label={t('evidenceHere')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void add([...event.dataTransfer.files])
      }}
    >
      {value.map((fileId, index) => (
        <span key={fileId} className="evidence-thumb">
          <EvidenceImage fileId={fileId} small alt={t('evidenceNumber', { number: index + 1 })} />
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
      {value.length < most && <span className="quiet">{t('evidenceHow')}</span>}
      {leftOut > 0 && (
        <p role="alert" className="evidence-left-out">
          {t('evidenceLeftOut', { most, count: leftOut })}
        </p>
      )}
      <Fault error={error} />
    </fieldset>
  )
}

/** Files pasted anywhere on the page while the field is on it; pasted text goes where it was meant to. */
function usePastedFiles(add: (files: File[]) => Promise<void>): void {
  const latest = useRef(add)
  useEffect(() => {
    latest.current = add
  })
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      void latest.current(files)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
}

/** A picture, or a sheet with its number for what a browser does not show as a picture (PDF). */
function EvidenceImage({ fileId, small, alt }: { fileId: string; small: boolean; alt: string }) {
  const t = useWords(shellLocale)
  const [isPaper, setIsPaper] = useState(false)
  if (isPaper)
    return (
      <span
        className={small ? 'evidence-paper' : 'evidence-paper evidence-paper-large'}
        role="img"
        aria-label={alt}
      >
        <FilePdfOutlined aria-hidden />
        {t('paperFile')}
      </span>
    )
  return <img src={filePath(fileId, small)} alt={alt} onError={() => setIsPaper(true)} />
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
        <EvidenceImage
          key={files[at]}
          fileId={files[at]!}
          small={false}
          alt={t('evidenceOf', { number: at + 1, count: files.length })}
        />
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
              <EvidenceImage fileId={fileId} small alt="" />
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
