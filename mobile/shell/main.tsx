import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { SignInScreen } from '../accounts/SignInScreen.tsx'
import './base.css'
import './controls.css'
import './words.css'
import './frame.css'
import { preferences, showPreferences } from './preferences.ts'
import { registerWorker } from './register-worker.ts'
import { onSignedIn, signedIn } from './session.ts'
import { showLanguage } from './texts.ts'

const root = createRoot(document.getElementById('root')!)
const loadApp = () => import('./open-app.tsx')
let shownFor: string | null | undefined

/** The sign-in screen is all that a newcomer loads; the rest follows while she types. */
async function show(): Promise<void> {
  const me = signedIn()
  const who = me?.accountId ?? null
  if (who === shownFor) return
  shownFor = who
  if (!me) {
    root.render(
      <StrictMode>
        <SignInScreen />
      </StrictMode>,
    )
    const soon = () => setTimeout(() => void loadApp(), 300)
    if (document.readyState === 'complete') soon()
    else addEventListener('load', soon, { once: true })
    return
  }
  const { openApp } = await loadApp()
  const app = await openApp(me)
  if (shownFor === who) root.render(<StrictMode>{app}</StrictMode>)
}

showPreferences()
onSignedIn(() => void show())
await showLanguage(preferences().language)
await show()
registerWorker()
