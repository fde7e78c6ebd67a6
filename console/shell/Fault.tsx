import { Alert, Button } from 'antd'
import type { ApiError } from './api.ts'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'

/** What happened, what was kept, what to do. */
export function Fault({ error, again }: { error: ApiError | null | undefined; again?: () => void }) {
  const t = useWords(shellLocale)
  if (!error) return null
  const kept = error.status === 0 || error.status >= 500 || error.code === 'request.stale'
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="fault"
      title={error.message}
      description={kept ? t('keptOnPage') : undefined}
      action={again && <Button onClick={again}>{t('tryAgain')}</Button>}
    />
  )
}
