import { useParams } from 'react-router'
import { getClaim } from '../../modules/points/contract.ts'
import { claimStates, signedPointsOf } from '../../modules/points/contract-claims.ts'
import { useAsk } from '../shell/api.ts'
import { Basis } from '../shell/Basis.tsx'
import { DetailPage } from '../shell/DetailPage.tsx'
import { EvidencePictures } from '../shell/EvidenceField.tsx'
import { say, useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { ClaimActs } from './ClaimActs.tsx'
import { ClaimFacts } from './ClaimFacts.tsx'
import { stateTones } from './claim-state.ts'
import { claimTimeline } from './claim-timeline.ts'
import { pointsLocale } from './locale.ts'
import { RectificationNotice } from './RectificationNotice.tsx'
import { SignedPoints } from './SignedPoints.tsx'

export function ClaimPage() {
  const t = useWords(pointsLocale)
  const { claimId = '' } = useParams()
  const asked = useAsk(getClaim, { params: { claimId } }, { keep: false })
  const claim = asked.data
  return (
    <DetailPage
      title={claim && t('claimTitle', { item: say(claim.itemName), head: claim.subjectName })}
      back={{ to: '/points/claims', label: t('claimsTitle') }}
      error={asked.error}
      again={() => void asked.refetch()}
      marks={
        claim && (
          <>
            <SignedPoints value={signedPointsOf(claim)} />
            <StateTag tone={stateTones[claim.state]}>{say(claimStates[claim.state])}</StateTag>
          </>
        )
      }
      actions={claim && <ClaimActs claim={claim} />}
      summary={claim && <ClaimFacts claim={claim} withHousehold />}
      {...(claim ? { timeline: claimTimeline(claim) } : {})}
    >
      {claim && (
        <>
          <RectificationNotice claim={claim} />
          <Section title={t('reason')}>
            <p className="review-reason">{claim.reason}</p>
            <EvidencePictures files={claim.evidence} large />
          </Section>
          <Section title={t('basis')}>
            <Basis basis={claim.basis} />
          </Section>
        </>
      )}
    </DetailPage>
  )
}
