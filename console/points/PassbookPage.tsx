import { PrinterOutlined } from '@ant-design/icons'
import { Button, Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { claimStates } from '../../modules/points/contract-claims.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showInstant, showPeriod, showPoints } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { labelled } from '../shell/phrases.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay } from '../shell/session.tsx'
import { useAskedPassbook } from './asked-passbook.ts'
import type { Entry } from './claim-state.ts'
import { stateTones } from './claim-state.ts'
import { EntryCard } from './EntryCard.tsx'
import { pointsLocale } from './locale.ts'
import { Passbook, type PassbookData } from './Passbook.tsx'
import { useEntries } from './passbook-entries.ts'
import { SignedPoints } from './SignedPoints.tsx'

export function PassbookPage() {
  const t = useWords(pointsLocale)
  const asked = useAskedPassbook()
  const navigate = useNavigate()
  const entries = useEntries(asked.data?.bookId)
  const passbook = asked.data
  const may = useMay()
  return (
    <Page
      title={passbook ? t('passbookTitle', { head: passbook.subjectName }) : t('passbook')}
      back={{ to: '/points/passbooks', label: t('passbooksTitle') }}
      actions={
        passbook && (
          <>
            {passbook.cycles.length > 1 && (
              <Segmented
                aria-label={t('year')}
                value={passbook.bookId}
                options={passbook.cycles.map((one) => ({ value: one.bookId, label: showPeriod(one.cycle) }))}
                onChange={(value) => void navigate(`/points/books/${value}`)}
              />
            )}
            <Link to={`/points/books/${passbook.bookId}/print`}>
              <Button icon={<PrinterOutlined aria-hidden />}>{t('printPassbook')}</Button>
            </Link>
            {may('points.declare_for_others') && (
              <Link to={`/points/declare?${declareQuery(passbook)}`}>
                <Button type="primary">{t('declare')}</Button>
              </Link>
            )}
          </>
        )
      }
    >
      {asked.error?.status === 404 ? (
        <Section>
          <EmptyState
            title={t('noPassbook')}
            text={t('noPassbookHelp')}
            action={<Link to="/points/enrolments">{t('toEnrolments')}</Link>}
          />
        </Section>
      ) : (
        <Fault error={asked.error ?? entries.error} again={() => void asked.refetch()} />
      )}
      {!passbook && !asked.error && <Skeleton active title={false} paragraph={{ rows: 12 }} />}
      {passbook && <BooksBeside passbook={passbook} />}
      {passbook && <PassbookBody passbook={passbook} entries={entries.rows} />}
    </Page>
  )
}

/** What the declare form begins with: the subject of this passbook. */
function declareQuery({ subjectKind, subjectId, householdId, bookKey, schemeId }: PassbookData): string {
  return new URLSearchParams({
    book: `${schemeId}.${bookKey}`,
    ...(householdId ? { household: householdId } : {}),
    ...(subjectKind === 'person' ? { person: subjectId } : {}),
    ...(subjectKind === 'group' ? { group: subjectId } : {}),
  }).toString()
}

/** The other passbooks of the household: its members' and those of other books. */
function BooksBeside({ passbook }: { passbook: PassbookData }) {
  const t = useWords(pointsLocale)
  if (passbook.books.length < 2) return null
  return (
    <Section title={t('booksBeside')}>
      <ul className="plain-list">
        {passbook.books.map((book) => (
          <li key={book.bookId}>
            {book.bookId === passbook.bookId ? (
              <strong>{labelled(book.subjectName, say(book.bookName))}</strong>
            ) : (
              <Link to={`/points/books/${book.bookId}`}>
                {labelled(book.subjectName, say(book.bookName))}
              </Link>
            )}
            <span className="figure-text">
              {showPoints(book.balance)} {t('pointsUnit')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function PassbookBody({ passbook, entries }: { passbook: PassbookData; entries: Entry[] }) {
  const t = useWords(pointsLocale)
  const [open, setOpen] = useState<string>()
  const entry = entries.find((one) => one.id === open)
  return (
    <div className="passbook-page">
      <Passbook
        passbook={passbook}
        entries={entries}
        open={open}
        onOpen={(id) => setOpen((before) => (before === id ? undefined : id))}
      />
      <div>
        <Section title={entry ? t('entry') : t('whyHere')}>
          {entry ? (
            <EntryCard entry={entry} closed={passbook.closed} />
          ) : (
            <p className="soft">{t('whyHereHelp')}</p>
          )}
        </Section>
        <PendingClaims passbook={passbook} />
        <PassbookCloses passbook={passbook} />
      </div>
    </div>
  )
}

/** Declared and not yet posted: what may still come, and why it waits. */
function PendingClaims({ passbook }: { passbook: PassbookData }) {
  const t = useWords(pointsLocale)
  const navigate = useNavigate()
  if (passbook.pending.length === 0) return null
  return (
    <Section title={t('pendingTitle')}>
      <ul className="plain-list">
        {passbook.pending.map((claim) => (
          <li key={claim.claimId}>
            <button
              type="button"
              className="link-button"
              onClick={() => void navigate(`/points/claims/${claim.claimId}`)}
            >
              {say(claim.itemName)}
            </button>
            <SignedPoints value={claim.direction === 'plus' ? claim.points : -Math.abs(claim.points)} />
            <StateTag tone={stateTones[claim.state]}>{say(claimStates[claim.state])}</StateTag>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function PassbookCloses({ passbook }: { passbook: PassbookData }) {
  const t = useWords(pointsLocale)
  if (passbook.closes.length === 0) return null
  return (
    <Section title={t('closesOf')}>
      <ul className="plain-list">
        {passbook.closes.map((close) => (
          <li key={close.closeId}>
            <Link to={`/points/closes/${close.closeId}?open=${passbook.bookId}`}>
              {showPeriod(close.period)}
            </Link>
            <span className="figure-text">
              {showPoints(close.total)} {t('pointsUnit')}
            </span>
            {close.rank !== null && <span>{t('rankIs', { rank: close.rank })}</span>}
            {close.weighted && <StateTag tone="done">{t('weighted')}</StateTag>}
            <span className="quiet">{showInstant(close.closedAt)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
