import type { ActionTable } from '../../engines/access/access.ts'

export const boardsActions = {
  'boards.read': { zh: '查看榜', en: 'Read boards', everyAccount: true },
  'boards.read_all': {
    zh: '查看本村上榜和撤榜申请',
    en: 'Read a village’s listings and requests',
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
  'boards.publish': { zh: '出榜', en: 'Publish boards', roles: ['clerk', 'secretary'] },
  'boards.propose': {
    zh: '提名上红榜、黑榜',
    en: 'Propose listings',
    roles: ['clerk', 'cadre', 'secretary', 'group_leader', 'reviewer'],
  },
  'boards.decide': { zh: '评议上榜', en: 'Decide listings', roles: ['reviewer', 'secretary'] },
  'boards.help': {
    zh: '登记帮教',
    en: 'Record help and teaching',
    roles: ['clerk', 'cadre', 'secretary', 'group_leader'],
  },
  'boards.ask': { zh: '申请撤榜', en: 'Ask to be taken down', everyAccount: true },
  'boards.record_request': {
    zh: '代录撤榜申请',
    en: 'Record a request made by mouth, phone or paper',
    roles: ['clerk', 'cadre', 'secretary', 'group_leader'],
  },
  'boards.answer': {
    zh: '答复撤榜申请',
    en: 'Answer requests',
    roles: ['reviewer', 'secretary', 'supervisor'],
  },
  'boards.refer': { zh: '移送有关部门', en: 'Refer to an authority', roles: ['reviewer', 'secretary'] },
  'boards.resolve_ranks': { zh: '登记排行公开决议', en: 'Record that ranks are shown', roles: ['secretary'] },
  'boards.broadcast': {
    zh: '编写和播放广播稿',
    en: 'Write and play loudspeaker texts',
    roles: ['clerk', 'cadre', 'secretary'],
  },
} as const satisfies ActionTable
