import { findRepeatedKeys, schemeFault } from '../../engines/scheme/problems.ts'
import type { Breach, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { type Board, boardsSection, boardValues, fieldsOf, type RawBoards } from './scheme.ts'
import { boardCases } from './scheme-cases.ts'
import { chapterOf } from './scheme-chapters.ts'

type RawBoard = RawBoards[number]
interface RawOutcome {
  key: string
  kind: string
  periods?: string[]
  bands?: { key: string }[]
}
interface RawBook {
  key: string
  close: { outcomes: RawOutcome[] }
}

const boardsOf = (content: Record<string, unknown>) => (content.boards ?? []) as RawBoards

/** The boards chapter with its checks, its law guards and its kinds of worked cases. */
export const boardsSchemeSection: SchemeSection = {
  key: 'boards',
  schema: boardsSection,
  values: boardValues,
  check: (content) => [
    ...findRepeatedKeys('boards', boardsOf(content), '榜', 'board'),
    ...boardsOf(content).flatMap((board) => checkBoard(board, (content.points ?? []) as RawBook[])),
  ],
  guards: {
    fields_whitelisted: (content) =>
      boardsOf(content).flatMap((board) =>
        board.fields
          .filter((field) => !fieldsOf(board.kind).includes(field))
          .map((field) => ({
            path: `boards.${board.key}.fields`,
            reason: {
              zh: `“${board.name.zh}”不得公布字段“${field}”。`,
              en: `"${board.name.en}" may not show the field "${field}".`,
            },
            mend: {
              zh: `只用这些字段：${fieldsOf(board.kind).join('、')}。`,
              en: `Use only: ${fieldsOf(board.kind).join(', ')}.`,
            },
          })),
      ),
    ranking_off: (content) =>
      boardsOf(content).flatMap((board): Breach[] =>
        board.kind === 'ranks' && board.public
          ? [
              {
                path: `boards.${board.key}.public`,
                reason: { zh: '居民排名默认不公开。', en: 'Ranks of residents are off by default.' },
                mend: {
                  zh: '改为 false；要公开，由村里表决。',
                  en: 'Set it to false; the village may resolve to show them.',
                },
              },
            ]
          : [],
      ),
    deduction_has_basis: (content) =>
      boardsOf(content).flatMap((board): Breach[] =>
        board.kind === 'black'
          ? board.grounds
              .filter((ground) => !ground.basis)
              .map((ground) => ({
                path: `boards.${board.key}.grounds.${ground.key}.basis`,
                reason: {
                  zh: '上黑榜的情形没有写明依据。',
                  en: 'A ground of a black board without its basis.',
                },
                mend: {
                  zh: '写明依据的村规民约条款或规定，或删去该情形。',
                  en: 'Name the clause or rule it rests on, or remove the ground.',
                },
              }))
          : [],
      ),
    referral_by_person: (content) =>
      boardsOf(content).flatMap((board): Breach[] =>
        board.kind === 'black' && board.referral?.automatic
          ? [
              {
                path: `boards.${board.key}.referral.automatic`,
                reason: {
                  zh: '移送有关部门不能由程序自动决定。',
                  en: 'No program may refer a person to an authority.',
                },
                mend: { zh: '改为 false，由人决定。', en: 'Set it to false; a person decides.' },
              },
            ]
          : [],
      ),
  },
  cases: boardCases,
  chapters: (resolved) => ((resolved.plain.boards ?? []) as Board[]).map(chapterOf),
}

function checkBoard(board: RawBoard, books: readonly RawBook[]): SchemeProblem[] {
  if (!('book' in board))
    return findRepeatedKeys(`boards.${board.key}.grounds`, board.grounds, '情形', 'ground')
  const made = board
  const found = books.find(({ key }) => key === made.book)
  if (!found) return [unknown(made, 'book', made.book, '积分簿', 'book', books)]
  const held = found.close.outcomes.filter(
    ({ periods }) => !periods || (periods as string[]).includes(made.period),
  )
  if (made.kind === 'deeds' || made.kind === 'stars') {
    const kind = made.kind === 'deeds' ? 'top' : 'bands'
    const fit = held.filter((outcome) => outcome.kind === kind)
    return made.outcomes
      .filter((key) => !fit.some((outcome) => outcome.key === key))
      .map((key) => unknown(made, 'outcomes', key, `${kind} 结果`, `outcome of kind ${kind}`, fit))
  }
  if (made.kind === 'ranks') return []
  const marks = held.flatMap(({ key, bands }) =>
    bands ? bands.map((band) => ({ key: `${key}:${band.key}` })) : [{ key }],
  )
  return (['red', 'black'] as const).flatMap((flag) =>
    made[flag]
      .filter((mark) => !marks.some(({ key }) => key === mark))
      .map((mark) => unknown(made, flag, mark, '标记', 'mark', marks)),
  )
}

function unknown(
  board: { key: string; kind: string },
  field: string,
  key: string,
  zh: string,
  en: string,
  there: readonly { key: string }[],
): SchemeProblem {
  const keys = there.map((one) => one.key)
  return schemeFault(
    'reference',
    `boards.${board.key}.${field}`,
    `这一周期的结算里没有 ${zh}“${key}”。`,
    `The close of this period has no ${en} "${key}".`,
    keys.length > 0 ? `有这些：${keys.join('、')}。` : '先在 points 里写出来。',
    keys.length > 0 ? `There are: ${keys.join(', ')}.` : 'Write it in the points chapter first.',
  )
}
