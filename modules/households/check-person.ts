import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { findDivisionRow } from '../territory/index.ts'
import { decidePerson, type PersonGiven, type PersonKnown } from './decide-person.ts'
import { identityPrint } from './seal-person.ts'
import { listIdentityHolders } from './store-persons.ts'

/** Checks what was given of a person and refuses the first fault; `at` is the path of the person in the request. */
export function knowPerson(given: PersonGiven, today: string, at: string): PersonKnown {
  const result = decidePerson(given, today)
  if (result.ok) return result.person
  const { code, details, at: field } = result.refusal
  throw new Refusal(code, details, field ? `${at}.${field}` : at)
}

/** Refuses identity numbers that stand twice in the request or belong to somebody else of the county. */
export async function refuseTakenIdentities(
  act: Act,
  secrets: Secrets,
  county: string,
  persons: readonly PersonKnown[],
  exceptPersonId: string | null,
): Promise<void> {
  const hashes = persons.flatMap((person) =>
    person.identityNumber === null ? [] : identityPrint(secrets, person.identityNumber),
  )
  if (new Set(hashes).size < hashes.length) throw new Refusal('household.identity_twice')
  const holders = await listIdentityHolders(act.tx, county, hashes)
  const other = holders.find((holder) => holder.personId !== exceptPersonId)
  if (!other) return
  const place = await findDivisionRow(act.tx, other.placeCode)
  throw new Refusal(other.died ? 'household.identity_of_dead' : 'household.identity_taken', {
    place: place?.shortName ?? other.placeCode,
    number: other.householdNumber,
  })
}
