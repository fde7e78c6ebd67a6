import { useEffect, useRef } from 'react'

interface ReviewActs {
  move: (by: number) => void
  toggle: () => void
  decide: (decision: 'pass' | 'return' | 'reject') => void
}

/** J and K move, P passes, R returns, X rejects, space chooses; not while somebody types. */
export function useReviewKeys(acts: ReviewActs): void {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], .ant-modal'))
        return
      if (event.key === ' ' && target.closest('button, a, input')) return
      const { move, toggle, decide } = latest.current
      const act = new Map<string, () => void>([
        ['j', () => move(1)],
        ['k', () => move(-1)],
        ['p', () => decide('pass')],
        ['r', () => decide('return')],
        ['x', () => decide('reject')],
        [' ', toggle],
      ]).get(event.key.toLowerCase())
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
