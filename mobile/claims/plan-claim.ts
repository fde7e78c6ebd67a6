import type { z } from 'zod'
import { compareDates, isPlainDate } from '../../engines/calendar/plain-date.ts'
import type { book, item } from '../../modules/points/contract.ts'
import { readPoints } from './read-points.ts'

export type Item = z.output<typeof item>
export type Book = z.output<typeof book>
export type Channel = Item['declarers'][number]

/** What a person types; numbers as typed. */
export interface ClaimDraft {
  occurredOn: string
  happenedAt: string
  personName: string
  reason: string
  quantity: string
  proposed: string
}

export interface DraftFault {
  field: keyof ClaimDraft | 'evidence'
  text: 'date' | 'date_future' | 'reason' | 'quantity' | 'proposed' | 'person' | 'evidence'
  values: { min: number; max: number }
}

export const emptyDraft = (today: string): ClaimDraft => ({
  occurredOn: today,
  happenedAt: '',
  personName: '',
  reason: '',
  quantity: '1',
  proposed: '',
})

/** What is missing or wrong, in the order of the form. The server checks again by its own clock and rules. */
export function checkDraft(
  draft: ClaimDraft,
  of: Pick<Item, 'kind' | 'min' | 'max' | 'named' | 'evidenceRequired'>,
  facts: { today: string; pictures: number },
): DraftFault[] {
  const range = { min: of.min ?? 0, max: of.max ?? 0 }
  const faults: DraftFault[] = []
  const add = (field: DraftFault['field'], text: DraftFault['text']) =>
    faults.push({ field, text, values: range })
  if (!isPlainDate(draft.occurredOn)) add('occurredOn', 'date')
  else if (compareDates(draft.occurredOn, facts.today) > 0) add('occurredOn', 'date_future')
  if (of.kind === 'per_unit' && !(readPoints(draft.quantity) ?? 0)) add('quantity', 'quantity')
  if (of.kind === 'range') {
    const proposed = readPoints(draft.proposed)
    if (proposed === undefined || proposed < range.min || proposed > range.max) add('proposed', 'proposed')
  }
  if (draft.reason.trim().length < 2) add('reason', 'reason')
  if (of.named && draft.personName.trim() === '') add('personName', 'person')
  if (of.evidenceRequired && facts.pictures === 0) add('evidence', 'evidence')
  return faults
}

/** Points the claim would bring, signed, in hundredths; undefined while a number is missing. */
export function expectedPoints(draft: ClaimDraft, of: Item): number | undefined {
  const whole = sizeOf(draft, of)
  if (whole === undefined) return undefined
  const size = of.cutAt === null ? whole : Math.min(whole, of.cutAt)
  return of.direction === 'minus' ? -Math.abs(size) : size
}

function sizeOf(draft: ClaimDraft, of: Item): number | undefined {
  if (of.kind === 'range') return readPoints(draft.proposed)
  if (of.kind === 'fixed') return of.points ?? undefined
  const quantity = readPoints(draft.quantity)
  return quantity === undefined || of.points === null ? undefined : Math.round((of.points * quantity) / 100)
}

/** The part of the request body that the form gives; points and quantity in hundredths. */
export function fieldsOf(draft: ClaimDraft, of: Pick<Item, 'kind'>) {
  return {
    personName: draft.personName.trim() || null,
    quantity: of.kind === 'per_unit' ? (readPoints(draft.quantity) ?? 100) : 100,
    proposed: of.kind === 'range' ? (readPoints(draft.proposed) ?? null) : null,
    occurredOn: draft.occurredOn,
    happenedAt: draft.happenedAt.trim(),
    reason: draft.reason.trim(),
  }
}

/** Items that may be declared by this channel and fit the words searched; every word must be found. */
export function findItems(
  items: readonly Item[],
  by: Channel,
  search: string,
  category: string | null,
): Item[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return items.filter((one) => {
    if (!one.declarers.includes(by)) return false
    if (category !== null && one.category.zh !== category) return false
    const text = [one.name.zh, one.name.en, one.category.zh, one.category.en, one.basis.rule.zh]
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
