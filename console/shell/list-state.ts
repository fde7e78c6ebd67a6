import { useSearchParams } from 'react-router'

/** The state of a list stands in the address, so that a link or a saved view shows the same list. */
export interface ListState {
  search: string
  page: number
  pageSize: number
  sort: string
  /** Key of the row that is open beside the list. */
  open: string
  filter: (name: string) => string | undefined
  set: (changes: Record<string, string>) => void
  /** The address without page and open row: what a saved view keeps. */
  text: string
  setText: (text: string) => void
}

const sizesKey = 'shanzhi.pageSize'

export function useListState(defaultSort: string, defaultSize: number): ListState {
  const [params, setParams] = useSearchParams()
  const kept = Number(localStorage.getItem(sizesKey)) || defaultSize
  const view = new URLSearchParams(params)
  view.delete('page')
  view.delete('open')
  return {
    search: params.get('search') ?? '',
    page: Math.max(1, Number(params.get('page')) || 1),
    pageSize: Math.min(kept, 200),
    sort: params.get('sort') ?? defaultSort,
    open: params.get('open') ?? '',
    filter: (name) => params.get(name) ?? undefined,
    set: (changes) => {
      if (changes.pageSize) localStorage.setItem(sizesKey, changes.pageSize)
      setParams(
        (before) => {
          const next = new URLSearchParams(before)
          // A changed condition starts again at the first page.
          if (!('page' in changes) && !('open' in changes)) next.delete('page')
          for (const [name, value] of Object.entries(changes)) {
            if (name === 'pageSize') continue
            if (value === '' || (name === 'sort' && value === defaultSort)) next.delete(name)
            else next.set(name, value)
          }
          return next
        },
        { replace: true },
      )
    },
    text: view.toString(),
    setText: (text) => setParams(new URLSearchParams(text)),
  }
}
