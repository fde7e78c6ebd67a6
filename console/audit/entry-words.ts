import type { Speak } from '../shell/language.ts'
import type { AuditEntry } from './audit-entry.ts'
import type { auditLocale } from './locale.ts'

type Words = Speak<NonNullable<(typeof auditLocale)['keys']>>

const kinds = [
  'account',
  'adoption',
  'area',
  'boundary',
  'chain',
  'claim',
  'claims',
  'close',
  'division',
  'enrolment',
  'entry',
  'file',
  'household',
  'list',
  'objection',
  'person',
  'plan',
  'procedure',
  'resolution',
  'roll',
  'run',
  'territory',
] as const
const channels = ['console', 'mobile', 'api', 'timer', 'cli'] as const

/** What an act was done to, in words; a kind without a word as it is written. */
export function showKind(t: Words, { subjectKind }: AuditEntry): string {
  const kind = kinds.find((known) => known === subjectKind)
  return kind ? t(`subject_${kind}`) : subjectKind
}

/** By what way an act came in. */
export function showChannel(t: Words, entry: AuditEntry): string {
  const channel = channels.find((known) => known === entry.channel)
  return channel ? t(`channel_${channel}`) : entry.channel
}
