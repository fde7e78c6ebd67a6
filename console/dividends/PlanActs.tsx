import { PrinterOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useWords } from '../shell/language.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay } from '../shell/session.tsx'
import { dividendsLocale } from './locale.ts'
import { DropDialog, PayDialog, PubliciseDialog, ResolveDialog } from './PlanDialogs.tsx'
import { type Plan, planTones } from './plan-words.ts'

type Act = 'publicise' | 'resolve' | 'pay' | 'drop'

const nextAct: Partial<Record<Plan['state'], Exclude<Act, 'drop'>>> = {
  drafted: 'publicise',
  publicised: 'resolve',
  resolved: 'pay',
}

/** The next act of a plan as the button, the rest in a menu. */
export function PlanActs({ plan }: { plan: Plan }) {
  const t = useWords(dividendsLocale)
  const may = useMay()
  const navigate = useNavigate()
  const [open, setOpen] = useState<Act>()
  const next = nextAct[plan.state]
  const allowed = next && may(next === 'pay' ? 'dividends.pay' : 'dividends.plan')
  const close = () => setOpen(undefined)
  return (
    <>
      <StateTag tone={planTones[plan.state]}>{t(`state_${plan.state}`)}</StateTag>
      <Link to={`/dividends/plans/${plan.id}/credit-list`}>
        <Button>{t('creditList')}</Button>
      </Link>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'print',
              label: t('printSheet'),
              icon: <PrinterOutlined aria-hidden />,
              onClick: () => void navigate(`/dividends/plans/${plan.id}/print`),
            },
            ...(may('dividends.plan') && plan.state !== 'paid' && plan.state !== 'dropped'
              ? [{ key: 'drop', danger: true, label: t('drop'), onClick: () => setOpen('drop') }]
              : []),
          ],
        }}
      >
        <Button>{t('more')}</Button>
      </Dropdown>
      {allowed && (
        <Button type="primary" onClick={() => setOpen(next)}>
          {t(`act_${next}`)}
        </Button>
      )}
      <PubliciseDialog plan={plan} open={open === 'publicise'} close={close} />
      <ResolveDialog plan={plan} open={open === 'resolve'} close={close} />
      <PayDialog plan={plan} open={open === 'pay'} close={close} />
      <DropDialog plan={plan} open={open === 'drop'} close={close} />
    </>
  )
}
