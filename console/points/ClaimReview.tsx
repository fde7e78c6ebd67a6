import { Button, Form, Input, Skeleton } from 'antd'
import { type RefObject, useEffect, useState } from 'react'
import { Link } from 'react-router'
import { decideClaim, getClaim } from '../../modules/points/contract.ts'
import { signedPointsOf } from '../../modules/points/contract-claims.ts'
import { useAct, useAsk } from '../shell/api.ts'
import { Basis } from '../shell/Basis.tsx'
import { EvidencePictures } from '../shell/EvidenceField.tsx'
import { Fault } from '../shell/Fault.tsx'
import { HundredthsField } from '../shell/HundredthsField.tsx'
import { say, useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { ClaimFacts } from './ClaimFacts.tsx'
import type { ClaimDetail } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import type { PanelMember } from './PanelField.tsx'
import { SignedPoints } from './SignedPoints.tsx'
import { StepAside } from './StepAside.tsx'

type Decision = 'pass' | 'return' | 'reject'
export type Decide = ((decision: Decision) => void) | undefined

interface ClaimReviewProps {
  claimId: string
  stepKey: string
  mayDecide: boolean
  panel: PanelMember[]
  /** Where the keyboard finds how the claim on screen is decided. */
  decide: RefObject<Decide>
}

export function ClaimReview(props: ClaimReviewProps) {
  const asked = useAsk(getClaim, { params: { claimId: props.claimId } }, { keep: false })
  if (!asked.data)
    return (
      <Section>
        <Fault error={asked.error} again={() => void asked.refetch()} />
        <Skeleton active title={false} paragraph={{ rows: 10 }} />
      </Section>
    )
  return (
    <section className="section review">
      <ReviewedClaim claim={asked.data} />
      <DecisionForm {...props} claim={asked.data} />
    </section>
  )
}

function ReviewedClaim({ claim }: { claim: ClaimDetail }) {
  const t = useWords(pointsLocale)
  return (
    <div className="review-main">
      <div className="review-title">
        <h2>{say(claim.itemName)}</h2>
        <SignedPoints value={signedPointsOf(claim)} />
      </div>
      <div>
        <Link to={`/households/${claim.householdId}`}>
          {[claim.subjectName, claim.householdNumber].filter(Boolean).join(' · ')}
        </Link>
      </div>
      <p className="review-reason">{claim.reason}</p>
      <EvidencePictures files={claim.evidence} large />
      <h3>{t('facts')}</h3>
      <ClaimFacts claim={claim} />
      <h3>{t('basis')}</h3>
      <Basis basis={claim.basis} />
    </div>
  )
}

function DecisionForm({
  claim,
  stepKey,
  mayDecide,
  panel,
  decide: latest,
}: ClaimReviewProps & { claim: ClaimDetail }) {
  const t = useWords(pointsLocale)
  const [note, setNote] = useState('')
  const [points, setPoints] = useState<number | null>(null)
  const [noteMissing, setNoteMissing] = useState(false)
  const act = useAct(decideClaim)
  const aside = claim.recusals.filter((recusal) => recusal.stepKey === stepKey)
  const seated = panel.filter((member) => !aside.some((recusal) => recusal.name === member.name))
  const able = mayDecide && claim.may.includes('decide') && !act.busy
  const decide = (decision: Decision) => {
    if (!able) return
    const missing = decision !== 'pass' && note.trim() === ''
    setNoteMissing(missing)
    if (missing) return document.getElementById('review-note')?.focus()
    act.run({
      params: { claimId: claim.id },
      body: { stepKey, decision, points, panel: seated, note: note.trim(), revision: claim.revision },
    })
  }
  useEffect(() => {
    latest.current = decide
    return () => {
      latest.current = undefined
    }
  })
  return (
    <div className="review-side">
      <Form layout="vertical" requiredMark={false}>
        <Form.Item label={t('decidedPoints')} htmlFor="review-points" extra={t('decidedPointsHelp')}>
          <HundredthsField
            id="review-points"
            value={points ?? claim.proposed}
            onChange={setPoints}
            min={0}
            disabled={!able}
          />
        </Form.Item>
        <Form.Item
          label={t('opinion')}
          htmlFor="review-note"
          {...(noteMissing ? { validateStatus: 'error' as const, help: t('opinionMissing') } : {})}
        >
          <Input.TextArea
            id="review-note"
            rows={3}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            placeholder={t('opinionHint')}
            disabled={!able}
          />
        </Form.Item>
      </Form>
      <DecisionButtons able={able} busy={act.busy} decide={decide} />
      {!claim.may.includes('decide') && (
        <p className="quiet">{t(claim.recusalGround ? `recusal_${claim.recusalGround}` : 'notYourStep')}</p>
      )}
      {mayDecide && claim.recusalGround !== 'stated' && (
        <StepAside claim={claim} stepKey={stepKey} panel={seated} />
      )}
      <Fault error={act.error} />
      <p className="review-keys">{t('reviewKeys')}</p>
    </div>
  )
}

function DecisionButtons(props: { able: boolean; busy: boolean; decide: (decision: Decision) => void }) {
  const t = useWords(pointsLocale)
  return (
    <div className="review-buttons">
      <Button
        type="primary"
        size="large"
        disabled={!props.able}
        loading={props.busy}
        onClick={() => props.decide('pass')}
      >
        {t('pass')}
        <kbd aria-hidden>P</kbd>
      </Button>
      <Button disabled={!props.able} onClick={() => props.decide('return')}>
        {t('return')}
        <kbd aria-hidden>R</kbd>
      </Button>
      <Button danger disabled={!props.able} onClick={() => props.decide('reject')}>
        {t('reject')}
        <kbd aria-hidden>X</kbd>
      </Button>
    </div>
  )
}
