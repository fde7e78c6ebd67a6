import { useEffect, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { replayDaysMax } from '../../engines/contract/replay-limit.ts'
import { Note } from '../shell/Field.tsx'
import { Icon } from '../shell/Icon.tsx'
import { Empty } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { Sheet } from '../shell/Sheet.tsx'
import { sayDate, sayInstant, sayPoints } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { ActState } from './ActState.tsx'
import type { Act } from './act.ts'
import { Conflict } from './Conflict.tsx'
import { openOutbox, sendOutbox, useActs } from './phone-outbox.ts'

/** One act: what was wanted, where it stands, and what can be done about it. */
export function ActPage() {
  const { t, say } = useTexts()
  const { key } = useParams()
  const me = useMe()
  const act = useActs().find((one) => one.key === key && one.accountId === me.accountId)
  if (!act)
    return (
      <Screen title={t('outbox.title')} back="/outbox">
        <Empty icon="outbox" title={t('act.gone')} text={t('act.gone_help')} />
      </Screen>
    )
  return (
    <Screen title={t(`act.kind_${act.kind}`)} back="/outbox">
      <div className="stack">
        <section className="card stack">
          <div>
            <h2>{say(act.title)}</h2>
            <p className="faint">
              {act.forName ? `${act.forName} · ` : ''}
              {t('act.made', { when: sayInstant(act.madeAt) })}
            </p>
          </div>
          <div>
            <ActState act={act} />
          </div>
          <StateWords act={act} />
        </section>
        {act.state === 'conflict' ? <Conflict act={act} /> : <Wanted act={act} />}
        <Buttons act={act} />
      </div>
    </Screen>
  )
}

function StateWords({ act }: { act: Act }) {
  const { t } = useTexts()
  if (act.state === 'refused')
    return (
      <Note kind="seal" icon="warn">
        <strong>{t(act.refusal?.code === 'phone.too_old' ? 'act.given_up' : 'act.refused')}</strong>
        <p>{refusalWords(act, t)}</p>
      </Note>
    )
  if (act.state === 'conflict')
    return (
      <Note kind="seal" icon="warn">
        {t('act.conflict')}
      </Note>
    )
  if (act.state === 'sent') return <p className="soft">{t('act.sent')}</p>
  return <p className="soft">{act.tries > 0 ? t('act.tried', { count: act.tries }) : t('act.saved')}</p>
}

/** The server's words for its no, or ours for what the phone itself gave up. */
function refusalWords(act: Act, t: ReturnType<typeof useTexts>['t']): string {
  if (act.refusal?.code === 'phone.photo_lost') return t('act.photo_lost')
  if (act.refusal?.code === 'phone.too_old') return t('act.too_old', { days: replayDaysMax })
  return act.refusal?.message ?? ''
}

/** What the act says, in the words of its form. */
function Wanted({ act }: { act: Act }) {
  const { t } = useTexts()
  const body = act.request.body as Record<string, string | number | null | undefined>
  const rows: [string, string | undefined][] = [
    [t('claim.occurred'), body.occurredOn ? sayDate(String(body.occurredOn)) : undefined],
    [t('claim.place'), body.happenedAt ? String(body.happenedAt) : undefined],
    [t('claim.person'), body.personName ? String(body.personName) : undefined],
    [t('claim.proposed'), typeof body.proposed === 'number' ? sayPoints(body.proposed) : undefined],
    [t('claim.reason'), body.reason ? String(body.reason) : undefined],
  ]
  return (
    <section className="card stack">
      <dl className="facts">
        {rows.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <KeptPictures act={act} />
    </section>
  )
}

function KeptPictures({ act }: { act: Act }) {
  const { t } = useTexts()
  const [pictures, setPictures] = useState<string[]>([])
  const ids = act.photos.map((photo) => photo.id).join(' ')
  useEffect(() => {
    const made: string[] = []
    let gone = false
    void openOutbox().then(async ({ database }) => {
      const kept = await Promise.all(ids.split(' ').map((id) => database.get('photos', id)))
      if (gone) return
      for (const photo of kept)
        if (photo) made.push(URL.createObjectURL(new Blob([photo.bytes], { type: photo.mediaType })))
      setPictures(made)
    })
    return () => {
      gone = true
      for (const url of made) URL.revokeObjectURL(url)
    }
  }, [ids])
  if (pictures.length === 0) return null
  return (
    <ul className="pictures">
      {pictures.map((url, index) => (
        <li key={url}>
          <img src={url} alt={t('photo.number', { number: index + 1 })} />
        </li>
      ))}
    </ul>
  )
}

function Buttons({ act }: { act: Act }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  if (act.state !== 'saved' && act.state !== 'refused') return null
  const drop = async () => {
    await (await openOutbox()).runner.apply({ kind: 'dropped', key: act.key })
    navigate('/outbox', { replace: true })
  }
  return (
    <div className="buttons">
      {act.state === 'saved' && (
        <button type="button" className="button" onClick={() => void sendOutbox()}>
          <Icon name="send" /> {t('outbox.send_now')}
        </button>
      )}
      {act.state === 'refused' && act.kind === 'declare' && (
        <Link className="button" to={`/claims/new?mend=${act.key}`}>
          {t('act.mend')}
        </Link>
      )}
      <button type="button" className="button button-stop" onClick={() => setAsking(true)}>
        <Icon name="trash" /> {t('act.drop')}
      </button>
      {asking && (
        <Sheet title={t('act.drop_title')} onClose={() => setAsking(false)}>
          <p>{t(act.mayHaveArrived ? 'act.drop_may_have_arrived' : 'act.drop_help')}</p>
          <div className="buttons">
            <button type="button" className="button button-stop" onClick={() => void drop()}>
              {t('act.drop_yes')}
            </button>
            <button type="button" className="button button-quiet" onClick={() => setAsking(false)}>
              {t('act.drop_no')}
            </button>
          </div>
        </Sheet>
      )}
    </div>
  )
}
