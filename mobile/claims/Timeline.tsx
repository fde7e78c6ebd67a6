import type { z } from 'zod'
import type { timelineEvent } from '../../modules/points/contract.ts'
import { sayInstant } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import './claims.css'

/** The whole way of a claim: what was done, by whom, when. */
export function Timeline({ events }: { events: readonly z.output<typeof timelineEvent>[] }) {
  const { say } = useTexts()
  return (
    <ol className="timeline">
      {events.map((event) => (
        <li key={`${event.at} ${event.kind}`}>
          <strong>{say(event.text)}</strong>
          <span className="faint">
            {event.who} · {sayInstant(event.at)}
          </span>
        </li>
      ))}
    </ol>
  )
}
