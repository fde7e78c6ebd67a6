import type { Words } from '../contract/route.ts'

/** What a person may be in a place, for a term of office. A villager needs no grant: the own household is hers. */
export const roles = {
  clerk: { zh: '村文书', en: 'Village clerk' },
  cadre: { zh: '村干部', en: 'Village cadre' },
  secretary: { zh: '村党组织书记', en: 'Village Party secretary' },
  group_leader: { zh: '村民小组长', en: 'Group leader' },
  reviewer: { zh: '评议小组成员', en: 'Review group member' },
  supervisor: { zh: '村务监督委员会成员', en: 'Supervision committee member' },
  merchant: { zh: '兑换点经营者', en: 'Shop operator' },
  town_officer: { zh: '镇街干部', en: 'Town officer' },
  county_officer: { zh: '县级干部', en: 'County officer' },
  administrator: { zh: '账号管理员', en: 'Account administrator' },
  auditor: { zh: '审计员', en: 'Auditor' },
} as const satisfies Record<string, Words>

export type Role = keyof typeof roles

/**
 * Roles that open no rows of their place: what they may see names them, such as the shop that they run.
 * Row-level security gives them nothing beyond that.
 */
const rolesByName: ReadonlySet<Role> = new Set(['merchant'])

/** The scopes whose rows an actor's grants open. */
export function scopesOfGrants(grants: readonly Grant[]): string[] {
  return [...new Set(grants.filter(({ role }) => !rolesByName.has(role)).map(({ scope }) => scope))]
}

export interface Grant {
  role: Role
  /** Division-code prefix: '330482' is a county and all below it; '' is the nation. */
  scope: string
}

/** Who may do an action: named roles in their scope, the own household, every account, or (nothing said) nobody. */
export interface ActionRule extends Words {
  roles?: readonly Role[]
  ownHousehold?: true
  everyAccount?: true
}

export type ActionTable = Record<string, ActionRule>

export interface Actor {
  accountId: string
  countyCode: string
  placeCode: string
  name: string
  personId: string | null
  householdId: string | null
  grants: readonly Grant[]
}

/** What is acted on: where it lies and, where it is one household's, whose it is. */
export interface Subject {
  placeCode: string
  householdId?: string | null
}

/** May the actor do this to that? An unknown action is refused. */
export function can(table: ActionTable, actor: Actor, action: string, subject: Subject): boolean {
  const rule = table[action]
  if (!rule) return false
  if (rule.everyAccount) return true
  if (rule.ownHousehold && subject.householdId != null && subject.householdId === actor.householdId)
    return true
  return actor.grants.some(
    (grant) => rule.roles?.includes(grant.role) && subject.placeCode.startsWith(grant.scope),
  )
}

/** May the actor do this anywhere at all? Menus and the first gate of a route ask this. */
export function canAnywhere(table: ActionTable, actor: Actor, action: string): boolean {
  const rule = table[action]
  if (!rule) return false
  if (rule.everyAccount) return true
  if (rule.ownHousehold && actor.householdId !== null) return true
  return actor.grants.some((grant) => rule.roles?.includes(grant.role))
}
