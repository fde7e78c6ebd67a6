import type { z } from 'zod'
import type {
  schemeDifference,
  schemeDocument,
  schemeRow,
  schemeValue,
} from '../../modules/schemes/contract.ts'
import type { ApiError } from '../shell/api.ts'
import { say } from '../shell/language.ts'

export type SchemeDocument = z.infer<typeof schemeDocument>
export type SchemeRow = z.infer<typeof schemeRow>
export type SchemeDifference = z.infer<typeof schemeDifference>
export type SchemeValue = z.infer<typeof schemeValue>
export type Settled = string | number | boolean

/** The value in force here: the village's own, else the source's; null while it is open. */
export const valueNow = (value: SchemeValue): Settled | null => value.ownValue ?? value.sourceValue

/** The village keeps another value than the source gives. */
export const differs = (value: SchemeValue) =>
  value.ownValue !== null && value.sourceValue !== null && value.ownValue !== value.sourceValue

/** A value as it stands in a sentence, which says the unit itself. */
export function showInSentence(value: SchemeValue, settled: Settled | null, yes: string, no: string): string {
  return showValue(value, settled, yes, no).replace(/^¥|%$/g, '')
}

/** A value as people read it alone, money and percent with their sign. */
export function showValue(value: SchemeValue, settled: Settled | null, yes: string, no: string): string {
  if (settled === null) return ''
  if (typeof settled === 'boolean') return settled ? yes : no
  const choice = value.choices.find((one) => one.value === settled)
  if (choice) return say(choice.title)
  if (typeof settled !== 'number') return settled
  const text = settled.toLocaleString('en-US', { maximumFractionDigits: 2 })
  if (value.type === 'yuan') return `¥${settled.toLocaleString('en-US', { minimumFractionDigits: 2 })}`
  return value.type === 'percent' ? `${text}%` : text
}

interface Named {
  key: string
  name: { zh: string; en: string }
}

export interface SchemeItem extends Named {
  category: string
  direction: 'plus' | 'minus'
  to?: string
  core?: boolean
}

export interface SchemeBook extends Named {
  categories: Named[]
  items: SchemeItem[]
}

/** Books of points with their items, as the text has them; the contract leaves the inside of a text open. */
export const booksOf = (scheme: SchemeDocument) => (scheme.content.points ?? []) as SchemeBook[]

/** What the dialogs of an item are given beside it. */
export interface ItemDialogProps {
  busy: boolean
  error: ApiError | null
  close: () => void
}
