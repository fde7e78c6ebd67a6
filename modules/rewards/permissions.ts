import type { ActionTable } from '../../engines/access/access.ts'

export const rewardsActions = {
  'rewards.read': {
    zh: '查看奖补',
    en: 'Read rewards',
    roles: [
      'clerk',
      'cadre',
      'secretary',
      'group_leader',
      'reviewer',
      'supervisor',
      'town_officer',
      'county_officer',
      'auditor',
    ],
  },
  'rewards.draft': {
    zh: '计算奖补、发放',
    en: 'Work out and pay rewards',
    roles: ['clerk', 'secretary', 'town_officer'],
  },
  'rewards.approve': {
    zh: '登记奖补的批准',
    en: 'Record the approval of rewards',
    roles: ['secretary', 'town_officer', 'county_officer'],
  },
  'rewards.take_back': {
    zh: '扣回奖励',
    en: 'Take rewards back',
    roles: ['town_officer', 'county_officer'],
  },
} as const satisfies ActionTable
