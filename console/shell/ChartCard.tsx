import { Segmented } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ChartData } from './Chart.tsx'
import { ExportButton } from './ExportButton.tsx'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import { Section } from './Page.tsx'

const Chart = lazy(() => import('./Chart.tsx'))

interface ChartCardProps {
  title: string
  /** The same in words, for who does not see it. */
  label: string
  data: ChartData
  /** Heading of the first column of the table. */
  categoryTitle: string
  /** A cell of the first column, where it opens the list it counts. */
  link?: (index: number) => ReactNode
  /** Address of its table as a workbook. */
  workbook: string
  height?: number
}

/** A chart with its table and its download. */
export function ChartCard({
  title,
  label,
  data,
  categoryTitle,
  link,
  workbook,
  height = 240,
}: ChartCardProps) {
  const t = useWords(shellLocale)
  const [shape, setShape] = useState<'chart' | 'table'>('chart')
  return (
    <Section
      title={title}
      extra={
        <>
          <Segmented
            size="small"
            aria-label={t('shapeOfData')}
            value={shape}
            onChange={setShape}
            options={[
              { value: 'chart', label: t('chart') },
              { value: 'table', label: t('table') },
            ]}
          />
          <ExportButton bare size="small" label={t('downloadTable', { title })} address={() => workbook} />
        </>
      }
    >
      {shape === 'chart' ? (
        <Suspense fallback={<div style={{ height }} />}>
          <Chart data={data} label={label} height={height} />
        </Suspense>
      ) : (
        <ChartTable data={data} categoryTitle={categoryTitle} {...(link ? { link } : {})} />
      )}
    </Section>
  )
}

function ChartTable({ data, categoryTitle, link }: Pick<ChartCardProps, 'data' | 'categoryTitle' | 'link'>) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{categoryTitle}</th>
          {data.series.map((series) => (
            <th key={series.name} scope="col" className="figure-cell">
              {series.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.categories.map((category, index) => (
          <tr key={category}>
            <td>{link ? link(index) : category}</td>
            {data.series.map((series) => (
              <td key={series.name} className="figure-cell">
                {data.show(series.values[index] ?? 0)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
