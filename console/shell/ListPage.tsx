import type { ReactNode } from 'react'
import type { RouteQueryInput, RouteReply } from '../../engines/contract/route.ts'
import { type Given, useAsk } from './api.ts'
import { Fault } from './Fault.tsx'
import { ListBar } from './ListBar.tsx'
import { ListTable } from './ListTable.tsx'
import { useWords } from './language.ts'
import type { AnyListRoute, ListShape, RowOf } from './list-shape.ts'
import { type ListState, useListState } from './list-state.ts'
import { shellLocale } from './locale.ts'
import { Page } from './Page.tsx'
import './list-page.css'

interface ListPageProps<R extends AnyListRoute> {
  title: string
  intro?: ReactNode
  back?: { to: string; label: string }
  actions?: ReactNode
  /** Above the list: figures, notices. */
  above?: ReactNode | ((reply: RouteReply<R>) => ReactNode)
  route: R
  /** What is asked of the server in this state of the list. */
  query: (state: ListState) => RouteQueryInput<R>
  /** Its columns, sorting, choice and export. */
  list: ListShape<RowOf<R>>
}

/** The one list pattern: search, filters, saved views, columns, keyboard, choose, act, page, export. */
export function ListPage<R extends AnyListRoute>(props: ListPageProps<R>) {
  return (
    <Page
      title={props.title}
      {...(props.intro ? { intro: props.intro } : {})}
      {...(props.back ? { back: props.back } : {})}
      actions={props.actions}
    >
      <List route={props.route} query={props.query} list={props.list} above={props.above} />
    </Page>
  )
}

/** The list alone, for a page that holds more than it. */
export function List<R extends AnyListRoute>({
  route,
  query,
  list,
  above,
}: Pick<ListPageProps<R>, 'route' | 'query' | 'list' | 'above'>) {
  const t = useWords(shellLocale)
  const state = useListState(list.defaultSort ?? '', list.pageSize ?? 50)
  const asked = useAsk(route, { query: query(state) } as unknown as Given<R>)
  const reply = asked.data as (RouteReply<R> & { rows: RowOf<R>[]; total: number }) | undefined
  const panelOpen = Boolean(list.panel && state.open)
  return (
    <>
      {typeof above === 'function' ? reply && above(reply) : above}
      <div className={panelOpen ? 'list list-with-panel' : 'list'}>
        <div className="list-main">
          <ListBar route={route} query={query} list={list} state={state} total={reply?.total} />
          <Fault error={asked.error} again={() => void asked.refetch()} />
          <ListTable
            list={list}
            state={state}
            rows={reply?.rows}
            total={reply?.total ?? 0}
            busy={asked.isFetching}
          />
        </div>
        {list.panel && state.open && (
          <aside className="list-panel" aria-label={t('sidePanel')}>
            {list.panel(state.open, () => state.set({ open: '' }))}
          </aside>
        )}
      </div>
    </>
  )
}
