import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, type ButtonProps } from 'antd'
import { useState } from 'react'
import { ApiError } from './api.ts'
import { download } from './download.ts'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'

interface ExportButtonProps extends Pick<ButtonProps, 'size' | 'type' | 'disabled'> {
  /** Address of the workbook, asked for when it is clicked. */
  address: () => string
  /** What the button says; “Export” when left out. */
  label?: string
  /** Shows the arrow alone, and says its label to who does not see it. */
  bare?: boolean
}

/** Takes a workbook from the server: says how far it has come, and in words why it did not. */
export function ExportButton({ address, label, bare = false, type = 'text', ...rest }: ExportButtonProps) {
  const t = useWords(shellLocale)
  const { message } = App.useApp()
  const [progress, setProgress] = useState<{ part: number | null }>()
  const start = async () => {
    try {
      await download(address(), (part) => setProgress({ part }))
    } catch (error) {
      void message.error(error instanceof ApiError ? error.message : t('exportBroke'), 8)
    } finally {
      setProgress(undefined)
    }
  }
  const state =
    progress &&
    (progress.part === null ? t('exportWrites') : t('exportComes', { part: Math.round(progress.part * 100) }))
  return (
    <Button
      type={type}
      {...rest}
      aria-label={label ?? t('export')}
      icon={<DownloadOutlined aria-hidden />}
      loading={progress !== undefined}
      onClick={() => void start()}
    >
      {state ?? (bare ? undefined : (label ?? t('export')))}
    </Button>
  )
}
