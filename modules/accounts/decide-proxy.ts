import { type PlainDate, yearsBetween } from '../../engines/calendar/plain-date.ts'
import type { RefusalDetails } from '../../engines/refusal/refusal.ts'

/** Who speaks for another (代办), as it was entered. */
export interface ProxyWords {
  name: string
  relation: string
  reason: string
  /** The content was read back to the person before it was sent. */
  readBack: boolean
  /** Photo of a signature or fingerprint. */
  signatureFileId: string | null
}

/** The person for whom it is done, and what the act asks for. */
export interface ProxyAct {
  person: {
    name: string
    birthDate: PlainDate | null
    /** Name of the guardian on the roll; null when none is entered. */
    guardianName: string | null
    /** The person said that nobody shall act for her. */
    refuses: boolean
  }
  signatureNeeded: boolean
  on: PlainDate
}

export type ProxyDecision =
  | { kind: 'allow'; proxy: ProxyWords }
  | { kind: 'refuse'; code: string; details: RefusalDetails; at: string | undefined }

/** Below this age only the guardian speaks for a person. */
export const fullAgeYears = 18

/**
 * May this be done on behalf of the person (`expectations.md` row 4)? A refusal of the person comes before
 * all else; then who, relation and reason; the read-back; for a minor the guardian on the roll; the
 * signature where the scheme asks for one. Names are compared without blanks.
 */
export function decideProxy(proxy: ProxyWords, act: ProxyAct): ProxyDecision {
  const person = act.person.name
  if (act.person.refuses) return refuse('account.proxy_refused', { person })
  for (const field of ['name', 'relation', 'reason'] as const) {
    if (proxy[field].trim() === '')
      return refuse('account.proxy_incomplete', { person }, `body.proxy.${field}`)
  }
  if (!proxy.readBack) return refuse('account.proxy_not_read_back', { person }, 'body.proxy.readBack')
  if (isMinor(act)) {
    if (act.person.guardianName === null) return refuse('account.proxy_no_guardian', { person })
    if (plain(act.person.guardianName) !== plain(proxy.name)) {
      return refuse(
        'account.proxy_not_guardian',
        { person, guardian: act.person.guardianName },
        'body.proxy.name',
      )
    }
  } else if (plain(proxy.name) === plain(person)) {
    return refuse('account.proxy_self', { person }, 'body.proxy.name')
  }
  if (act.signatureNeeded && proxy.signatureFileId === null) {
    return refuse('account.proxy_signature_missing', { person }, 'body.proxy.signatureFileId')
  }
  return {
    kind: 'allow',
    proxy: {
      ...proxy,
      name: proxy.name.trim(),
      relation: proxy.relation.trim(),
      reason: proxy.reason.trim(),
    },
  }
}

function isMinor(act: ProxyAct): boolean {
  return act.person.birthDate !== null && yearsBetween(act.person.birthDate, act.on) < fullAgeYears
}

function plain(name: string): string {
  return name.replaceAll(/[\s·•]/g, '')
}

function refuse(code: string, details: RefusalDetails, at?: string): ProxyDecision {
  return { kind: 'refuse', code, details, at }
}
