import { say, speak } from '../shell/language.ts'
import { bracketed, joinWords, labelled } from '../shell/phrases.ts'
import type { TimelineEntry } from '../shell/Timeline.tsx'
import type { ClaimDetail } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import type { PanelMember } from './PanelField.tsx'

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
      detail: [panelOf(event.detail.panel), event.detail.note].filter(Boolean).join(' · ') || undefined,
      ...(tones[event.kind] ? { tone: tones[event.kind] } : {}),
    }))
    .sort((a, b) => b.at.localeCompare(a.at))
}

/** Who sat on the panel that decided. */
function panelOf(panel: unknown): string {
  if (!Array.isArray(panel) || panel.length === 0) return ''
  const names = (panel as PanelMember[]).map(({ name, guest }) =>
    guest ? bracketed(name, speak(pointsLocale, 'guest')) : name,
  )
  return labelled(speak(pointsLocale, 'panelSat'), joinWords(names))
}
