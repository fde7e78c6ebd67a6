import { App, fetchScreens } from './App.tsx'
import { allZh } from './all-zh.ts'
import { openAccount } from './open-account.ts'
import type { Me } from './session.ts'
import { addTexts } from './texts.ts'

/** The first page has the line to itself for so long. */
const idleMs = 4000

/** The whole app for one account; the sign-in screen does without it. */
export async function openApp(me: Me) {
  addTexts('zh-CN', allZh)
  setTimeout(() => void fetchScreens(), idleMs)
  return <App key={me.accountId} client={await openAccount(me)} />
}
