import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import type { RouteReply } from '../../engines/contract/route.ts'
import { askTakeDown, listListings, listRequests } from '../../modules/boards/contract.ts'
import { saveAct, useActs } from '../outbox/phone-outbox.ts'
import { ReadAloud } from '../passbook/ReadAloud.tsx'
import { addressOf } from '../shell/call-server.ts'
import { Field, FormFaults, Note } from '../shell/Field.tsx'
import { makeKey } from '../shell/make-key.ts'
import { sayDate } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'

type Listing = RouteReply<typeof listListings>['rows'][number]
type Subject = { kind: 'mended'; listingId: string } | { kind: 'privacy'; listId: string; lineId: string }

/** Where my household stands on red and black boards, what follows, and how to be taken down. */
export function MyListings({ placeCode }: { placeCode: string }) {
  const { t } = useTexts()
  const query = { place: placeCode, mine: true, pageSize: 50 }
  const read = useRead(listListings, { query }, { keep: true })
  const asked = useRead(listRequests, { query }, { keep: true })
  const rows = (read.data?.rows ?? []).filter((one) => one.state === 'standing' || one.state === 'taken_down')
  if (rows.length === 0) return null
  return (
    <section className="section">
      <h2>{t('mine.title')}</h2>
      <ul className="stack">
        {rows.map((one) => (
          <li key={one.id}>
            <ListingCard
              listing={one}
              request={asked.data?.rows.find((request) => request.listingId === one.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ListingCard({
  listing,
  request,
}: {
  listing: Listing
  request: RouteReply<typeof listRequests>['rows'][number] | undefined
}) {
  const { t, say } = useTexts()
  const words = [
    t('mine.listed', { board: say(listing.boardName), ground: say(listing.groundName) }),
    ...(listing.endsOn && listing.state === 'standing'
      ? [t('mine.shown_until', { date: sayDate(listing.endsOn) })]
      : []),
    ...(listing.takenDownOn ? [t('mine.taken_down', { date: sayDate(listing.takenDownOn) })] : []),
    ...(listing.frozen
      ? [
          listing.frozenUntil
            ? t('mine.frozen_until', { date: sayDate(listing.frozenUntil) })
            : t('mine.frozen'),
        ]
      : []),
    ...(listing.assistant ? [t('mine.assistant', { name: listing.assistant })] : []),
    ...(request?.state === 'open' ? [t('mine.asked', { date: sayDate(request.dueOn) })] : []),
    ...(request?.answer ? [t('mine.answer', { answer: request.answer })] : []),
  ]
  return (
    <div className="card stack">
      {words.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <ReadAloud text={words.join(' ')} label={t('mine.read_aloud')} />
      {listing.may.ask && request?.state !== 'open' && (
        <AskForm
          subject={{ kind: 'mended', listingId: listing.id }}
          name={say(listing.boardName)}
          ask={t('mine.ask')}
        />
      )}
    </div>
  )
}

/** The reason for a request to be taken down; it goes out through the outbox, also later. */
export function AskForm({ subject, name, ask }: { subject: Subject; name: string; ask: string }) {
  const { t } = useTexts()
  const me = useMe()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string>()
  const [round, setRound] = useState(0)
  const id = subject.kind === 'mended' ? subject.listingId : subject.lineId
  const unsent = useActs().some(
    (act) =>
      act.kind === 'take_down' && act.state !== 'sent' && JSON.stringify(act.request.body).includes(id),
  )
  if (unsent)
    return (
      <Note kind="amber" icon="phone">
        {t('mine.unsent')}
      </Note>
    )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setRound(round + 1)
    if (reason.trim().length < 4) return setFault(t('mine.reason_fault'))
    await saveAct(
      {
        key: makeKey(),
        accountId: me.accountId,
        householdId: me.householdId ?? me.accountId,
        placeCode: me.placeCode,
        kind: 'take_down',
        title: { zh: name, en: name },
        forName: '',
        madeAt: new Date().toISOString(),
        request: {
          method: 'POST',
          path: addressOf(askTakeDown),
          body: { subject, reason: reason.trim(), medium: 'app', proxy: null },
        },
        photos: [],
        base: null,
      },
      [],
    )
    navigate('/outbox', { replace: true })
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <FormFaults round={round} title={t('claim.faults')} faults={fault ? [fault] : []} />
      <Field label={t('mine.reason')} help={t('mine.reason_help')} fault={fault}>
        <textarea
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value)
            setFault(undefined)
          }}
        />
      </Field>
      <button type="submit" className="button button-quiet">
        {ask}
      </button>
    </form>
  )
}
