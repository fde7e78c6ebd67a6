import { Link, useParams } from 'react-router'
import { getPlan, listPlanLines } from '../../modules/dividends/contract.ts'
import { pathOf, useAsk } from '../shell/api.ts'
import { showDay, showPeriod, showPoints, showYuan } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { type Speak, say, useWords } from '../shell/language.ts'
import type { Column } from '../shell/list-shape.ts'
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
        key: 'plan-lines',
        rowKey: (row) => row.householdId,
        defaultSort: 'number',
        exportPageSize: 1000,
        searchHint: t('searchLines'),
        filters: (['weighted', 'paid'] as const).map((name) => ({
          name,
          label: t(`filter_${name}`),
          fallback: 'all',
          options: (['all', 'yes', 'no'] as const).map((value) => ({ value, label: t(`choice_${value}`) })),
        })),
        columns: lineColumns(t),
        empty: { title: t('noLines') },
      }}
    />
  )
}

function lineColumns(t: Speak<NonNullable<(typeof dividendsLocale)['keys']>>): Column<PlanLine>[] {
  const yuan = (key: 'shareFen' | 'totalFen', title: string): Column<PlanLine> => ({
    key,
    title,
    figure: true,
    text: (row) => row[key] / 100,
    show: (row) => (key === 'totalFen' ? <strong>{showYuan(row[key])}</strong> : showYuan(row[key])),
    ...(key === 'totalFen' ? { sort: { down: '-total' } } : {}),
    width: 120,
  })
  return [
    {
      key: 'number',
      title: t('householdNumber'),
      text: (row) => row.householdNumber,
      sort: { up: 'number' },
      width: 90,
    },
    {
      key: 'head',
      title: t('head'),
      text: (row) => row.headName,
      show: (row) => <Link to={`/points/passbooks/${row.householdId}`}>{row.headName}</Link>,
      width: 110,
    },
    {
      key: 'shares',
      title: t('shares'),
      figure: true,
      text: (row) => row.shares / 100,
      show: (row) => showPoints(row.shares),
      width: 80,
    },
    yuan('shareFen', t('sharePart')),
    {
      key: 'points',
      title: t('points'),
      figure: true,
      text: (row) => row.points / 100,
      show: (row) =>
        row.weighted ? showPoints(row.points) : <span className="quiet">{t('notWeighted')}</span>,
      sort: { down: '-points' },
      width: 90,
    },
    {
      key: 'incentive',
      title: t('incentivePart'),
      figure: true,
      text: (row) => row.incentiveFen / 100,
      show: (row) => (
        <>
          {row.weighted ? showYuan(row.incentiveFen) : '—'}
          {row.capped && <span className="capped"> {t('cappedMark')}</span>}
        </>
      ),
      width: 130,
    },
    yuan('totalFen', t('sum')),
    {
      key: 'paid',
      title: t('paid'),
      text: (row) => (row.paid ? `${row.paid.number} ${row.paid.on} ${t(`method_${row.paid.method}`)}` : ''),
      show: (row) =>
        row.paid ? (
          <span className="figure-text" title={row.paid.number}>
            {showDay(row.paid.on)} {t(`method_${row.paid.method}`)}{' '}
            <span className="quiet">
              {t('paymentNumber', { number: row.paid.number.split('-').at(-1) ?? '' })}
            </span>
          </span>
        ) : (
          <span className="quiet">{t('notPaid')}</span>
        ),
      width: 210,
    },
  ]
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
