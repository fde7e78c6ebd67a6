import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../shell/language.ts'
import { isVillage, useMay, usePlace } from '../shell/session.tsx'
import { AdaptDialog } from './AdaptDialog.tsx'
import { EndDialog } from './EndDialog.tsx'
import { InForceDialog } from './InForceDialog.tsx'
import { schemesLocale } from './locale.ts'
import { ReleaseDialog } from './ReleaseDialog.tsx'
import type { SchemeDocument } from './scheme-types.ts'

type Doing = 'adapt' | 'in_force' | 'release' | 'end' | null

/** What may be done with a scheme here: adapt it, put it into force, release it to those below, end it. */
export function SchemeActs({ scheme }: { scheme: SchemeDocument }) {
  const t = useWords(schemesLocale)
  const may = useMay()
  const place = usePlace()
  const [doing, setDoing] = useState<Doing>(null)
  if (!may('schemes.adapt')) return null
  const close = () => setDoing(null)
  const running = scheme.adoption?.state === 'in_force'
  // What runs already is put into force again only as a text that has changed since.
  const ready = !running || (scheme.copy !== null && !scheme.versions.some((one) => one.hash === scheme.hash))
  const dialog = (kind: Doing) => ({ scheme, open: doing === kind, close })
  return (
    <>
      <Button onClick={() => setDoing('adapt')}>{t('adapt')}</Button>
      {running && !scheme.adoption?.endsOn && (
        <Button onClick={() => setDoing('end')}>{t('endScheme')}</Button>
      )}
      {scheme.copy && !isVillage(place.code) && (
        <Button type="primary" onClick={() => setDoing('release')}>
          {t('release')}
        </Button>
      )}
      {ready && isVillage(place.code) && (
        <Button type="primary" onClick={() => setDoing('in_force')}>
          {running ? t('followOn') : t('putInForce')}
        </Button>
      )}
      <AdaptDialog {...dialog('adapt')} />
      <InForceDialog {...dialog('in_force')} />
      <ReleaseDialog {...dialog('release')} />
      <EndDialog {...dialog('end')} />
    </>
  )
}
