import { z } from 'zod'
import { checkFormula } from '../../engines/formula/formula.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Dated } from '../../engines/scheme/dated.ts'
import type { Breach, CaseScheme, Chapter, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { closeFacts, countedPoints, isWeighted, topPlaces, weightedShare } from './decide-close.ts'
import { decideDeclaration } from './decide-declaration.ts'
import { decideMending, rectificationDueOn } from './decide-rectification.ts'
import { decideReview } from './decide-review.ts'
import { type PointsBook, participationSection, pointsListFields, pointsSection, pointsValues } from './scheme.ts'

type RawBook = z.output<typeof pointsSection>[number]

const booksOf = (content: Record<string, unknown>) => (content.points ?? []) as RawBook[]

/** The points chapter with its checks, its law guards and its kinds of worked cases. */
export const pointsSchemeSection: SchemeSection = {
  key: 'points',
  schema: pointsSection,
  values: pointsValues,
  check: (content) => booksOf(content).flatMap(checkBook),
  guards: {
    deduction_has_basis: (content) =>
      eachItem(content, (book, item) =>
        item.direction === 'minus' && !item.basis
          ? breach(`points.${book.key}.items.${item.key}.basis`, '扣分项目没有写明依据。', 'A deduction without a listed basis.', '写明依据的村规民约条款或法律规定，或删去该项。', 'Name the clause or law it rests on, or remove the item.')
          : undefined,
      ),
    publicity_before_posting: (content) =>
      booksOf(content).flatMap((book) =>
        book.publicity.posting === 'after_publicity'
          ? []
          : [breach(`points.${book.key}.publicity.posting`, '积分没有公示就入账。', 'Points are posted without publicity.', '改为 after_publicity。', 'Set it to after_publicity.')],
      ),
    ranking_off: (content) =>
      booksOf(content).flatMap((book) =>
        book.ranking.public
          ? [breach(`points.${book.key}.ranking.public`, '居民排名默认不公开。', 'Ranks of residents are off by default.', '改为 false；村民会议决定公开的，由村在设置里打开。', 'Set it to false; a village may switch it on by its own decision.')]
          : [],
      ),
    fields_whitelisted: (content) =>
      booksOf(content).flatMap((book) =>
        (['quarter', 'year'] as const).flatMap((kind) =>
          book.publicity[kind].fields
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
  cases: {
    mending: {
      given: z.strictObject({ issued_on: z.string(), mended_on: z.string().nullable() }),
      run: (scheme, given: { issued_on: string; mended_on: string | null }) => {
        const book = bookOf(scheme)
        const dueOn = rectificationDueOn(given.issued_on, book.rectify!)
        const outcome = given.mended_on ? decideMending({ issuedOn: given.issued_on, dueOn, mendedOn: given.mended_on, today: '2999-12-31' }) : 'lapsed'
        return { due_on: dueOn, waived: outcome === 'waived' }
      },
    },
    declaration: { given: declarationGiven(), run: (scheme, given: DeclarationGiven) => answer(() => runDeclaration(scheme, given)) },
    review: { given: reviewGiven(), run: (scheme, given: ReviewGiven) => answer(() => runReview(scheme, given)) },
    year: {
      given: z.strictObject({ gained: z.number(), lost: z.number() }),
      run: (scheme, given: { gained: number; lost: number }) => {
        const book = bookOf(scheme)
        const sums = { base: book.base, gained: given.gained * 100, lost: given.lost * 100, total: book.base + (given.gained - given.lost) * 100 }
        return { total: sums.total / 100, weighted: isWeighted(book, sums), counted: countedPoints(book, sums) / 100 }
      },
    },
    best_share: {
      given: z.strictObject({ households: z.number().int() }),
      run: (scheme, given: { households: number }) => ({ places: topPlaces(bookOf(scheme), given.households) }),
    },
    shown_share: {
      given: z.strictObject({ part: z.number().int(), whole: z.number().int() }),
      run: (_scheme, given: { part: number; whole: number }) => ({ shown: weightedShare(given.part, given.whole) }),
    },
    guard: {
      given: z.strictObject({ path: z.string(), value: z.unknown() }),
      run: (scheme, given: { path: string; value: unknown }) => {
        const findings = scheme.guardFindings([given])
        return { refused: findings.length > 0, by: findings.find((finding) => finding.kind === 'law')?.norm ?? null }
      },
    },
  },
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
      return [breach('participation.voluntary', '参加积分制必须自愿。', 'Taking part must be voluntary.', '写成 voluntary: true。', 'Write voluntary: true.')]
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
              zh: `以户为单位自愿参加，由${participation.agreed_by === 'head' ? '户主' : '家中成年人'}同意并登记，可以随时退出。`,
              en: `A household takes part by its own choice; ${participation.agreed_by === 'head' ? 'its head' : 'an adult of it'} agrees, and it may withdraw at any time.`,
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
  const problems: SchemeProblem[] = []
  for (const twice of duplicates(book.items.map((item) => item.key))) {
    problems.push(fault('reference', `${at}.items.${twice}`, `项目键“${twice}”用了两次。`, `The item key "${twice}" is used twice.`, '换一个键。', 'Give one of them another key.'))
  }
  for (const item of book.items) {
    if (item.kind === 'range') problems.push(...ordered(`${at}.items.${item.key}`, item.min, item.max, '最少分', '最多分'))
  }
  for (const step of book.review) {
    if (step.panel) problems.push(...ordered(`${at}.review.${step.key}.panel`, step.panel.min, step.panel.max, '最少人数', '最多人数'))
    for (const other of step.apart_from) {
      if (!book.review.slice(0, book.review.indexOf(step)).some((earlier) => earlier.key === other)) {
        problems.push(fault('reference', `${at}.review.${step.key}.apart_from`, `“${other}”不是前面的环节。`, `"${other}" is no earlier step.`, '写前面某个环节的键。', 'Name the key of an earlier step.'))
      }
    }
  }
  for (const problem of checkFormula(book.close.weighted.condition, closeFacts, 'bool')) {
    problems.push(fault('value', `${at}.close.weighted.condition`, problem.zh, problem.en, '可用的量：base、gained、lost、total。', 'It may ask about base, gained, lost and total.'))
  }
  return problems
}

/** A lower border above its upper one, on any day on which both are given. */
function ordered(path: string, low: Dated<number>, high: Dated<number>, lowName: string, highName: string): SchemeProblem[] {
  const days = [...new Set([...Object.keys(low), ...Object.keys(high)])]
  return days.flatMap((day) => {
    const least = valueAt(low, day)
    const most = valueAt(high, day)
    return least !== undefined && most !== undefined && least > most
      ? [fault('value', path, `${day} 的${lowName} ${least} 大于${highName} ${most}。`, `On ${day} the lower border ${least} exceeds the upper ${most}.`, '调整其中一个。', 'Change one of them.')]
      : []
  })
}

function valueAt(values: Dated<number>, day: string): number | undefined {
  const from = Object.keys(values)
    .filter((key) => key <= day)
    .sort()
    .at(-1)
  const entry = from === undefined ? undefined : values[from]
  return entry && 'value' in entry ? entry.value : undefined
}

function duplicates(keys: string[]): string[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))]
}

function eachItem(content: Record<string, unknown>, find: (book: RawBook, item: RawBook['items'][number]) => Breach | undefined): Breach[] {
  return booksOf(content).flatMap((book) => book.items.flatMap((item) => find(book, item) ?? []))
}

function breach(path: string, zh: string, en: string, mendZh: string, mendEn: string): Breach {
  return { path, reason: { zh, en }, mend: { zh: mendZh, en: mendEn } }
}

function fault(kind: SchemeProblem['kind'], path: string, zh: string, en: string, mendZh: string, mendEn: string): SchemeProblem {
  return { severity: 'error', kind, norm: null, ...breach(path, zh, en, mendZh, mendEn) }
}

/** A case speaks of the scheme's first book. */
function bookOf(scheme: CaseScheme): PointsBook {
  return (scheme.resolved.plain.points as PointsBook[])[0]!
}

function itemOf(book: PointsBook, key: string) {
  const item = book.items.find((candidate) => candidate.key === key)
  if (!item) throw new Refusal('points.item_unknown', { item: key })
  return item
}

/** A refusal is an answer of a case: { refused: code }. */
function answer(run: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return { refused: null, ...run() }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code }
    throw error
  }
}

