import { currentLanguage } from './language.ts'

const english = () => currentLanguage() === 'en'

/** Words in a row: 甲、乙 or a, b. */
export function joinWords(words: readonly string[]): string {
  return words.join(english() ? ', ' : '、')
}

/** A text with something beside it: 张三（0012） or 张三 (0012). */
export function bracketed(text: string, beside: string): string {
  return english() ? `${text} (${beside})` : `${text}（${beside}）`
}

/** A label before its text: 依据：… or Basis: … */
export function labelled(label: string, text: string): string {
  return english() ? `${label}: ${text}` : `${label}：${text}`
}
