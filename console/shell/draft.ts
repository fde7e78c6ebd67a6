import { useCallback, useEffect, useRef, useState } from 'react'
import { useMe } from './session.tsx'

interface Kept<Values> {
  at: string
  values: Values
}

/**
 * What was typed and not yet sent is kept in this browser, by account, until it is sent or thrown away.
 * Without a key nothing is kept.
 */
export function useDraft<Values>(key: string | undefined) {
  const me = useMe()
  const store = key ? `shanzhi.draft.${me.accountId}.${key}` : undefined
  const [found, setFound] = useState<Kept<Values> | null>(() => {
    const text = store ? localStorage.getItem(store) : null
    return text ? (JSON.parse(text) as Kept<Values>) : null
  })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const keep = useCallback(
    (values: Values) => {
      if (!store) return
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        localStorage.setItem(store, JSON.stringify({ at: new Date().toISOString(), values }))
      }, 300)
    },
    [store],
  )
  const drop = useCallback(() => {
    clearTimeout(timer.current)
    if (store) localStorage.removeItem(store)
    setFound(null)
  }, [store])
  useEffect(() => () => clearTimeout(timer.current), [])
  return { found, keep, drop }
}
