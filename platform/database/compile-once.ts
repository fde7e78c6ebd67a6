import type { Compilable, CompiledQuery } from 'kysely'
import type { Tx } from './connect.ts'

/** Stands for the value of an argument while a statement is compiled. */
class Slot {
  readonly index: number

  constructor(index: number) {
    this.index = index
  }
}

/**
 * A statement whose text is built once, at its first use: for what is read at every turn. `build` may put its
 * arguments into the statement as values, and must not look at them.
 */
export function compileOnce<Given extends string[], Row>(
  build: (tx: Tx, ...given: Given) => Compilable<Row>,
): (tx: Tx, ...given: Given) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined
  return async (tx, ...given) => {
    compiled ??= build(tx, ...(given.map((_, index) => new Slot(index)) as unknown as Given)).compile()
    const parameters = compiled.parameters.map((value) =>
      value instanceof Slot ? given[value.index] : value,
    )
    return (await tx.executeQuery<Row>({ ...compiled, parameters })).rows
  }
}
