import type { ActionTable } from '../../engines/access/access.ts'

const watchers = [
  'clerk',
  'cadre',
  'secretary',
  'group_leader',
  'reviewer',
  'supervisor',
  'town_officer',
  'county_officer',
  'auditor',
] as const

export const fundsActions = {
  'funds.read': { zh: '查看资金', en: 'Read funds', roles: watchers },
  'funds.record': { zh: '记录资金收支', en: 'Record movements of a fund', roles: ['clerk', 'town_officer'] },
  'funds.approve': {
    zh: '审核资金收支',
    en: 'Approve movements of a fund',
    roles: ['secretary', 'town_officer'],
  },
  'funds.publish': {
    zh: '公开资金收支',
    en: 'Publish income and spending',
    roles: ['clerk', 'secretary', 'town_officer'],
  },
} as const satisfies ActionTable
