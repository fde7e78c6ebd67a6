import type { z } from 'zod'
import type { me } from '../../modules/accounts/contract.ts'

export type Me = z.output<typeof me>

const meKey = 'shanzhi.me'
const endKey = 'shanzhi.sign-out-owed'
const listeners = new Set<() => void>()
let current = read()

function read(): Me | null {
  return JSON.parse(localStorage.getItem(meKey) ?? 'null') as Me | null
}

/** Who is signed in on this phone, as last heard from the server; known without a connection. */
export function signedIn(): Me | null {
  return current
}

export function setSignedIn(account: Me | null): void {
  current = account
  if (account) localStorage.setItem(meKey, JSON.stringify(account))
  else localStorage.removeItem(meKey)
  for (const listener of listeners) listener()
}

export function onSignedIn(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A sign-out without a connection still owes the server its word; it is given at the next chance. */
export const signOutOwed = {
  get: () => localStorage.getItem(endKey) !== null,
  set: (owed: boolean) => (owed ? localStorage.setItem(endKey, '1') : localStorage.removeItem(endKey)),
}

export function may(account: Me, action: string): boolean {
  return account.actions.includes(action)
}

/** Whether the server no longer knows this sign-in: what is kept may be read, nothing can be sent. */
export const sessionEnded = (() => {
  let ended = false
  const waiting = new Set<() => void>()
  return {
    get: () => ended,
    set: (value: boolean) => {
      if (ended === value) return
      ended = value
      for (const listener of waiting) listener()
    },
    subscribe: (listener: () => void) => {
      waiting.add(listener)
      return () => waiting.delete(listener)
    },
  }
})()
