import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { daysBetween } from '../../engines/calendar/plain-date.ts'
import { filePath } from '../../modules/files/contract.ts'
import { getClaim, withdrawClaim } from '../../modules/points/contract.ts'
import { ActRow } from '../outbox/OutboxPage.tsx'
import { saveAct, useActs } from '../outbox/phone-outbox.ts'
import { Basis } from '../passbook/Basis.tsx'
import { addressOf } from '../shell/call-server.ts'
import { Field, Note } from '../shell/Field.tsx'
import { Icon } from '../shell/Icon.tsx'
import { makeKey } from '../shell/make-key.ts'
import { Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { Sheet } from '../shell/Sheet.tsx'
import { sayDate, sayPoints, saySigned } from '../shell/say-figures.ts'
import { todayInChina } from '../shell/server-time.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'
import { ClaimState } from './ClaimState.tsx'
import type { Claim } from './claim.ts'
import { pointsLook } from './points-look.ts'
import './claims.css'
import { Timeline } from './Timeline.tsx'

/** One claim with its whole way, and what can still be done with it. */
export function ClaimPage() {
  const { t } = useTexts()
  const { claimId = '' } = useParams()
  const read = useRead(getClaim, { params: { claimId } }, { keep: true })
  const unsent = useActs().filter(
    (act) => act.state !== 'sent' && act.request.path.startsWith(addressOf(getClaim, { claimId })),
  )
  return (
    <Screen title={t('claim.title')} back="/claims">
      <Reading of={read} bones={8}>
        {(claim) => (
          <div className="stack">
            {unsent.length > 0 && (
              <ul className="card card-flush">
                {unsent.map((act) => (
                  <li key={act.key}>
                    <ActRow act={act} />
                  </li>
                ))}
              </ul>
            )}
            <Summary claim={claim} />
            {claim.rectification && <Rectification claim={claim} />}
            <Basis of={claim.basis} />
            <section className="section">
              <h2>{t('claim.way')}</h2>
              <Timeline events={claim.timeline} />
            </section>
            {unsent.length === 0 && <WhatCanBeDone claim={claim} />}
          </div>
        )}
      </Reading>
    </Screen>
  )
}

function Summary({ claim }: { claim: Claim }) {
  const { t, say } = useTexts()
  const points = claim.decided ?? claim.proposed
  return (
    <section className="card stack">
      <div className="claim-head">
        <h2>{say(claim.itemName)}</h2>
        <ClaimState state={claim.state} />
      </div>
      <p className={`claim-points ${pointsLook(claim)}`}>
        {saySigned(claim.direction === 'minus' ? -Math.abs(points) : points)}{' '}
        <small>{t('points.unit')}</small>
      </p>
      <p className="soft">{t(`claim.why_${claim.state}`)}</p>
      <dl className="facts">
        <dt>{t('claim.household')}</dt>
        <dd>
          {claim.subjectName} · {claim.householdNumber}
        </dd>
        <dt>{t('claim.occurred')}</dt>
        <dd>{sayDate(claim.occurredOn)}</dd>
        {claim.happenedAt ? (
          <>
            <dt>{t('claim.place')}</dt>
            <dd>{claim.happenedAt}</dd>
          </>
        ) : null}
        {claim.personName ? (
          <>
            <dt>{t('claim.person')}</dt>
            <dd>{claim.personName}</dd>
          </>
        ) : null}
        <dt>{t('claim.reason')}</dt>
        <dd>{claim.reason}</dd>
        <dt>{t('claim.declared_by')}</dt>
        <dd>{claim.declaredName}</dd>
        {claim.proxy && (
          <>
            <dt>{t('claim.proxy')}</dt>
            <dd>
              {t('claim.proxy_words', {
                name: claim.proxy.name,
                relation: claim.proxy.relation,
                reason: claim.proxy.reason,
              })}
            </dd>
          </>
        )}
      </dl>
      <Evidence ids={claim.evidence} />
      {claim.proxy?.signatureFileId && (
        <figure className="mark">
          <img
            src={filePath(claim.proxy.signatureFileId, true)}
            alt={t('claim.mark', { name: claim.subjectName })}
            loading="lazy"
          />
          <figcaption className="faint">{t('claim.mark', { name: claim.subjectName })}</figcaption>
        </figure>
      )}
    </section>
  )
}

function Evidence({ ids }: { ids: readonly string[] }) {
  const { t } = useTexts()
  if (ids.length === 0) return null
  return (
    <ul className="pictures">
      {ids.map((id, index) => (
        <li key={id}>
          <a href={filePath(id)} target="_blank" rel="noreferrer">
            <img src={filePath(id, true)} alt={t('photo.number', { number: index + 1 })} loading="lazy" />
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The notice (整改告知书): until when, what happens then, and how to mend. */
function Rectification({ claim }: { claim: Claim }) {
  const { t } = useTexts()
  const notice = claim.rectification!
  const daysLeft = daysBetween(todayInChina(), notice.dueOn)
  if (notice.state !== 'open')
    return (
      <Note
        kind={notice.state === 'waived' ? 'green' : 'seal'}
        icon={notice.state === 'waived' ? 'done' : 'warn'}
      >
        <strong>{t(`rectify.${notice.state}`)}</strong>
        <p>
          {notice.mendedOn ? t('rectify.mended_on', { date: sayDate(notice.mendedOn) }) : ''} {notice.note}
        </p>
        <Evidence ids={notice.evidence} />
      </Note>
    )
  return (
    <section className="card stack rectify">
      <h2>
        <Icon name="clock" /> {t('rectify.title', { number: notice.number })}
      </h2>
      <p className="rectify-due">
        {daysLeft >= 0
          ? t('rectify.due', { date: sayDate(notice.dueOn), count: daysLeft })
          : t('rectify.overdue', { date: sayDate(notice.dueOn), count: -daysLeft })}
      </p>
      <p>{t('rectify.why', { reason: claim.reason })}</p>
      <h3>{t('rectify.how_title')}</h3>
      <ol className="follows">
        <li>{t('rectify.how_1')}</li>
        <li>{t('rectify.how_2')}</li>
        <li>{t('rectify.how_3', { points: sayPoints(Math.abs(claim.proposed)) })}</li>
      </ol>
      <p className="faint">{t('rectify.issued', { date: sayDate(notice.issuedOn) })}</p>
    </section>
  )
}

function WhatCanBeDone({ claim }: { claim: Claim }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  if (!claim.may.includes('withdraw') && !claim.may.includes('amend')) return null
  return (
    <div className="buttons">
      {claim.may.includes('amend') && (
        <Link className="button" to={`/claims/${claim.id}/amend`}>
          {t('claim.amend')}
        </Link>
      )}
      {claim.may.includes('withdraw') && (
        <button type="button" className="button button-stop" onClick={() => setAsking(true)}>
          {t('claim.withdraw')}
        </button>
      )}
      {asking && <Withdraw claim={claim} onClose={() => setAsking(false)} />}
    </div>
  )
}

function Withdraw({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const { t, say } = useTexts()
  const me = useMe()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const withdraw = async () => {
    await saveAct(
      {
        key: makeKey(),
        accountId: me.accountId,
        householdId: claim.householdId ?? me.householdId ?? '',
        placeCode: claim.placeCode,
        kind: 'withdraw',
        title: claim.itemName,
        forName: claim.householdId === me.householdId ? '' : claim.subjectName,
        madeAt: new Date().toISOString(),
        request: {
          method: 'POST',
          path: addressOf(withdrawClaim, { claimId: claim.id }),
          body: { revision: claim.revision, reason: reason.trim() },
        },
        photos: [],
        base: claim,
      },
      [],
    )
    navigate('/claims', { replace: true, state: { saved: true } })
  }
  return (
    <Sheet title={t('claim.withdraw_title', { item: say(claim.itemName) })} onClose={onClose}>
      <div className="stack">
        <p>{t('claim.withdraw_help')}</p>
        <Field label={t('claim.withdraw_reason')}>
          <textarea
            rows={2}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <button type="button" className="button button-stop" onClick={() => void withdraw()}>
          {t('claim.withdraw_yes')}
        </button>
        <button type="button" className="button button-quiet" onClick={onClose}>
          {t('claim.withdraw_no')}
        </button>
      </div>
    </Sheet>
  )
}
