import { Link, useParams } from 'react-router'
import { getPlan, listPlanLines } from '../../modules/dividends/contract.ts'
import { payMethods, planLinesList } from '../../modules/dividends/contract-lists.ts'
import { pathOf, useAsk } from '../shell/api.ts'
import { showDay, showPeriod, showPoints, showYuan } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { dividendsLocale } from './locale.ts'
import { PlanActs } from './PlanActs.tsx'
import { PlanFigureStrip } from './PlanFigureStrip.tsx'
import { type Plan, type PlanLine, planStates } from './plan-words.ts'
import './dividends.css'

/** The worksheet: how the pools were parted, by which rules, household by household, and where it stands. */
export function PlanPage() {
  const t = useWords(dividendsLocale)
  const { planId = '' } = useParams()
  const asked = useAsk(getPlan, { params: { planId } }, { keep: false })
  const plan = asked.data
  return (
    <ListPage
      title={plan ? t('planTitle', { year: showPeriod(plan.cycle) }) : t('title')}
      intro={plan && t('planIntro', { price: showYuan(plan.priceFen) })}
      back={{ to: '/dividends', label: t('title') }}
      actions={plan && <PlanActs plan={plan} />}
      above={plan && <PlanSummary plan={plan} />}
      route={{ ...listPlanLines, path: pathOf(listPlanLines, { planId }) }}
      query={(state) => ({
        search: state.search,
        page: state.page,
        pageSize: state.pageSize,
        sort: (state.sort || 'number') as 'number',
        weighted: (state.filter('weighted') ?? 'all') as 'all',
        paid: (state.filter('paid') ?? 'all') as 'all',
      })}
      list={{
        definition: planLinesList,
        rowKey: (row) => row.householdId,
        defaultSort: 'number',
        searchHint: t('searchLines'),
        shows: {
          head: (row) => <Link to={`/points/passbooks/${row.householdId}`}>{row.headName}</Link>,
          points: (row) =>
            row.weighted ? showPoints(row.points) : <span className="quiet">{t('notWeighted')}</span>,
          incentiveFen: (row) => (
            <>
              {row.weighted ? showYuan(row.incentiveFen) : '—'}
              {row.capped && <span className="capped"> {t('cappedMark')}</span>}
            </>
          ),
          totalFen: (row) => <strong>{showYuan(row.totalFen)}</strong>,
          paid: (row) => <PaidCell line={row} />,
        },
        empty: { title: t('noLines') },
      }}
    />
  )
}

function PaidCell({ line: { paid } }: { line: PlanLine }) {
  const t = useWords(dividendsLocale)
  if (!paid) return <span className="quiet">{t('notPaid')}</span>
  return (
    <span className="figure-text" title={paid.number}>
      {showDay(paid.on)} {say(payMethods[paid.method])}{' '}
      <span className="quiet">{t('paymentNumber', { number: paid.number.split('-').at(-1) ?? '' })}</span>
    </span>
  )
}

function PlanSummary({ plan }: { plan: Plan }) {
  const t = useWords(dividendsLocale)
  const at = (planStates as readonly string[]).indexOf(plan.state)
  return (
    <>
      {plan.state !== 'dropped' && (
        <ol className="plan-states" aria-label={t('state')}>
          {planStates.map((state, index) => (
            <li
              key={state}
              className={index <= at ? 'plan-state-done' : undefined}
              {...(index === at ? { 'aria-current': 'step' as const } : {})}
            >
              {t(`state_${state}`)}
            </li>
          ))}
        </ol>
      )}
      <PlanFigureStrip figures={plan.figures} planId={plan.id} />
      <Section title={t('howCounted')}>
        <ol className="basis-sentences">
          {plan.basis.map((one) => (
            <li key={one.rule.zh}>
              {say(one.rule)} <b>{one.value}</b> <span className="quiet">{one.source}</span>
            </li>
          ))}
        </ol>
      </Section>
    </>
  )
}
