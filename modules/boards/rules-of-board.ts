import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import { type BlackBoard, type Board, isListed, isMade, type ListedBoard, type MadeBoard } from './scheme.ts'
import { countyOf } from './store.ts'

export interface BoardOf {
  placeCode: string
  adoptionId: string
  boardKey: string
}

export interface BoardRules<B extends Board = Board> {
  board: B
  rules: RulesInForce
}

export const boardsOf = (rules: RulesInForce): Board[] => (rules.resolved.plain.boards ?? []) as Board[]

/** A board of a scheme that is in force in the village, with its rules on a day. */
export async function rulesOfBoard(
  tx: Tx,
  library: SchemeLibrary,
  where: BoardOf,
  on: string,
): Promise<BoardRules> {
  const rules = await getRules(tx, library, {
    countyCode: countyOf(where.placeCode),
    adoptionId: where.adoptionId,
    on,
  })
  const board = boardsOf(rules).find(({ key }) => key === where.boardKey)
  if (!board || rules.adoption.placeCode !== where.placeCode)
    throw new Refusal('boards.unknown', { board: where.boardKey }, 'body.boardKey')
  return { board, rules }
}

const wrong = ({ name }: Board) =>
  new Refusal('boards.wrong_kind', { board: name.zh, boardEn: name.en }, 'body.boardKey')

export function asMade(board: Board): MadeBoard {
  if (!isMade(board)) throw wrong(board)
  return board
}

export function asListed(board: Board): ListedBoard {
  if (!isListed(board)) throw wrong(board)
  return board
}

export function asBlack(board: Board): BlackBoard {
  if (board.kind !== 'black') throw new Refusal('boards.only_black')
  return board
}
