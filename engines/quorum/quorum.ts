import { compareShare, type Fraction, shareOfAmount } from '../fraction/fraction.ts'
import type { Problem } from '../problem/problem.ts'

/**
 * What a hall counted. Whole numbers, zero or more; leave out what was not counted.
 * - `eligible`: all who may vote (villagers of 18, all members, all representatives)
 * - `registered`: those on the voter list of an election
 * - `present`: those who came, proxies and online attendance included where the law allows them
 * - `voted`: ballots cast; where it is left out, `for`, `against` and `abstain` are its sum
 * - `households`, `householdsPresent`: all households, and those with a representative in the hall
 */
export type MeetingCount = { readonly [Figure in CountedFigure]?: number }

export type CountedFigure =
  | 'eligible'
  | 'registered'
  | 'present'
  | 'voted'
  | 'for'
  | 'against'
  | 'abstain'
  | 'households'
  | 'householdsPresent'

/** One bar to clear: `count` must be more than, or at least, this share of `base`. */
export type Threshold = {
  readonly count: CountedFigure
  readonly base: CountedFigure
  readonly share: Fraction
  /** True: more than the share (超过). False: the share itself is enough (以上、达到). */
  readonly strict: boolean
}

/**
 * A meeting's rule as data; two laws differ in nothing else. The meeting is valid when any bar of `validAny` is
 * cleared, and a motion passes when it is valid and all bars of `passesAll` are cleared.
 */
export type QuorumRule = {
  readonly validAny: readonly Threshold[]
  readonly passesAll: readonly Threshold[]
}

/** One bar as it was met or missed, with the figure needed, to be printed in the minutes. */
export type QuorumReason = Problem & {
  readonly met: boolean
  readonly have: number
  /** The least whole number that clears the bar; undefined when the base is zero and nothing can. */
  readonly need: number | undefined
}

export type QuorumDecision = {
  readonly valid: boolean
  readonly passed: boolean
  /** Counting faults first; else every bar, those of validity before those of passing. */
  readonly reasons: readonly QuorumReason[]
}

const figureNames: Record<CountedFigure, { zh: string; en: string }> = {
  eligible: { zh: '应到（有表决权）人数', en: 'people entitled to vote' },
  registered: { zh: '登记参加选举的人数', en: 'registered voters' },
  present: { zh: '到会人数', en: 'people present' },
  voted: { zh: '投票人数', en: 'votes cast' },
  for: { zh: '赞成', en: 'votes for' },
  against: { zh: '反对', en: 'votes against' },
  abstain: { zh: '弃权', en: 'abstentions' },
  households: { zh: '总户数', en: 'households' },
  householdsPresent: { zh: '有代表到会的户数', en: 'households represented' },
}

/** Which figure can never be larger than which. */
const bounds: [CountedFigure, CountedFigure][] = [
  ['present', 'eligible'],
  ['registered', 'eligible'],
  ['voted', 'registered'],
  ['for', 'voted'],
  ['against', 'voted'],
  ['abstain', 'voted'],
  ['householdsPresent', 'households'],
]

/**
 * Decides whether a meeting is valid and a motion passes. Counts that cannot be true (more present than
 * entitled, more votes than voters) make the meeting invalid and are the only reasons given.
 */
export function decideQuorum(rule: QuorumRule, counted: MeetingCount): QuorumDecision {
  const count = fillVoted(counted)
  const faults = checkCount(rule, count)
  if (faults.length > 0) return { valid: false, passed: false, reasons: faults }
  const validity = rule.validAny.map((threshold) => judge('quorum.valid', threshold, count))
  const passing = rule.passesAll.map((threshold) => judge('quorum.passed', threshold, count))
  const valid = validity.some((reason) => reason.met)
  return {
    valid,
    passed: valid && passing.every((reason) => reason.met),
    reasons: [...validity, ...passing],
  }
}

/** The least whole number that clears a bar over this base; undefined when the base is zero. */
export function neededCount(threshold: Threshold, base: number): number | undefined {
  if (base <= 0) return undefined
  if (!threshold.strict) return Number(shareOfAmount(BigInt(base), threshold.share, 'ceil'))
  return Number(shareOfAmount(BigInt(base), threshold.share, 'floor')) + 1
}

