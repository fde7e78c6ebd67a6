import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { stepAside } from '../../modules/points/contract.ts'
import { useAct } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { useWords } from '../shell/language.ts'
import type { ClaimDetail } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import type { PanelMember } from './PanelField.tsx'

interface StepAsideProps {
  claim: ClaimDetail
  stepKey: string
  panel: PanelMember[]
}

/** Who stepped aside from this claim here, and the note by which somebody does. */
export function StepAside({ claim, stepKey, panel }: StepAsideProps) {
  const t = useWords(pointsLocale)
  const [open, setOpen] = useState(false)
  const here = claim.recusals.filter((recusal) => recusal.stepKey === stepKey)
  return (
    <div className="step-aside">
      {here.map((recusal) => (
        <p key={recusal.name} className="quiet">
          {t('steppedAside', { name: recusal.name, reason: recusal.reason })}
        </p>
      ))}
      {open ? (
        <StepAsideForm claim={claim} stepKey={stepKey} panel={panel} close={() => setOpen(false)} />
      ) : (
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          {t('stepAside')}
        </Button>
      )}
    </div>
  )
}

function StepAsideForm({ claim, stepKey, panel, close }: StepAsideProps & { close: () => void }) {
  const t = useWords(pointsLocale)
  const act = useAct(stepAside, close)
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const send = () => {
    setMissing(reason.trim().length < 2)
    if (reason.trim().length < 2) return
    act.run({ params: { claimId: claim.id }, body: { stepKey, name: name || null, reason: reason.trim() } })
  }
  return (
    <Form layout="vertical" requiredMark={false} onFinish={send}>
      <Form.Item label={t('whoStepsAside')} htmlFor="aside-who">
        <Select
          id="aside-who"
          value={name}
          onChange={setName}
          options={[
            { value: '', label: t('myself') },
            ...panel.map((member) => ({ value: member.name, label: member.name })),
          ]}
        />
      </Form.Item>
      <Form.Item
        label={t('whyAside')}
        htmlFor="aside-why"
        {...(missing ? { validateStatus: 'error' as const, help: t('whyAsideMissing') } : {})}
      >
        <Input
          id="aside-why"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          placeholder={t('whyAsideHint')}
        />
      </Form.Item>
      <Button htmlType="submit" loading={act.busy}>
        {t('recordAside')}
      </Button>{' '}
      <Button type="link" onClick={close}>
        {t('notAside')}
      </Button>
      <Fault error={act.error} />
    </Form>
  )
}
