import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { z } from 'zod'
import { getMe, type me } from '../../modules/accounts/contract.ts'
import { ApiError, useAsk } from './api.ts'

export type Me = z.infer<typeof me>

export interface Place {
  code: string
  name: string
}

interface Session {
  me: Me
  place: Place
  setPlace: (place: Place) => void
}

const SessionContext = createContext<Session | null>(null)

/** Who is signed in: undefined while asking, null when nobody is. */
export function useSignedIn(): { me: Me | null | undefined; error: ApiError | null } {
  const asked = useAsk(getMe, {}, { keep: false })
  if (asked.data && !asked.error) return { me: asked.data, error: null }
  if (asked.error instanceof ApiError && asked.error.status === 401) return { me: null, error: null }
  return { me: undefined, error: asked.error }
}

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  const [place, choose] = useState<Place>(() => firstPlace(me))
  const session = useMemo<Session>(
    () => ({
      me,
      place,
      setPlace: (next) => {
        sessionStorage.setItem(placeKey(me), JSON.stringify(next))
        choose(next)
      },
    }),
    [me, place],
  )
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>
}

const placeKey = (me: Me) => `shanzhi.place.${me.accountId}`

function firstPlace(me: Me): Place {
  const kept = sessionStorage.getItem(placeKey(me))
  return kept ? (JSON.parse(kept) as Place) : { code: me.placeCode, name: me.placeName }
}

function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('no session')
  return session
}

export function useMe(): Me {
  return useSession().me
}

/** The village (or town, or county) at which the person works now. */
export function usePlace(): Place {
  return useSession().place
}

export function useSetPlace(): (place: Place) => void {
  return useSession().setPlace
}

/** A place that people live in: its code does not end in 000. */
export const isVillage = (code: string) => !code.endsWith('000')

/** Whether this account may do an action somewhere; the server decides each time. */
export function useMay(): (action: string) => boolean {
  const { actions } = useMe()
  return (action) => actions.includes(action)
}

/** Prefix of the widest area around the place that this account sees: its county at most. */
export function useWidestScope(): string {
  const { me, place } = useSession()
  const scopes = me.grants.map((grant) => grant.scope).filter((scope) => place.code.startsWith(scope))
  const shortest = scopes.sort((a, b) => a.length - b.length)[0] ?? place.code
  return shortest.length < 6 ? place.code.slice(0, 6) : shortest
}
