import type { ActionTable } from '../../engines/access/access.ts'

export const meetingsActions = {
  'meetings.read': {
    zh: '查看决议',
    en: 'Read resolutions',
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
  'meetings.record': { zh: '登记决议', en: 'Record a resolution', roles: ['clerk', 'secretary'] },
} as const satisfies ActionTable
