import { App, Form, Input } from 'antd'
import type { z } from 'zod'
import { getPassbook } from '../../modules/points/contract.ts'
import { type enrolment, leaveScheme } from '../../modules/points/contract-enrolments.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showCount, showDate, showPoints, today } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { pointsLocale } from './locale.ts'

type Enrolment = z.infer<typeof enrolment>

/** A household withdraws: what its passbook holds and what is still open stand before, the receipt after. */
export function LeaveDialog({
  enrolment: one,
  close,
}: {
  enrolment: Enrolment | undefined
  close: () => void
}) {
  const t = useWords(pointsLocale)
  const { modal } = App.useApp()
  const passbook = useAsk(getPassbook, one ? { params: { householdId: one.householdId }, query: {} } : null, {
    keep: false,
  }).data
  const act = useAct(leaveScheme, (reply) => {
    close()
    void modal.success({
      title: t('leftReceipt', { head: reply.headName, date: showDate(reply.leftOn ?? today()) }),
      content: t('leftReceiptText'),
    })
  })
  return (
    <ActDialog<{ leftOn: string; reason?: string }>
      open={one !== undefined}
      title={t('leaveTitle', { head: one?.headName ?? '' })}
      verb={t('leave')}
      effect={
        <>
          <p>{t('leaveEffect')}</p>
          {passbook && one && (
            <Figures
              items={[
                {
                  label: t('balanceKept'),
                  value: showPoints(passbook.balance),
                  to: `/points/passbooks/${one.householdId}`,
                },
                {
                  label: t('claimsOpen'),
                  value: showCount(passbook.pending.length),
                  to: `/points/claims?search=${one.householdNumber}`,
                },
              ]}
            />
          )}
        </>
      }
      initial={{ leftOn: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ leftOn, reason }) =>
        one && act.run({ params: { enrolmentId: one.id }, body: { leftOn, reason: reason ?? '' } })
      }
    >
      <Form.Item name="leftOn" label={t('leaveDay')} rules={[{ required: true }]}>
        <DateField max={today()} />
      </Form.Item>
      <Form.Item name="reason" label={t('reasonOptional')}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </ActDialog>
  )
}
