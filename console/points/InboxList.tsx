import { Checkbox } from 'antd'
import { useEffect, useRef } from 'react'
import { signedPointsOf } from '../../modules/points/contract-claims.ts'
import { showDay } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import type { ClaimRow } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import { SignedPoints } from './SignedPoints.tsx'

interface InboxListProps {
  rows: ClaimRow[]
  total: number
  /** The claim on the right. */
  shown: string | undefined
  chosen: string[]
  open: (index: number) => void
  toggle: (id: string) => void
}

export function InboxList({ rows, total, shown, chosen, open, toggle }: InboxListProps) {
  const t = useWords(pointsLocale)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (shown) list.current?.querySelector(`[data-claim="${shown}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [shown])
  return (
    <div className="inbox-list">
      <div className="inbox-count">{t('waitingCount', { count: total })}</div>
      <ul ref={list}>
        {rows.map((row, index) => (
          <li key={row.id} data-claim={row.id} className={row.id === shown ? 'inbox-shown' : undefined}>
            <Checkbox
              checked={chosen.includes(row.id)}
              onChange={() => toggle(row.id)}
              aria-label={t('chooseClaim', { head: row.subjectName, item: say(row.itemName) })}
            />
            <button
              type="button"
              onClick={() => open(index)}
              aria-current={row.id === shown ? 'true' : undefined}
            >
              <span className="inbox-head">
                <strong>{row.subjectName}</strong>
                <span className="quiet">{row.householdNumber}</span>
                <SignedPoints value={signedPointsOf(row)} />
              </span>
              <span className="inbox-under">
                <span>{say(row.itemName)}</span>
                <span className="quiet">{showDay(row.occurredOn)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
