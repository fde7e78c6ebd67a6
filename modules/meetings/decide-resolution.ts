import type { Words } from '../../engines/contract/route.ts'
import { decideQuorum, type QuorumRule } from '../../engines/quorum/quorum.ts'
import { type Body, type MeetingRule, type MeetingRules, quorumOf, ruleOn } from './scheme.ts'

export interface Counts {
  eligible: number
  present: number
  votesFor: number
  votesAgainst: number
  votesAbstain: number
  /** All households, and those represented, where the hall was counted by households too. */
  households?: number | undefined
  householdsPresent?: number | undefined
}

export interface Finding {
  text: Words
  met: boolean
  source: string
}

export interface ResolutionDecision {
  /** False when the counts cannot be true; the findings then say why. */
  possible: boolean
  passed: boolean
  /** Each bar with its figures. */
  findings: Finding[]
  /** The rule that was applied, to be kept with the record. */
  rule: QuorumRule
}

/**
 * Whether a resolution passed by the rule of its body on the day of the meeting ('YYYY-MM-DD'). The rules are data
 * with their days and sources: two laws count in two ways (law.md rows 4 and 5).
 */
export function decideResolution(
  rules: MeetingRules,
  body: Body,
  counts: Counts,
  heldOn: string,
): ResolutionDecision {
  const inForce = ruleOn(rules, body, heldOn)
  const counted = counts.households !== undefined && counts.householdsPresent !== undefined
  const byHouseholds = counted && inForce.valid.some((bar) => bar.of === 'households')
  const rule = quorumOf(inForce, byHouseholds)
  const decision = decideQuorum(rule, {
    eligible: counts.eligible,
    present: counts.present,
    voted: counts.votesFor + counts.votesAgainst + counts.votesAbstain,
    for: counts.votesFor,
    against: counts.votesAgainst,
    abstain: counts.votesAbstain,
    ...(byHouseholds ? { households: counts.households, householdsPresent: counts.householdsPresent } : {}),
  })
  const source = inForce.cite.zh
  const bars = decision.reasons.map(({ zh, en, met }) => ({ text: { zh, en }, met, source }))
  const possible = decision.reasons.every(({ code }) => code === 'quorum.valid' || code === 'quorum.passed')
  const size = possible ? sizeFinding(inForce, counts) : undefined
  return {
    possible,
    passed: decision.passed && (size?.met ?? true),
    findings: size ? [size, ...bars] : bars,
    rule,
  }
}

/** A congress of too few representatives cannot decide, however many of them agree (law.md row 5). */
function sizeFinding(rule: MeetingRule, counts: Counts): Finding | undefined {
  if (rule.members_min === undefined) return undefined
  const met = counts.eligible >= rule.members_min
  return {
    text: {
      zh: `代表共${counts.eligible}人，须多于${rule.members_min - 1}人：${met ? '达到' : '未达到'}。`,
      en: `${counts.eligible} representatives; more than ${rule.members_min - 1} needed: ${met ? 'met' : 'not met'}.`,
    },
    met,
    source: rule.cite.zh,
  }
}
