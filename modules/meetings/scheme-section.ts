import { z } from 'zod'
import { dayName } from '../../engines/calendar/plain-date.ts'
import type { Words } from '../../engines/contract/route.ts'
import { describeThreshold } from '../../engines/quorum/quorum.ts'
import { schemeFault } from '../../engines/scheme/problems.ts'
import type { Chapter, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { decideResolution } from './decide-resolution.ts'
import {
  type Body,
  bodyKeys,
  bodyNames,
  type MeetingRule,
  type MeetingRules,
  meetingsSection,
  thresholdOf,
} from './scheme.ts'

const part = (content: Record<string, unknown>) => content.meetings as MeetingRules
const count = z.number()

/** The meetings' part of the national scheme, with its checks and the worked case of a count. */
export const meetingsSchemeSection: SchemeSection = {
  key: 'meetings',
  schema: meetingsSection,
  values: {},
  check: (content) => [
    ...(content.id === 'national' ? [] : [notHere]),
    ...bodyKeys.flatMap((body) => checkDays(body, part(content)[body])),
  ],
  guards: {},
  cases: {
    /** Whether a meeting's count passes a resolution on the case's day. */
    resolution: {
      given: z.strictObject({
        body: z.enum(bodyKeys),
        eligible: count,
        present: count,
        for: count,
        against: count.default(0),
        abstain: count.default(0),
        households: count.optional(),
        households_present: count.optional(),
      }),
      run: (scheme, given: GivenCount) => {
        const { possible, passed, findings } = decideResolution(
          part(scheme.resolved.plain as Record<string, unknown>),
          given.body,
          {
            eligible: given.eligible,
            present: given.present,
            votesFor: given.for,
            votesAgainst: given.against,
            votesAbstain: given.abstain,
            households: given.households,
            householdsPresent: given.households_present,
          },
          scheme.on,
        )
        return { possible, passed, source: possible ? findings.at(-1)!.source : null }
      },
    },
  },
  chapters: (resolved) => [chapterOf(part(resolved.plain as Record<string, unknown>))],
}

interface GivenCount {
  body: Body
  eligible: number
  present: number
  for: number
  against: number
  abstain: number
  households?: number
  households_present?: number
}

const notHere: SchemeProblem = schemeFault(
  'reference',
  'meetings',
  '地方制度不能自己规定会议怎样算通过。',
  'A local scheme cannot say how meetings pass.',
  '删去 meetings；会议的规则写在 schemes/national 里。',
  'Remove meetings; the rules stand in schemes/national.',
)

/** The first rule reaches back without a day; each later one begins after the one before. */
function checkDays(body: Body, rules: readonly MeetingRule[]): SchemeProblem[] {
  return rules.flatMap((one, index) => {
    const before = rules[index - 1]?.from ?? ''
    const right = index === 0 ? one.from === undefined : one.from !== undefined && one.from > before
    if (right) return []
    return [
      schemeFault(
        'value',
        `meetings.${body}.${index}.from`,
        `“${bodyNames[body].zh}”的规则没有按日期先后排列。`,
        `The rules of the ${bodyNames[body].en} are not in the order of their days.`,
        '第一条不写 from，后面每条的 from 晚于前一条。',
        'Leave from out of the first; each later from comes after the one before.',
      ),
    ]
  })
}

function chapterOf(rules: MeetingRules): Chapter {
  return {
    key: 'meetings',
    title: { zh: '会议怎样算通过', en: 'How meetings decide' },
    paragraphs: bodyKeys.flatMap((body) =>
      rules[body].map((one) => ({ text: tellRule(body, one), values: [] })),
    ),
  }
}

function tellRule(body: Body, one: MeetingRule): Words {
  const name = bodyNames[body]
  const since = one.from ? dayName(one.from) : undefined
  const bars = (list: MeetingRule['valid'], or: Words): Words => {
    const told = list.map((each) => describeThreshold(thresholdOf(each)))
    return { zh: told.map((text) => text.zh).join(or.zh), en: told.map((text) => text.en).join(or.en) }
  }
  const [valid, passes] = [
    bars(one.valid, { zh: '，或者', en: ', or ' }),
    bars(one.passes, { zh: '，并且', en: ', and ' }),
  ]
  const size = one.members_min
  return {
    zh: `${name.zh}（${since ? `${since.zh}起` : '最早的规则'}，${one.cite.zh}）：${valid.zh}，会议有效；${passes.zh}，决议通过${size ? `；代表须多于${size - 1}人` : ''}。`,
    en: `${name.en} (${since ? `from ${since.en}` : 'the earliest rule'}; ${one.cite.en}): valid with ${valid.en}; passed with ${passes.en}${size ? `; more than ${size - 1} representatives are needed` : ''}.`,
  }
}
