import type { z } from 'zod'
import type { Breach, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { type PointsBook, participationSection, pointsSection, pointsValues } from './scheme.ts'
import { pointsCases } from './scheme-cases.ts'
import { chaptersOf } from './scheme-chapters.ts'
import { checkClose } from './scheme-close-checks.ts'
import { breach, fault, ordered, twice, unknownCategory } from './scheme-faults.ts'
import { checkLimits } from './scheme-item-checks.ts'
import { pointsListFields } from './scheme-publicity.ts'
import { checkSubject } from './scheme-subject-checks.ts'

type RawBook = z.output<typeof pointsSection>[number]

const booksOf = (content: Record<string, unknown>) => (content.points ?? []) as RawBook[]

/** The points chapter with its checks, its law guards and its kinds of worked cases. */
export const pointsSchemeSection: SchemeSection = {
  key: 'points',
  schema: pointsSection,
  values: pointsValues,
  check: (content) => {
    const books = booksOf(content)
    return [...twice('points', books, '积分簿', 'book'), ...books.flatMap(checkBook)]
  },
  guards: {
    deduction_has_basis: (content) =>
      eachItem(content, (book, item) =>
        item.direction === 'minus' && !item.basis
          ? breach(
              `points.${book.key}.items.${item.key}.basis`,
              '扣分项目没有写明依据。',
              'A deduction without a listed basis.',
              '写明依据的村规民约条款或法律规定，或删去该项。',
              'Name the clause or law it rests on, or remove the item.',
            )
          : undefined,
      ),
    publicity_before_posting: (content) =>
      booksOf(content).flatMap((book) =>
        book.publicity.posting === 'after_publicity'
          ? []
          : [
              breach(
                `points.${book.key}.publicity.posting`,
                '积分没有公示就入账。',
                'Points are posted without publicity.',
                '改为 after_publicity。',
                'Set it to after_publicity.',
              ),
            ],
      ),
    ranking_off: (content) =>
      booksOf(content).flatMap((book) =>
        book.ranking.public
          ? [
              breach(
                `points.${book.key}.ranking.public`,
                '居民排名默认不公开。',
                'Ranks of residents are off by default.',
                '改为 false。',
                'Set it to false.',
              ),
            ]
          : [],
      ),
    fields_whitelisted: (content) =>
      booksOf(content).flatMap((book) =>
        (['entries', 'totals'] as const).flatMap((kind) =>
          (book.publicity[kind]?.fields ?? [])
            .filter((field) => !(pointsListFields as readonly string[]).includes(field))
            .map((field) =>
              breach(
                `points.${book.key}.publicity.${kind}.fields`,
                `公示字段“${field}”不在允许范围内。`,
                `The field "${field}" may not be published.`,
                `只用这些字段：${pointsListFields.join('、')}。`,
                `Use only: ${pointsListFields.join(', ')}.`,
              ),
            ),
        ),
      ),
  },
  cases: pointsCases,
  chapters: (resolved) => ((resolved.plain.points ?? []) as PointsBook[]).flatMap(chaptersOf),
}

/** Who takes part: the household's own choice. */
export const participationSchemeSection: SchemeSection = {
  key: 'participation',
  schema: participationSection,
  values: {},
  check: () => [],
  guards: {
    voluntary: (content) => {
      const participation = content.participation as { voluntary?: boolean } | undefined
      if (!('points' in content) || participation?.voluntary === true) return []
      return [
        breach(
          'participation.voluntary',
          '参加积分制必须自愿。',
          'Taking part must be voluntary.',
          '写成 voluntary: true。',
          'Write voluntary: true.',
        ),
      ]
    },
  },
  cases: {},
  chapters: (resolved) => {
    const participation = resolved.plain.participation as z.output<typeof participationSection> | undefined
    if (!participation) return []
    return [
      {
        key: 'participation',
        title: { zh: '谁参加', en: 'Who takes part' },
        paragraphs: [
          {
            text: {
              zh: {
                head: '以户为单位自愿参加，由户主同意并登记，可以随时退出。',
                any_adult: '以户为单位自愿参加，由家中成年人同意并登记，可以随时退出。',
                person: '各人自愿参加，由本人同意并登记，未满 14 周岁的由监护人同意；可以随时退出。',
              }[participation.agreed_by],
              en: {
                head: 'A household takes part by its own choice; its head agrees, and it may withdraw at any time.',
                any_adult:
                  'A household takes part by its own choice; an adult of it agrees, and it may withdraw at any time.',
                person:
                  'Each person takes part by her own choice, those under 14 by their guardian’s, and may withdraw at any time.',
              }[participation.agreed_by],
            },
            values: [],
          },
        ],
      },
    ]
  },
}

function checkBook(book: RawBook): SchemeProblem[] {
  const at = `points.${book.key}`
  return [
    ...checkSubject(at, book),
    ...twice(`${at}.items`, book.items, '项目', 'item'),
    ...book.items.flatMap((item) => checkLimits(`${at}.items.${item.key}`, item, book)),
    ...twice(`${at}.review`, book.review, '审核环节', 'review step'),
    ...book.review.flatMap((step) => checkStep(`${at}.review.${step.key}`, step, book)),
    ...(book.balance.floor !== 'none' && book.balance.ceiling !== 'none'
      ? ordered(
          `${at}.balance`,
          book.balance.floor,
          book.balance.ceiling,
          ['余额下限', 'the floor'],
          ['余额上限', 'the ceiling'],
        )
      : []),
    ...twice(`${at}.categories`, book.categories, '类别', 'category'),
    ...book.items
      .filter((item) => !book.categories.some(({ key }) => key === item.category))
      .map((item) => unknownCategory(`${at}.items.${item.key}.category`, item.category, book)),
    ...(book.quota && book.subject !== 'household'
      ? [
          fault(
            'value',
            `${at}.quota`,
            '名额按户数算，这本积分簿却不是记到户的。',
            'The quota counts households, but the points of this book are not of households.',
            '删去 quota，或把 subject 改为 household。',
            'Remove the quota, or set subject to household.',
          ),
        ]
      : []),
    ...checkClose(at, book),
  ]
}

function checkStep(at: string, step: RawBook['review'][number], book: RawBook): SchemeProblem[] {
  const earlier = book.review.slice(0, book.review.indexOf(step)).map((one) => one.key)
  const { panel } = step
  return [
    ...(panel
      ? ordered(
          `${at}.panel`,
          panel.min,
          panel.max,
          ['最少人数', 'the least number of people'],
          ['最多人数', 'the most'],
        )
      : []),
    ...(panel?.guests_min && panel.guests_max
      ? ordered(
          `${at}.panel`,
          panel.guests_min,
          panel.guests_max,
          ['受邀村民最少人数', 'the least number of guests'],
          ['最多人数', 'the most'],
        )
      : []),
    ...step.apart_from
      .filter((other) => !earlier.includes(other))
      .map((other) =>
        fault(
          'reference',
          `${at}.apart_from`,
          `“${other}”不是它前面的环节。`,
          `"${other}" is no step before this one.`,
          earlier.length > 0 ? `前面的环节有：${earlier.join('、')}。` : '这是第一个环节，删去 apart_from。',
          earlier.length > 0
            ? `Steps before it: ${earlier.join(', ')}.`
            : 'This is the first step; remove apart_from.',
        ),
      ),
  ]
}

function eachItem(
  content: Record<string, unknown>,
  find: (book: RawBook, item: RawBook['items'][number]) => Breach | undefined,
): Breach[] {
  return booksOf(content).flatMap((book) => book.items.flatMap((item) => find(book, item) ?? []))
}
