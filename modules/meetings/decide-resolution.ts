import type { Words } from '../../engines/contract/route.ts'
import { decideQuorum, type QuorumRule, type Threshold } from '../../engines/quorum/quorum.ts'

export type Body = 'members_congress' | 'villager_representatives' | 'villager_assembly' | 'members_assembly'

/** How a body decides from a day on. */
interface BodyRule {
  from: string
  source: Words
  rule: QuorumRule
  /** A hall of households may also make the meeting valid, where they were counted. */
  orHouseholds?: Threshold
  /** The body itself needs as many members. */
  eligibleMin?: number
}

const twoThirds = { numerator: 2, denominator: 3 }
const half = { numerator: 1, denominator: 2 }

/** The collective counts all its members, present or not (law.md row 5). */
const ofAllMembers: QuorumRule = {
  validAny: [{ count: 'present', base: 'eligible', share: twoThirds, strict: false }],
  passesAll: [{ count: 'for', base: 'eligible', share: twoThirds, strict: false }],
}
/** The villagers' bodies count those present (law.md row 4). */
const ofRepresentatives: QuorumRule = {
  validAny: [{ count: 'present', base: 'eligible', share: twoThirds, strict: false }],
  passesAll: [{ count: 'for', base: 'present', share: half, strict: true }],
}
const ofVillagers: QuorumRule = {
  validAny: [{ count: 'present', base: 'eligible', share: half, strict: true }],
  passesAll: [{ count: 'for', base: 'present', share: half, strict: true }],
}
const households: Threshold = {
  count: 'householdsPresent',
  base: 'households',
  share: twoThirds,
  strict: false,
}

/** Before the law of 2025 the charter said; the law's shares are held against such a meeting, and that is told. */
const byCharter: Words = {
  zh: '合作社章程（农村集体经济组织法 2025-05-01 施行以前），按该法的比例核对',
  en: 'The charter (before the law on rural collective economic organisations of 2025-05-01), held against the shares of that law',
}

const byVillagersLaw = (article: number): Words => ({
  zh: `村民委员会组织法（2018）第${article === 22 ? '二十二' : '二十六'}条`,
  en: `Villagers’ committee law (2018), art ${article}`,
})
const byAmendedLaw = (article: number): Words => ({
  zh: `村民委员会组织法（2026-01-01 起施行修订本，条文待核对），按 2018 文本第${article === 22 ? '二十二' : '二十六'}条的比例`,
  en: `Villagers’ committee law as amended from 2026-01-01, wording to be verified; shares of art ${article} of the text of 2018`,
})

/**
 * How each body decides, and from when. Two laws, two ways of counting (law.md rows 4 and 5). The villagers'
 * committee law was amended from 2026-01-01; its wording on quorums is not at hand, so the shares of the text
 * of 2018 go on and the source says so.
 */
export const bodies: Record<Body, { name: Words; rules: readonly BodyRule[] }> = {
  members_congress: {
    name: { zh: '社员（股东）代表大会', en: 'Congress of members’ representatives' },
    rules: [
      { from: '', source: byCharter, rule: ofAllMembers },
      {
        from: '2025-05-01',
        source: {
          zh: '农村集体经济组织法第二十七、二十八条',
          en: 'Law on rural collective economic organisations, arts 27 and 28',
        },
        rule: ofAllMembers,
        eligibleMin: 21,
      },
    ],
  },
  members_assembly: {
    name: { zh: '成员大会', en: 'Assembly of members' },
    rules: [
      { from: '', source: byCharter, rule: ofAllMembers },
      {
        from: '2025-05-01',
        source: {
          zh: '农村集体经济组织法第二十七条',
          en: 'Law on rural collective economic organisations, art 27',
        },
        rule: ofAllMembers,
      },
    ],
  },
  villager_representatives: {
    name: { zh: '村民代表会议', en: 'Meeting of villagers’ representatives' },
    rules: [
      { from: '', source: byVillagersLaw(26), rule: ofRepresentatives },
      { from: '2026-01-01', source: byAmendedLaw(26), rule: ofRepresentatives },
    ],
  },
  villager_assembly: {
    name: { zh: '村民会议', en: 'Assembly of villagers' },
    rules: [
      { from: '', source: byVillagersLaw(22), rule: ofVillagers, orHouseholds: households },
      { from: '2026-01-01', source: byAmendedLaw(22), rule: ofVillagers, orHouseholds: households },
    ],
  },
}

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

/** Whether a resolution passed by the rule of its body on the day of the meeting ('YYYY-MM-DD'). */
export function decideResolution(body: Body, counts: Counts, heldOn: string): ResolutionDecision {
  const inForce = bodies[body].rules.findLast((one) => one.from <= heldOn)!
  const byHouseholds =
    inForce.orHouseholds && counts.households !== undefined && counts.householdsPresent !== undefined
  const rule = byHouseholds
    ? { ...inForce.rule, validAny: [...inForce.rule.validAny, inForce.orHouseholds!] }
    : inForce.rule
  const decision = decideQuorum(rule, {
    eligible: counts.eligible,
    present: counts.present,
    voted: counts.votesFor + counts.votesAgainst + counts.votesAbstain,
    for: counts.votesFor,
    against: counts.votesAgainst,
    abstain: counts.votesAbstain,
    ...(byHouseholds ? { households: counts.households, householdsPresent: counts.householdsPresent } : {}),
  })
  const source = inForce.source.zh
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
function sizeFinding(rule: BodyRule, counts: Counts): Finding | undefined {
  if (rule.eligibleMin === undefined) return undefined
  const met = counts.eligible >= rule.eligibleMin
  return {
    text: {
      zh: `代表共${counts.eligible}人，须多于${rule.eligibleMin - 1}人：${met ? '达到' : '未达到'}。`,
      en: `${counts.eligible} representatives; more than ${rule.eligibleMin - 1} needed: ${met ? 'met' : 'not met'}.`,
    },
    met,
    source: rule.source.zh,
  }
}
