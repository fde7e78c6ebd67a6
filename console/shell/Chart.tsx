import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { dark, fonts, light } from '../../design/tokens.ts'
import { useDark } from './theme.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

export interface ChartSeries {
  name: string
  kind: 'plus' | 'minus' | 'main'
  values: number[]
}

export interface ChartData {
  categories: string[]
  series: ChartSeries[]
  /** Bars lie down where categories have long names. */
  lying?: boolean
  /** Series stand on one another. */
  stacked?: boolean
  show: (value: number) => string
}

/** Draws bars with the colours of the page; the table beside it says the same in figures. */
export default function Chart({ data, label, height }: { data: ChartData; label: string; height: number }) {
  const element = useRef<HTMLDivElement>(null)
  const isDark = useDark()
  useEffect(() => {
    const chart = init(element.current!, undefined, { renderer: 'svg' })
    chart.setOption(optionOf(data, isDark))
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(element.current!)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [data, isDark])
  return <div ref={element} role="img" aria-label={label} style={{ height }} />
}

function optionOf(data: ChartData, isDark: boolean): EChartsCoreOption {
  const palette = isDark ? dark : light
  const colours = { plus: palette.green, main: palette.green, minus: palette.seal }
  const text = { color: palette.inkSoft, fontFamily: fonts.sans, fontSize: 12 }
  const categories = {
    type: 'category',
    data: data.categories,
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    axisLabel: { ...text, ...(data.lying ? { width: 112, overflow: 'truncate' } : {}) },
    ...(data.lying ? { inverse: true } : {}),
  }
  const values = {
    type: 'value',
    splitLine: { lineStyle: { color: palette.line } },
    axisLabel: { ...text, formatter: (value: number) => data.show(value) },
    splitNumber: 4,
  }
  return {
    animationDuration: 200,
    textStyle: text,
    grid: { left: 4, right: 18, top: data.series.length > 1 ? 32 : 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.greenWash, opacity: 0.6 } },
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { ...text, color: palette.ink },
      valueFormatter: (value: unknown) => data.show(Number(value)),
    },
    ...(data.series.length > 1
      ? { legend: { top: 0, right: 0, itemWidth: 10, itemHeight: 10, textStyle: text } }
      : {}),
    xAxis: data.lying ? values : categories,
    yAxis: data.lying ? categories : values,
    series: data.series.map((series) => ({
      type: 'bar',
      name: series.name,
      data: series.values,
      barMaxWidth: 22,
      itemStyle: {
        color: colours[series.kind],
        borderRadius: data.lying ? [0, 3, 3, 0] : [3, 3, 0, 0],
        ...(series.kind === 'minus'
          ? {
              decal: {
                symbol: 'rect',
                dashArrayX: [1, 0],
                dashArrayY: [2, 5],
                rotation: -Math.PI / 4,
                color: 'rgba(255,255,255,.35)',
              },
            }
          : {}),
      },
      ...(data.stacked ? { stack: 'all' } : {}),
    })),
  }
}
