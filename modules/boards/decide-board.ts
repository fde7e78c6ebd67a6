import { yearsBetween } from '../../engines/calendar/plain-date.ts'
import type { Words } from '../../engines/contract/route.ts'
import { maskName } from '../../engines/identity-number/identity-number.ts'
import type { MadeBoard } from './scheme.ts'

/** From this age on a name may stand on a board. */
const fullAgeYears = 18

/** A passbook's line in a close, and what the roll knows of the household's head. Points in hundredths. */
export interface CloseFacts {
  householdId: string
  householdNumber: string
  headName: string
  headBirthDate: string | null
  total: number
  rank: number
  marks: readonly string[]
}

export interface BoardLine {
  householdId: string
  cells: Record<string, string | number>
}

export type LeftOut = 'minors' | 'asked'

/** Who stands on a board made from a close, in its order, and how many were left out for which reason. */
export interface DecidedBoard {
  lines: BoardLine[]
  leftOut: Record<LeftOut, number>
}

/** The marks that a board shows, each with what is written beside the name. */
export function marksShown(board: MadeBoard, names: ReadonlyMap<string, Words>): Map<string, string> {
  if (board.kind === 'ranks') return new Map()
  if (board.kind === 'flags')
    return new Map([
      ...board.red.map((mark) => [mark, '红旗'] as const),
      ...board.black.map((mark) => [mark, '黑旗'] as const),
    ])
  const shows = (mark: string) =>
    board.kind === 'stars'
      ? board.outcomes.includes(mark.split(':')[0]!) && mark.includes(':')
      : board.outcomes.includes(mark)
  return new Map([...names].filter(([mark]) => shows(mark)).map(([mark, name]) => [mark, name.zh]))
}

/**
 * The lines of a board: mark by mark in the scheme's order, within a mark by points and then by number (G-18: each
 * category by itself). Minors never; whoever asked not to be shown is left out, and nobody steps into the place.
 */
export function decideBoard(
  board: MadeBoard,
  close: { lines: readonly CloseFacts[]; marks: ReadonlyMap<string, Words> },
  facts: { on: string; asked: ReadonlySet<string> },
): DecidedBoard {
  const sorted = [...close.lines].sort(
    (one, other) => one.rank - other.rank || one.householdNumber.localeCompare(other.householdNumber),
  )
  const chosen =
    board.kind === 'ranks'
      ? sorted.filter((line) => line.rank <= board.places).map((line) => ({ line, mark: '' }))
      : [...marksShown(board, close.marks)].flatMap(([mark, name]) =>
          sorted.filter((line) => line.marks.includes(mark)).map((line) => ({ line, mark: name })),
        )
  const minors = chosen.filter(({ line }) => isMinor(line.headBirthDate, facts.on))
  const asked = chosen.filter((one) => !minors.includes(one) && facts.asked.has(one.line.householdId))
  return {
    lines: chosen
      .filter((one) => !minors.includes(one) && !asked.includes(one))
      .map(({ line, mark }) => ({
        householdId: line.householdId,
        cells: cut(board.fields, {
          household_number: line.householdNumber,
          head_name_masked: maskFor(board.mask, line.headName),
          mark,
          total: line.total,
          rank: line.rank,
        }),
      })),
    leftOut: { minors: minors.length, asked: asked.length },
  }
}

export function isMinor(birthDate: string | null, on: string): boolean {
  return birthDate !== null && yearsBetween(birthDate, on) < fullAgeYears
}

/** 张小明 → 张*明, or 张某 where only the surname may be read. */
export function maskFor(mask: 'middle' | 'surname', name: string): string {
  return mask === 'middle' ? maskName(name) : `${[...name][0] ?? ''}某`
}

/** Only what the board's whitelist names. */
export function cut(
  fields: readonly string[],
  cells: Record<string, string | number>,
): Record<string, string | number> {
  return Object.fromEntries(fields.filter((field) => field in cells).map((field) => [field, cells[field]!]))
}
