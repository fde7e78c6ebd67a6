import { FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { DatePicker, Input, type InputRef, Select, Space } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useRef, useState } from 'react'
import { workbookPath } from '../../engines/contract/list.ts'
import type { RouteQueryInput } from '../../engines/contract/route.ts'
import { queryText } from './api.ts'
import { ColumnChooser, useHiddenColumns } from './ColumnChooser.tsx'
import { ExportButton } from './ExportButton.tsx'
import { showCount } from './figures.ts'
import { useWords } from './language.ts'
import { type AnyListRoute, type Filter, filtersOf, type ListShape, type RowOf } from './list-shape.ts'
import type { ListState } from './list-state.ts'
import { shellLocale } from './locale.ts'
import { SavedViews } from './SavedViews.tsx'

interface ListBarProps<R extends AnyListRoute> {
  route: R
  query: (state: ListState) => RouteQueryInput<R>
  list: ListShape<RowOf<R>>
  state: ListState
  total: number | undefined
}

export function ListBar<R extends AnyListRoute>({ route, query, list, state, total }: ListBarProps<R>) {
  const t = useWords(shellLocale)
  const hidden = useHiddenColumns(list)
  /** The whole list under these conditions, with the columns that are shown. */
  const address = () => {
    const { page: _, pageSize: __, ...asked } = query(state) as Record<string, unknown>
    const shown = list.definition.columns.map((column) => column.key).filter((key) => !hidden.includes(key))
    return workbookPath(route.path) + queryText({ ...asked, columns: shown.join(',') })
  }
  return (
    <div className="list-bar">
      <div className="list-conditions">
        {list.searchHint && <SearchField hint={list.searchHint} state={state} />}
        {filtersOf(list).map((filter) =>
          filter.days ? (
            <DaysChip key={filter.name} label={filter.label} state={state} />
          ) : (
            <FilterChip key={filter.name} filter={filter} state={state} />
          ),
        )}
      </div>
      <span className="list-total" aria-live="polite">
        {total !== undefined && t('rowsTotal', { count: total, shown: showCount(total) })}
      </span>
      <Space size={2} className="list-tools">
        <SavedViews listKey={list.definition.key} state={state} />
        <ColumnChooser list={list} />
        <ExportButton disabled={!total} address={address} />
      </Space>
    </div>
  )
}

function SearchField({ hint, state }: { hint: string; state: ListState }) {
  const t = useWords(shellLocale)
  const input = useRef<InputRef>(null)
  const [text, setText] = useState(state.search)
  const { search } = state
  useEffect(() => setText(search), [search])
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const inField = (event.target as HTMLElement).closest('input, textarea, select, [contenteditable]')
      if (event.key !== '/' || inField) return
      event.preventDefault()
      input.current?.focus({ cursor: 'all' })
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])
  useEffect(() => {
    if (text === search) return
    const timer = setTimeout(() => state.set({ search: text.trim() }), 280)
    return () => clearTimeout(timer)
  })
  return (
    <Input
      ref={input}
      className="list-search"
      prefix={<SearchOutlined aria-hidden />}
      suffix={<kbd title={t('slashFocuses')}>/</kbd>}
      placeholder={hint}
      aria-label={hint}
      allowClear
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => state.set({ search: text.trim() })}
    />
  )
}

function FilterChip({ filter, state }: { filter: Filter; state: ListState }) {
  const value = state.filter(filter.name) ?? filter.fallback
  const chosen = value !== undefined && value !== filter.fallback
  return (
    <Select
      className={chosen ? 'filter-chip filter-chip-on' : 'filter-chip'}
      variant="filled"
      prefix={<span className="filter-label">{filter.label}</span>}
      placeholder="—"
      aria-label={filter.label}
      popupMatchSelectWidth={false}
      value={value ?? null}
      allowClear={chosen}
      showSearch={filter.searchable ? { optionFilterProp: 'label' } : false}
      suffixIcon={chosen ? undefined : <FilterOutlined aria-hidden />}
      options={[...(filter.options ?? [])]}
      onChange={(next) => state.set({ [filter.name]: next ?? '' })}
    />
  )
}

function DaysChip({ label, state }: { label: string; state: ListState }) {
  const t = useWords(shellLocale)
  const [from, to] = [state.filter('from'), state.filter('to')]
  return (
    <DatePicker.RangePicker
      className={from || to ? 'filter-chip filter-chip-on' : 'filter-chip'}
      variant="filled"
      prefix={<span className="filter-label">{label}</span>}
      placeholder={[t('firstDay'), t('lastDay')]}
      aria-label={label}
      allowEmpty={[true, true]}
      value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
      onChange={(days) =>
        state.set({ from: days?.[0]?.format('YYYY-MM-DD') ?? '', to: days?.[1]?.format('YYYY-MM-DD') ?? '' })
      }
    />
  )
}
