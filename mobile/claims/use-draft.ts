import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { openOutbox } from '../outbox/phone-outbox.ts'
import { todayInChina } from '../shell/server-time.ts'
import { useMe } from '../shell/use-me.ts'
import { type ClaimDraft, emptyDraft } from './plan-claim.ts'

export interface KeptDraft {
  bookKey: string | null
  itemKey: string | null
  fields: ClaimDraft
}

/**
 * What is typed is kept on the phone while it is typed: taking a picture can close the app on a small phone.
 * It lies among the account's kept reads and goes with them at sign-out.
 */
export function useDraft(householdId: string, begin: KeptDraft | null) {
  const client = useQueryClient()
  const { accountId } = useMe()
  const key = ['draft', householdId]
  const [found] = useState(() => (begin ? undefined : client.getQueryData<KeptDraft>(key)))
  const [draft, setDraft] = useState<KeptDraft>(
    begin ?? found ?? { bookKey: null, itemKey: null, fields: emptyDraft(todayInChina()) },
  )
  const name = JSON.stringify(key)
  return {
    draft,
    /** Begun on an earlier visit and not handed in. */
    goesOn: Boolean(found?.itemKey),
    keep: (next: KeptDraft) => {
      setDraft(next)
      if (begin) return
      client.setQueryData(key, next)
      void openOutbox().then(({ database }) =>
        database.put('reads', { accountId, name, data: next, at: Date.now() }),
      )
    },
    forget: async () => {
      client.removeQueries({ queryKey: key })
      await (await openOutbox()).database.delete('reads', [accountId, name])
    },
  }
}
