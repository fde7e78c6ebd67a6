import type { ActionTable } from '../../engines/access/access.ts'

/** The table of all actions as a page shows it: who may do what. */
export function listActions(actions: ActionTable) {
  return Object.entries(actions).map(([action, rule]) => ({
    action,
    zh: rule.zh,
    en: rule.en,
    roles: [...(rule.roles ?? [])],
    ownHousehold: rule.ownHousehold === true,
    everyAccount: rule.everyAccount === true,
  }))
}
