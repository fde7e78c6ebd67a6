import { useState } from 'react'
import { Link } from 'react-router'
import { getPassbook, getWholePassbook, listEntries } from '../../modules/points/contract.ts'
import { Choices } from '../shell/Choices.tsx'
import { ServerRefusal } from '../shell/call-server.ts'
import { Icon } from '../shell/Icon.tsx'
import { Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { sayDate, sayDay, sayPoints, saySigned } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { useRead } from '../shell/use-read.ts'
import { JoinScheme } from './JoinScheme.tsx'
import { PassbookLines } from './PassbookLines.tsx'
import { Pending } from './Pending.tsx'
import type { Entry, Passbook } from './passbook.ts'
import './passbook.css'
import { ReadAloud } from './ReadAloud.tsx'

/** The first screen of a villager: what we have, what came in last, and why. */
export function PassbookPage({ householdId }: { householdId: string }) {
  const { t } = useTexts()
  return (
    <Screen title={t('passbook.title')}>
      <PassbookView householdId={householdId} own />
    </Screen>
  )
}

/** A household's passbook; `own` adds what only the household itself may do. */
export function PassbookView({ householdId, own = false }: { householdId: string; own?: boolean }) {
  const [bookId, setBookId] = useState<string | undefined>(undefined)
  const ofHousehold = useRead(
    getPassbook,
    { params: { householdId }, query: {} },
    { keep: true, holdPrevious: true },
  )
  const ofBook = useRead(
    getWholePassbook,
    { params: { bookId: bookId ?? '' } },
    { keep: true, holdPrevious: true, enabled: bookId !== undefined },
  )
  const read = bookId === undefined ? ofHousehold : ofBook
  if (read.data === undefined && read.error instanceof ServerRefusal && read.error.status === 404)
    return own ? <JoinScheme householdId={householdId} /> : <NotJoined />
  return (
    <Reading of={read} bones={7}>
      {(book) => <Opened book={book} own={own} onBook={setBookId} />}
    </Reading>
  )
}

function NotJoined() {
  const { t } = useTexts()
  return <p className="soft section">{t('passbook.not_joined')}</p>
}

function Opened({ book, own, onBook }: { book: Passbook; own: boolean; onBook: (bookId: string) => void }) {
  const { t, say } = useTexts()
  const lines = useRead(
    listEntries,
    { params: { bookId: book.bookId }, query: { pageSize: 500 } },
    { keep: true, holdPrevious: true },
  )
  return (
    <div className="stack">
      {book.books.length > 1 && (
        <Choices
          label={t('passbook.whose')}
          options={book.books.map((one) => ({
            key: one.bookId,
            text: `${one.subjectName} · ${say(one.bookName)}`,
          }))}
          chosen={book.bookId}
          onChoose={onBook}
        />
      )}
      <Cover book={book} last={lines.data?.rows[0]} />
      <Notices book={book} />
      <Pending book={book} />
      <section className="section">
        <div className="passbook-year">
          <h2>{t('passbook.lines', { cycle: book.cycle })}</h2>
          {book.cycles.length > 1 && (
            <Choices
              label={t('passbook.years')}
              options={book.cycles.map((one) => ({ key: one.bookId, text: one.cycle }))}
              chosen={book.bookId}
              onChoose={onBook}
            />
          )}
        </div>
        <Reading of={lines} bones={6}>
          {(entries) => <PassbookLines book={book} entries={entries.rows} />}
        </Reading>
      </section>
      {own && <More />}
    </div>
  )
}

/** The cover: whose book, the balance large, the last entry and why, all of it read aloud on a touch. */
function Cover({ book, last }: { book: Passbook; last: Entry | undefined }) {
  const { t, say } = useTexts()
  return (
    <section className="cover" aria-label={t('passbook.cover')}>
      <p className="cover-place">{book.placeName}</p>
      <p className="cover-name">{t('passbook.name', { scheme: say(book.bookName) })}</p>
      <p className="cover-owner">
        <strong>{book.subjectName}</strong>
        {book.householdNumber && <span>{t('passbook.number', { number: book.householdNumber })}</span>}
        <span>{book.cycle === 'life' ? t('passbook.life') : t('passbook.cycle', { cycle: book.cycle })}</span>
      </p>
      <p className="cover-balance">
        <span className="cover-label">{t('passbook.balance')}</span>
        <span className="cover-figure">
          {sayPoints(book.balance)} <small>{t('points.unit')}</small>
        </span>
      </p>
      <p className="cover-sums">
        <span>{t('passbook.base', { points: sayPoints(book.base) })}</span>
        <span>{t('passbook.gained', { points: sayPoints(book.gained) })}</span>
        <span>{t('passbook.lost', { points: sayPoints(Math.abs(book.lost)) })}</span>
      </p>
      {book.closed && (
        <p className="seal">
          <span className="unseen">{t('passbook.closed', { cycle: book.cycle })}</span>
          <span aria-hidden="true">
            {book.cycle}
            <br />
            {t('passbook.seal')}
          </span>
        </p>
      )}
      {last && (
        <Link className="cover-last" to={`/lines/${last.id}?book=${book.bookId}`}>
          <span className="cover-label">{t('passbook.last', { day: sayDay(last.occurredOn) })}</span>
          <span className="cover-last-line">
            <strong>{say(last.itemName)}</strong>
            <strong className="cover-amount">{saySigned(last.amount)}</strong>
          </span>
          {last.note ? <span className="cover-note">{last.note}</span> : null}
        </Link>
      )}
      <ReadAloud look="button cover-speak" label={t('speak.passbook')} text={spoken(book, last, say)} />
    </section>
  )

  function spoken(of: Passbook, entry: Entry | undefined, words: typeof say): string {
    const balance = t('speak.balance', {
      name: of.subjectName,
      points: sayPoints(of.balance).replace('−', t('speak.minus')),
    })
    if (!entry) return balance
    const amount = t(entry.amount < 0 ? 'speak.took' : 'speak.gave', {
      points: sayPoints(Math.abs(entry.amount)),
    })
    return [
      balance,
      t('speak.last', { date: sayDate(entry.occurredOn), item: words(entry.itemName), amount }),
      entry.note,
    ]
      .filter(Boolean)
      .join(' ')
  }
}

/** A notice to mend something comes before everything else: it has a day. */
function Notices({ book }: { book: Passbook }) {
  const { t, say } = useTexts()
  const open = book.pending.filter((claim) => claim.state === 'rectifying')
  return open.map((claim) => (
    <Link key={claim.claimId} className="note note-amber notice" to={`/claims/${claim.claimId}`}>
      <Icon name="clock" />
      <div>
        <strong>{t('passbook.notice', { item: say(claim.itemName) })}</strong>
        <p>{t('passbook.notice_help', { points: sayPoints(Math.abs(claim.points)) })}</p>
      </div>
      <Icon name="next" />
    </Link>
  ))
}

function More() {
  const { t } = useTexts()
  const links = [
    ['/exchange', 'list', 'exchange.link'],
    ['/dividend', 'coins', 'passbook.dividend'],
    ['/neighbour', 'hand', 'passbook.neighbour'],
    ['/steps', 'steps', 'passbook.steps'],
  ] as const
  return (
    <nav className="card card-flush" aria-label={t('passbook.more')}>
      {links.map(([to, icon, text]) => (
        <Link key={to} className="row" to={to}>
          <Icon name={icon} lead />
          <span className="row-text">
            <strong>{t(text)}</strong>
          </span>
          <Icon name="next" />
        </Link>
      ))}
    </nav>
  )
}
