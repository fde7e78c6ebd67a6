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

/** A merchant's rights hold for the shop that names her as its operator; `…_any` is for every shop of the village. */
export const shopsActions = {
  'shops.read': { zh: '查看兑换点', en: 'Read a shop', roles: [...watchers, 'merchant'] },
  'shops.read_any': { zh: '查看全村兑换点', en: 'Read every shop of the village', roles: watchers },
  'shops.manage': { zh: '设立和变更兑换点', en: 'Open and change shops', roles: ['clerk', 'secretary'] },
  'shops.stock': { zh: '登记物品和库存', en: 'Keep goods and stock', roles: ['merchant', 'clerk', 'cadre'] },
  'shops.serve': { zh: '办理兑换', en: 'Serve at the counter', roles: ['merchant', 'clerk', 'cadre'] },
  'shops.serve_any': {
    zh: '在全村兑换点办理',
    en: 'Serve at every shop of the village',
    roles: ['clerk', 'cadre', 'secretary'],
  },
  'shops.cancel': {
    zh: '撤销兑换',
    en: 'Cancel a redemption',
    roles: ['merchant', 'clerk', 'cadre', 'secretary'],
  },
  'shops.reconcile': { zh: '兑换点日清', en: 'Reconcile a day', roles: ['merchant', 'clerk', 'cadre'] },
  'shops.settle': { zh: '与兑换点结算', en: 'Settle with a shop', roles: ['clerk', 'town_officer'] },
  'shops.own': {
    zh: '本户兑换',
    en: 'Exchange the own points',
    roles: ['clerk', 'cadre', 'secretary', 'group_leader'],
    ownHousehold: true,
  },
} as const satisfies ActionTable
