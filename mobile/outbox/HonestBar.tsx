import { useSyncExternalStore } from 'react'
import { Link } from 'react-router'
import { Icon } from '../shell/Icon.tsx'
import { sessionEnded, setSignedIn } from '../shell/session.ts'
import { type TextKey, useTexts } from '../shell/texts.ts'
import { useOnline } from '../shell/use-online.ts'
import { useOutboxCounts } from './phone-outbox.ts'
import type { OutboxCounts } from './reduce-outbox.ts'

/** What stands between the phone and the server, in one line; nothing when all is well. */
export function HonestBar({ accountId }: { accountId: string }) {
  const { t } = useTexts()
  const online = useOnline()
  const ended = useSyncExternalStore(sessionEnded.subscribe, sessionEnded.get)
  const counts = useOutboxCounts(accountId)
  const said = whatToSay(counts, online)
  return (
    <div role="status" className="bars">
      {ended && (
        <button
          type="button"
          className="honest-bar honest-bar-seal"
          onClick={() => {
            sessionEnded.set(false)
            setSignedIn(null)
          }}
        >
          <Icon name="warn" />
          <span>{t(counts.waiting > 0 ? 'bar.ended_waiting' : 'bar.ended', { count: counts.waiting })}</span>
          <strong>{t('bar.sign_in')}</strong>
        </button>
      )}
      {said && !ended && (
        <Link to="/outbox" className={said.seal ? 'honest-bar honest-bar-seal' : 'honest-bar'}>
          <Icon name={said.seal ? 'warn' : online ? 'outbox' : 'offline'} />
          <span>{t(said.text, { count: said.count })}</span>
          <Icon name="next" />
        </Link>
      )}
    </div>
  )
}

function whatToSay(
  counts: OutboxCounts,
  online: boolean,
): { text: TextKey; count: number; seal: boolean } | undefined {
  if (counts.needsLook > 0) return { text: 'bar.needs_look', count: counts.needsLook, seal: true }
  if (!online)
    return {
      text: counts.waiting > 0 ? 'bar.offline_waiting' : 'bar.offline',
      count: counts.waiting,
      seal: false,
    }
  if (counts.sending > 0) return { text: 'bar.sending', count: counts.waiting, seal: false }
  if (counts.waiting > 0) return { text: 'bar.waiting', count: counts.waiting, seal: false }
  return undefined
}
