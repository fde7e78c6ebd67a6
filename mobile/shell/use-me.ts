import { useSyncExternalStore } from 'react'
import { type Me, onSignedIn, signedIn } from './session.ts'

/** The account shown; screens behind the sign-in always have one. */
export function useMe(): Me {
  return useSyncExternalStore(onSignedIn, signedIn)!
}
