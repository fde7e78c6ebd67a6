import { Link } from 'react-router'
import { Empty } from '../shell/Reading.tsx'
import { sayDay, sayPoints, saySigned } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import type { Entry, Passbook } from './passbook.ts'

/** The ruled page: date, deed, in or out, balance. Newest on top; each line opens its basis. */
export function PassbookLines({ book, entries }: { book: Passbook; entries: readonly Entry[] }) {
  const { t, say } = useTexts()
  if (entries.length === 0)
    return (
      <div className="card">
        <Empty icon="book" title={t('passbook.empty')} text={t('passbook.empty_help')}>
          <Link className="button" to="/claims/new">
            {t('claims.declare')}
          </Link>
        </Empty>
      </div>
    )
  return (
    <div className="ruled">
      <div className="ruled-head" aria-hidden="true">
        <span className="ruled-date">{t('passbook.date')}</span>
        <span className="ruled-deed">{t('passbook.deed')}</span>
        <span className="ruled-amount">{t('passbook.in_out')}</span>
        <span className="ruled-balance">{t('passbook.balance_short')}</span>
      </div>
      <ol>
        {entries.map((entry) => (
          <li key={entry.id}>
            <Link
              className={entry.reversed ? 'ruled-line struck' : 'ruled-line'}
              to={`/lines/${entry.id}?book=${book.bookId}`}
            >
              <span className="ruled-date">{sayDay(entry.occurredOn)}</span>
              <span className="ruled-deed">
                {say(entry.itemName)}
                {entry.reversed && <em> {t('passbook.reversed')}</em>}
              </span>
              <span className={entry.amount < 0 ? 'ruled-amount out' : 'ruled-amount'}>
                {saySigned(entry.amount)}
              </span>
              <span className="ruled-balance">
                <span className="balance-word">{t('passbook.balance_after')}</span>
                {sayPoints(entry.balanceAfter)}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </div>
  )
}
