import { ArrowLeftOutlined } from '@ant-design/icons'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import './page.css'

/** Sets the title of the browser's tab while a page is shown. */
export function useTitle(title: string): void {
  const t = useWords(shellLocale)
  const whole = title ? `${title} · ${t('product')}` : t('product')
  useEffect(() => {
    document.title = whole
  }, [whole])
}

interface PageProps {
  title: string
  /** What the page is for, or the state of what it shows. */
  intro?: ReactNode
  /** Where one comes from: a link above the title. */
  back?: { to: string; label: string }
  marks?: ReactNode
  actions?: ReactNode
  /** Reading width for documents and forms. */
  narrow?: boolean
  children: ReactNode
}

export function Page({ title, intro, back, marks, actions, narrow, children }: PageProps) {
  useTitle(title)
  return (
    <div className={narrow ? 'page page-narrow' : 'page'}>
      <header className="page-head">
        <div className="page-title">
          {back && (
            <Link className="page-back" to={back.to}>
              <ArrowLeftOutlined aria-hidden /> {back.label}
            </Link>
          )}
          <div className="page-title-line">
            <h1>{title}</h1>
            {marks}
          </div>
          {intro && <div className="page-intro">{intro}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** What scrolls must be reached by keys, though it is no control (WCAG 2.1.1). */
export function reachable(element: HTMLElement | null): void {
  if (element) element.tabIndex = 0
}

export function Section({
  title,
  extra,
  flush,
  across,
  children,
}: {
  title?: ReactNode
  extra?: ReactNode
  /** Content reaches the edges: tables. */
  flush?: boolean
  /** Names content that is wider than the screen, so that it can be reached and moved by keys. */
  across?: string
  children: ReactNode
}) {
  return (
    <section className={flush ? 'section section-flush' : 'section'}>
      {(title || extra) && (
        <div className="section-head">
          {title && <h2>{title}</h2>}
          {extra && <div className="section-extra">{extra}</div>}
        </div>
      )}
      {across ? (
        <section className="section-body" aria-label={across} ref={reachable}>
          {children}
        </section>
      ) : (
        <div className="section-body">{children}</div>
      )}
    </section>
  )
}

/** A table that may be wider than the screen: it moves by itself, by keys too, and the page stays. */
export function Across({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="scroll-across" aria-label={label} ref={reachable}>
      {children}
    </section>
  )
}

/** Facts in pairs, as a list that reads aloud. */
export function Facts({
  items,
  columns = 2,
}: {
  items: [label: string, value: ReactNode][]
  columns?: 1 | 2 | 3
}) {
  return (
    <dl className={`facts facts-${columns}`}>
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
