import { findRepeatedKeys, schemeFault } from '../../engines/scheme/problems.ts'
import type { Breach, Chapter, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { subsidyBreach } from '../../engines/scheme/subsidy-breach.ts'
import {
  type CollectiveRules,
  collectiveSection,
  collectiveValues,
  type RawCollective,
  resultListFields,
} from './scheme.ts'
import { collectiveCases } from './scheme-cases.ts'

const part = (content: Record<string, unknown>) => content.collective as RawCollective | undefined

/** The collective chapter with its checks, its law guards and its kinds of worked cases. */
export const collectiveSchemeSection: SchemeSection = {
  key: 'collective',
  schema: collectiveSection,
  values: collectiveValues,
  check: (content) => checkCollective(part(content)!),
  guards: {
    subsidy_untouched: (content): Breach[] =>
      part(content)?.withheld_from_households ? [subsidyBreach('collective')] : [],
  },
  cases: collectiveCases,
  chapters: (resolved) => {
    const rules = resolved.plain.collective as CollectiveRules | undefined
    return rules ? [chapterOf(rules)] : []
  },
}

function checkCollective(rules: RawCollective): SchemeProblem[] {
  const categories = rules.categories.map((category) => category.key)
  return [
    ...findRepeatedKeys('collective.categories', rules.categories, '类别', 'category'),
    ...findRepeatedKeys('collective.standards', rules.standards, '标准', 'standard'),
    ...findRepeatedKeys('collective.grades', rules.grades, '档次', 'grade'),
    ...rules.standards
      .filter((standard) => !categories.includes(standard.category))
      .map((standard) =>
        schemeFault(
          'reference',
          `collective.standards.${standard.key}.category`,
          `没有类别“${standard.category}”。`,
          `There is no category "${standard.category}".`,
          `有这些类别：${categories.join('、')}。`,
          `Categories: ${categories.join(', ')}.`,
        ),
      ),
    ...checkGrades(rules),
    ...rules.publicity.fields
      .filter((field) => !(resultListFields as readonly string[]).includes(field))
      .map((field) =>
        schemeFault(
          'value',
          'collective.publicity.fields',
          `公示字段“${field}”不在允许范围内。`,
          `The field "${field}" may not be published.`,
          `只用这些字段：${resultListFields.join('、')}。`,
          `Use only: ${resultListFields.join(', ')}.`,
        ),
      ),
  ]
}

/** Grades stand from the highest to the lowest wherever two are there on the same day. */
function checkGrades(rules: RawCollective): SchemeProblem[] {
  const days = [...new Set(rules.grades.flatMap((grade) => [grade.from, ...Object.keys(grade.least)]))].sort()
  const leastOn = (grade: RawCollective['grades'][number], on: string) => {
    const from = Object.keys(grade.least)
      .filter((first) => first <= on)
      .sort()
      .at(-1)
    const entry = from === undefined ? undefined : grade.least[from]
    return entry && 'value' in entry ? entry.value : undefined
  }
  return rules.grades.flatMap((grade, index) =>
    rules.grades.slice(index + 1).flatMap((lower) => {
      const crossed = days.find((on) => {
        const both = [grade, lower].every((one) => one.from <= on && (one.to === undefined || on < one.to))
        const [high, low] = [leastOn(grade, on), leastOn(lower, on)]
        return both && high !== undefined && low !== undefined && high <= low
      })
      return crossed === undefined
        ? []
        : [
            schemeFault(
              'value',
              `collective.grades.${grade.key}.least`,
              `从 ${crossed} 起，“${grade.name.zh}”的最低得分不比“${lower.name.zh}”高。`,
              `From ${crossed} on, "${grade.name.en}" does not ask for more than "${lower.name.en}".`,
              '档次从高到低写，分数线也从高到低。',
              'Write the grades from the highest down, and their lines too.',
            ),
          ]
    }),
  )
}

function chapterOf(rules: CollectiveRules): Chapter {
  const names = (language: 'zh' | 'en') =>
    rules.standards.map(({ name }) => name[language]).join(language === 'zh' ? '、' : ', ')
  const at = 'collective'
  return {
    key: 'collective',
    title: { zh: '集体创建怎样验收', en: 'How a group is accepted' },
    paragraphs: [
      {
        text: {
          zh: '以村民小组为单位申请，须先有村民同意的记录、先成立自治小组；先初步验收，再到现场逐户验收，邀请观察员到场。',
          en: 'A villagers’ group applies, with the villagers’ consent on record and a team formed. Preliminary acceptance comes first, then every household is looked at on site before observers.',
        },
        values: [],
      },
      {
        text: {
          zh: `标准：${names('zh')}。重点标准有一项不达标，整组不通过。户的达标：{${at}.household_complies}；{${at}.household_reading}。`,
          en: `Standards: ${names('en')}. One failed key standard fails the group. A household complies when {${at}.household_complies}; {${at}.household_reading}.`,
        },
        values: [`${at}.household_complies`, `${at}.household_reading`],
      },
      {
        text: {
          zh: `整建制：{${at}.whole_village}。复审、抽查或举报查实的问题，{${at}.violations.mend_days} 天内改好不追究。验收结果公示 {${at}.publicity.days} 天。`,
          en: `A whole village: {${at}.whole_village}. What is found later and mended within {${at}.violations.mend_days} days has no consequence. Results are publicised for {${at}.publicity.days} days.`,
        },
        values: [`${at}.whole_village`, `${at}.violations.mend_days`, `${at}.publicity.days`],
      },
    ],
  }
}
