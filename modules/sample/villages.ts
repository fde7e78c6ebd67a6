import type { Words } from '../../engines/contract/route.ts'

/** A further village of the sample: its scheme's own place by code, with a made-up roll of the source's size. */
export interface FurtherVillage {
  /** Begins the logins of its accounts: `wuyi-clerk`. */
  key: string
  name: Words
  scheme: string
  place: string
  households: number
  groups: number
  /** Deeds in its year of life, as many as the source reports where it does. */
  deeds: number
}

/** One village for each scheme beside the first; sizes as the sources give them, else such as one village has. */
export const furtherVillages: readonly FurtherVillage[] = [
  // I-6: 61 households, all of those that live there; 174 deeds.
  {
    key: 'wuyi',
    name: { zh: '清新浸潭五一村：和美积分存折', en: 'Wuyi, Qingxin: harmony and beauty passbook' },
    scheme: 'qingxin-hemei-passbook',
    place: '441803117221',
    households: 61,
    groups: 6,
    deeds: 174,
  },
  {
    key: 'zhicheng',
    name: { zh: '济源轵城东轵城村：道德积分储蓄站', en: 'East Zhicheng, Jiyuan: moral points bank' },
    scheme: 'zhicheng-moral-bank',
    place: '419001102201',
    households: 80,
    groups: 5,
    deeds: 240,
  },
  {
    key: 'zhaolou',
    name: { zh: '隆德联财赵楼村：文明实践积分', en: 'Zhaolou, Longde: civilisation points' },
    scheme: 'guyuan-civilisation-points',
    place: '640423102204',
    households: 90,
    groups: 5,
    deeds: 260,
  },
  {
    key: 'tiechong',
    name: { zh: '金寨铁冲村：振风超市积分券', en: 'Tiechong, Jinzhai: points coupons' },
    scheme: 'jinzhai-zhenfeng-market',
    place: '341524214204',
    households: 100,
    groups: 8,
    deeds: 260,
  },
]
