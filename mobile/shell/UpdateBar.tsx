import { useSyncExternalStore } from 'react'
import { Icon } from './Icon.tsx'
import { newVersion } from './register-worker.ts'
import { useTexts } from './texts.ts'

/** Says that a newer version lies ready; nothing is swapped under a person's hands. */
export function UpdateBar() {
  const { t } = useTexts()
  const waiting = useSyncExternalStore(newVersion.subscribe, newVersion.waiting)
  if (!waiting) return null
  return (
    <button type="button" className="honest-bar update-bar" onClick={newVersion.take}>
      <Icon name="mend" />
      <span>{t('update.ready')}</span>
      <strong>{t('update.take')}</strong>
    </button>
  )
}
