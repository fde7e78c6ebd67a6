import type { ReactNode } from 'react'
import './empty-state.css'

/** An empty screen says what belongs there and offers the first step. */
export function EmptyState({ title, text, action }: { title: string; text?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty-state">
      <svg viewBox="0 0 64 48" width="64" height="48" aria-hidden="true">
        <rect x="8" y="4" width="48" height="40" rx="4" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M16 15h32M16 24h32M16 33h18" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
        <path d="M40 4v40" stroke="currentColor" strokeWidth="1" strokeDasharray="2 3" />
      </svg>
      <p className="empty-state-title">{title}</p>
      {text && <p>{text}</p>}
      {action && <div className="empty-state-action">{action}</div>}
    </div>
  )
}
