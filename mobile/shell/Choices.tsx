import type { ReactNode } from 'react'

/** A few answers side by side, one of them chosen. */
export function Choices<Key extends string>({
  label,
  options,
  chosen,
  onChoose,
}: {
  label: string
  options: readonly { key: Key; text: ReactNode }[]
  chosen: Key | null
  onChoose: (key: Key) => void
}) {
  return (
    <fieldset className="choices">
      <legend className="unseen">{label}</legend>
      {options.map((option) => (
        <button
          key={option.key}
          type="button"
          className="choice"
          aria-pressed={chosen === option.key}
          onClick={() => onChoose(option.key)}
        >
          {option.text}
        </button>
      ))}
    </fieldset>
  )
}
