import { Link } from 'react-router'
import { Note } from '../shell/Field.tsx'
import { Icon } from '../shell/Icon.tsx'
import { Empty } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { sayInstant } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useOnline } from '../shell/use-online.ts'
import { ActState } from './ActState.tsx'
import type { Act } from './act.ts'
import { sendOutbox, useActs } from './phone-outbox.ts'

/** Everything that this phone wanted from the server: what waits, what was refused and why, what has arrived. */
export function OutboxPage() {
  const { t } = useTexts()
  const me = useMe()
  const online = useOnline()
  const acts = useActs().filter((act) => act.accountId === me.accountId)
  const of = (...states: Act['state'][]) => acts.filter((act) => states.includes(act.state))
  const waiting = of('saved', 'sending')
  return (
    <Screen title={t('outbox.title')} back="/me">
      {acts.length === 0 && (
        <Empty icon="outbox" title={t('outbox.empty')} text={t('outbox.empty_help')}>
          <Link className="button" to="/claims/new">
            {t('claims.declare')}
          </Link>
        </Empty>
      )}
      <Group title={t('outbox.needs_look')} acts={of('refused', 'conflict')} />
      <Group title={t('outbox.waiting')} acts={waiting} />
      {waiting.length > 0 && (
        <div className="stack section">
          {!online && (
            <Note kind="plain" icon="offline">
              {t('outbox.offline')}
            </Note>
          )}
          <button type="button" className="button button-quiet" onClick={() => void sendOutbox()}>
            <Icon name="send" /> {t('outbox.send_now')}
          </button>
        </div>
      )}
      <Group title={t('outbox.sent')} acts={of('sent').reverse()} />
    </Screen>
  )
}

function Group({ title, acts }: { title: string; acts: readonly Act[] }) {
  if (acts.length === 0) return null
  return (
    <section className="section">
      <h2>{title}</h2>
      <ul className="card card-flush">
        {acts.map((act) => (
          <li key={act.key}>
            <ActRow act={act} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One act in a list; also shown on top of the claims that it will join. */
export function ActRow({ act }: { act: Act }) {
  const { t, say } = useTexts()
  return (
    <Link className="row" to={`/outbox/${act.key}`}>
      <span className="row-text">
        <strong>
          {t(`act.kind_${act.kind}`)} · {say(act.title)}
        </strong>
        <span className="faint">
          {act.forName ? `${act.forName} · ` : ''}
          {sayInstant(act.madeAt)}
        </span>
        {act.state === 'conflict' ? (
          <span className="soft">{t('act.conflict')}</span>
        ) : act.refusal?.message ? (
          <span className="soft">{act.refusal.message}</span>
        ) : null}
        <ActState act={act} />
      </span>
      <Icon name="next" />
    </Link>
  )
}
