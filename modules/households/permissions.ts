import type { ActionTable } from '../../engines/access/access.ts'

export const householdActions = {
  'households.read': {
    zh: '查看人户',
    en: 'See households',
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
    ownHousehold: true,
  },
  'households.read_sensitive': {
    zh: '查看困难、残疾等标签',
    en: 'See tags of hardship, health and the like',
    roles: ['clerk', 'cadre', 'secretary', 'town_officer', 'county_officer'],
    ownHousehold: true,
  },
  'households.manage': { zh: '维护人户', en: 'Keep households', roles: ['clerk', 'secretary'] },
  'households.move': {
    zh: '办理跨村迁移',
    en: 'Move people between villages',
    roles: ['town_officer', 'county_officer'],
  },
  'households.import': {
    zh: '导入名册',
    en: 'Import the roll',
    roles: ['clerk', 'town_officer', 'county_officer'],
  },
  'households.export': {
    zh: '导出名册',
    en: 'Export the roll',
    roles: ['clerk', 'secretary', 'town_officer', 'county_officer'],
  },
  'households.reveal_identity': {
    zh: '查看完整证件号和电话',
    en: 'See whole identity numbers and phones',
    roles: ['clerk', 'town_officer', 'county_officer'],
  },
  'households.merge_persons': {
    zh: '合并重复人员',
    en: 'Merge records of one person',
    roles: ['clerk', 'county_officer'],
  },
  'households.plates': {
    zh: '打印门牌码',
    en: 'Print door plates',
    roles: ['clerk', 'cadre', 'secretary'],
  },
} as const satisfies ActionTable
