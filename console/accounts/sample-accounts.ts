import type { Role } from '../../engines/access/access.ts'

/** The accounts of a sample server, for its sign-in page; sample-accounts.test.ts holds them to the sample itself. */
export const sampleAccounts: readonly { login: string; role: Role }[] = [
  { login: 'clerk', role: 'clerk' },
  { login: 'secretary', role: 'secretary' },
  { login: 'cadre', role: 'cadre' },
  { login: 'reviewer', role: 'reviewer' },
  { login: 'supervisor', role: 'supervisor' },
  { login: 'town', role: 'town_officer' },
  { login: 'county', role: 'county_officer' },
  { login: 'admin', role: 'administrator' },
  { login: 'auditor', role: 'auditor' },
]

export const samplePassword = 'shanzhi-sample'
