/** Numbers from 0 up to 1 that a seed repeats. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Random moments in parts of a duration, from its very beginning to somewhat past its end, one in each equal
 * stretch of it and in any order.
 */
export function spreadMoments(count: number, random: () => number, reach = 1.6): number[] {
  const moments = Array.from({ length: count }, (_, index) => ((index + random()) / count) * reach)
  return moments
    .map((moment) => ({ moment, order: random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ moment }) => moment)
}
