import type { ActionTable } from '../../engines/access/access.ts'

export const territoryActions = {
  'territory.read': { zh: '查看区划', en: 'See divisions', everyAccount: true },
  'territory.manage': {
    zh: '维护区划',
    en: 'Keep the list of divisions',
    roles: ['county_officer', 'administrator'],
  },
  'territory.draw': {
    zh: '绘制边界',
    en: 'Draw boundaries',
    roles: ['clerk', 'town_officer', 'county_officer', 'administrator'],
  },
  'territory.areas': {
    zh: '维护小组和网格',
    en: 'Keep groups and grids',
    roles: ['clerk', 'town_officer', 'county_officer'],
  },
} as const satisfies ActionTable