/** A bar as a part of a sentence: 到会人数达到应到人数的3分之2. */
export function describeThreshold({ count, base, share, strict }: Threshold): { zh: string; en: string } {
  const [part, whole] = [figureNames[count], figureNames[base]]
  const { numerator, denominator } = share
  return {
    zh: `${part.zh}${strict ? '超过' : '达到'}${whole.zh}的${denominator}分之${numerator}`,
    en: `${part.en} ${strict ? 'more than' : 'at least'} ${numerator}/${denominator} of ${whole.en}`,
  }
}

function fillVoted(counted: MeetingCount): MeetingCount {
  const votes = [counted.for, counted.against, counted.abstain]
  if (counted.voted !== undefined || votes.every((vote) => vote === undefined)) return counted
  return { ...counted, voted: votes.reduce<number>((sum, vote) => sum + (vote ?? 0), 0) }
}

function judge(code: string, threshold: Threshold, count: MeetingCount): QuorumReason {
  const [have, base] = [count[threshold.count] ?? 0, count[threshold.base] ?? 0]
  const comparison = base > 0 ? compareShare(BigInt(have), BigInt(base), threshold.share) : -1
  const met = threshold.strict ? comparison > 0 : comparison >= 0
  const need = neededCount(threshold, base)
  const { numerator, denominator } = threshold.share
  const [part, whole] = [figureNames[threshold.count], figureNames[threshold.base]]
  const bar = threshold.strict ? ['超过', 'more than'] : ['达到', 'at least']
  return {
    code,
    met,
    have,
    need,
    zh: `${part.zh}${have}，须${bar[0]}${whole.zh}${base}的${denominator}分之${numerator}${need === undefined ? '' : `（至少${need}）`}：${met ? '达到' : '未达到'}。`,
    en: `${have} ${part.en}; ${bar[1]} ${numerator}/${denominator} of ${base} ${whole.en} needed${need === undefined ? '' : ` (${need} or more)`}: ${met ? 'met' : 'not met'}.`,
  }
}

function checkCount(rule: QuorumRule, count: MeetingCount): QuorumReason[] {
  const used = [...rule.validAny, ...rule.passesAll].flatMap(({ count: figure, base }) => [figure, base])
  const faults: QuorumReason[] = []
  const blame = (code: string, have: number, zh: string, en: string) =>
    faults.push({ code, met: false, have, need: undefined, zh, en })
  for (const figure of new Set(used)) {
    if (count[figure] !== undefined) continue
    const { zh, en } = figureNames[figure]
    blame(
      'quorum.not_counted',
      0,
      `没有填“${zh}”，无法判断会议是否有效。`,
      `"${en}" was not counted; the rule needs it.`,
    )
  }
  for (const [figure, value] of Object.entries(count) as [CountedFigure, number | undefined][]) {
    if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) continue
    const { zh, en } = figureNames[figure]
    blame(
      'quorum.not_a_count',
      value,
      `“${zh}”应是不小于零的整数。`,
      `"${en}" must be a whole number of zero or more.`,
    )
  }
  for (const [small, large] of upperBounds(count)) {
    if ((count[small] ?? 0) <= (count[large] ?? Number.POSITIVE_INFINITY)) continue
    const [part, whole] = [figureNames[small], figureNames[large]]
    blame(
      'quorum.impossible',
      count[small] ?? 0,
      `“${part.zh}”${count[small]}多于“${whole.zh}”${count[large]}，请核对计票。`,
      `${count[small]} ${part.en} are more than ${count[large]} ${whole.en}; check the count.`,
    )
  }
  const votes = (count.for ?? 0) + (count.against ?? 0) + (count.abstain ?? 0)
  if (count.voted !== undefined && votes > count.voted && faults.length === 0) {
    blame(
      'quorum.impossible',
      votes,
      `赞成、反对、弃权合计${votes}，多于投票人数${count.voted}，请核对计票。`,
      `For, against and abstentions sum to ${votes}, more than ${count.voted} votes cast; check the count.`,
    )
  }
  return faults
}

/** In an election ballots may come from voters who were not in the hall; elsewhere only those present vote. */
function upperBounds(count: MeetingCount): [CountedFigure, CountedFigure][] {
  return count.registered === undefined ? [...bounds, ['voted', 'present']] : bounds
}
