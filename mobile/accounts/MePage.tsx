import { useState } from 'react'
import { Link } from 'react-router'
import { roles } from '../../engines/access/access.ts'
import { setPreferences as savePreferences } from '../../modules/accounts/contract.ts'
import { getOwnHousehold, relations } from '../../modules/households/contract.ts'
import { useOutboxCounts } from '../outbox/phone-outbox.ts'
import { callServer } from '../shell/call-server.ts'
import { Icon } from '../shell/Icon.tsx'
import { type Language, preferences, setPreferences } from '../shell/preferences.ts'
import { Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { may } from '../shell/session.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'
import './me.css'
import { SignOut } from './SignOut.tsx'

/** Who I am here, my household, size and language, what waits on this phone, and the way out. */
export function MePage() {
  const { t, language } = useTexts()
  const me = useMe()
  const counts = useOutboxCounts(me.accountId)
  const [leaving, setLeaving] = useState(false)
  return (
    <Screen title={t('me.title')}>
      <div className="stack">
        <section className="card me-card">
          <span className="me-mark" aria-hidden="true">
            {me.name.slice(0, 1)}
          </span>
          <div>
            <h2>{me.name}</h2>
            <p className="soft">{me.placeName}</p>
            {me.grants.map((grant) => (
              <p key={`${grant.role} ${grant.scope}`} className="faint">
                {roles[grant.role][language === 'en' ? 'en' : 'zh']} · {grant.scopeName}
              </p>
            ))}
          </div>
        </section>
        {me.householdId && <Home />}
        <nav className="card card-flush" aria-label={t('me.more')}>
          <Row to="/outbox" icon="outbox" text={t('outbox.title')} tag={counts.waiting + counts.needsLook} />
          {me.householdId && <Row to="/dividend" icon="coins" text={t('passbook.dividend')} />}
          {may(me, 'points.declare_for_others') && (
            <Row to="/neighbour" icon="hand" text={t('passbook.neighbour')} />
          )}
          <Row to="/steps" icon="steps" text={t('steps.title')} />
        </nav>
        <Settings />
        <button type="button" className="button button-stop" onClick={() => setLeaving(true)}>
          <Icon name="out" /> {t('sign_out.button')}
        </button>
        {leaving && <SignOut me={me} onClose={() => setLeaving(false)} />}
      </div>
    </Screen>
  )
}

function Row({
  to,
  icon,
  text,
  tag = 0,
}: {
  to: string
  icon: Parameters<typeof Icon>[0]['name']
  text: string
  tag?: number
}) {
  const { t } = useTexts()
  return (
    <Link className="row" to={to}>
      <Icon name={icon} lead />
      <span className="row-text">
        <strong>{text}</strong>
      </span>
      {tag > 0 && <span className="tag tag-amber">{t('me.waiting', { count: tag })}</span>}
      <Icon name="next" />
    </Link>
  )
}

function Home() {
  const { t, language } = useTexts()
  const read = useRead(getOwnHousehold, {}, { keep: true })
  return (
    <section>
      <h2>{t('me.household')}</h2>
      <div className="card me-household">
        <Reading of={read} bones={3}>
          {(household) => (
            <>
              <p className="soft">
                {t('passbook.number', { number: household.number })}
                {household.groupName ? ` · ${household.groupName}` : ''}
              </p>
              <ul>
                {household.people
                  .filter((person) => person.diedOn === null)
                  .map((person) => (
                    <li key={person.id}>
                      <strong>{person.name}</strong>{' '}
                      <span className="faint">
                        {person.relation ? relations[person.relation][language === 'en' ? 'en' : 'zh'] : ''}
                      </span>
                    </li>
                  ))}
              </ul>
            </>
          )}
        </Reading>
      </div>
    </section>
  )
}

/** Held on the phone at once and told to the server when there is one, so that a new phone knows too. */
function Settings() {
  const { t, language } = useTexts()
  const [elder, setElder] = useState(preferences().elder)
  const change = (next: { elder?: boolean; language?: Language }) => {
    setPreferences(next)
    const now = preferences()
    setElder(now.elder)
    void callServer(savePreferences, { body: { locale: now.language, elderMode: now.elder } }).catch(() => {})
  }
  return (
    <section aria-label={t('me.settings')}>
      <h2>{t('me.settings')}</h2>
      <div className="card stack">
        <label className="me-switch">
          <span>
            <strong>{t('preferences.elder')}</strong>
            <span className="faint">{t('me.elder_help')}</span>
          </span>
          <input
            type="checkbox"
            role="switch"
            aria-checked={elder}
            checked={elder}
            onChange={(event) => change({ elder: event.target.checked })}
          />
        </label>
        <fieldset className="field">
          <legend>{t('me.language')}</legend>
          <div className="choices">
            {(['zh-CN', 'en'] as const).map((one) => (
              <label key={one} className="choice" lang={one}>
                <input
                  type="radio"
                  name="language"
                  checked={language === one}
                  onChange={() => change({ language: one })}
                />
                {one === 'en' ? 'English' : '中文'}
              </label>
            ))}
          </div>
        </fieldset>
      </div>
    </section>
  )
}
