/** What of a movement counts in a statement. */
export interface StatementMovement {
  /** Fen that the fund gained, below zero what it paid out. */
  amountFen: number
}

export interface Statement {
  openingFen: number
  incomeFen: number
  spendingFen: number
  closingFen: number
}

/** Opening balance, income, spending and closing balance of a period; a reversal stands on the side of its sign. */
export function decideStatement(openingFen: number, movements: readonly StatementMovement[]): Statement {
  const sum = (side: 1 | -1) =>
    movements.reduce((total, { amountFen }) => total + Math.max(0, side * amountFen), 0)
  const [incomeFen, spendingFen] = [sum(1), sum(-1)]
  return { openingFen, incomeFen, spendingFen, closingFen: openingFen + incomeFen - spendingFen }
}
