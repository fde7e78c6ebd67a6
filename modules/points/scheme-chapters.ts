import type { Words } from '../../engines/contract/route.ts'
import type { Chapter } from '../../engines/scheme/section.ts'
import { categoryOf, type PointsBook, type PointsItem, type RecusalGround } from './scheme.ts'
import { closeParagraphs } from './scheme-close-chapters.ts'
import { limitsOf } from './scheme-limits.ts'
import { paragraph } from './scheme-paragraph.ts'
import { subjectText } from './scheme-subject-checks.ts'

type Paragraph = Chapter['paragraphs'][number]

const groundWords: Record<RecusalGround, Words> = {
  declarer: { zh: '申报人', en: 'the declarer' },
  member: { zh: '当事户成员', en: 'members of the household concerned' },
  kin: { zh: '当事户的亲属', en: 'their kin' },
}

/** A book of points as chapters that people read. */
export function chaptersOf(book: PointsBook): Chapter[] {
  const at = `points.${book.key}`
  const listed = (direction: PointsItem['direction']) =>
    book.items.filter((item) => item.direction === direction).map((item) => itemParagraph(at, book, item))
  return [
    { key: `${book.key}-book`, title: book.name, paragraphs: [baseParagraph(at, book)] },
    {
      key: `${book.key}-plus`,
      title: { zh: '加分项目', en: 'What adds points' },
      paragraphs: listed('plus'),
    },
    {
      key: `${book.key}-minus`,
      title: { zh: '减分项目', en: 'What takes points' },
      paragraphs: listed('minus'),
    },
    {
      key: `${book.key}-review`,
      title: { zh: '怎么审、怎么公示', en: 'Review and publicity' },
      paragraphs: [
        ...book.review.map((step) => stepParagraph(`${at}.review.${step.key}.panel`, step)),
        ...(book.rectify ? [rectifyParagraph(at)] : []),
        publicityParagraph(at, book.publicity),
        ...(book.quota ? [quotaParagraph(at, book.quota)] : []),
      ],
    },
    {
      key: `${book.key}-close`,
      title: { zh: '怎么结算', en: 'The close' },
      paragraphs: closeParagraphs(`${at}.close`, book.close),
    },
  ].filter((chapter) => chapter.paragraphs.length > 0)
}

const cycleWords = {
  month: ['一月一个周期', 'a cycle is a month'],
  quarter: ['一季度一个周期', 'a cycle is a quarter'],
  half_year: ['半年一个周期', 'a cycle is half a year'],
  year: ['一年一个周期', 'a cycle is a year'],
  life: ['长期有效', 'points last for life'],
} as const

function baseParagraph(at: string, book: PointsBook): Paragraph {
  const [cycleZh, cycleEn] = cycleWords[book.cycle.kind]
  const life = book.cycle.kind === 'life'
  const subject = subjectText(book)
  const lost = book.cycle.carry === 'none'
  return paragraph(
    `${subject.zh}基本分 {${at}.base} 分，${cycleZh}，${life ? '不清零' : lost ? '不转入下一周期' : '结余转入下一周期'}。`,
    `${subject.en} starts from {${at}.base} points; ${cycleEn}, ${life ? 'nothing lapses' : lost ? 'nothing is carried over' : 'the rest is carried over'}.`,
  )
}

function itemParagraph(ofBook: string, book: PointsBook, item: PointsItem): Paragraph {
  const at = `${ofBook}.items.${item.key}`
  const category = categoryOf(book, item)
  const points = item.kind === 'range' ? `{${at}.min}–{${at}.max}` : `{${at}.points}`
  const plus = item.direction === 'plus'
  const [zh, en] = [
    [`${category.zh}·${item.name.zh}：${plus ? '加' : '减'} ${points} 分`],
    [`${category.en} · ${item.name.en}: ${plus ? 'plus' : 'minus'} ${points} points`],
  ]
  if (item.kind === 'per_unit') {
    zh.push(`按${item.unit.zh}计`)
    en.push(`for each of ${item.unit.en}`)
  }
  for (const limit of limitsOf(ofBook, book, item)) {
    zh.push(limit.zh)
    en.push(limit.en)
  }
  if (item.from) {
    zh.push(`${item.from} 起列入`)
    en.push(`from ${item.from}`)
  }
  if (item.to) {
    zh.push(`${item.to} 起停用`)
    en.push(`switched off from ${item.to}`)
  }
  return paragraph(`${zh.join('，')}。${item.basis ? `依据：${item.basis}。` : ''}`, `${en.join(', ')}.`)
}

function stepParagraph(panel: string, step: PointsBook['review'][number]): Paragraph {
  const zh = step.panel ? `（到场 {${panel}.min}–{${panel}.max} 人）` : ''
  const en = step.panel ? ` ({${panel}.min}–{${panel}.max} present)` : ''
  const grounds = step.recuse.map((ground) => groundWords[ground])
  return paragraph(
    `${step.name.zh}${zh}${grounds.length === 0 ? '' : `，${grounds.map((ground) => ground.zh).join('、')}回避`}。`,
    `${step.name.en}${en}${grounds.length === 0 ? '' : `; not by ${grounds.map((ground) => ground.en).join(', ')}`}.`,
  )
}

function rectifyParagraph(at: string): Paragraph {
  return paragraph(
    `减分先发整改告知书，{${at}.rectify.days} 天内改好免减（发书当日计入：{${at}.rectify.counts_start_day}）。`,
    `A deduction is preceded by a notice; mended within {${at}.rectify.days} days it is waived (day of notice counts: {${at}.rectify.counts_start_day}).`,
  )
}

const often = {
  month: ['每月', 'each month'],
  quarter: ['每季度', 'each quarter'],
  half_year: ['每半年', 'each half-year'],
  year: ['每年', 'each year'],
} as const

function publicityParagraph(at: string, { entries, totals }: PointsBook['publicity']): Paragraph {
  const days = `${at}.publicity`
  const [zh, en] = often[entries.period]
  const twice = entries.rounds === 2
  return paragraph(
    `${zh}逐条公示 {${days}.entries.days} 天${twice ? '，补充修改后再公示一次为定' : ''}${totals ? `；${often[totals.period][0]}结算后公示总分 {${days}.totals.days} 天` : ''}；期满 {${days}.hide_names_after_days} 天后隐去姓名。有异议的只挂起那一条。`,
    `Deeds are publicised ${en} for {${days}.entries.days} days${twice ? ', and once more after amendments' : ''}${totals ? `, totals ${often[totals.period][1]} for {${days}.totals.days} days after the close` : ''}; names are hidden {${days}.hide_names_after_days} days later. An objection holds its own line only.`,
  )
}

function quotaParagraph(at: string, quota: NonNullable<PointsBook['quota']>): Paragraph {
  const [zh, en] = often[quota.period]
  const warns = quota.reaction === 'warn'
  return paragraph(
    `${zh}得过加分的户不超过全村户数的 {${at}.quota.percent}%，同一户再得不另占名额；名额满了${warns ? '给出提醒' : '，新的户不再发给'}。`,
    `At most {${at}.quota.percent} % of the village's households get awards ${en}; a household counts once. ${warns ? 'Beyond that there is a warning.' : 'Beyond that no further household is awarded.'}`,
  )
}
