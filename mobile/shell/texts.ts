import { createInstance } from 'i18next'
import { useCallback, useSyncExternalStore } from 'react'
import type { Words } from '../../engines/contract/route.ts'
import type { allZh } from './all-zh.ts'
import { firstZh } from './first-zh.ts'
import { type Language, onPreferences, preferences } from './preferences.ts'

type WithoutPlural<Key> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key
/** Every text of the app; a key that is not there does not compile. */
export type TextKey = WithoutPlural<keyof typeof allZh>
type Values = Record<string, string | number>

const i18n = createInstance()
i18n.init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  resources: { 'zh-CN': { translation: firstZh } },
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
  showSupportNotice: false,
} as Parameters<typeof i18n.init>[0])

/** Adds texts of screens that come later than the first one. */
export function addTexts(language: Language, texts: Record<string, string>): void {
  i18n.addResourceBundle(language, 'translation', texts, true, true)
}

let shown: Language = 'zh-CN'
const listeners = new Set<() => void>()

/** Loads the language when it is not here yet, then shows it. */
export async function showLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18n.hasResourceBundle('en', 'translation'))
    addTexts('en', (await import('./all-en.ts')).allEn)
  await i18n.changeLanguage(language)
  shown = language
  for (const listener of listeners) listener()
}
onPreferences(() => {
  if (preferences().language !== shown) void showLanguage(preferences().language)
})

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function sayText(key: TextKey, values: Values = {}): string {
  return i18n.t(key, values)
}

/** The texts in the language shown; the screen follows when it changes. */
export function useTexts(): { t: typeof sayText; say: (words: Words) => string; language: Language } {
  const language = useSyncExternalStore(subscribe, () => shown)
  const say = useCallback((words: Words) => (language === 'en' ? words.en : words.zh), [language])
  return { t: sayText, say, language }
}