interface DeclarationGiven {
  item: string
  on: string
  channel: 'self' | 'behalf' | 'neighbour' | 'organisation' | 'cadre' | 'system'
  points: number | null
  evidence: number
  enrolled: boolean
  year_closed: boolean
}

function declarationGiven() {
  return z.strictObject({
    item: z.string(),
    on: z.string(),
    channel: z.enum(['self', 'behalf', 'neighbour', 'organisation', 'cadre', 'system']).default('self'),
    points: z.number().nullable().default(null),
    evidence: z.number().int().default(1),
    enrolled: z.boolean().default(true),
    year_closed: z.boolean().default(false),
  })
}

function runDeclaration(scheme: CaseScheme, given: DeclarationGiven): Record<string, unknown> {
  const item = itemOf(bookOf(scheme), given.item)
  const points = decideDeclaration(item, {
    channel: given.channel,
    quantity: 100,
    proposed: given.points === null ? null : given.points * 100,
    occurredOn: given.on,
    today: scheme.on,
    evidenceCount: given.evidence,
    enrolled: given.enrolled,
    cycleClosed: given.year_closed,
    used: { times: 0, points: 0 },
  })
  return { points: (item.direction === 'minus' ? -points : points) / 100 }
}

interface ReviewGiven {
  item: string
  step: string
  panel: number
  by_declarer: boolean
  decided_before_at: string[]
}

function reviewGiven() {
  return z.strictObject({
    item: z.string(),
    step: z.string(),
    panel: z.number().int().default(0),
    by_declarer: z.boolean().default(false),
    decided_before_at: z.array(z.string()).default([]),
  })
}

