import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { Icon } from './Icon.tsx'
import { useTexts } from './texts.ts'

/** A screen: its name at the top, the way back, and one column. The name takes focus when the screen opens. */
export function Screen({
  title,
  back,
  action,
  children,
}: {
  title: string
  /** Where back leads when this screen was opened from outside; no arrow when left out. */
  back?: string
  action?: ReactNode
  children: ReactNode
}) {
  const { t } = useTexts()
  const heading = useRef<HTMLHeadingElement>(null)
  const location = useLocation()
  const navigate = useNavigate()
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, t])
  useEffect(() => {
    // The first page keeps the browser's own start of reading.
    if (location.key !== 'default') heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [location.key])
  return (
    <main className="page" id="main">
      <header className="page-head">
        {back !== undefined && (
          <button
            type="button"
            className="icon-button back"
            aria-label={t('screen.back')}
            onClick={() => (location.key === 'default' ? navigate(back) : navigate(-1))}
          >
            <Icon name="back" />
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {action}
      </header>
      {children}
    </main>
  )
}
