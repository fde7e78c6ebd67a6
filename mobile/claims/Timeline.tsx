import type { z } from 'zod'
import type { timelineEvent } from '../../modules/points/contract.ts'
import { sayInstant } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import './claims.css'

type TimelineEvent = z.output<typeof timelineEvent>

/** What was said with the act: why a claim was returned, how an objection was answered. */
export function noteOf(event: TimelineEvent): string {
  return typeof event.detail.note === 'string' ? event.detail.note : ''
}

/** The whole way of a claim: what was done, by whom, when. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  const { say } = useTexts()
  return (
    <ol className="timeline">
      {events.map((event) => (
        <li key={`${event.at} ${event.text.zh}`}>
          <strong>{say(event.text)}</strong>
          {noteOf(event) ? <span className="soft">{noteOf(event)}</span> : null}
          <span className="faint">
            {event.who} · {sayInstant(event.at)}
          </span>
        </li>
      ))}
    </ol>
  )
}
