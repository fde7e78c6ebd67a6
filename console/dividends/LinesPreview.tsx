import { showPoints, showYuan } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { dividendsLocale } from './locale.ts'
import type { PlanLine } from './plan-words.ts'

/** Lines of the worksheet, as anyone can follow them: shares and points, what each gives, the sum. */
export function LinesPreview({ lines }: { lines: PlanLine[] }) {
  const t = useWords(dividendsLocale)
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('householdNumber')}</th>
          <th scope="col">{t('head')}</th>
          <th scope="col" className="figure-cell">
            {t('shares')}
          </th>
          <th scope="col" className="figure-cell">
            {t('sharePart')}
          </th>
          <th scope="col" className="figure-cell">
            {t('points')}
          </th>
          <th scope="col" className="figure-cell">
            {t('incentivePart')}
          </th>
          <th scope="col" className="figure-cell">
            {t('sum')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.householdId}>
            <td>{line.householdNumber}</td>
            <td>{line.headName}</td>
            <td className="figure-cell">{showPoints(line.shares)}</td>
            <td className="figure-cell">{showYuan(line.shareFen)}</td>
            <td className="figure-cell">{line.weighted ? showPoints(line.points) : '—'}</td>
            <td className="figure-cell">{line.weighted ? showYuan(line.incentiveFen) : '—'}</td>
            <td className="figure-cell">
              <strong>{showYuan(line.totalFen)}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
