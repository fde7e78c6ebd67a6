import { Skeleton } from 'antd'
import { Link } from 'react-router'
import { getClaim } from '../../modules/points/contract.ts'
import { claimStates, signedPointsOf } from '../../modules/points/contract-claims.ts'
import { useAsk } from '../shell/api.ts'
import { Basis } from '../shell/Basis.tsx'
import { EvidencePictures } from '../shell/EvidenceField.tsx'
import { Fault } from '../shell/Fault.tsx'
import { say, useWords } from '../shell/language.ts'
import { Panel } from '../shell/Panel.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { Timeline } from '../shell/Timeline.tsx'
import { ClaimActs } from './ClaimActs.tsx'
import { ClaimFacts } from './ClaimFacts.tsx'
import { stateTones } from './claim-state.ts'
import { claimTimeline } from './claim-timeline.ts'
import { pointsLocale } from './locale.ts'
import { RectificationNotice } from './RectificationNotice.tsx'
import { SignedPoints } from './SignedPoints.tsx'

/** A claim beside its list. */
export function ClaimPanel({ claimId, close }: { claimId: string; close: () => void }) {
  const t = useWords(pointsLocale)
  const asked = useAsk(getClaim, { params: { claimId } }, { keep: false })
  const claim = asked.data
  if (!claim)
    return (
      <Panel title={t('claim')} close={close}>
        <Fault error={asked.error} again={() => void asked.refetch()} />
        <Skeleton active title={false} paragraph={{ rows: 8 }} />
      </Panel>
    )
  return (
    <Panel
      title={
        <>
          {say(claim.itemName)} <SignedPoints value={signedPointsOf(claim)} />
        </>
      }
      marks={<StateTag tone={stateTones[claim.state]}>{say(claimStates[claim.state])}</StateTag>}
      close={close}
    >
      <div className="stack">
        <p>{claim.reason}</p>
        {claim.evidence.length > 0 && <EvidencePictures files={claim.evidence} />}
        <RectificationNotice claim={claim} />
        <ClaimFacts claim={claim} withHousehold />
        <Basis basis={claim.basis} />
        <ClaimActs claim={claim} />
        <Link to={`/points/claims/${claim.id}`}>{t('wholeClaim')}</Link>
        <Timeline entries={claimTimeline(claim)} />
      </div>
    </Panel>
  )
}
