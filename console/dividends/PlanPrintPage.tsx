import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { Link, useParams } from 'react-router'
import { getPlan, listPlanLines } from '../../modules/dividends/contract.ts'
import { type ApiError, call } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { showPeriod, showPoints, showYuan } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Across } from '../shell/Page.tsx'
import { PrintPage } from '../shell/PrintPage.tsx'
import { bracketed } from '../shell/phrases.ts'
import { LinesPreview } from './LinesPreview.tsx'
import './dividends.css'
import { dividendsLocale } from './locale.ts'
import type { Plan, PlanLine } from './plan-words.ts'

async function readWhole(planId: string): Promise<{ plan: Plan; lines: PlanLine[] }> {
  const plan = await call(getPlan, { params: { planId } })
  const lines: PlanLine[] = []
  for (let page = 1; ; page += 1) {
    const reply = await call(listPlanLines, { params: { planId }, query: { page, pageSize: 1000 } })
    lines.push(...reply.rows)
    if (lines.length >= reply.total || reply.rows.length === 0) return { plan, lines }
  }
}

/** The worksheet on paper, for the congress and the file; the public sheet is the publicity list. */
export function PlanPrintPage() {
  const t = useWords(dividendsLocale)
  const { planId = '' } = useParams()
  const asked = useQuery<{ plan: Plan; lines: PlanLine[] }, ApiError>({
    queryKey: [getPlan.path, planId, 'whole'],
    queryFn: () => readWhole(planId),
  })
  if (!asked.data)
    return asked.error ? <Fault error={asked.error} /> : <Skeleton active title={false} className="page" />
  const { plan, lines } = asked.data
  const { figures } = plan
  return (
    <PrintPage
      title={t('sheetTitle', { place: plan.placeName, year: showPeriod(plan.cycle) })}
      under={t('sheetUnder', {
        price: showYuan(plan.priceFen),
        points: showPoints(figures.points),
        sum: showYuan(figures.totalPaidFen),
      })}
      place={plan.placeName}
      publicPath={`/village/${plan.placeCode}`}
      signers={[t('signDraft'), t('signCheck'), t('signSupervise')]}
      back={<Link to={`/dividends/plans/${planId}`}>{t('backToPlan')}</Link>}
    >
      <ol className="basis-sentences">
        {plan.basis.map((one) => (
          <li key={one.rule.zh}>{bracketed(`${say(one.rule)} ${one.value}`, one.source)}</li>
        ))}
      </ol>
      <Across label={t('sheetTitle', { place: plan.placeName, year: showPeriod(plan.cycle) })}>
        <LinesPreview lines={lines} />
      </Across>
      <p>
        {t('sheetTotals', {
          share: showYuan(figures.sharePaidFen),
          incentive: showYuan(figures.incentivePaidFen),
          sum: showYuan(figures.totalPaidFen),
          shareRest: showYuan(figures.shareRemainderFen),
          incentiveRest: showYuan(figures.incentiveRemainderFen),
        })}
      </p>
    </PrintPage>
  )
}
