import { chinaClock, chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { Language, ListColumn, ListDefinition, ListFilter } from '../../engines/contract/list.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'

export type Asked = Readonly<Record<string, unknown>>

/**
 * The columns that a workbook gets: those asked for (keys with commas between), in the order of the list; without
 * any the ones that the list shows at first. Throws export.column_unknown for a key that the list does not have.
 */
export function chooseColumns<Row>(
  list: ListDefinition<Row>,
  asked: string | undefined,
): readonly ListColumn<Row>[] {
  if (!asked) return list.columns.filter((column) => !column.hidden)
  const keys = asked.split(',')
  const unknown = keys.find((key) => !list.columns.some((column) => column.key === key))
  if (unknown !== undefined) throw new Refusal('export.column_unknown', { column: unknown }, 'query.columns')
  return list.columns.filter((column) => keys.includes(column.key))
}

const words = {
  zh: {
    filters: '筛选：',
    noFilters: '筛选：无',
    search: '查找',
    sort: '排序：',
    up: '从小到大',
    down: '从大到小',
    days: (from: string, to: string) => `${from || '最早'}至${to || '最近'}`,
    made: (at: string, by: string, rows: number) => `导出：${at}，${by}，共 ${rows} 行`,
    colon: '：',
    between: '；',
  },
  en: {
    filters: 'Filters: ',
    noFilters: 'Filters: none',
    search: 'Search',
    sort: 'Sorted by: ',
    up: 'ascending',
    down: 'descending',
    days: (from: string, to: string) => `${from || 'the first'} to ${to || 'the last'}`,
    made: (at: string, by: string, rows: number) => `Exported: ${at}, ${by}, ${rows} rows`,
    colon: ': ',
    between: '; ',
  },
} as const

/**
 * The lines above the table: what it is and of where, which filters and order it stands under, and who took it
 * out when. What was searched for never shows a phone or an identity number in full.
 */
export function makeNotes<Row>(
  list: ListDefinition<Row>,
  table: {
    asked: Asked
    places: readonly string[]
    first: Row | undefined
    rows: number
    at: Date
    by: string
    language: Language
  },
): string[] {
  const t = words[table.language]
  const conditions = conditionsOf(list, table.asked, table.first, table.language)
  const order = orderOf(list, table.asked, table.language)
  return [
    [list.title[table.language], ...table.places].join(' · '),
    conditions.length === 0 ? t.noFilters : t.filters + conditions.join(t.between),
    ...(order ? [t.sort + order] : []),
    t.made(chinaClock(table.at), table.by, table.rows),
  ]
}

function conditionsOf<Row>(
  list: ListDefinition<Row>,
  asked: Asked,
  first: Row | undefined,
  language: Language,
): string[] {
  const t = words[language]
  const told = (label: string, value: string) => `${label}${t.colon}${value}`
  const search = String(asked.search ?? '').trim()
  return [
    ...(search === '' ? [] : [told(t.search, search.replaceAll(/\d{5,}/g, hideDigits))]),
    ...list.filters.flatMap((filter) => {
      if (filter.days)
        return asked.from || asked.to
          ? [told(filter.label[language], t.days(String(asked.from ?? ''), String(asked.to ?? '')))]
          : []
      const value = asked[filter.name]
      if (value === undefined || value === '' || value === false || value === filter.fallback) return []
      return [told(filter.label[language], nameOf(filter, String(value), first, language))]
    }),
  ]
}

const hideDigits = (digits: string) => '*'.repeat(digits.length)

function nameOf<Row>(
  filter: ListFilter<Row>,
  value: string,
  first: Row | undefined,
  language: Language,
): string {
  const known = filter.options?.find((option) => option.value === value)
  const named = first === undefined ? null : filter.named?.(first, language)
  return known?.label[language] ?? named ?? value
}

function orderOf<Row>(list: ListDefinition<Row>, asked: Asked, language: Language): string | undefined {
  const sort = [asked.sort, asked.order].filter(Boolean).join(':')
  const column = list.columns.find((one) => one.sort?.up === sort || one.sort?.down === sort)
  if (sort === '' || !column) return undefined
  const t = words[language]
  return `${column.title[language]} ${column.sort?.up === sort ? t.up : t.down}`
}

/** `通界村 申报 2026-11-24.xlsx`, with county and village before the list, and no sign that a file name cannot hold. */
export function nameFile(title: string, places: readonly string[], at: Date): string {
  const name = [...places, title, chinaDateOf(at)].join(' ').replaceAll(/[\\/:*?"<>|\p{C}]/gu, ' ')
  return `${name.replaceAll(/\s+/g, ' ').trim()}.xlsx`
}
