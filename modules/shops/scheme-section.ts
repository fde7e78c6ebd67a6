import { findCrossedBorders } from '../../engines/scheme/borders.ts'
import { findRepeatedKeys, schemeFault } from '../../engines/scheme/problems.ts'
import type { Breach, Chapter, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { type ExchangeRules, exchangeSection, exchangeValues, type RawExchange } from './scheme.ts'
import { exchangeCases } from './scheme-cases.ts'

const part = (content: Record<string, unknown>) => content.exchange as RawExchange | undefined

/** The exchange chapter with its checks, its law guard and its kinds of worked cases. */
export const exchangeSchemeSection: SchemeSection = {
  key: 'exchange',
  schema: exchangeSection,
  values: exchangeValues,
  check: (content) => [
    ...checkBooks(content),
    ...checkCash(part(content)!),
    ...checkWindow(part(content)!),
    ...checkBudget(part(content)!),
  ],
  guards: {
    charity_not_sold: (content): Breach[] =>
      part(content)?.shelves.charity.for_money
        ? [
            {
              path: 'exchange.shelves.charity.for_money',
              reason: {
                zh: '爱心物品、捐赠物品只能用积分换，不能卖钱。',
                en: 'Charity goods are given for points and may not be sold.',
              },
              mend: { zh: '改为 false。', en: 'Set it to false.' },
            },
          ]
        : [],
  },
  cases: exchangeCases,
  chapters: (resolved) => {
    const rules = resolved.plain.exchange as ExchangeRules | undefined
    return rules ? [chapterOf(rules)] : []
  },
}

function checkBooks(content: Record<string, unknown>): SchemeProblem[] {
  const exchange = part(content)!
  const books = ((content.points ?? []) as { key: string }[]).map((book) => book.key)
  return [
    ...exchange.books
      .filter((book) => !books.includes(book.key))
      .map((book) =>
        schemeFault(
          'reference',
          `exchange.books.${book.key}.key`,
          `points 里没有积分簿“${book.key}”。`,
          `The points chapter has no book "${book.key}".`,
          books.length > 0 ? `有这些积分簿：${books.join('、')}。` : '先写 points。',
          books.length > 0 ? `There are: ${books.join(', ')}.` : 'Write the points chapter first.',
        ),
      ),
    ...findRepeatedKeys('exchange.books', exchange.books, '积分簿', 'book'),
    ...findRepeatedKeys('exchange.classes', exchange.classes, '物品类别', 'class'),
  ]
}

function checkCash(exchange: RawExchange): SchemeProblem[] {
  const asked = exchange.books.some((book) => book.kinds.includes('cash'))
  if (asked === (exchange.cash !== undefined)) return []
  return [
    asked
      ? schemeFault(
          'reference',
          'exchange.cash',
          '积分簿写了可以换现金，却没有写现金的规定。',
          'A book buys cash, but the rules for cash are missing.',
          '补上 cash，或从 kinds 里删去 cash。',
          'Write cash, or remove cash from kinds.',
        )
      : schemeFault(
          'reference',
          'exchange.cash',
          '写了现金的规定，却没有积分簿可以换现金。',
          'There are rules for cash, but no book buys it.',
          '在积分簿的 kinds 里加上 cash，或删去 cash。',
          'Add cash to the kinds of a book, or remove cash.',
        ),
  ]
}

function checkWindow({ window }: RawExchange): SchemeProblem[] {
  const { first_day, last_day } = window
  const days = first_day && last_day ? findCrossedBorders(first_day, last_day) : []
  const yearEnd =
    window.away_tags !== undefined ||
    Object.values(window.usual).some((entry) => 'value' in entry && entry.value === 'year_end')
  return [
    ...days.map(({ day, least, most }) =>
      schemeFault(
        'value',
        'exchange.window',
        `从 ${day} 起，当月从 ${least} 号起，却到 ${most} 号止。`,
        `From ${day} on, the month begins with day ${least} and ends with day ${most}.`,
        '改正两个日子。',
        'Mend the two days.',
      ),
    ),
    ...(yearEnd && !window.year_end_month
      ? [
          schemeFault(
            'value',
            'exchange.window.year_end_month',
            '有年底兑换，却没有写年底从几月算起。',
            'Something is redeemed at the year’s end, but its first month is missing.',
            '补上 year_end_month；原文没有的写 unset: true。',
            'Write year_end_month; unset: true where the source is silent.',
          ),
        ]
      : []),
  ]
}

function checkBudget({ budget }: RawExchange): SchemeProblem[] {
  if (!budget) return []
  return findCrossedBorders(budget.low, budget.high).map(({ day, least, most }) =>
    schemeFault(
      'value',
      'exchange.budget',
      `从 ${day} 起，兑付下限 ${least} 元大于上限 ${most} 元。`,
      `From ${day} on, the least (${least} yuan) is more than the most (${most} yuan).`,
      '改小前者，或改大后者。',
      'Lower the first or raise the second.',
    ),
  )
}

function chapterOf(rules: ExchangeRules): Chapter {
  const names = (exchange: boolean, language: 'zh' | 'en') =>
    rules.classes
      .filter((one) => one.exchange === exchange)
      .map((one) => one.name[language])
      .join(language === 'zh' ? '、' : ', ')
  const barred = names(false, 'zh')
  return {
    key: 'exchange',
    title: { zh: '积分怎么换', en: 'What points buy' },
    paragraphs: [
      ...rules.books.map((book) => {
        const at = `exchange.books.${book.key}`
        const least = book.least !== undefined
        return {
          text: {
            zh: `1 分抵 {${at}.rate} 元${least ? `，一次至少 {${at}.least} 分` : ''}。`,
            en: `A point is worth {${at}.rate} yuan${least ? `; {${at}.least} points at least at once` : ''}.`,
          },
          values: [`${at}.rate`, ...(least ? [`${at}.least`] : [])],
        }
      }),
      {
        text: {
          zh: `可以换：${names(true, 'zh')}。${barred ? `不能换：${barred}。` : ''}爱心物品只能用积分换，不能卖钱。`,
          en: `Exchanged: ${names(true, 'en')}. ${barred ? `Not exchanged: ${names(false, 'en')}. ` : ''}Charity goods go for points only and are never sold.`,
        },
        values: [],
      },
      ...(rules.cash
        ? [
            paragraph(
              `${rules.cash.tags ? '只有规定的困难户可以换现金' : '可以换现金'}，额度 {exchange.cash.ceiling} 元（{exchange.cash.ceiling_per}）。`,
              `${rules.cash.tags ? 'Only households in hardship may have cash' : 'Cash may be had'}, {exchange.cash.ceiling} yuan at most ({exchange.cash.ceiling_per}).`,
            ),
          ]
        : [{ text: { zh: '不能换现金。', en: 'No cash is given.' }, values: [] }]),
      paragraph(
        '兑换时间：{exchange.window.usual}；不在兑换时间的：{exchange.window.reaction}。',
        'When: {exchange.window.usual}; at another time: {exchange.window.reaction}.',
      ),
      ...(rules.budget
        ? [
            paragraph(
              '每村每年兑付 {exchange.budget.low}–{exchange.budget.high} 元（{exchange.budget.reading}）；超过上限的：{exchange.budget.reaction}。',
              'A village pays {exchange.budget.low}–{exchange.budget.high} yuan in a year ({exchange.budget.reading}); beyond it: {exchange.budget.reaction}.',
            ),
          ]
        : []),
      paragraph(
        '与兑换点结算，按{exchange.settlement.basis}。',
        'The shop is settled by {exchange.settlement.basis}.',
      ),
    ],
  }
}

/** A sentence; its values are the {paths} that it mentions. */
function paragraph(zh: string, en: string): Chapter['paragraphs'][number] {
  return {
    text: { zh, en },
    values: [...new Set([...zh.matchAll(/\{([^}]+)\}/g)].map((found) => found[1]!))],
  }
}
