import { Button, Input } from 'antd'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import type { Around } from '../../engines/boundary/check-around.ts'
import { useWords } from '../shell/language.ts'
import {
  addCorner,
  closeDraft,
  type Draft,
  emptyDraft,
  insertCorner,
  moveCorner,
  removeCorner,
} from './draft-boundary.ts'
import type { Hand } from './draw-map.ts'
import { territoryLocale } from './locale.ts'
import { readCorners, writeCorners } from './read-corners.ts'

const DrawMap = lazy(() => import('./DrawMap.tsx'))

interface BoundaryFieldProps {
  id?: string
  value?: Draft
  onChange?: (value: Draft) => void
  /** In the datum of the drawing. */
  around: Around[]
  label: string
  /** What was kept last; drawing goes back to it. */
  kept: Draft | undefined
  /** What is to be said of the drawing, beside it. */
  children: ReactNode
}

/** A boundary drawn by hand or typed as a list of corners: the two are one value. */
export function BoundaryField({
  id,
  value = emptyDraft,
  onChange,
  around,
  label,
  kept,
  children,
}: BoundaryFieldProps) {
  const t = useWords(territoryLocale)
  const draw = useDrawing(value, onChange)
  const { selected } = draw
  return (
    <div className="draw-grid">
      <div>
        <div className="draw-buttons">
          <Button disabled={value.closed || value.corners.length < 3} onClick={draw.hand.close}>
            {t('closeBoundary')}
          </Button>
          <Button disabled={!draw.mayUndo} onClick={draw.undo}>
            {t('undoStep')}
          </Button>
          <Button
            disabled={selected === null}
            onClick={() => selected !== null && draw.hand.remove(selected)}
          >
            {t('deleteCorner')}
          </Button>
          <Button disabled={value.corners.length === 0} onClick={() => draw.commit(emptyDraft)}>
            {t('drawAnew')}
          </Button>
          {kept && (
            <Button
              disabled={value.closed && writeCorners(value.corners) === writeCorners(kept.corners)}
              onClick={() => draw.commit(kept)}
            >
              {t('backToKept')}
            </Button>
          )}
        </div>
        <Suspense fallback={<div className="place-map draw-map" />}>
          <DrawMap
            draft={value}
            selected={selected}
            around={around}
            label={label}
            hand={draw.hand}
            onKey={draw.press}
          />
        </Suspense>
        <p className="soft">
          {around.length === 0 && value.corners.length === 0 ? t('nothingAround') : t('drawHelp')}
        </p>
      </div>
      <div className="draw-side">
        <CornerList id={id} value={value} commit={draw.commit} />
        {children}
      </div>
    </div>
  )
}

/** The acts of drawing on a controlled value, each a step that can be taken back. */
function useDrawing(value: Draft, onChange: ((value: Draft) => void) | undefined) {
  const latest = useRef(value)
  latest.current = value
  const past = useRef<Draft[]>([])
  const [selected, setSelected] = useState<number | null>(null)
  const give = (next: Draft) => {
    latest.current = next
    onChange?.(next)
  }
  const commit = (next: Draft) => {
    if (next === latest.current) return
    past.current.push(latest.current)
    if (selected !== null && selected >= next.corners.length) setSelected(null)
    give(next)
  }
  const hand: Hand = {
    add: (at) => commit(addCorner(latest.current, at)),
    close: () => commit(closeDraft(latest.current)),
    grab: () => past.current.push(latest.current),
    move: (index, to) => give(moveCorner(latest.current, index, to)),
    insert: (after, at) => commit(insertCorner(latest.current, after, at)),
    remove: (index) => {
      setSelected(null)
      commit(removeCorner(latest.current, index))
    },
    select: setSelected,
  }
  const undo = () => {
    const before = past.current.pop()
    if (before) give(before)
  }
  const press = (event: KeyboardEvent) => {
    const { corners, closed } = latest.current
    if (event.key === 'Enter') hand.close()
    else if (event.key === 'Escape' && !closed && corners.length > 0) commit(emptyDraft)
    else if (event.key === 'Escape') setSelected(null)
    else if ((event.key === 'Delete' || event.key === 'Backspace') && selected !== null) hand.remove(selected)
    else if (event.key === 'Backspace' && !closed && corners.length > 0) hand.remove(corners.length - 1)
    else if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) undo()
    else return
    event.preventDefault()
  }
  return { hand, selected, commit, undo, press, mayUndo: past.current.length > 0 }
}

interface CornerListProps {
  id: string | undefined
  value: Draft
  commit: (next: Draft) => void
}

function CornerList({ id, value, commit }: CornerListProps) {
  const t = useWords(territoryLocale)
  // What is being typed stays as it is typed, as long as it says what is drawn.
  const [typed, setTyped] = useState<{ text: string; said: string }>({ text: '', said: '' })
  const drawn = writeCorners(value.corners)
  const text = value.unread ?? (typed.said === drawn ? typed.text : drawn)
  const { faults } = readCorners(text)
  const type = (next: string) => {
    const { corners, faults: found } = readCorners(next)
    if (found.length > 0) return commit({ ...value, unread: next })
    setTyped({ text: next, said: writeCorners(corners) })
    commit({ corners, closed: corners.length >= 3, unread: null })
  }
  return (
    <div>
      <label htmlFor={id}>{t('cornerList')}</label>
      <Input.TextArea
        {...(id ? { id } : {})}
        className="corner-list"
        aria-describedby={`${id}-help`}
        rows={9}
        value={text}
        onChange={(event) => type(event.target.value)}
        placeholder={'121.027000, 30.701000'}
        {...(faults.length > 0 ? { status: 'error' as const } : {})}
      />
      <p id={`${id}-help`} className="soft">
        {t('cornerListHelp', { count: value.corners.length })}
      </p>
      {faults.length > 0 && (
        <ul className="fault-list" role="alert">
          {faults.slice(0, 5).map((fault) => (
            <li key={fault.line}>
              {t(fault.kind === 'swapped' ? 'cornerSwapped' : 'cornerUnread', {
                line: fault.line,
                text: fault.text.slice(0, 40),
              })}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
