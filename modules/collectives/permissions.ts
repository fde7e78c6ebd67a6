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

export const collectivesActions = {
  'collectives.read': { zh: '查看集体创建', en: 'Read groups that create together', roles: watchers },
  'collectives.apply': {
    zh: '申请集体创建、划责任区',
    en: 'Apply for a group and share out responsibility',
    roles: ['clerk', 'secretary', 'group_leader'],
  },
  'collectives.inspect': {
    zh: '逐户查验',
    en: 'Look at households and group',
    roles: ['reviewer', 'cadre', 'town_officer', 'county_officer'],
  },
  'collectives.accept': {
    zh: '验收、复审、抽查',
    en: 'Accept, re-check and spot-check groups',
    roles: ['town_officer', 'county_officer'],
  },
  'collectives.self_score': {
    zh: '月度自评',
    en: 'Score the own groups each month',
    roles: ['clerk', 'cadre', 'secretary'],
  },
  'collectives.audit': { zh: '月度审核', en: 'Audit the own scores', roles: ['town_officer'] },
  'collectives.review': { zh: '季度评审', en: 'Review each quarter', roles: ['county_officer'] },
  'collectives.issues': {
    zh: '登记平台通报的问题',
    en: 'Enter issues of another platform',
    roles: ['town_officer', 'county_officer'],
  },
  'collectives.publish': {
    zh: '公示验收结果',
    en: 'Publish the results',
    roles: ['clerk', 'secretary', 'town_officer'],
  },
} as const satisfies ActionTable
