import { useEffect } from 'react'
import { Navigate, useLocation } from 'react-router'
import { Fault } from './Fault.tsx'
import { Frame } from './Frame.tsx'
import { choseLanguage, setLanguage, useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import { SessionProvider, useSignedIn } from './session.tsx'

/** What is inside is for signed-in people; who is not goes to sign in, and comes back here. */
export function Signed() {
  const t = useWords(shellLocale)
  const { me, error } = useSignedIn()
  const { pathname, search } = useLocation()
  const locale = me?.locale
  useEffect(() => {
    if (locale && !choseLanguage()) void setLanguage(locale)
  }, [locale])
  if (error)
    return (
      <div className="page">
        <Fault error={error} again={() => location.reload()} />
      </div>
    )
  if (me === undefined) return <div className="frame-waiting" role="status" aria-label={t('loading')} />
  if (me === null) {
    const from = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`
    return <Navigate to={`/sign-in${from}`} replace />
  }
  return (
    <SessionProvider key={me.accountId} me={me}>
      <Frame />
    </SessionProvider>
  )
}
