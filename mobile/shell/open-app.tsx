import { App } from './App.tsx'
import { allZh } from './all-zh.ts'
import { openAccount } from './open-account.ts'
import type { Me } from './session.ts'
import { addTexts } from './texts.ts'

/** The whole app for one account; the sign-in screen does without it. */
export async function openApp(me: Me) {
  addTexts('zh-CN', allZh)
  return <App key={me.accountId} client={await openAccount(me)} />
}
