import { Pagination, Table, type TableColumnType } from 'antd'
import type { SorterResult } from 'antd/es/table/interface'
import { useState } from 'react'
import { useHiddenColumns } from './ColumnChooser.tsx'
import { EmptyState } from './EmptyState.tsx'
import { showCount } from './figures.ts'
import { useWords } from './language.ts'
import { columnsOf, type ListShape } from './list-shape.ts'
import type { ListState } from './list-state.ts'
import { shellLocale } from './locale.ts'
import { useRowKeys } from './row-keys.ts'

interface ListTableProps<Row> {
  list: ListShape<Row>
  state: ListState
  rows: Row[] | undefined
  total: number
  busy: boolean
}

export function ListTable<Row extends object>({ list, state, rows, total, busy }: ListTableProps<Row>) {
  const [chosen, setChosen] = useState<Row[]>([])
  const toggle = (row: Row) =>
    setChosen((before) => (before.includes(row) ? before.filter((other) => other !== row) : [...before, row]))
  const keys = useRowKeys({ list, state, rows: rows ?? [], toggle: list.acts ? toggle : undefined })
  const clear = () => setChosen([])
  return (
    <>
      {list.acts && chosen.length > 0 && <ChosenBar chosen={chosen} clear={clear} acts={list.acts} />}
      <div ref={keys.body} className="list-scroll">
        <Table<Row>
          size="small"
          className="list-table"
          columns={useTableColumns(list, state)}
          dataSource={rows ?? []}
          rowKey={list.rowKey}
          loading={{ spinning: busy && rows === undefined, delay: 200 }}
          showSorterTooltip={false}
          locale={{
            emptyText: rows ? <NoRows list={list} state={state} /> : <div className="list-waiting" />,
          }}
          onRow={keys.rowProps}
          {...(list.acts
            ? {
                rowSelection: {
                  selectedRowKeys: chosen.map(list.rowKey),
                  onChange: (_keys: unknown, selected: Row[]) => setChosen(selected),
                  columnWidth: 40,
                },
              }
            : {})}
          onChange={(_pages, _filters, sorter) => state.set({ sort: sortOf(list, sorter) })}
          pagination={false}
        />
      </div>
      <ListPages state={state} total={total} />
    </>
  )
}

function ChosenBar<Row>(props: {
  chosen: Row[]
  clear: () => void
  acts: NonNullable<ListShape<Row>['acts']>
}) {
  const t = useWords(shellLocale)
  return (
    <div className="list-acts" role="status">
      <span>{t('chosenRows', { count: props.chosen.length })}</span>
      {props.acts(props.chosen, props.clear)}
      <button type="button" className="link-button" onClick={props.clear}>
        {t('clearChosen')}
      </button>
    </div>
  )
}

/** Nothing there at all offers the first step; nothing under these conditions says so. */
function NoRows<Row>({ list, state }: { list: ListShape<Row>; state: ListState }) {
  const t = useWords(shellLocale)
  const conditions = new URLSearchParams(state.text)
  conditions.delete('sort')
  return conditions.size === 0 ? (
    <EmptyState {...list.empty} />
  ) : (
    <EmptyState title={t('nothingFound')} text={t('nothingFoundHelp')} />
  )
}

function ListPages({ state, total }: { state: ListState; total: number }) {
  const t = useWords(shellLocale)
  if (total <= 20) return null
  return (
    <nav className="list-pages" aria-label={t('pages')}>
      <Pagination
        size="small"
        current={state.page}
        pageSize={state.pageSize}
        total={total}
        showSizeChanger
        pageSizeOptions={[20, 50, 100, 200]}
        onChange={(page, pageSize) =>
          state.set({
            page: pageSize === state.pageSize && page > 1 ? String(page) : '',
            pageSize: String(pageSize),
          })
        }
        showTotal={(count, [from, to]) => `${from}–${to} / ${showCount(count)}`}
      />
    </nav>
  )
}

function useTableColumns<Row>(list: ListShape<Row>, state: ListState): TableColumnType<Row>[] {
  const hidden = useHiddenColumns(list)
  return columnsOf(list)
    .filter((column) => !hidden.includes(column.key))
    .map((column) => {
      const { up, down } = column.sort ?? {}
      const order = state.sort === up && up ? 'ascend' : state.sort === down && down ? 'descend' : null
      return {
        key: column.key,
        title: column.title,
        ...(column.width ? { width: column.width } : {}),
        ...(column.figure ? { align: 'right' as const, className: 'figure-cell' } : {}),
        ...(column.sort
          ? {
              sorter: true,
              sortOrder: order,
              sortDirections: (column.figure ? ['descend', 'ascend'] : ['ascend', 'descend']).filter(
                (direction) => (direction === 'ascend' ? up : down),
              ) as ('ascend' | 'descend')[],
            }
          : {}),
        render: (_value: unknown, row: Row) => column.show(row),
      }
    })
}

function sortOf<Row>(list: ListShape<Row>, sorter: SorterResult<Row> | SorterResult<Row>[]): string {
  const one = Array.isArray(sorter) ? sorter[0] : sorter
  const { up, down } = list.definition.columns.find((column) => column.key === one?.columnKey)?.sort ?? {}
  if (one?.order === 'descend') return down ?? ''
  return one?.order === 'ascend' ? (up ?? '') : ''
}
