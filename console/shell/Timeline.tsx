import type { ReactNode } from 'react'
import { showInstant } from './figures.ts'
import type { Tone } from './StateTag.tsx'
import './timeline.css'

export interface TimelineEntry {
  key: string
  /** An instant; a day's text where only the day is known. */
  at: string
  who?: string
  text: ReactNode
  detail?: ReactNode
  tone?: Tone
}

/** The one timeline of a detail page, newest first. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={entry.key} className={entry.tone ? `timeline-${entry.tone}` : undefined}>
          <div className="timeline-text">{entry.text}</div>
          {entry.detail && <div className="timeline-detail">{entry.detail}</div>}
          <div className="timeline-when">
            <time dateTime={entry.at}>{entry.at.includes('T') ? showInstant(entry.at) : entry.at}</time>
            {entry.who && <span> · {entry.who}</span>}
          </div>
        </li>
      ))}
    </ol>
  )
}
