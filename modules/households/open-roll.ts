import type { Tx } from '../../platform/database/connect.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { plainPhone } from './decide-person.ts'
import { phonePrint } from './seal-person.ts'
import { findPersonRecord, listPeopleByPhone } from './store.ts'

/** Whom sign-in finds on the roll. */
export interface RollPersonFound {
  personId: string
  householdId: string
  placeCode: string
  name: string
  birthDate: string | null
  isHead: boolean
}

/** Look-ups for accounts, which come before anybody is signed in: the caller's transaction decides what is seen. */
export function openRoll(secrets: Secrets): {
  findPeopleByPhone(tx: Tx, phone: string): Promise<RollPersonFound[]>
  findPerson(tx: Tx, countyCode: string, personId: string): Promise<RollPersonFound | undefined>
} {
  return {
    findPeopleByPhone: async (tx, phone) => {
      const plain = plainPhone(phone)
      return plain === undefined ? [] : listPeopleByPhone(tx, phonePrint(secrets, plain))
    },
    findPerson: async (tx, countyCode, personId) => {
      const record = await findPersonRecord(tx, countyCode, personId)
      if (!record || record.diedOn !== null || record.leftOn !== null || record.mergedInto !== null)
        return undefined
      const { id, householdId, placeCode, name, birthDate, relation } = record
      return { personId: id, householdId, placeCode, name, birthDate, isHead: relation === 'head' }
    },
  }
}
