import { useDeferredValue, useState } from 'react'
import { Link, useParams } from 'react-router'
import { getPublicity } from '../../modules/publicity/contract.ts'
import { Icon } from '../shell/Icon.tsx'
import { Empty, Reading } from '../shell/Reading.tsx'
import { Screen } from '../shell/Screen.tsx'
import { useTexts } from '../shell/texts.ts'
import { useRead } from '../shell/use-read.ts'
import { Days } from './BoardsPage.tsx'
import type { Column, Line } from './publicity-list.ts'
import './publicity.css'
import { sayCell } from './say-cell.ts'

const pageSize = 100

/** One list, line by line; a line opens to object to it. */
export function BoardPage() {
  const { t, say } = useTexts()
  const { listId = '' } = useParams()
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(1)
  const wanted = useDeferredValue(search)
  const read = useRead(
    getPublicity,
    { params: { listId }, query: { search: wanted, page, pageSize } },
    { keep: wanted === '', holdPrevious: true },
  )
  return (
    <Screen title={t('board.title')} back="/boards">
      <Reading of={read} bones={8}>
        {(list) => (
          <div className="stack">
            <section className="board-head">
              <h2>{list.title}</h2>
              <Days list={list} />
              <p className="faint">{t('board.duty', { duty: list.duty, spot: list.spot })}</p>
              {list.totals.length > 0 && (
                <dl className="board-totals">
                  {list.totals.map((total) => (
                    <div key={total.title.zh}>
                      <dt>{say(total.title)}</dt>
                      <dd>{total.value}</dd>
                    </div>
                  ))}
                </dl>
              )}
              {list.namesHidden && <p className="faint">{t('board.names_hidden')}</p>}
            </section>
            <div className="search">
              <Icon name="search" />
              <input
                type="search"
                aria-label={t('board.search')}
                placeholder={t('board.search')}
                value={search}
                onChange={(event) => {
                  setSearch(event.target.value)
                  setPage(1)
                }}
              />
            </div>
            {list.rows.length === 0 ? (
              <Empty icon="search" title={t('board.nothing')} />
            ) : (
              <ol className="card card-flush">
                {list.rows.map((line) => (
                  <li key={line.id}>
                    <LineRow
                      listId={list.id}
                      line={line}
                      columns={list.columns}
                      page={page}
                      search={wanted}
                    />
                  </li>
                ))}
              </ol>
            )}
            <Pages page={page} total={list.total} onPage={setPage} />
          </div>
        )}
      </Reading>
    </Screen>
  )
}

function LineRow({
  listId,
  line,
  columns,
  page,
  search,
}: {
  listId: string
  line: Line
  columns: readonly Column[]
  page: number
  search: string
}) {
  const { t, say } = useTexts()
  const texts = columns.filter((column) => column.type === 'text' || column.type === 'date')
  const figures = columns.filter((column) => column.type !== 'text' && column.type !== 'date')
  const [first, ...rest] = texts
  return (
    <Link
      className="row board-line"
      to={`/boards/${listId}/lines/${line.id}?${new URLSearchParams({ page: String(page), search })}`}
    >
      <span className="board-number">{line.position}</span>
      <span className="row-text">
        <strong>
          {[first, ...rest.slice(0, 1)].map((column) => (column ? sayCell(line, column) : '')).join(' · ')}
        </strong>
        {rest.slice(1).map((column) => (
          <span key={column.key} className="faint">
            {say(column.title)} {sayCell(line, column)}
          </span>
        ))}
        {line.own && <span className="tag tag-green">{t('board.own')}</span>}
        {line.disputed && (
          <span className="tag tag-amber">
            <Icon name="warn" /> {t('board.disputed')}
          </span>
        )}
      </span>
      <span className="board-figures">
        {figures.map((column) => (
          <span key={column.key}>
            <span className="faint">{say(column.title)}</span> <strong>{sayCell(line, column)}</strong>
          </span>
        ))}
      </span>
    </Link>
  )
}

function Pages({ page, total, onPage }: { page: number; total: number; onPage: (page: number) => void }) {
  const { t } = useTexts()
  const pages = Math.ceil(total / pageSize)
  if (pages <= 1) return null
  return (
    <nav className="board-pages" aria-label={t('board.pages')}>
      <button
        type="button"
        className="button button-quiet"
        aria-disabled={page === 1}
        onClick={() => page > 1 && onPage(page - 1)}
      >
        {t('board.previous')}
      </button>
      <span role="status">{t('board.page', { page, pages })}</span>
      <button
        type="button"
        className="button button-quiet"
        aria-disabled={page === pages}
        onClick={() => page < pages && onPage(page + 1)}
      >
        {t('board.next')}
      </button>
    </nav>
  )
}
