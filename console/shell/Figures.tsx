import type { ReactNode } from 'react'
import { Link } from 'react-router'
import './figures.css'

export interface Figure {
  label: string
  value: ReactNode
  unit?: string
  /** The list that this number counts. */
  to?: string
  note?: ReactNode
  tone?: 'late' | 'official'
}

/** Numbers in a strip; each opens the list it counts. */
export function Figures({ items }: { items: Figure[] }) {
  return (
    <ul className="figures">
      {items.map((item) => (
        <li key={item.label} className={item.tone ? `figure-${item.tone}` : undefined}>
          <FigureBody item={item} />
        </li>
      ))}
    </ul>
  )
}

function FigureBody({ item }: { item: Figure }) {
  const body = (
    <>
      <span className="figure-label">{item.label}</span>
      <span className="figure-value">
        {item.value}
        {item.unit && <small>{item.unit}</small>}
      </span>
      {item.note && <span className="figure-note">{item.note}</span>}
    </>
  )
  return item.to ? <Link to={item.to}>{body}</Link> : <div>{body}</div>
}
