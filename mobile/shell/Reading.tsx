import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { NoConnection, ServerRefusal } from './call-server.ts'
import { Icon, type IconName } from './Icon.tsx'
import { sayInstant } from './say-figures.ts'
import { useTexts } from './texts.ts'

/** What was read, or honest words in its place: loading, no connection, refused. A kept copy always shows. */
export function Reading<T>({
  of,
  children,
  bones = 4,
}: {
  of: UseQueryResult<T, Error>
  children: (data: T) => ReactNode
  bones?: number
}) {
  const { t } = useTexts()
  if (of.data !== undefined)
    return (
      <>
        {of.isError && of.error instanceof NoConnection && (
          <p className="faint kept-note" role="status">
            <Icon name="offline" />{' '}
            {t('read.kept', { when: sayInstant(new Date(of.dataUpdatedAt).toISOString()) })}
          </p>
        )}
        {children(of.data)}
      </>
    )
  if (of.isError) return <ReadFault error={of.error} again={() => void of.refetch()} />
  return (
    <div className="stack" role="status" aria-label={t('read.loading')}>
      {Array.from({ length: bones }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
        <span key={index} className="bone" style={{ width: `${92 - ((index * 23) % 50)}%` }} />
      ))}
    </div>
  )
}

export function ReadFault({ error, again }: { error: Error; again: () => void }) {
  const { t } = useTexts()
  const offline = error instanceof NoConnection
  return (
    <Empty
      icon={offline ? 'offline' : 'warn'}
      title={offline ? t('read.offline') : t('read.refused')}
      text={offline ? t('read.offline_help') : error instanceof ServerRefusal ? error.message : ''}
    >
      <button type="button" className="button button-quiet" onClick={again}>
        {t('read.again')}
      </button>
    </Empty>
  )
}

/** An empty place says what belongs there and offers the first step. */
export function Empty({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName
  title: string
  text?: string
  children?: ReactNode
}) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <strong>{title}</strong>
      {text ? <p className="soft">{text}</p> : null}
      {children}
    </div>
  )
}
