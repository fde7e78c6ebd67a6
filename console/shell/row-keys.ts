import { type HTMLAttributes, type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import type { ListShape } from './list-shape.ts'
import type { ListState } from './list-state.ts'

type RowProps = HTMLAttributes<HTMLTableRowElement>

/**
 * A list works without the mouse: one row can be reached by Tab, ↑ and ↓ move, Enter opens, space chooses,
 * Escape closes what is open beside the list.
 */
export function useRowKeys<Row>(given: {
  list: ListShape<Row>
  state: ListState
  rows: Row[]
  toggle: ((row: Row) => void) | undefined
}): { body: RefObject<HTMLDivElement | null>; rowProps: (row: Row, index?: number) => RowProps } {
  const { list, state, rows, toggle } = given
  const body = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const reached = Math.min(active, Math.max(rows.length - 1, 0))
  const opens = Boolean(list.open || list.panel)
  const open = (row: Row) => {
    if (list.panel) state.set({ open: list.rowKey(row) })
    else list.open?.(row)
  }
  const moveTo = (index: number) => {
    const row = rows[index]
    if (!row) return
    setActive(index)
    body.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)?.focus()
    if (list.panel && state.open) open(row)
  }
  const onKeyDown = (row: Row, index: number, event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const acts = new Map<string, () => void>([
      ['ArrowDown', () => moveTo(index + 1)],
      ['ArrowUp', () => moveTo(index - 1)],
      ['Home', () => moveTo(0)],
      ['End', () => moveTo(rows.length - 1)],
      ['Enter', () => open(row)],
      [' ', () => toggle?.(row)],
      ['Escape', () => state.set({ open: '' })],
    ])
    const act = acts.get(event.key)
    if (!act) return
    event.preventDefault()
    act()
  }
  const rowProps = (row: Row, at?: number): RowProps => {
    const index = at ?? 0
    const shown = list.panel && state.open === list.rowKey(row)
    return {
      ...({ 'data-index': index } as RowProps),
      tabIndex: index === reached ? 0 : -1,
      className: `${opens ? 'row-opens' : ''}${shown ? ' row-open' : ''}`,
      ...(shown ? { 'aria-current': 'true' as const } : {}),
      onFocus: () => setActive(index),
      onKeyDown: (event) => onKeyDown(row, index, event),
      onClick: (event) => {
        if ((event.target as HTMLElement).closest('a, button, input, label, .ant-checkbox-wrapper')) return
        if (opens && !getSelection()?.toString()) open(row)
      },
    }
  }
  return { body, rowProps }
}
