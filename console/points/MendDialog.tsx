import { App, Form, Input } from 'antd'
import { settleRectification } from '../../modules/points/contract.ts'
import { signedPointsOf } from '../../modules/points/contract-claims.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { EvidenceField } from '../shell/EvidenceField.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showDate, showSigned, today } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import type { ClaimDetail } from './claim-state.ts'
import { pointsLocale } from './locale.ts'

interface Mending {
  mendedOn: string
  note: string
  evidence?: string[]
}

interface MendDialogProps {
  claim: ClaimDetail
  open: boolean
  close: () => void
}

/** Writes down that a fault was mended, with its pictures; what it changes stands above in figures. */
export function MendDialog({ claim, open, close }: MendDialogProps) {
  const t = useWords(pointsLocale)
  const { modal } = App.useApp()
  const [form] = Form.useForm<Mending>()
  const mendedOn = Form.useWatch('mendedOn', form) ?? today()
  const dueOn = claim.rectification?.dueOn ?? today()
  const points = showSigned(signedPointsOf(claim))
  const act = useAct(settleRectification, (reply) => {
    close()
    const waived = reply.state === 'waived'
    void modal.success({
      title: t(waived ? 'mendedWaived' : 'mendedLate', { head: claim.subjectName, points }),
      content: t('mendedReceipt', {
        number: reply.rectification?.number ?? '',
        date: showDate(reply.rectification?.mendedOn ?? mendedOn),
        count: reply.rectification?.evidence.length ?? 0,
      }),
    })
  })
  const inTime = mendedOn <= dueOn
  return (
    <ActDialog<Mending>
      open={open}
      form={form}
      title={t('mendTitle')}
      verb={t('recordMending')}
      effect={
        <>
          <p>{t('mendEffect')}</p>
          <Figures
            items={[
              { label: t('mendBy'), value: showDate(dueOn) },
              { label: t('thisDeduction'), value: points },
              {
                label: t('thenCounts'),
                value: inTime ? '0' : points,
                note: t(inTime ? 'mendInTime' : 'mendTooLate'),
              },
            ]}
          />
        </>
      }
      initial={{ mendedOn: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) =>
        act.run({
          params: { claimId: claim.id },
          body: { ...values, evidence: values.evidence ?? [], revision: claim.revision },
        })
      }
    >
      <Form.Item name="mendedOn" label={t('mendedOn')} rules={[{ required: true }]}>
        <DateField max={today()} />
      </Form.Item>
      <Form.Item
        name="note"
        label={t('mendNote')}
        rules={[{ required: true, min: 2, message: t('mendNoteMissing') }]}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
      <Form.Item name="evidence" label={t('mendEvidence')}>
        <EvidenceField
          purpose="evidence"
          placeCode={claim.placeCode}
          {...(claim.householdId ? { householdId: claim.householdId } : {})}
        />
      </Form.Item>
    </ActDialog>
  )
}
