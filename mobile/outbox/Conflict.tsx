import { useNavigate } from 'react-router'
import type { Claim } from '../claims/claim.ts'
import { Note } from '../shell/Field.tsx'
import { makeKey } from '../shell/make-key.ts'
import { sayDate, sayInstant, sayPoints } from '../shell/say-figures.ts'
import { type TextKey, useTexts } from '../shell/texts.ts'
import type { Act } from './act.ts'
import { openOutbox, sendOutbox } from './phone-outbox.ts'

const fields = [
  ['claim.occurred', 'occurredOn'],
  ['claim.quantity', 'quantity'],
  ['claim.proposed', 'proposed'],
  ['claim.place', 'happenedAt'],
  ['claim.reason', 'reason'],
] as const satisfies [TextKey, keyof Claim][]

/** A conflict in words: what stood before, what was wanted here, what stands now; the person chooses. */
export function Conflict({ act }: { act: Act }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const base = act.base as Claim | null
  const theirs = act.theirs as Claim | null
  if (!theirs)
    return (
      <Note kind="amber" icon="offline">
        {t('conflict.unknown')}
      </Note>
    )
  const mayRepeat = theirs.may.includes(act.kind === 'withdraw' ? 'withdraw' : 'amend')
  const insist = async () => {
    const { runner } = await openOutbox()
    const body = { ...act.request.body, revision: theirs.revision }
    const newKey = makeKey()
    await runner.apply({ kind: 'mended', key: act.key, newKey, body })
    void sendOutbox()
    navigate('/outbox', { replace: true })
  }
  const giveWay = async () => {
    await (await openOutbox()).runner.apply({ kind: 'dropped', key: act.key })
    navigate(`/claims/${theirs.id}`, { replace: true })
  }
  return (
    <>
      <section className="card stack">
        <h2>{t('conflict.now')}</h2>
        <p>
          <span className="tag tag-amber">{t(`claim.state_${theirs.state}`)}</span>
        </p>
        {theirs.timeline.slice(-1).map((event) => (
          <p key={event.at} className="soft">
            {t('conflict.last', { who: event.who, when: sayInstant(event.at) })}
          </p>
        ))}
      </section>
      {act.kind === 'amend' && <Differences act={act} base={base} theirs={theirs} />}
      {!mayRepeat && (
        <Note kind="plain" icon="info">
          {t('conflict.too_late')}
        </Note>
      )}
      <div className="buttons">
        {mayRepeat && (
          <button type="button" className="button" onClick={() => void insist()}>
            {t(act.kind === 'withdraw' ? 'conflict.withdraw_again' : 'conflict.take_mine')}
          </button>
        )}
        <button type="button" className="button button-quiet" onClick={() => void giveWay()}>
          {t('conflict.take_theirs')}
        </button>
      </div>
    </>
  )
}

/** Field by field, only where the three differ. */
function Differences({ act, base, theirs }: { act: Act; base: Claim | null; theirs: Claim }) {
  const { t } = useTexts()
  const mine = act.request.body as Partial<Claim>
  // What the form did not ask (points of a fixed item) is the server's to set and no difference.
  const differing = fields.filter(
    ([, field]) => mine[field] !== null && mine[field] !== undefined && mine[field] !== theirs[field],
  )
  if (differing.length === 0) return <p className="soft">{t('conflict.same')}</p>
  return (
    <>
      {differing.map(([name, field]) => (
        <section key={field} className="card">
          <h2>{t(name)}</h2>
          <dl className="facts">
            <dt>{t('conflict.base')}</dt>
            <dd>{sayField(field, base?.[field])}</dd>
            <dt>{t('conflict.mine')}</dt>
            <dd>
              <strong>{sayField(field, mine[field])}</strong>
            </dd>
            <dt>{t('conflict.theirs')}</dt>
            <dd>{sayField(field, theirs[field])}</dd>
          </dl>
        </section>
      ))}
    </>
  )
}

function sayField(field: (typeof fields)[number][1], value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (field === 'occurredOn') return sayDate(String(value))
  if (field === 'reason' || field === 'happenedAt') return String(value)
  return sayPoints(Number(value))
}
