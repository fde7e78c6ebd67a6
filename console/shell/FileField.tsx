import { UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import './evidence.css'

interface FileFieldProps {
  id?: string
  value?: File
  onChange?: (file: File) => void
  accept: string
}

/** One file, chosen or dropped; it is sent when the form is. */
export function FileField({ id, value, onChange, accept }: FileFieldProps) {
  const t = useWords(shellLocale)
  const input = useRef<HTMLInputElement>(null)
  return (
    <fieldset
      className="evidence-field file-field"
      aria-label={t('fileHere')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        const file = event.dataTransfer.files[0]
        if (file) onChange?.(file)
      }}
    >
      <Button id={id ?? ''} icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
        {value ? t('otherFile') : t('chooseFile')}
      </Button>
      <span>{value ? value.name : t('orDrop')}</span>
      <input
        ref={input}
        type="file"
        style={{ display: 'none' }}
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onChange?.(file)
          event.target.value = ''
        }}
      />
    </fieldset>
  )
}
