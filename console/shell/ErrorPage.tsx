import { Button } from 'antd'
import { Link, useRouteError } from 'react-router'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import { Page, Section } from './Page.tsx'

/** A screen that failed, most often because a newer version was installed meanwhile. */
export function ErrorPage() {
  const t = useWords(shellLocale)
  const error = useRouteError()
  return (
    <Page title={t('screenFailed')} narrow>
      <Section>
        <p>{t('screenFailedHelp')}</p>
        <p className="quiet">{error instanceof Error ? error.message : String(error)}</p>
        <Button type="primary" onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      </Section>
    </Page>
  )
}

export function NotFoundPage() {
  const t = useWords(shellLocale)
  return (
    <Page title={t('noSuchPage')} narrow>
      <Section>
        <p>{t('noSuchPageHelp')}</p>
        <Link to="/">{t('toToday')}</Link>
      </Section>
    </Page>
  )
}
