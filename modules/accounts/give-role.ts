import { v7 as makeId } from 'uuid'
import type { Role } from '../../engines/access/access.ts'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { addDays } from '../../engines/calendar/plain-date.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { decideGrant, mayGive } from './decide-grant.ts'
import { type DescribedAccount, describeAccount } from './describe-accounts.ts'
import { lockManaged, recordChange } from './lock-managed.ts'
import { endGrant, insertGrants } from './store.ts'

/** Gives a role for a scope and a term of office; the rules are in decide-grant.ts. */
export async function giveRole(
  act: Act,
  wish: {
    accountId: string
    county?: string | undefined
    role: Role
    scope: string
    from: string
    to: string | null
    reason: string
  },
): Promise<DescribedAccount> {
  const managed = await lockManaged(act, wish.accountId, wish.county)
  const decision = decideGrant(act.actor, managed.holder, wish)
  if (decision.kind === 'refuse') throw new Refusal(decision.code, decision.details, decision.at)
  const id = makeId()
  await insertGrants(act.tx, managed.row, act.actor.accountId, [
    { ...decision.grant, id, reason: wish.reason },
  ])
  recordChange(act, managed.row, {
    change: 'role_given',
    grantId: id,
    ...decision.grant,
    reason: wish.reason,
  })
  return describeAccount(act.tx, managed.row)
}

/**
 * Ends a role: `on` is the last day in office, from the day before it begins (it never was) to the present
 * end of the term. The actor must be able to give that role there.
 */
export async function endRole(
  act: Act,
  wish: { accountId: string; county?: string | undefined; grantId: string; on: string; reason: string },
): Promise<DescribedAccount> {
  const { row, grants, holder } = await lockManaged(act, wish.accountId, wish.county)
  const grant = grants.find((held) => held.id === wish.grantId)
  if (!grant) throw new Refusal('record.not_found')
  const { accountId, personId } = act.actor
  if (holder.accountId === accountId || (personId !== null && holder.personId === personId)) {
    throw new Refusal('account.own_account')
  }
  if (!mayGive(act.actor, grant)) throw new Refusal('account.above_you', { name: row.name })
  const { from, to } = grant
  const today = chinaDateOf(act.now)
  // What was done in office yesterday was done in office: a term is not cut short behind today.
  const earliest = from > today ? addDays(from, -1) : addDays(today, -1)
  if (wish.on < earliest || (to !== null && wish.on > to)) {
    throw new Refusal('account.end_out_of_term', { on: wish.on, from: earliest, to: to ?? '…' }, 'body.on')
  }
  await endGrant(act.tx, row.countyCode, grant.id, wish.on)
  recordChange(act, row, { change: 'role_ended', grantId: grant.id, on: wish.on, reason: wish.reason })
  return describeAccount(act.tx, row)
}
