import { Skeleton } from 'antd'
import { Link, useParams } from 'react-router'
import { creditList, getPlan } from '../../modules/dividends/contract.ts'
import { useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { showPeriod, showPoints, showYuan } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { PrintPage } from '../shell/PrintPage.tsx'
import { bracketed } from '../shell/phrases.ts'
import { dividendsLocale } from './locale.ts'
import './dividends.css'

/** The best households, recommended to the bank with the ceiling of a loan. */
export function CreditListPage() {
  const t = useWords(dividendsLocale)
  const { planId = '' } = useParams()
  const plan = useAsk(getPlan, { params: { planId } })
  const asked = useAsk(creditList, { params: { planId } })
  const list = asked.data
  if (!list || !plan.data)
    return (
      <div className="page">
        {asked.error ? <Fault error={asked.error} /> : <Skeleton active title={false} />}
      </div>
    )
  return (
    <PrintPage
      title={t('creditTitle', { year: showPeriod(plan.data.cycle) })}
      under={t('creditUnder', {
        ceiling: showYuan(list.ceilingFen),
        min: list.discountMinPercent,
        max: list.discountMaxPercent,
      })}
      place={plan.data.placeName}
      papers={['A4']}
      signers={[t('signDraft'), t('signSupervise')]}
      back={<Link to={`/dividends/plans/${planId}`}>{t('backToPlan')}</Link>}
    >
      <table>
        <thead>
          <tr>
            <th scope="col" className="figure-cell">
              {t('rank')}
            </th>
            <th scope="col">{t('householdNumber')}</th>
            <th scope="col">{t('head')}</th>
            <th scope="col" className="figure-cell">
              {t('points')}
            </th>
            <th scope="col" className="figure-cell">
              {t('limit')}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.householdId}>
              <td className="figure-cell">{row.rank}</td>
              <td>{row.householdNumber}</td>
              <td>{row.headName}</td>
              <td className="figure-cell">{showPoints(row.points)}</td>
              <td className="figure-cell">
                {row.limitFen === null ? t('bankDecides') : showYuan(row.limitFen)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="basis-sentences">
        {list.basis.map((one) => (
          <li key={one.rule.zh}>{bracketed(`${say(one.rule)} ${one.value}`, one.source)}</li>
        ))}
      </ul>
    </PrintPage>
  )
}
