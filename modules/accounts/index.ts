export { type AccountsTools, type Roll, readAccountsTools } from './accounts-tools.ts'
export { createAccountDirectly, type DirectAccount } from './create-account-directly.ts'
export {
  checkDuties,
  type DutiesApart,
  type Duty,
  type DutyConflict,
  type DutyHolder,
  duties,
  requireDutiesApart,
  usualDutiesApart,
} from './decide-duties.ts'
export type { RollPerson } from './decide-phone-owner.ts'
export { decideProxy, type ProxyAct, type ProxyDecision, type ProxyWords } from './decide-proxy.ts'
export { accountsErrors } from './errors.ts'
export { linkPersonToAccount } from './link-person.ts'
export { makeAuthenticate } from './make-authenticate.ts'
export { accountsActions } from './permissions.ts'
export { makeSystemActor, systemAccountId } from './system-actor.ts'
