import { Skeleton } from 'antd'
import { Link } from 'react-router'
import { listMailbox } from '../../modules/accounts/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showInstant } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { accountsLocale } from './locale.ts'
import './sign-in.css'

/** What the message gateway would have sent: only in sample mode, for who tries the product. */
export function MailboxPage() {
  const t = useWords(accountsLocale)
  const asked = useAsk(listMailbox, {}, { refetchMs: 5000 })
  return (
    <main id="main" className="alone">
      <Page
        title={t('mailboxTitle')}
        intro={t('mailboxIntro')}
        narrow
        actions={<Link to="/sign-in">{t('signIn')}</Link>}
      >
        <Fault error={asked.error} again={() => void asked.refetch()} />
        <Section>
          {!asked.data && !asked.error && <Skeleton active title={false} />}
          {asked.data?.length === 0 && <EmptyState title={t('mailboxEmpty')} text={t('mailboxEmptyHelp')} />}
          <ul className="plain-list" aria-live="polite">
            {asked.data?.map((message) => (
              <li key={message.id}>
                <strong>{message.recipient}</strong>
                <span className="quiet">{showInstant(message.at)}</span>
                <span className="mail-body">{message.body}</span>
              </li>
            ))}
          </ul>
        </Section>
      </Page>
    </main>
  )
}
