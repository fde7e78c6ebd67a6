import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Words } from '../../engines/contract/route.ts'

export type Language = 'zh-CN' | 'en'

const kept = 'shanzhi.language'

function firstLanguage(): Language {
  const chosen = localStorage.getItem(kept)
  if (chosen === 'zh-CN' || chosen === 'en') return chosen
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

void i18next.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: false,
  resources: {},
  // A unit that one language does without is an empty text.
  returnEmptyString: true,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})
document.documentElement.lang = i18next.language

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN'
}

/** Whether the person chose a language in this browser. */
export const choseLanguage = () => localStorage.getItem(kept) !== null

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(kept, language)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}

export interface Locale<Key extends string> {
  namespace: string
  keys?: Key
}

/** The words of one folder, in both languages; English may add `_one` and `_other` to a key that counts. */
export function defineLocale<Key extends string>(
  namespace: string,
  words: { zh: Record<Key, string>; en: Record<string, string> },
): Locale<Key> {
  i18next.addResourceBundle('zh-CN', namespace, words.zh)
  i18next.addResourceBundle('en', namespace, words.en)
  return { namespace }
}

export type Speak<Key extends string> = (key: Key, values?: Record<string, string | number>) => string

/** Gives the words of a folder's locale in the language of the screen. */
export function useWords<Key extends string>(locale: Locale<Key>): Speak<Key> {
  const { t } = useTranslation(locale.namespace)
  return t as unknown as Speak<Key>
}

/** The same outside a component. */
export function speak<Key extends string>(
  locale: Locale<Key>,
  key: Key,
  values: Record<string, string | number> = {},
): string {
  return i18next.t(key as string, { ...values, ns: locale.namespace })
}

/** A text that the server gives in both languages, in the language of the screen. */
export function say(words: Words): string {
  return currentLanguage() === 'en' ? words.en : words.zh
}
