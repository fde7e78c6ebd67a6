import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { withdrawClaim } from '../../modules/points/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { useWords } from '../shell/language.ts'
import type { ClaimDetail } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import { MendDialog } from './MendDialog.tsx'

/** What this person may do with the claim now. */
export function ClaimActs({ claim }: { claim: ClaimDetail }) {
  const t = useWords(pointsLocale)
  const [open, setOpen] = useState<'withdraw' | 'mend' | null>(null)
  const close = () => setOpen(null)
  if (claim.may.length === 0) return null
  return (
    <div className="row-of-buttons">
      {claim.may.includes('decide') && claim.stepKey && (
        <Link to={`/points/inbox?step=${claim.stepKey}`}>
          <Button type="primary">{t('toReview')}</Button>
        </Link>
      )}
      {claim.may.includes('settle_rectification') && (
        <Button type="primary" onClick={() => setOpen('mend')}>
          {t('recordMending')}
        </Button>
      )}
      {claim.may.includes('amend') && (
        <Link to={`/points/claims/${claim.id}/amend`}>
          <Button>{t('amend')}</Button>
        </Link>
      )}
      {claim.may.includes('withdraw') && <Button onClick={() => setOpen('withdraw')}>{t('withdraw')}</Button>}
      <WithdrawDialog claim={claim} open={open === 'withdraw'} close={close} />
      <MendDialog claim={claim} open={open === 'mend'} close={close} />
    </div>
  )
}

interface DialogProps {
  claim: ClaimDetail
  open: boolean
  close: () => void
}

function WithdrawDialog({ claim, open, close }: DialogProps) {
  const t = useWords(pointsLocale)
  const act = useAct(withdrawClaim, close)
  return (
    <ActDialog<{ reason?: string }>
      open={open}
      title={t('withdrawTitle')}
      verb={t('withdraw')}
      effect={<p>{t('withdrawEffect')}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ reason }) =>
        act.run({ params: { claimId: claim.id }, body: { revision: claim.revision, reason: reason ?? '' } })
      }
    >
      <Form.Item name="reason" label={t('reasonOptional')}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </ActDialog>
  )
}
