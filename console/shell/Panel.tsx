import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'

/** What stands beside a list for its open row. */
export function Panel({
  title,
  marks,
  close,
  children,
}: {
  title: ReactNode
  marks?: ReactNode
  close: () => void
  children: ReactNode
}) {
  const t = useWords(shellLocale)
  return (
    <>
      <div className="panel-head">
        <div>
          <h2>{title}</h2>
          {marks}
        </div>
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden />}
          onClick={close}
          aria-label={t('closePanel')}
        />
      </div>
      {children}
    </>
  )
}
