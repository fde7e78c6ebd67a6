import { type PlainDate, yearsBetween } from '../../engines/calendar/plain-date.ts'
import { fullAgeYears } from './decide-proxy.ts'

/** A living person on the roll, as another module tells of her. */
export interface RollPerson {
  personId: string
  householdId: string
  placeCode: string
  name: string
  birthDate: PlainDate | null
  isHead: boolean
}

export type PhoneOwner =
  | { kind: 'person'; person: RollPerson }
  | { kind: 'nobody' }
  /** Only minors have this phone: they join through their guardian. */
  | { kind: 'minor' }
  /** People of several households have it: nobody can tell whose account it should be. */
  | { kind: 'several' }

/**
 * Whose own account a phone opens. A family often shares one phone: within one household it is the head's,
 * or else the eldest adult's (an unknown date of birth counts as adult, but after the known).
 */
export function decidePhoneOwner(people: readonly RollPerson[], today: PlainDate): PhoneOwner {
  if (people.length === 0) return { kind: 'nobody' }
  const adults = people.filter(
    (person) => person.birthDate === null || yearsBetween(person.birthDate, today) >= fullAgeYears,
  )
  if (adults.length === 0) return { kind: 'minor' }
  if (new Set(adults.map((person) => person.householdId)).size > 1) return { kind: 'several' }
  const [first] = adults.toSorted(
    (one, other) =>
      Number(other.isHead) - Number(one.isHead) ||
      (one.birthDate ?? '9999-12-31').localeCompare(other.birthDate ?? '9999-12-31') ||
      one.personId.localeCompare(other.personId),
  )
  return { kind: 'person', person: first! }
}
