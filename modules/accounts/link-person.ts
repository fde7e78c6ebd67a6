import { Refusal } from '../../engines/refusal/refusal.ts'
import { appendAudit } from '../../platform/audit/record.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { RollPerson } from './decide-phone-owner.ts'
import { findAccountOfPerson, insertAccount, updateAccount } from './store.ts'
import {
  deleteLogins,
  dropRollPhone,
  findForSignIn,
  insertLogins,
  type SignInAccount,
} from './store-sessions.ts'

/**
 * Ties an account to a person on the roll (`expectations.md` row 5). What was done for her before, by
 * whomever, stands under her household, so from now on she sees it; nothing is copied. Throws
 * account.person_has_account when another open account is hers.
 */
export async function linkPersonToAccount(
  tx: Tx,
  account: { countyCode: string; accountId: string },
  person: Pick<RollPerson, 'personId' | 'householdId' | 'name'>,
): Promise<void> {
  const other = await findAccountOfPerson(tx, account.countyCode, person.personId)
  if (other && other.id !== account.accountId) {
    throw new Refusal('account.person_has_account', { person: person.name }, 'body.personId')
  }
  await updateAccount(tx, account.countyCode, account.accountId, {
    person_id: person.personId,
    household_id: person.householdId,
  })
}

export interface OwnAccountWish {
  accountId: string
  person: RollPerson
  phoneLogin: string
  phoneMasked: string
  address: string
  now: Date
}

/**
 * Opens the account of a person who signed in by her phone on the roll, or lets her new phone open the one
 * she has. An account with a role is not opened in this way: whoever may edit the roll must not come by
 * another's office.
 */
export async function openOwnAccount(tx: Tx, wish: OwnAccountWish): Promise<SignInAccount> {
  const { person, now } = wish
  const countyCode = person.placeCode.slice(0, 6)
  const login = { login: wish.phoneLogin, kind: 'phone', fromRoll: true } as const
  const existing = await findAccountOfPerson(tx, countyCode, person.personId)
  const known = existing && (await findForSignIn(tx, countyCode, existing.id, now))
  if (known?.state === 'locked') throw new Refusal('account.locked')
  if (known?.holdsRole) throw new Refusal('account.phone_of_office')
  await dropRollPhone(tx, wish.phoneLogin)
  const accountId = known?.id ?? wish.accountId
  if (known) {
    await deleteLogins(tx, accountId, ['phone'])
    await updateAccount(tx, countyCode, accountId, { phone_masked: wish.phoneMasked })
  } else {
    await insertAccount(tx, {
      countyCode,
      id: accountId,
      placeCode: person.placeCode,
      name: person.name,
      loginName: null,
      personId: person.personId,
      householdId: person.householdId,
      phoneMasked: wish.phoneMasked,
      passwordHash: null,
      createdAt: now,
    })
  }
  const taken = await insertLogins(tx, { countyCode, id: accountId }, [login])
  if (taken.length > 0) throw new Refusal('account.phone_taken', { phone: wish.phoneMasked })
  await appendAudit(
    tx,
    { accountId, actorName: person.name, channel: 'api', address: wish.address, at: now },
    [
      {
        placeCode: person.placeCode,
        householdId: person.householdId,
        action: 'accounts.own',
        subjectKind: 'account',
        subjectId: accountId,
        detail: { change: known ? 'phone_from_roll' : 'opened_by_phone', phone: wish.phoneMasked },
      },
    ],
  )
  const opened = await findForSignIn(tx, countyCode, accountId, now)
  if (!opened) throw new Refusal('record.not_found')
  return opened
}
