import type { ActionTable, Role } from '../../engines/access/access.ts'

export const accountsActions = {
  'accounts.read': {
    zh: '查看账号与岗位',
    en: 'See accounts and roles',
    roles: ['administrator', 'county_officer', 'town_officer', 'auditor'],
  },
  'accounts.manage': {
    zh: '管理账号与岗位',
    en: 'Manage accounts and roles',
    roles: ['administrator', 'county_officer', 'town_officer'],
  },
  'accounts.own': { zh: '管理自己的账号', en: 'Look after the own account', everyAccount: true },
  'accounts.sign_in': { zh: '登录', en: 'Sign in', everyAccount: true },
} as const satisfies ActionTable

/** The posts in the village itself. */
const villageRoles = [
  'clerk',
  'cadre',
  'secretary',
  'group_leader',
  'reviewer',
  'supervisor',
  'merchant',
] as const

/**
 * The order of roles: which roles the holder of each may give, end, or lock out, always inside the own
 * scope. Nobody gives a role above the own; only an administrator makes administrators and auditors.
 */
export const givableRoles: Record<Role, readonly Role[]> = {
  administrator: [...villageRoles, 'town_officer', 'county_officer', 'administrator', 'auditor'],
  county_officer: [...villageRoles, 'town_officer'],
  town_officer: villageRoles,
  auditor: [],
  secretary: [],
  clerk: [],
  cadre: [],
  group_leader: [],
  reviewer: [],
  supervisor: [],
  merchant: [],
}

/** The broadest scope a role can have, as digits of the code: 12 a village, 9 a town, 0 the nation. */
export const scopeDigitsMin: Record<Role, 0 | 9 | 12> = {
  clerk: 12,
  cadre: 12,
  secretary: 12,
  group_leader: 12,
  reviewer: 12,
  supervisor: 12,
  merchant: 12,
  town_officer: 9,
  county_officer: 0,
  administrator: 0,
  auditor: 0,
}
