import type { QueryClient } from '@tanstack/react-query'
import { getMe, signOut } from '../../modules/accounts/contract.ts'
import { openOutbox, startOutbox } from '../outbox/phone-outbox.ts'
import { callServer, ServerRefusal } from './call-server.ts'
import { forgetReads, keepReads, makeQueryClient } from './kept-reads.ts'
import { type Me, sessionEnded, setSignedIn, signedIn, signOutOwed } from './session.ts'

let close: (() => void) | undefined

/** Opens everything that belongs to one account: her kept reads, her outbox. Nothing read by another account stays. */
export async function openAccount(me: Me): Promise<QueryClient> {
  close?.()
  const { database, runner } = await openOutbox()
  await forgetReads(database, { allBut: me.accountId })
  await runner.apply({ kind: 'reopened' })
  const client = makeQueryClient()
  const stopKeeping = await keepReads(client, database, me.accountId)
  const stopSending = startOutbox(me.accountId, () => void client.invalidateQueries())
  close = () => {
    stopKeeping()
    stopSending()
    client.clear()
  }
  void refreshMe(client)
  return client
}

/** Asks who is signed in now; when the household, the place or the rights changed, the old copies go. */
async function refreshMe(client: QueryClient): Promise<void> {
  const before = signedIn()
  if (!before) return
  const now = await callServer(getMe, {}).catch(() => null)
  if (!now || signedIn()?.accountId !== before.accountId) return
  // Another account signed in elsewhere in this browser: this page starts afresh as hers.
  if (now.accountId === before.accountId && scopeOf(now) !== scopeOf(before)) {
    await forgetReads((await openOutbox()).database, { of: before.accountId })
    await client.resetQueries()
  }
  setSignedIn(now)
}

const scopeOf = (me: Me) =>
  JSON.stringify([me.placeCode, me.householdId, me.grants.map((grant) => [grant.role, grant.scope])])

/** Signs out and wipes every kept read of the account; its unsent acts stay for its next sign-in. */
export async function leaveAccount(): Promise<void> {
  const me = signedIn()
  if (!me) return
  signOutOwed.set(true)
  close?.()
  close = undefined
  await forgetReads((await openOutbox()).database, { of: me.accountId })
  sessionEnded.set(false)
  setSignedIn(null)
  await paySignOut()
}

/** Tells the server of a sign-out; without a connection it stays owed and goes before the next sign-in. */
export async function paySignOut(): Promise<void> {
  if (!signOutOwed.get()) return
  await callServer(signOut, {}).then(
    () => signOutOwed.set(false),
    (error: unknown) => {
      if (error instanceof ServerRefusal) signOutOwed.set(false)
    },
  )
}
