import { Refusal } from '../../engines/refusal/refusal.ts'

/** Exports that are written at the same time; each holds one connection of the pool while it is. */
const togetherMax = 4
/** Exports that wait for their turn; each belongs to another account. */
const waitingMax = 40

/** Lets few exports be written at once, and one for each account. */
export class Turns {
  readonly #accounts = new Set<string>()
  readonly #waiting: (() => void)[] = []
  #running = 0

  /** Throws export.running or export.busy. */
  async take<T>(accountId: string, work: () => Promise<T>): Promise<T> {
    if (this.#accounts.has(accountId)) throw new Refusal('export.running')
    if (this.#waiting.length >= waitingMax) throw new Refusal('export.busy')
    this.#accounts.add(accountId)
    try {
      if (this.#running >= togetherMax) await new Promise<void>((resolve) => this.#waiting.push(resolve))
      else this.#running += 1
      return await work().finally(() => this.#pass())
    } finally {
      this.#accounts.delete(accountId)
    }
  }

  /** Hands the turn to the next who waits. */
  #pass(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#running -= 1
  }
}
