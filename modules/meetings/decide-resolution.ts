import type { Words } from '../../engines/contract/route.ts'
import { decideQuorum, type QuorumRule } from '../../engines/quorum/quorum.ts'

export type Body = 'members_congress' | 'villager_representatives' | 'villager_assembly' | 'members_assembly'

const twoThirds = { numerator: 2, denominator: 3 }
const half = { numerator: 1, denominator: 2 }

interface BodyRule {
  name: Words
  source: Words
  rule: QuorumRule
}

/**
 * How each body decides. Two laws, two ways of counting (law.md rows 4 and 5): a villagers' body counts those
 * present, a collective's body counts all its members. The villagers' committee law was amended from
 * 2026-01-01; its wording on quorums is not at hand, so the text of 2018 is applied and named.
 */
export const bodies: Record<Body, BodyRule> = {
  members_congress: {
    name: { zh: '社员（股东）代表大会', en: 'Congress of members’ representatives' },
    source: {
      zh: '农村集体经济组织法第二十七、二十八条',
      en: 'Law on rural collective economic organisations, arts 27 and 28',
    },
    rule: {
      validAny: [{ count: 'present', base: 'eligible', share: twoThirds, strict: false }],
      passesAll: [{ count: 'for', base: 'eligible', share: twoThirds, strict: false }],
    },
  },
  members_assembly: {
    name: { zh: '成员大会', en: 'Assembly of members' },
    source: {
      zh: '农村集体经济组织法第二十七条',
      en: 'Law on rural collective economic organisations, art 27',
    },
    rule: {
      validAny: [{ count: 'present', base: 'eligible', share: twoThirds, strict: false }],
      passesAll: [{ count: 'for', base: 'eligible', share: twoThirds, strict: false }],
    },
  },
  villager_representatives: {
    name: { zh: '村民代表会议', en: 'Meeting of villagers’ representatives' },
    source: { zh: '村民委员会组织法（2018）第二十六条', en: 'Villagers’ committee law (2018), art 26' },
    rule: {
      validAny: [{ count: 'present', base: 'eligible', share: twoThirds, strict: false }],
      passesAll: [{ count: 'for', base: 'present', share: half, strict: true }],
    },
  },
  villager_assembly: {
    name: { zh: '村民会议', en: 'Assembly of villagers' },
    source: { zh: '村民委员会组织法（2018）第二十二条', en: 'Villagers’ committee law (2018), art 22' },
    rule: {
      validAny: [{ count: 'present', base: 'eligible', share: half, strict: true }],
      passesAll: [{ count: 'for', base: 'present', share: half, strict: true }],
    },
  },
}

export interface Counts {
  eligible: number
  present: number
  votesFor: number
  votesAgainst: number
  votesAbstain: number
}

export interface Finding {
  text: Words
  met: boolean
  source: string
}

/** Whether a resolution passed, and each bar with its figures. Impossible counts are told apart by `possible`. */
export function decideResolution(
  body: Body,
  counts: Counts,
): { possible: boolean; passed: boolean; findings: Finding[] } {
  const { rule, source } = bodies[body]
  const decision = decideQuorum(rule, {
    eligible: counts.eligible,
    present: counts.present,
    voted: counts.votesFor + counts.votesAgainst + counts.votesAbstain,
    for: counts.votesFor,
    against: counts.votesAgainst,
    abstain: counts.votesAbstain,
  })
  const votedMore = counts.votesFor + counts.votesAgainst + counts.votesAbstain > counts.present
  const findings = decision.reasons.map((reason) => ({
    text: { zh: reason.zh, en: reason.en },
    met: reason.met,
    source: source.zh,
  }))
  const tooMany = {
    text: { zh: '赞成、反对、弃权之和多于到会人数。', en: 'More votes than people present.' },
    met: false,
    source: source.zh,
  }
  const faulty = decision.reasons.some(
    (reason) => !reason.code.startsWith('quorum.valid') && !reason.code.startsWith('quorum.passed'),
  )
  return votedMore
    ? { possible: false, passed: false, findings: [tooMany] }
    : { possible: !faulty, passed: decision.passed, findings }
}
