/** Square metres in one 亩. */
export const metresPerMu = 10_000 / 15

const two = (value: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** An area in words: 12.34 亩（0.82 公顷）. Square metres in. */
export function showArea(metres: number): { zh: string; en: string } {
  const [mu, hectares] = [two(metres / metresPerMu), two(metres / 10_000)]
  return { zh: `${mu} 亩（${hectares} 公顷）`, en: `${mu} mu (${hectares} ha)` }
}

/** Whether an area is seen at all when it is shown: from a hundredth of a 亩, rounded. */
export function isSeen(metres: number): boolean {
  return Math.round((metres / metresPerMu) * 100) > 0
}
