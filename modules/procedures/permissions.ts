import type { ActionTable } from '../../engines/access/access.ts'

export const proceduresActions = {
  'procedures.read': { zh: '查看步骤', en: 'See the steps', everyAccount: true },
  'procedures.do': {
    zh: '办结步骤',
    en: 'Complete steps',
    roles: ['clerk', 'cadre', 'secretary', 'supervisor', 'town_officer', 'county_officer'],
  },
} as const satisfies ActionTable
