import { say } from '../shell/language.ts'
import type { TimelineEntry } from '../shell/Timeline.tsx'
import type { ClaimDetail } from './claim-state.ts'

const tones: Record<string, TimelineEntry['tone']> = {
  returned: 'late',
  rejected: 'quiet',
  withdrawn: 'quiet',
  notice: 'official',
  rectification: 'official',
  disputed: 'official',
}

/** What happened to a claim, newest first. */
export function claimTimeline(claim: ClaimDetail): TimelineEntry[] {
  // Acts of one instant were done in their order, so the last of them stands first.
  return claim.timeline
    .toReversed()
    .map((event, index) => ({
      key: `${event.at} ${index}`,
      at: event.at,
      who: event.who,
      text: say(event.text),
      ...(typeof event.detail.note === 'string' && event.detail.note ? { detail: event.detail.note } : {}),
      ...(tones[event.kind] ? { tone: tones[event.kind] } : {}),
    }))
    .sort((a, b) => b.at.localeCompare(a.at))
}
