import { useState } from 'react'
import { sendOutbox, useOutboxCounts } from '../outbox/phone-outbox.ts'
import { Note } from '../shell/Field.tsx'
import { leaveAccount } from '../shell/open-account.ts'
import { Sheet } from '../shell/Sheet.tsx'
import type { Me } from '../shell/session.ts'
import { useTexts } from '../shell/texts.ts'

/** Signing out wipes what this phone kept of the account; with unsent acts it asks first. */
export function SignOut({ me, onClose }: { me: Me; onClose: () => void }) {
  const { t } = useTexts()
  const counts = useOutboxCounts(me.accountId)
  const unsent = counts.waiting + counts.needsLook
  const [trying, setTrying] = useState(false)
  const sendFirst = async () => {
    setTrying(true)
    await sendOutbox()
    setTrying(false)
  }
  return (
    <Sheet title={t('sign_out.title')} onClose={onClose}>
      <div className="stack">
        {unsent > 0 ? (
          <Note kind="amber" icon="outbox">
            <strong>{t('sign_out.unsent', { count: unsent })}</strong>
            <p>{t('sign_out.unsent_help')}</p>
          </Note>
        ) : (
          <p>{t('sign_out.help')}</p>
        )}
        {counts.waiting > 0 && (
          <button
            type="button"
            className="button"
            aria-disabled={trying}
            onClick={() => !trying && void sendFirst()}
          >
            {t(trying ? 'sign_out.sending' : 'sign_out.send_first')}
          </button>
        )}
        <button type="button" className="button button-stop" onClick={() => void leaveAccount()}>
          {t(unsent > 0 ? 'sign_out.keep_and_leave' : 'sign_out.yes')}
        </button>
        <button type="button" className="button button-quiet" onClick={onClose}>
          {t('sign_out.stay')}
        </button>
      </div>
    </Sheet>
  )
}