function runReview(scheme: CaseScheme, given: ReviewGiven): Record<string, unknown> {
  const book = bookOf(scheme)
  const step = book.review.find((candidate) => candidate.key === given.step)
  const outcome = decideReview(
    book,
    itemOf(book, given.item),
    {
      state: 'in_review',
      stepKey: given.step,
      revision: 1,
      proposed: 100,
      declaredBy: given.by_declarer ? 'me' : 'another',
      deciders: Object.fromEntries(given.decided_before_at.map((key) => [key, ['me']])),
    },
    {
      stepKey: given.step,
      decision: 'pass',
      points: null,
      panel: Array.from({ length: given.panel }, (_, index) => ({ name: `成员${index + 1}`, guest: false })),
      note: '',
      accountId: 'me',
      roles: step?.roles ?? [],
      revision: 1,
    },
  )
  return { state: outcome.state, next: outcome.stepKey }
}

function chaptersOf(book: PointsBook): Chapter[] {
  const at = `points.${book.key}`
  const item = (entry: PointsBook['items'][number]) => {
    const borders = entry.kind === 'range' ? [`${at}.items.${entry.key}.min`, `${at}.items.${entry.key}.max`] : [`${at}.items.${entry.key}.points`]
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
          text: { zh: `每户基本分 {${at}.base} 分，${book.cycle.kind === 'year' ? '一年一个周期' : '长期有效'}，${book.cycle.carry === 'none' ? '不跨年' : '结余转入下一周期'}。`, en: `Each household starts from {${at}.base} points; ${book.cycle.kind === 'year' ? 'a cycle is a year' : 'points last for life'}${book.cycle.carry === 'none' ? ' and nothing is carried over' : ''}.` },
          values: [`${at}.base`],
        },
      ],
    },
    { key: `${book.key}-plus`, title: { zh: '加分项目', en: 'What adds points' }, paragraphs: book.items.filter((entry) => entry.direction === 'plus').map(item) },
    { key: `${book.key}-minus`, title: { zh: '减分项目', en: 'What takes points' }, paragraphs: book.items.filter((entry) => entry.direction === 'minus').map(item) },
    { key: `${book.key}-review`, title: { zh: '怎么审、怎么公示', en: 'Review and publicity' }, paragraphs: reviewParagraphs(book, at) },
    {
      key: `${book.key}-close`,
      title: { zh: '年终怎么算', en: 'The close of the year' },
      paragraphs: [
        {
          text: { zh: `得过加分的户为加权户，口径：{${at}.close.weighted.counts}。前 {${at}.close.top_percent}% 与最前 {${at}.close.best_count} 户享受待遇；末位并列时{${at}.close.ties}。`, en: `Households that gained points are weighted ({${at}.close.weighted.counts}). The best {${at}.close.top_percent}% and the best {${at}.close.best_count} receive benefits; ties at the border: {${at}.close.ties}.` },
          values: [`${at}.close.weighted.counts`, `${at}.close.top_percent`, `${at}.close.best_count`, `${at}.close.ties`],
        },
      ],
    },
  ]
}

function reviewParagraphs(book: PointsBook, at: string): Chapter['paragraphs'] {
  const steps = book.review.map((step) => ({
    text: { zh: `${step.name.zh}${step.panel ? `（到场 {${at}.review.${step.key}.panel.min}–{${at}.review.${step.key}.panel.max} 人）` : ''}${step.may_be_declarer ? '' : '，申报人回避'}。`, en: `${step.name.en}${step.panel ? ` ({${at}.review.${step.key}.panel.min}–{${at}.review.${step.key}.panel.max} present)` : ''}${step.may_be_declarer ? '' : '; not by the declarer'}.` },
    values: step.panel ? [`${at}.review.${step.key}.panel.min`, `${at}.review.${step.key}.panel.max`] : [],
  }))
  const mend = book.rectify
    ? [{ text: { zh: `减分先发整改告知书，{${at}.rectify.days} 天内改好免减（发书当日计入：{${at}.rectify.counts_start_day}）。`, en: `A deduction is preceded by a notice; mended within {${at}.rectify.days} days it is waived (day of notice counts: {${at}.rectify.counts_start_day}).` }, values: [`${at}.rectify.days`, `${at}.rectify.counts_start_day`] }]
    : []
  return [
    ...steps,
    ...mend,
    { text: { zh: `季度公示 {${at}.publicity.quarter.days} 天，年度公示 {${at}.publicity.year.days} 天；期满 {${at}.publicity.hide_names_after_days} 天后隐去姓名。有异议的只挂起那一条。`, en: `Publicity lasts {${at}.publicity.quarter.days} days each quarter and {${at}.publicity.year.days} for the year; names are hidden {${at}.publicity.hide_names_after_days} days later. An objection holds its own line only.` }, values: [`${at}.publicity.quarter.days`, `${at}.publicity.year.days`, `${at}.publicity.hide_names_after_days`] },
  ]
}
