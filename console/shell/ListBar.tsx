import { DownloadOutlined, FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, DatePicker, Dropdown, Input, type InputRef, Select, Space } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useRef, useState } from 'react'
import type { RouteQueryInput } from '../../engines/contract/route.ts'
import { ColumnChooser } from './ColumnChooser.tsx'
import { type ExportProgress, exportRows } from './export-rows.ts'
import { showCount } from './figures.ts'
import { useWords } from './language.ts'
import type { AnyListRoute, Filter, ListShape, RowOf } from './list-shape.ts'
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
  return (
    <div className="list-bar">
      <div className="list-conditions">
        {list.searchHint && <SearchField hint={list.searchHint} state={state} />}
        {list.filters?.map((filter) =>
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
        <SavedViews listKey={list.key} state={state} />
        <ColumnChooser list={list} />
        <ExportButton route={route} query={query} list={list} state={state} total={total ?? 0} />
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
      options={filter.options ?? []}
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

function ExportButton<R extends AnyListRoute>({
  route,
  query,
  list,
  state,
  total,
}: Required<ListBarProps<R>>) {
  const t = useWords(shellLocale)
  const [progress, setProgress] = useState<ExportProgress | null>(null)
  if (list.exportLink)
    return (
      <Button
        type="text"
        aria-label={t('export')}
        icon={<DownloadOutlined aria-hidden />}
        href={list.exportLink(state)}
        download
      >
        {t('export')}
      </Button>
    )
  const start = async () => {
    setProgress({ done: 0, total: total ?? 0 })
    try {
      await exportRows({ route, query, list, state, onProgress: setProgress })
    } finally {
      setProgress(null)
    }
  }
  return (
    <Dropdown
      menu={{ items: [{ key: 'csv', label: t('exportCsv'), onClick: () => void start() }] }}
      trigger={['click']}
    >
      <Button
        type="text"
        aria-label={t('export')}
        icon={<DownloadOutlined aria-hidden />}
        loading={progress !== null}
        disabled={!total}
      >
        {progress
          ? t('exporting', { done: showCount(progress.done), total: showCount(progress.total) })
          : t('export')}
      </Button>
    </Dropdown>
  )
}
