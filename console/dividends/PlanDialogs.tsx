import { App, Form, Input, Radio, Select } from 'antd'
import { Link } from 'react-router'
import { dropPlan, payPlan, publicisePlan, resolvePlan } from '../../modules/dividends/contract.ts'
import { payMethods } from '../../modules/dividends/contract-lists.ts'
import { listResolutions } from '../../modules/meetings/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showCount, showDate, showPeriod, showYuan, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { bracketed } from '../shell/phrases.ts'
import { dividendsLocale } from './locale.ts'
import type { Plan } from './plan-words.ts'

interface DialogProps {
  plan: Plan
  open: boolean
  close: () => void
}

export function PubliciseDialog({ plan, open, close }: DialogProps) {
  const t = useWords(dividendsLocale)
  const act = useAct(publicisePlan, close)
  return (
    <ActDialog<{ opensOn: string; spot: string }>
      open={open}
      title={t('act_publicise')}
      verb={t('act_publicise')}
      effect={<p>{t('publiciseEffect', { count: plan.figures.households })}</p>}
      initial={{ opensOn: today(), spot: localStorage.getItem(`shanzhi.spot.${plan.placeCode}`) ?? '' }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) =>
        act.run({ params: { planId: plan.id }, body: { ...values, revision: plan.revision } })
      }
    >
      <Form.Item name="opensOn" label={t('opensOn')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <Form.Item
        name="spot"
        label={t('spot')}
        rules={[{ required: true, min: 2, message: t('spotMissing') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
    </ActDialog>
  )
}

export function ResolveDialog({ plan, open, close }: DialogProps) {
  const t = useWords(dividendsLocale)
  const asked = useAsk(listResolutions, open ? { query: { place: plan.placeCode } } : null)
  const act = useAct(resolvePlan, close)
  const passed = (asked.data ?? []).filter((one) => one.passed)
  const subject = encodeURIComponent(t('resolutionSubject', { year: showPeriod(plan.cycle) }))
  const to = encodeURIComponent(`/dividends/plans/${plan.id}`)
  return (
    <ActDialog<{ resolutionId: string }>
      open={open}
      title={t('act_resolve')}
      verb={t('act_resolve')}
      effect={<p>{t('resolveEffect')}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ resolutionId }) =>
        act.run({ params: { planId: plan.id }, body: { resolutionId, revision: plan.revision } })
      }
    >
      <Form.Item
        name="resolutionId"
        label={t('resolution')}
        extra={<Link to={`/meetings/new?title=${subject}&to=${to}`}>{t('recordResolution')}</Link>}
        rules={[{ required: true, message: t('resolutionMissing') }]}
      >
        <Select
          placeholder={t('pickResolution')}
          notFoundContent={t('noResolution')}
          options={passed.map((one) => ({
            value: one.id,
            label: bracketed(one.title, showDate(one.heldOn)),
          }))}
        />
      </Form.Item>
    </ActDialog>
  )
}

export function PayDialog({ plan, open, close }: DialogProps) {
  const t = useWords(dividendsLocale)
  const { modal } = App.useApp()
  const act = useAct(payPlan, (reply) => {
    close()
    void modal.success({
      title: t('paidResult'),
      content: t('paidResultText', {
        households: showCount(reply.paidHouseholds),
        sum: showYuan(reply.paidFen),
      }),
    })
  })
  return (
    <ActDialog<{ paidOn: string; method: 'bank' | 'cash' }>
      open={open}
      width={620}
      title={t('act_pay')}
      verb={t('payNow', { sum: showYuan(plan.figures.totalPaidFen) })}
      effect={
        <>
          <Figures
            items={[
              { label: t('households'), value: showCount(plan.figures.households) },
              { label: t('sharePart'), value: showYuan(plan.figures.sharePaidFen) },
              { label: t('incentivePart'), value: showYuan(plan.figures.incentivePaidFen) },
              { label: t('totalPaid'), value: showYuan(plan.figures.totalPaidFen) },
            ]}
          />
          <p>{t('payEffect')}</p>
        </>
      }
      initial={{ paidOn: today(), method: 'bank' }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) =>
        act.run({ params: { planId: plan.id }, body: { ...values, revision: plan.revision } })
      }
    >
      <Form.Item name="paidOn" label={t('paidOn')} rules={[{ required: true }]}>
        <DateField max={today()} />
      </Form.Item>
      <Form.Item name="method" label={t('method')}>
        <Radio.Group
          options={(['bank', 'cash'] as const).map((value) => ({ value, label: say(payMethods[value]) }))}
        />
      </Form.Item>
    </ActDialog>
  )
}

export function DropDialog({ plan, open, close }: DialogProps) {
  const t = useWords(dividendsLocale)
  const act = useAct(dropPlan, close)
  return (
    <ActDialog<{ reason: string }>
      open={open}
      danger
      title={t('drop')}
      verb={t('drop')}
      effect={<p>{t('dropEffect')}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ reason }) =>
        act.run({ params: { planId: plan.id }, body: { reason, revision: plan.revision } })
      }
    >
      <Form.Item
        name="reason"
        label={t('reason')}
        rules={[{ required: true, min: 4, message: t('reasonMissing') }]}
      >
        <Input.TextArea rows={3} maxLength={200} />
      </Form.Item>
    </ActDialog>
  )
}
