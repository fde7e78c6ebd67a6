import type { ActionTable } from '../../engines/access/access.ts'

const village = ['clerk', 'cadre', 'secretary', 'group_leader'] as const
const watchers = ['reviewer', 'supervisor', 'town_officer', 'county_officer', 'auditor'] as const

export const pointsActions = {
  'points.items': { zh: '查看积分项目', en: 'See items', everyAccount: true },
  'points.read': { zh: '查看积分', en: 'Read points', roles: [...village, ...watchers], ownHousehold: true },
  'points.read_all': { zh: '查看全村积分', en: 'Read the whole village', roles: [...village, ...watchers] },
  'points.declare': { zh: '申报', en: 'Declare', roles: [...village, 'reviewer'], ownHousehold: true },
  'points.declare_for_others': {
    zh: '为他户申报',
    en: 'Declare for others',
    roles: [...village, 'reviewer'],
  },
  'points.recommend': { zh: '邻里推荐或反映', en: 'Recommend or report a neighbour', everyAccount: true },
  'points.review': {
    zh: '审核评议',
    en: 'Review',
    roles: ['clerk', 'cadre', 'secretary', 'group_leader', 'reviewer', 'supervisor'],
  },
  'points.publicise': { zh: '发布积分公示', en: 'Publicise points', roles: ['clerk', 'secretary'] },
  'points.post': { zh: '记分入账', en: 'Post entries', roles: ['clerk', 'secretary'] },
  'points.correct': { zh: '冲正', en: 'Reverse entries', roles: ['secretary', 'town_officer'] },
  'points.close': { zh: '结算', en: 'Close periods', roles: ['clerk', 'secretary'] },
  'points.enrol': {
    zh: '登记参加与退出',
    en: 'Record joining and leaving',
    roles: ['clerk', 'cadre', 'secretary', 'group_leader'],
    ownHousehold: true,
  },
} as const satisfies ActionTable
