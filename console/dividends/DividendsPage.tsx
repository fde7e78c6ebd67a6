import { Button, Skeleton } from 'antd'
import { Link } from 'react-router'
import { listPlans } from '../../modules/dividends/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showCount, showInstant, showPeriod, showYuan } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { dividendsLocale } from './locale.ts'
import { type Plan, planTones } from './plan-words.ts'

export function DividendsPage() {
  const t = useWords(dividendsLocale)
  const place = usePlace()
  const may = useMay()
  const asked = useAsk(listPlans, { query: { place: place.code } })
  const start = may('dividends.plan') && (
    <Link to="/dividends/new">
      <Button type="primary">{t('newPlan')}</Button>
    </Link>
  )
  return (
    <Page title={t('title')} intro={t('intro')} actions={start}>
      <Fault error={asked.error} again={() => void asked.refetch()} />
      <Section flush={Boolean(asked.data?.length)}>
        {!asked.data && !asked.error && <Skeleton active title={false} />}
        {asked.data?.length === 0 && <EmptyState title={t('none')} text={t('noneHelp')} action={start} />}
        {asked.data && asked.data.length > 0 && <PlanTable plans={asked.data} />}
      </Section>
    </Page>
  )
}

function PlanTable({ plans }: { plans: Plan[] }) {
  const t = useWords(dividendsLocale)
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('year')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col" className="figure-cell">
            {t('sharePart')}
          </th>
          <th scope="col" className="figure-cell">
            {t('incentivePart')}
          </th>
          <th scope="col" className="figure-cell">
            {t('price')}
          </th>
          <th scope="col" className="figure-cell">
            {t('totalPaid')}
          </th>
          <th scope="col" className="figure-cell">
            {t('paidHouseholds')}
          </th>
          <th scope="col">{t('draftedAt')}</th>
        </tr>
      </thead>
      <tbody>
        {plans.map((plan) => (
          <tr key={plan.id}>
            <td>
              <Link to={`/dividends/plans/${plan.id}`}>{showPeriod(plan.cycle)}</Link>
              {plan.attempt > 1 && <span className="quiet"> {t('attempt', { number: plan.attempt })}</span>}
            </td>
            <td>
              <StateTag tone={planTones[plan.state]}>{t(`state_${plan.state}`)}</StateTag>
            </td>
            <td className="figure-cell">{showYuan(plan.figures.sharePaidFen)}</td>
            <td className="figure-cell">{showYuan(plan.figures.incentivePaidFen)}</td>
            <td className="figure-cell">{showYuan(plan.priceFen)}</td>
            <td className="figure-cell">{showYuan(plan.figures.totalPaidFen)}</td>
            <td className="figure-cell">
              {showCount(plan.paidHouseholds)} / {showCount(plan.figures.households)}
            </td>
            <td>{showInstant(plan.draftedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
