import type { ActionTable } from '../../engines/access/access.ts'

export const publicityActions = {
  'publicity.read': { zh: '查看公示', en: 'Read publicity lists', everyAccount: true },
  'publicity.open': { zh: '发布公示', en: 'Hang out a list', roles: ['clerk', 'secretary'] },
  'publicity.object': { zh: '提出异议', en: 'Object', everyAccount: true },
  'publicity.read_objections': {
    zh: '查看本村异议',
    en: 'Read a village’s objections',
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
  'publicity.record_objection': {
    zh: '代录口头、电话、书面异议',
    en: 'Record an oral, phoned or written objection',
    roles: ['clerk', 'cadre', 'secretary', 'group_leader', 'supervisor'],
  },
  'publicity.answer': {
    zh: '答复异议',
    en: 'Answer objections',
    roles: ['secretary', 'supervisor', 'cadre'],
  },
  'publicity.settle': { zh: '办结公示', en: 'Settle lists', roles: ['clerk', 'secretary'] },
} as const satisfies ActionTable
