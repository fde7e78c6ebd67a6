import { findCrossedBorders } from '../../engines/scheme/borders.ts'
import { findRepeatedKeys, schemeFault } from '../../engines/scheme/problems.ts'
import type { Breach, Chapter, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { subsidyBreach } from '../../engines/scheme/subsidy-breach.ts'
import { type RawRewards, type RewardRules, rewardsSection, rewardValues } from './scheme.ts'
import { rewardCases } from './scheme-cases.ts'

const part = (content: Record<string, unknown>) => content.rewards as RawRewards | undefined

/** The rewards chapter with its checks, its law guard and its kinds of worked cases. */
export const rewardsSchemeSection: SchemeSection = {
  key: 'rewards',
  schema: rewardsSection,
  values: rewardValues,
  check: (content) => {
    const rules = part(content)!
    return [
      ...findRepeatedKeys('rewards.ladders', rules.ladders, '奖补', 'ladder'),
      ...rules.ladders.flatMap((ladder) => checkLadder(content, ladder)),
    ]
  },
  guards: {
    subsidy_untouched: (content): Breach[] =>
      part(content)?.withheld_from_households ? [subsidyBreach('rewards')] : [],
  },
  cases: rewardCases,
  chapters: (resolved) => {
    const rules = resolved.plain.rewards as RewardRules | undefined
    return rules ? [chapterOf(rules)] : []
  },
}

type RawLadder = RawRewards['ladders'][number]

function checkLadder(content: Record<string, unknown>, ladder: RawLadder): SchemeProblem[] {
  const at = `rewards.ladders.${ladder.key}`
  if (ladder.kind === 'grades') {
    const collective = content.collective as { grades: { key: string }[] } | undefined
    const grades = (collective?.grades ?? []).map((grade) => grade.key)
    return [
      ...findRepeatedKeys(`${at}.rungs`, ladder.rungs, '档次', 'grade'),
      ...missing(
        `${at}.rungs`,
        ladder.rungs.map((rung) => rung.key),
        grades,
        'collective.grades',
      ),
    ]
  }
  const books = ((content.points ?? []) as { key: string; close?: { outcomes?: unknown[] } }[]).map(
    (book) => book.key,
  )
  const known = missing(`${at}.book`, [ladder.book], books, 'points')
  if (ladder.kind === 'points')
    return [
      ...known,
      ...findRepeatedKeys(`${at}.bands`, ladder.bands, '档', 'band'),
      ...checkBands(at, ladder.bands),
    ]
  return ladder.kind === 'marks'
    ? [...known, ...findRepeatedKeys(`${at}.marks`, ladder.marks, '标记', 'mark')]
    : known
}

function missing(
  path: string,
  keys: readonly string[],
  known: readonly string[],
  where: string,
): SchemeProblem[] {
  return keys
    .filter((key) => !known.includes(key))
    .map((key) =>
      schemeFault(
        'reference',
        path.endsWith('.book') ? path : `${path}.${key}`,
        `${where} 里没有“${key}”。`,
        `${where} has no "${key}".`,
        known.length > 0 ? `有这些：${known.join('、')}。` : `先写 ${where}。`,
        known.length > 0 ? `There are: ${known.join(', ')}.` : `Write ${where} first.`,
      ),
    )
}

/** From low to high in points, and never less money for more points (C-14). */
function checkBands(at: string, bands: Extract<RawLadder, { kind: 'points' }>['bands']): SchemeProblem[] {
  return bands.slice(1).flatMap((band, index) => {
    const lower = bands[index]!
    const crossed = [
      ...findCrossedBorders(lower.least, band.least),
      ...findCrossedBorders(lower.amount, band.amount),
    ]
    return crossed
      .slice(0, 1)
      .map(({ day, least, most }) =>
        schemeFault(
          'value',
          `${at}.bands.${band.key}`,
          `从 ${day} 起，“${band.name.zh}”是 ${most}，比前一档的 ${least} 低。`,
          `From ${day} on, "${band.name.en}" is ${most}, less than the ${least} of the band before it.`,
          '档次从低到高写，分数线和奖励都不能降低。',
          'Write bands from low to high; neither points nor reward may fall.',
        ),
      )
  })
}

function chapterOf(rules: RewardRules): Chapter {
  return {
    key: 'rewards',
    title: { zh: '奖补怎么算', en: 'How rewards are worked out' },
    paragraphs: [
      ...rules.ladders.flatMap((ladder) => {
        const at = `rewards.ladders.${ladder.key}`
        if (ladder.kind === 'grades')
          return ladder.rungs.map((rung) => {
            const path = `${at}.rungs.${rung.key}`
            return {
              text: {
                zh: `${rung.name.zh}：每户 {${path}.household} 元，组长 {${path}.leader} 元；整建制每户增拨 {${path}.whole_household} 元，组长增发 {${path}.whole_leader} 元。`,
                en: `${rung.name.en}: {${path}.household} yuan a household and {${path}.leader} for the leader; in a whole village {${path}.whole_household} and {${path}.whole_leader} more.`,
              },
              values: ['household', 'leader', 'whole_household', 'whole_leader'].map(
                (one) => `${path}.${one}`,
              ),
            }
          })
        if (ladder.kind === 'share')
          return [
            {
              text: {
                zh: `${ladder.name.zh}：集体收入的 {${at}.percent}% 按积分分，负分不分。`,
                en: `${ladder.name.en}: {${at}.percent}% of the collective income by points, none for negative points.`,
              },
              values: [`${at}.percent`],
            },
          ]
        const list = ladder.kind === 'points' ? 'bands' : 'marks'
        const parts = ladder.kind === 'points' ? ladder.bands : ladder.marks
        return parts.map((one) => ({
          text: {
            zh: `${ladder.name.zh}：${one.name.zh} {${at}.${list}.${one.key}.amount} 元。`,
            en: `${ladder.name.en}: {${at}.${list}.${one.key}.amount} yuan for ${one.name.en}.`,
          },
          values: [`${at}.${list}.${one.key}.amount`],
        }))
      }),
      {
        text: {
          zh: '先制计算表，经批准才能发放；不从农户的补贴和股份分红中扣。',
          en: 'A worksheet comes first and is paid once approved; nothing is taken from subsidies or share dividends.',
        },
        values: [],
      },
    ],
  }
}
