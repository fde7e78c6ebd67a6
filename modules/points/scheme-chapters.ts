import type { Chapter } from '../../engines/scheme/section.ts'
import type { PointsBook } from './scheme.ts'

/** A book of points as chapters that people read. */
export function chaptersOf(book: PointsBook): Chapter[] {
  const at = `points.${book.key}`
  const item = (entry: PointsBook['items'][number]) => {
    const borders =
      entry.kind === 'range'
        ? [`${at}.items.${entry.key}.min`, `${at}.items.${entry.key}.max`]
        : [`${at}.items.${entry.key}.points`]
    const shown = borders.map((path) => `{${path}}`).join('–')
    return {
      text: {
        zh: `${entry.category.zh}·${entry.name.zh}：${entry.direction === 'plus' ? '加' : '减'} ${shown} 分。${entry.basis ? `依据：${entry.basis}。` : ''}`,
        en: `${entry.category.en} · ${entry.name.en}: ${entry.direction === 'plus' ? 'plus' : 'minus'} ${shown} points.`,
      },
      values: borders,
    }
  }
  return [
    {
      key: `${book.key}-book`,
      title: { zh: book.name.zh, en: book.name.en },
      paragraphs: [
        {
          text: {
            zh: `每户基本分 {${at}.base} 分，${book.cycle.kind === 'year' ? '一年一个周期' : '长期有效'}，${book.cycle.carry === 'none' ? '不跨年' : '结余转入下一周期'}。`,
            en: `Each household starts from {${at}.base} points; ${book.cycle.kind === 'year' ? 'a cycle is a year' : 'points last for life'}${book.cycle.carry === 'none' ? ' and nothing is carried over' : ''}.`,
          },
          values: [`${at}.base`],
        },
      ],
    },
    {
      key: `${book.key}-plus`,
      title: { zh: '加分项目', en: 'What adds points' },
      paragraphs: book.items.filter((entry) => entry.direction === 'plus').map(item),
    },
    {
      key: `${book.key}-minus`,
      title: { zh: '减分项目', en: 'What takes points' },
      paragraphs: book.items.filter((entry) => entry.direction === 'minus').map(item),
    },
    {
      key: `${book.key}-review`,
      title: { zh: '怎么审、怎么公示', en: 'Review and publicity' },
      paragraphs: reviewParagraphs(book, at),
    },
    {
      key: `${book.key}-close`,
      title: { zh: '年终怎么算', en: 'The close of the year' },
      paragraphs: [
        {
          text: {
            zh: `得过加分的户为加权户，口径：{${at}.close.weighted.counts}。前 {${at}.close.top_percent}% 与最前 {${at}.close.best_count} 户享受待遇；末位并列时{${at}.close.ties}。`,
            en: `Households that gained points are weighted ({${at}.close.weighted.counts}). The best {${at}.close.top_percent}% and the best {${at}.close.best_count} receive benefits; ties at the border: {${at}.close.ties}.`,
          },
          values: [
            `${at}.close.weighted.counts`,
            `${at}.close.top_percent`,
            `${at}.close.best_count`,
            `${at}.close.ties`,
          ],
        },
      ],
    },
  ]
}

function reviewParagraphs(book: PointsBook, at: string): Chapter['paragraphs'] {
  const steps = book.review.map((step) => ({
    text: {
      zh: `${step.name.zh}${step.panel ? `（到场 {${at}.review.${step.key}.panel.min}–{${at}.review.${step.key}.panel.max} 人）` : ''}${step.may_be_declarer ? '' : '，申报人回避'}。`,
      en: `${step.name.en}${step.panel ? ` ({${at}.review.${step.key}.panel.min}–{${at}.review.${step.key}.panel.max} present)` : ''}${step.may_be_declarer ? '' : '; not by the declarer'}.`,
    },
    values: step.panel ? [`${at}.review.${step.key}.panel.min`, `${at}.review.${step.key}.panel.max`] : [],
  }))
  const mend = book.rectify
    ? [
        {
          text: {
            zh: `减分先发整改告知书，{${at}.rectify.days} 天内改好免减（发书当日计入：{${at}.rectify.counts_start_day}）。`,
            en: `A deduction is preceded by a notice; mended within {${at}.rectify.days} days it is waived (day of notice counts: {${at}.rectify.counts_start_day}).`,
          },
          values: [`${at}.rectify.days`, `${at}.rectify.counts_start_day`],
        },
      ]
    : []
  return [
    ...steps,
    ...mend,
    {
      text: {
        zh: `季度公示 {${at}.publicity.quarter.days} 天，年度公示 {${at}.publicity.year.days} 天；期满 {${at}.publicity.hide_names_after_days} 天后隐去姓名。有异议的只挂起那一条。`,
        en: `Publicity lasts {${at}.publicity.quarter.days} days each quarter and {${at}.publicity.year.days} for the year; names are hidden {${at}.publicity.hide_names_after_days} days later. An objection holds its own line only.`,
      },
      values: [
        `${at}.publicity.quarter.days`,
        `${at}.publicity.year.days`,
        `${at}.publicity.hide_names_after_days`,
      ],
    },
  ]
}
