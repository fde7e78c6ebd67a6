import { useEffect, useRef, useState } from 'react'
import { dark, light } from '../../design/tokens.ts'
import type { Around } from '../../engines/boundary/check-around.ts'
import { useWords } from '../shell/language.ts'
import { useDark } from '../shell/theme.ts'
import type { Draft } from './draft-boundary.ts'
import { type Hand, type DrawMap as OpenMap, openDrawMap } from './draw-map.ts'
import { territoryLocale } from './locale.ts'

interface DrawMapProps {
  draft: Draft
  selected: number | null
  around: Around[]
  label: string
  hand: Hand
  onKey: (event: KeyboardEvent) => void
}

/** The ground that boundaries are drawn on; the list of corners beside it says the same. */
export default function DrawMap({ draft, selected, around, label, hand, onKey }: DrawMapProps) {
  const t = useWords(territoryLocale)
  const element = useRef<HTMLDivElement>(null)
  const open = useRef<OpenMap>(undefined)
  const latest = useRef({ hand, onKey, draft, selected })
  const isDark = useDark()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    latest.current = { hand, onKey, draft, selected }
    open.current?.show(draft, selected)
    open.current?.follow(draft)
  }, [hand, onKey, draft, selected])
  useEffect(() => {
    const container = element.current!
    const press = (event: KeyboardEvent) => latest.current.onKey(event)
    container.addEventListener('keydown', press)
    try {
      const own: Hand = {
        add: (at) => latest.current.hand.add(at),
        close: () => latest.current.hand.close(),
        grab: () => latest.current.hand.grab(),
        move: (index, to) => latest.current.hand.move(index, to),
        insert: (after, at) => latest.current.hand.insert(after, at),
        remove: (index) => latest.current.hand.remove(index),
        select: (index) => latest.current.hand.select(index),
      }
      open.current = openDrawMap({ container, palette: isDark ? dark : light, label, t, around }, own)
      open.current.show(latest.current.draft, latest.current.selected)
      open.current.follow(latest.current.draft)
    } catch {
      // A machine without WebGL still has the list of corners.
      setFailed(true)
    }
    return () => {
      container.removeEventListener('keydown', press)
      open.current?.end()
      open.current = undefined
    }
  }, [around, isDark, label, t])
  return (
    <>
      {failed && <p className="soft">{t('noDrawingHere')}</p>}
      <section ref={element} className="place-map draw-map" aria-label={label} hidden={failed} />
    </>
  )
}
