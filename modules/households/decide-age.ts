import { addMonths, type PlainDate, yearsBetween } from '../../engines/calendar/plain-date.ts'

/**
 * Ages that the law sets. An age is reached on the birthday itself (engines/calendar).
 * adultFromYears: Civil Code 17.
 * guardianUnderYears: PIPL 31, law.md row 11. voteFromYears: villagers' committee law, law.md row 4.
 */
export const ages = {
  guardianUnderYears: 14,
  voteFromYears: 18,
  adultFromYears: 18,
  elderFromYears: 60,
} as const

/** Whole years on a day; null when the date of birth is unknown or later than the day. */
export function ageYears(birthDate: PlainDate | null, on: PlainDate): number | null {
  if (birthDate === null || birthDate > on) return null
  return yearsBetween(birthDate, on)
}

/** Whether a guardian acts for the person. An unknown date of birth counts as grown up: a clerk can see the person. */
export function isUnder14(birthDate: PlainDate | null, on: PlainDate): boolean {
  const years = ageYears(birthDate, on)
  return years !== null && years < ages.guardianUnderYears
}

/** Whether the person is of age for votes. An unknown date of birth gives no vote until it is known. */
export function mayVote(birthDate: PlainDate | null, on: PlainDate): boolean {
  const years = ageYears(birthDate, on)
  return years !== null && years >= ages.voteFromYears
}

/** Whether the person is a minor (未成年人). An unknown date of birth counts as grown up. */
export function isMinor(birthDate: PlainDate | null, on: PlainDate): boolean {
  const years = ageYears(birthDate, on)
  return years !== null && years < ages.adultFromYears
}

export type GuardianFault = 'self' | 'minor' | 'gone'

/** Why somebody cannot be a guardian; undefined when she can. */
export function checkGuardian(
  guardian: { id: string; birthDate: PlainDate | null; current: boolean },
  wardId: string,
  on: PlainDate,
): GuardianFault | undefined {
  if (guardian.id === wardId) return 'self'
  if (!guardian.current) return 'gone'
  const years = ageYears(guardian.birthDate, on)
  return years !== null && years < ages.voteFromYears ? 'minor' : undefined
}

/** The day on or before which one was born who has reached an age on a day: for sets in SQL. */
export function bornBy(years: number, on: PlainDate): PlainDate {
  return addMonths(on, -12 * years)
}
