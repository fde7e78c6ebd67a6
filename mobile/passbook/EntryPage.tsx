import { Link, useParams, useSearchParams } from 'react-router'
import { getClaim, listEntries } from '../../modules/points/contract.ts'
import { Timeline } from '../claims/Timeline.tsx'
import { Note } from '../shell/Field.tsx'
import { Icon } from '../shell/Icon.tsx'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { sayDate, sayInstant, sayPoints, saySigned } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { useRead } from '../shell/use-read.ts'
import { Basis } from './Basis.tsx'
import type { Entry } from './passbook.ts'
import { ReadAloud } from './ReadAloud.tsx'
import './passbook.css'

/** Why a line stands in the book: the rule with its value that day, and the whole way of the claim. */
export function EntryPage() {
  const { t } = useTexts()
  const { entryId } = useParams()
  const [search] = useSearchParams()
  const bookId = search.get('book') ?? ''
  const read = useRead(
    listEntries,
    { params: { bookId }, query: { pageSize: 500 } },
    { keep: true, enabled: bookId !== '' },
  )
  return (
    <Screen title={t('entry.title')} back="/">
      <Reading of={read}>
        {({ rows }) => {
          const entry = rows.find((one) => one.id === entryId)
          return entry ? (
            <Shown entry={entry} />
          ) : (
            <Empty icon="book" title={t('entry.gone')} text={t('entry.gone_help')} />
          )
        }}
      </Reading>
    </Screen>
  )
}

function Shown({ entry }: { entry: Entry }) {
  const { t, say } = useTexts()
  const claim = useRead(
    getClaim,
    { params: { claimId: entry.claimId ?? '' } },
    { keep: true, enabled: entry.claimId !== null },
  )
  const why = [
    `${sayDate(entry.occurredOn)}，${say(entry.itemName)}，${t(entry.amount < 0 ? 'speak.took' : 'speak.gave', { points: sayPoints(Math.abs(entry.amount)) })}`,
    entry.note,
    entry.basis ? `${t('basis.rule')}：${say(entry.basis.rule)}` : '',
  ]
  return (
    <div className="stack">
      <section className="card entry-head">
        <p className="soft">{t(`entry.kind_${entry.kind}`)}</p>
        <h2>{say(entry.itemName)}</h2>
        <p className={entry.amount < 0 ? 'entry-amount out' : 'entry-amount'}>
          {saySigned(entry.amount)} <small>{t('points.unit')}</small>
        </p>
        <dl className="facts">
          <dt>{t('entry.occurred')}</dt>
          <dd>{sayDate(entry.occurredOn)}</dd>
          <dt>{t('entry.posted')}</dt>
          <dd>{sayInstant(entry.postedAt)}</dd>
          <dt>{t('passbook.balance_after')}</dt>
          <dd>{sayPoints(entry.balanceAfter)}</dd>
          {entry.note ? (
            <>
              <dt>{t('entry.note')}</dt>
              <dd>{entry.note}</dd>
            </>
          ) : null}
        </dl>
        <ReadAloud label={t('speak.this')} text={why.filter(Boolean).join('。')} />
      </section>
      {entry.reversed && (
        <Note kind="amber" icon="mend">
          {t('entry.reversed')}
        </Note>
      )}
      {entry.basis && <Basis of={entry.basis} />}
      {entry.claimId && (
        <section className="section">
          <h2>{t('entry.way')}</h2>
          <Reading of={claim}>{(detail) => <Timeline events={detail.timeline} />}</Reading>
          <Link className="button button-plain" to={`/claims/${entry.claimId}`}>
            {t('entry.claim')} <Icon name="next" />
          </Link>
        </section>
      )}
    </div>
  )
}
