import { useState } from 'react'
import { type ClaimDraft, expectedPoints, type Item } from '../claims/plan-claim.ts'
import { ReadAloud } from '../passbook/ReadAloud.tsx'
import { Icon } from '../shell/Icon.tsx'
import { sayDate, sayPoints } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import type { Neighbour } from './neighbour.ts'
import type { ProxyWords } from './ProxyForm.tsx'

/** What will be handed in, in large sentences, read aloud to the person whose it is; she says whether it is right. */
export function ReadBack({
  neighbour,
  item,
  draft,
  proxy,
  pictures,
  onAgreed,
  onWrong,
}: {
  neighbour: Neighbour
  item: Item
  draft: ClaimDraft
  proxy: ProxyWords
  pictures: number
  onAgreed: () => void
  onWrong: () => void
}) {
  const { t, say } = useTexts()
  const [agreed, setAgreed] = useState(false)
  const [missing, setMissing] = useState(false)
  const points = expectedPoints(draft, item)
  const lines = [
    t('read_back.whom', { name: neighbour.name }),
    t('read_back.what', { item: say(item.name), date: sayDate(draft.occurredOn) }),
    draft.happenedAt.trim() ? t('read_back.where', { place: draft.happenedAt.trim() }) : '',
    t('read_back.reason', { reason: draft.reason.trim() }),
    points === undefined
      ? ''
      : t(points < 0 ? 'read_back.minus' : 'read_back.plus', { points: sayPoints(Math.abs(points)) }),
    pictures > 0 ? t('read_back.pictures', { count: pictures }) : '',
    t('read_back.proxy', { name: proxy.name.trim(), relation: proxy.relation.trim() }),
    t('read_back.ask'),
  ].filter(Boolean)
  return (
    <div className="stack">
      <p>{t('read_back.lead', { name: neighbour.name })}</p>
      <section className="read-back" aria-label={t('neighbour.stage_read_back')}>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </section>
      <ReadAloud label={t('read_back.speak')} text={lines.join(' ')} />
      <label className="check">
        <input
          type="checkbox"
          checked={agreed}
          onChange={(event) => {
            setAgreed(event.target.checked)
            setMissing(false)
          }}
        />
        {t('read_back.agreed', { name: neighbour.name })}
      </label>
      {missing && (
        <p className="fault" role="alert">
          <Icon name="warn" /> {t('read_back.not_agreed')}
        </p>
      )}
      <button type="button" className="button" onClick={() => (agreed ? onAgreed() : setMissing(true))}>
        {t('neighbour.next')}
      </button>
      <button type="button" className="button button-quiet" onClick={onWrong}>
        {t('read_back.wrong')}
      </button>
    </div>
  )
}
