import { useState } from 'react'
import { Link, useLocation } from 'react-router'
import { listClaims } from '../../modules/points/contract.ts'
import { ActRow } from '../outbox/OutboxPage.tsx'
import { useActs } from '../outbox/phone-outbox.ts'
import { Choices } from '../shell/Choices.tsx'
import { Note } from '../shell/Field.tsx'
import { Icon } from '../shell/Icon.tsx'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { sayDay, saySigned } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { useMe } from '../shell/use-me.ts'
import { useRead } from '../shell/use-read.ts'
import { ClaimState } from './ClaimState.tsx'
import type { ClaimRow } from './claim.ts'
import { pointsLook } from './points-look.ts'
import './claims.css'

/** My claims, those still on the phone first; a cadre also sees what she declared for others. */
export function ClaimsPage() {
  const { t } = useTexts()
  const me = useMe()
  const location = useLocation()
  const [of, setOf] = useState<'home' | 'declared'>(me.householdId ? 'home' : 'declared')
  const read = useRead(
    listClaims,
    {
      query:
        of === 'home' && me.householdId
          ? { household: me.householdId, pageSize: 200 }
          : { mine: true, pageSize: 200 },
    },
    { keep: true },
  )
  const unsent = useActs().filter(
    (act) =>
      act.accountId === me.accountId &&
      act.state !== 'sent' &&
      !['object', 'take_down', 'join'].includes(act.kind),
  )
  const needsLook = unsent.some((act) => act.state === 'refused' || act.state === 'conflict')
  const justSaved = (location.state as { saved?: boolean } | null)?.saved ?? false
  return (
    <Screen
      title={t('claims.title')}
      action={
        me.householdId && (
          <Link className="button head-button" to="/claims/new">
            <Icon name="pen" /> {t('claims.declare')}
          </Link>
        )
      }
    >
      {justSaved && !needsLook && (
        <div role="status">
          <Note kind="green" icon="done">
            {t(unsent.length > 0 ? 'claims.saved' : 'claims.arrived')}
          </Note>
        </div>
      )}
      {unsent.length > 0 && (
        <section className="section">
          <h2>{t('claims.unsent')}</h2>
          <ul className="card card-flush">
            {unsent.map((act) => (
              <li key={act.key}>
                <ActRow act={act} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {me.householdId && (
        <div className="section">
          <Choices
            label={t('claims.whose')}
            options={(['home', 'declared'] as const).map((key) => ({ key, text: t(`claims.of_${key}`) }))}
            chosen={of}
            onChoose={setOf}
          />
        </div>
      )}
      <div className="section">
        <Reading of={read} bones={6}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty icon="pen" title={t('claims.empty')} text={t('claims.empty_help')}>
                {me.householdId && (
                  <Link className="button" to="/claims/new">
                    {t('claims.declare')}
                  </Link>
                )}
              </Empty>
            ) : (
              <ul className="card card-flush">
                {rows.map((claim) => (
                  <li key={claim.id}>
                    <ClaimLine claim={claim} withName={of === 'declared'} />
                  </li>
                ))}
              </ul>
            )
          }
        </Reading>
      </div>
    </Screen>
  )
}

function ClaimLine({ claim, withName }: { claim: ClaimRow; withName: boolean }) {
  const { say } = useTexts()
  const points = claim.decided ?? claim.proposed
  return (
    <Link className="row" to={`/claims/${claim.id}`}>
      <span className="row-text">
        <strong>{say(claim.itemName)}</strong>
        <span className="faint">
          {withName ? `${claim.subjectName} · ` : ''}
          {sayDay(claim.occurredOn)}
          {claim.stepName && claim.state === 'in_review' ? ` · ${say(claim.stepName)}` : ''}
        </span>
        <ClaimState state={claim.state} />
      </span>
      <span className={`row-figure ${pointsLook(claim)}`}>
        {saySigned(claim.direction === 'minus' ? -Math.abs(points) : points)}
      </span>
      <Icon name="next" />
    </Link>
  )
}
