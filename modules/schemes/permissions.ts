import type { ActionTable } from '../../engines/access/access.ts'

export const schemesActions = {
  'schemes.read': { zh: '查看制度', en: 'Read schemes', everyAccount: true },
  'schemes.adapt': {
    zh: '填写数值、让制度生效',
    en: 'Set values and put a scheme into force',
    roles: ['secretary', 'clerk', 'county_officer'],
  },
} as const satisfies ActionTable
