import { showSigned } from '../shell/figures.ts'

/** Points with their sign; the sign says it, the colour repeats it. */
export function SignedPoints({ value }: { value: number }) {
  const tone = value > 0 ? 'plus' : value < 0 ? 'minus' : ''
  return <span className={`figure-text ${tone}`}>{showSigned(value)}</span>
}
