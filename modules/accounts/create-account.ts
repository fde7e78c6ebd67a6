import { createHash } from 'node:crypto'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { maskPhone } from '../../platform/messages/message-gateway.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { listShortNames } from '../territory/index.ts'
import type { AccountsTools } from './accounts-tools.ts'
import { decidePassword } from './decide-password.ts'
import { type DescribedAccount, describeAccount } from './describe-accounts.ts'
import { linkPersonToAccount } from './link-person.ts'
import { recordChange } from './lock-managed.ts'
import { nameLogin, phoneLogin } from './login-key.ts'
import { hashPassword } from './password-hash.ts'
import { type AccountRow, findAccount, insertAccount } from './store.ts'
import { insertLogins, type LoginRow } from './store-sessions.ts'

export interface AccountWish {
  name: string
  login: string | null
  phone: string | null
  password: string | null
  placeCode: string
  personId: string | null
}

/**
 * Makes an account in a place of the actor's area, without a role. `id` comes from the actor and the
 * idempotency key (accountIdOf): a repeat finds the account made the first time and gives it back.
 */
export async function createAccount(
  act: Act,
  tools: AccountsTools,
  secrets: Secrets,
  id: string,
  wish: AccountWish,
): Promise<DescribedAccount> {
  act.authorise('accounts.manage', { placeCode: wish.placeCode })
  const countyCode = wish.placeCode.slice(0, 6)
  const made = await findAccount(act.tx, countyCode, id)
  if (made) return repeatOf(act, made, wish)
  if (wish.login === null && wish.phone === null) throw new Refusal('account.no_way_in', {}, 'body.login')
  const problem = wish.password === null ? undefined : decidePassword(wish.password, wish.login)
  if (problem) throw new Refusal(problem, {}, 'body.password')
  const places = await listShortNames(act.tx, [wish.placeCode])
  if (!places.has(wish.placeCode)) {
    throw new Refusal('account.place_unknown', { place: wish.placeCode }, 'body.placeCode')
  }
  await insertAccount(act.tx, {
    countyCode,
    id,
    placeCode: wish.placeCode,
    name: wish.name,
    loginName: wish.login,
    personId: null,
    householdId: null,
    phoneMasked: wish.phone && maskPhone(wish.phone),
    passwordHash: wish.password && (await hashPassword(wish.password)),
    createdAt: act.now,
  })
  await takeLogins(act, { countyCode, id }, secrets, wish)
  if (wish.personId !== null) await linkToRoll(act, tools, { countyCode, accountId: id }, wish.personId)
  const row = await findAccount(act.tx, countyCode, id)
  if (!row) throw new Refusal('record.not_found')
  recordChange(act, row, {
    change: 'created',
    name: wish.name,
    login: wish.login,
    phone: wish.phone && maskPhone(wish.phone),
    personId: wish.personId,
  })
  return describeAccount(act.tx, row)
}

/** The id of the account that an actor makes under an idempotency key: the same again for a repeat. */
export function accountIdOf(actorId: string, key: string): string {
  const bytes = createHash('sha256').update(`account ${actorId} ${key}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80 // version 8: an id of our own making
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Ties an account to a person whom the actor's area shows. */
export async function linkToRoll(
  act: Act,
  tools: Pick<AccountsTools, 'roll'>,
  account: { countyCode: string; accountId: string },
  personId: string,
): Promise<void> {
  const person = await tools.roll.findPerson(act.tx, account.countyCode, personId)
  if (!person || !act.may('accounts.manage', person)) {
    throw new Refusal('account.person_unknown', { county: account.countyCode }, 'body.personId')
  }
  await linkPersonToAccount(act.tx, account, person)
}

async function takeLogins(
  act: Act,
  account: { countyCode: string; id: string },
  secrets: Secrets,
  wish: AccountWish,
): Promise<void> {
  const logins: LoginRow[] = []
  if (wish.login !== null) logins.push({ login: nameLogin(wish.login), kind: 'name', fromRoll: false })
  if (wish.phone !== null) {
    logins.push({ login: phoneLogin(secrets, wish.phone), kind: 'phone', fromRoll: false })
  }
  const taken = await insertLogins(act.tx, account, logins)
  if (taken.includes('name')) throw new Refusal('account.login_taken', { login: wish.login }, 'body.login')
  if (taken.includes('phone')) {
    throw new Refusal('account.phone_taken', { phone: maskPhone(wish.phone!) }, 'body.phone')
  }
}

async function repeatOf(act: Act, made: AccountRow, wish: AccountWish): Promise<DescribedAccount> {
  if (made.name !== wish.name || made.loginName !== wish.login || made.placeCode !== wish.placeCode) {
    throw new Refusal('request.key_reused')
  }
  return describeAccount(act.tx, made)
}
