import './seal.css'

/** Four characters are read downwards, the right column first. */
const places = [
  [69, 45],
  [69, 81],
  [31, 45],
  [31, 81],
] as const

/** A quiet red seal: the period is closed, the list settled, the plan resolved. */
export function Seal({ text, label }: { text: string; label: string }) {
  return (
    <svg className="seal" viewBox="0 0 100 100" role="img" aria-label={label}>
      <rect x="4" y="4" width="92" height="92" rx="8" fill="none" strokeWidth="4" />
      <rect x="11" y="11" width="78" height="78" rx="4" fill="none" strokeWidth="1.2" />
      {places.map(([x, y], index) => (
        <text key={`${x}-${y}`} x={x} y={y} textAnchor="middle" fontSize="34">
          {text[index]}
        </text>
      ))}
    </svg>
  )
}
