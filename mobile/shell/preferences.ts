export type Language = 'zh-CN' | 'en'

export interface Preferences {
  language: Language
  elder: boolean
}

const storageKey = 'shanzhi.preferences'
const listeners = new Set<() => void>()
let current = read()

function read(): Preferences {
  const kept = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Partial<Preferences> | null
  return {
    language: kept?.language ?? (navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'),
    elder: kept?.elder ?? false,
  }
}

export function preferences(): Preferences {
  return current
}

/** Kept on the phone, so that the first screen is right before anybody signs in. */
export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  localStorage.setItem(storageKey, JSON.stringify(current))
  showPreferences()
  for (const listener of listeners) listener()
}

export function onPreferences(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Elder mode is one attribute: sizes follow from it in base.css. */
export function showPreferences(): void {
  document.documentElement.lang = current.language
  document.documentElement.toggleAttribute('data-elder', current.elder)
}
