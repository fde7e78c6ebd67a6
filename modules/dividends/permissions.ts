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

export const dividendsActions = {
  'dividends.read': { zh: '查看分配方案', en: 'Read distribution plans', roles: watchers },
  'dividends.read_own': {
    zh: '查看本户分红',
    en: 'See the own dividend',
    roles: watchers,
    ownHousehold: true,
  },
  'dividends.plan': {
    zh: '拟定、公示分配方案',
    en: 'Draft and publicise plans',
    roles: ['clerk', 'secretary'],
  },
  'dividends.pay': { zh: '分配到户', en: 'Pay out', roles: ['clerk', 'secretary'] },
  'dividends.shares': {
    zh: '变更股份底册',
    en: 'Change the share register',
    roles: ['secretary', 'town_officer'],
  },
} as const satisfies ActionTable
