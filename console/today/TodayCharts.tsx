import { useMemo } from 'react'
import { Link } from 'react-router'
import { daysInMonth } from '../../engines/calendar/plain-date.ts'
import { workbookPath } from '../../engines/contract/list.ts'
import type { RouteReply } from '../../engines/contract/route.ts'
import { getOverview } from '../../modules/points/contract.ts'
import { chartPaths } from '../../modules/points/contract-charts.ts'
import { useBooks } from '../points/books.ts'
import { queryText, useAsk } from '../shell/api.ts'
import type { ChartData } from '../shell/Chart.tsx'
import { ChartCard } from '../shell/ChartCard.tsx'
import { Fault } from '../shell/Fault.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showCount, showMonth, showPercent, showPeriod, showPoints, showSigned } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { useMay, usePlace } from '../shell/session.tsx'
import { todayLocale } from './locale.ts'

type Overview = RouteReply<typeof getOverview>

/** '2026-02' → '2026-02-28'. */
const lastDayOf = (month: string) =>
  `${month}-${String(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))).padStart(2, '0')}`

const shown = (value: number) => showPoints(value * 100)

export function TodayCharts() {
  const place = usePlace()
  const may = useMay()
  const { book } = useBooks()
  const asked = useAsk(
    getOverview,
    book && may('points.read_all') ? { query: { place: place.code, cycle: book.cycle } } : null,
  )
  if (!book) return null
  return (
    <>
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {asked.data && <Charts overview={asked.data} cycle={book.cycle} />}
    </>
  )
}

function Charts({ overview, cycle }: { overview: Overview; cycle: string }) {
  const t = useWords(todayLocale)
  const year = showPeriod(cycle)
  const place = usePlace()
  const workbook = (chart: keyof typeof chartPaths) =>
    workbookPath(chartPaths[chart]) + queryText({ place: place.code, cycle })
  return (
    <>
      <Figures
        items={[
          { label: t('households'), value: showCount(overview.households), to: '/households' },
          {
            label: t('withEntries'),
            value: showCount(overview.withEntries),
            note: showPercent(overview.withEntries, overview.households),
            to: `/points/passbooks?sort=-gained&cycle=${cycle}`,
          },
          {
            label: t('gained'),
            value: showSigned(overview.totalGained),
            to: '/points/claims?state=posted&direction=plus',
          },
          {
            label: t('lost'),
            value: showSigned(-Math.abs(overview.totalLost)),
            to: '/points/claims?state=posted&direction=minus',
          },
        ]}
      />
      <div className="today-charts">
        <div>
          <MonthChart overview={overview} year={year} workbook={workbook('months')} />
          <ItemChart overview={overview} workbook={workbook('items')} />
        </div>
        <GroupChart overview={overview} cycle={cycle} workbook={workbook('groups')} />
      </div>
    </>
  )
}

function MonthChart({ overview, year, workbook }: { overview: Overview; year: string; workbook: string }) {
  const t = useWords(todayLocale)
  const data = useMemo<ChartData>(
    () => ({
      categories: overview.byMonth.map((row) => showMonth(row.month)),
      series: [
        { name: t('gained'), kind: 'plus', values: overview.byMonth.map((row) => row.gained / 100) },
        { name: t('lost'), kind: 'minus', values: overview.byMonth.map((row) => -Math.abs(row.lost) / 100) },
      ],
      stacked: true,
      show: shown,
    }),
    [overview, t],
  )
  return (
    <ChartCard
      title={t('byMonth')}
      label={t('byMonthLabel', { year })}
      data={data}
      workbook={workbook}
      categoryTitle={t('month')}
      link={(index) => {
        const month = overview.byMonth[index]?.month ?? ''
        return (
          <Link to={`/points/claims?state=posted&from=${month}-01&to=${lastDayOf(month)}`}>
            {showMonth(month)}
          </Link>
        )
      }}
    />
  )
}

function GroupChart({ overview, cycle, workbook }: { overview: Overview; cycle: string; workbook: string }) {
  const t = useWords(todayLocale)
  const groups = useMemo(
    () => [...overview.byGroup].sort((a, b) => a.name.localeCompare(b.name, 'zh', { numeric: true })),
    [overview],
  )
  const data = useMemo<ChartData>(
    () => ({
      categories: groups.map((row) => row.name),
      series: [
        {
          name: t('participation'),
          kind: 'main',
          values: groups.map((row) =>
            row.households === 0 ? 0 : Math.round((row.active / row.households) * 100),
          ),
        },
      ],
      lying: true,
      show: (value) => `${String(value)}%`,
    }),
    [groups, t],
  )
  return (
    <ChartCard
      title={t('byGroup')}
      label={t('byGroupLabel')}
      data={data}
      workbook={workbook}
      categoryTitle={t('group')}
      link={(index) => {
        const group = groups[index]
        return group?.groupId ? (
          <Link to={`/points/passbooks?cycle=${cycle}&group=${group.groupId}`}>{group.name}</Link>
        ) : (
          (group?.name ?? '')
        )
      }}
      height={Math.max(180, groups.length * 26 + 30)}
    />
  )
}

function ItemChart({ overview, workbook }: { overview: Overview; workbook: string }) {
  const t = useWords(todayLocale)
  const rows = useMemo(
    () => [...overview.byItem].sort((a, b) => Math.abs(b.points) - Math.abs(a.points)).slice(0, 12),
    [overview],
  )
  const data = useMemo<ChartData>(
    () => ({
      categories: rows.map((row) => say(row.name)),
      series: [
        {
          name: t('gained'),
          kind: 'plus',
          values: rows.map((row) => (row.direction === 'plus' ? row.points / 100 : 0)),
        },
        {
          name: t('lost'),
          kind: 'minus',
          values: rows.map((row) => (row.direction === 'minus' ? -Math.abs(row.points) / 100 : 0)),
        },
      ],
      lying: true,
      stacked: true,
      show: shown,
    }),
    [rows, t],
  )
  return (
    <ChartCard
      title={t('byItem')}
      label={t('byItemLabel')}
      data={data}
      workbook={workbook}
      categoryTitle={t('item')}
      link={(index) => {
        const row = rows[index]
        return row ? <Link to={`/points/claims?state=posted&item=${row.itemKey}`}>{say(row.name)}</Link> : ''
      }}
      height={Math.max(180, rows.length * 26 + 44)}
    />
  )
}
