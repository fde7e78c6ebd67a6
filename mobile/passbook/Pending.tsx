import { Link } from 'react-router'
import { Icon } from '../shell/Icon.tsx'
import { sayDay, saySigned } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import type { Passbook } from './passbook.ts'

/** What may still come, and why it is not in the book yet. */
export function Pending({ book }: { book: Passbook }) {
  const { t, say } = useTexts()
  const waiting = book.pending.filter((claim) => claim.state !== 'rectifying')
  if (waiting.length === 0) return null
  return (
    <section className="section">
      <h2>{t('passbook.pending', { count: waiting.length })}</h2>
      <ul className="card card-flush">
        {waiting.map((claim) => (
          <li key={claim.claimId}>
            <Link className="row" to={`/claims/${claim.claimId}`}>
              <span className="row-text">
                <strong>{say(claim.itemName)}</strong>
                <span className="faint">
                  {sayDay(claim.occurredOn)} · {t(`claim.why_${claim.state}`)}
                </span>
              </span>
              <span className="row-figure faint-figure">
                {saySigned(claim.direction === 'minus' ? -Math.abs(claim.points) : claim.points)}
              </span>
              <Icon name="next" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
