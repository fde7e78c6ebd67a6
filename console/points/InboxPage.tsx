import { Badge, Button, Segmented } from 'antd'
import { useRef, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { getInbox, listClaims } from '../../modules/points/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { say, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { usePlace } from '../shell/session.tsx'
import { BatchPassDialog } from './BatchPassDialog.tsx'
import { useBooks } from './books.ts'
import { ClaimReview, type Decide } from './ClaimReview.tsx'
import type { ClaimRow } from './claim-state.ts'
import { InboxList } from './InboxList.tsx'
import { pointsLocale } from './locale.ts'
import { PanelField, usePanel } from './PanelField.tsx'
import { useReviewKeys } from './review-keys.ts'
import './inbox.css'
import './points.css'

/** What waits at a step, one claim at a time: decided from the keyboard, large enough for a room to see. */
export function InboxPage() {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const [params, setParams] = useSearchParams()
  const inbox = useAsk(getInbox, { query: { place: place.code } })
  const steps = inbox.data?.steps ?? []
  const step =
    steps.find((one) => one.key === params.get('step')) ??
    steps.find((one) => one.mine && one.waiting > 0) ??
    steps[0]
  return (
    <Page
      title={t('inboxTitle')}
      intro={t('inboxIntro')}
      actions={
        <Link to="/points/claims?state=rectifying">
          {t('rectifyingNow', {
            count: inbox.data?.rectifying ?? 0,
            overdue: inbox.data?.rectifyingOverdue ?? 0,
          })}
        </Link>
      }
    >
      <Fault error={inbox.error} again={() => void inbox.refetch()} />
      {steps.length > 0 && (
        <Segmented
          className="inbox-steps"
          aria-label={t('reviewSteps')}
          value={step?.key ?? ''}
          onChange={(key) => setParams({ step: key })}
          options={steps.map((one) => ({
            value: one.key,
            label: (
              <span>
                {say(one.name)}{' '}
                <Badge
                  count={one.waiting}
                  overflowCount={999}
                  showZero
                  color={one.mine ? 'var(--seal)' : 'var(--ink-faint)'}
                />
              </span>
            ),
          }))}
        />
      )}
      {step ? (
        <InboxStep key={step.key} stepKey={step.key} mine={step.mine} />
      ) : (
        inbox.data && (
          <Section>
            <EmptyState
              title={t('noSteps')}
              text={t('noStepsHelp')}
              action={<Link to="/schemes">{t('toSchemes')}</Link>}
            />
          </Section>
        )
      )}
    </Page>
  )
}

function InboxStep({ stepKey, mine }: { stepKey: string; mine: boolean }) {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const { books } = useBooks()
  const rule = books.flatMap((book) => book.reviewSteps).find((step) => step.key === stepKey)
  const panel = usePanel(`${place.code}.${stepKey}`)
  const [at, setAt] = useState(0)
  const [chosen, setChosen] = useState<string[]>([])
  const [passing, setPassing] = useState(false)
  const decide = useRef<Decide>(undefined)
  const asked = useAsk(listClaims, {
    query: { place: place.code, state: 'in_review', step: stepKey, sort: 'declared', pageSize: 200 },
  })
  const rows: ClaimRow[] = asked.data?.rows ?? []
  const claim = rows[Math.min(at, rows.length - 1)]
  const move = (by: number) =>
    setAt((before) => Math.max(0, Math.min(rows.length - 1, Math.min(before, rows.length - 1) + by)))
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((other) => other !== id) : [...before, id]))
  useReviewKeys({
    move,
    toggle: () => claim && toggle(claim.id),
    decide: (decision) => decide.current?.(decision),
  })
  if (asked.data && rows.length === 0)
    return (
      <Section>
        <EmptyState
          title={t('inboxDone')}
          text={t('inboxDoneHelp')}
          action={<Link to="/">{t('toToday')}</Link>}
        />
      </Section>
    )
  return (
    <>
      {rule?.panel && <PanelField panel={panel} rule={rule.panel} />}
      <Fault error={asked.error} again={() => void asked.refetch()} />
      <div className="inbox">
        <InboxList
          rows={rows}
          total={asked.data?.total ?? 0}
          shown={claim?.id}
          chosen={chosen}
          open={setAt}
          toggle={toggle}
        />
        <div className="inbox-claim">
          {chosen.length > 0 && (
            <div className="list-acts" role="status">
              <span>{t('chosenClaims', { count: chosen.length })}</span>
              <Button type="primary" disabled={!mine} onClick={() => setPassing(true)}>
                {t('passChosen')}
              </Button>
              <Button onClick={() => setChosen([])}>{t('clearChosen')}</Button>
            </div>
          )}
          {claim && (
            <ClaimReview
              key={claim.id}
              claimId={claim.id}
              stepKey={stepKey}
              mayDecide={mine}
              panel={panel.members}
              decide={decide}
            />
          )}
        </div>
      </div>
      <BatchPassDialog
        open={passing}
        stepKey={stepKey}
        claims={rows.filter((row) => chosen.includes(row.id))}
        panel={panel.members}
        close={() => setPassing(false)}
        passed={() => setChosen([])}
      />
    </>
  )
}
