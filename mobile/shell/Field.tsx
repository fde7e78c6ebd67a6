import { cloneElement, type ReactElement, type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon } from './Icon.tsx'

/** One question of a form: label above, help under it, the fault beside. The control gets id and descriptions. */
export function Field({
  label,
  help,
  fault,
  children,
}: {
  label: string
  help?: ReactNode
  fault?: string | undefined
  children: ReactElement<{ id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean }>
}) {
  const id = useId()
  const described = [help ? `${id}-help` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, {
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(fault ? { 'aria-invalid': true } : {}),
      })}
      {help ? (
        <p className="faint" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
      {fault ? (
        <p className="fault" id={`${id}-fault`}>
          <Icon name="warn" /> {fault}
        </p>
      ) : null}
    </div>
  )
}

/** What is wrong with a form, summed up at its top; it takes focus once per `round` of handing in, to be read. */
export function FormFaults({
  title,
  faults,
  round,
}: {
  title: string
  faults: readonly string[]
  round: number
}) {
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round takes focus anew
  useEffect(() => {
    box.current?.focus()
  }, [round])
  if (faults.length === 0) return null
  return (
    <div className="note note-seal" role="alert" tabIndex={-1} ref={box}>
      <Icon name="warn" />
      <div>
        <strong>{title}</strong>
        <ul>
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

export function Note({
  kind,
  icon,
  children,
}: {
  kind: 'green' | 'amber' | 'seal' | 'plain'
  icon: Parameters<typeof Icon>[0]['name']
  children: ReactNode
}) {
  return (
    <div className={kind === 'plain' ? 'note' : `note note-${kind}`}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  )
}
