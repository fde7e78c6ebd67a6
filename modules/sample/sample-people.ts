import type { Role } from '../../engines/access/access.ts'

/** The sample's village, by its real code; its people are made up. */
export const sampleVillage = {
  place: '330482001213',
  town: '330482001000',
  county: '330482',
  households: 698,
  groups: 18,
} as const

/** Known to everybody: it stands in the README and on the sign-in page of a sample server. */
export const samplePassword = 'shanzhi-sample'

export interface SampleAccount {
  login: string
  name: string
  role: Role
  scope: string
  placeCode: string
  /** What a visitor tries with it. */
  tries: { zh: string; en: string }
}

const village = sampleVillage.place

export const sampleAccounts: readonly SampleAccount[] = [
  {
    login: 'clerk',
    name: '沈文洁',
    role: 'clerk',
    scope: village,
    placeCode: village,
    tries: { zh: '村文书：名册、申报、公示、结算', en: 'Village clerk: roll, claims, publicity, closes' },
  },
  {
    login: 'secretary',
    name: '陆国强',
    role: 'secretary',
    scope: village,
    placeCode: village,
    tries: { zh: '村党组织书记：制度生效、冲正、方案', en: 'Party secretary: schemes, corrections, plans' },
  },
  {
    login: 'cadre',
    name: '顾建平',
    role: 'cadre',
    scope: village,
    placeCode: village,
    tries: { zh: '村干部：核实、整改登记', en: 'Cadre: verifies claims, records mending' },
  },
  {
    login: 'reviewer',
    name: '钱秀英',
    role: 'reviewer',
    scope: village,
    placeCode: village,
    tries: { zh: '评议小组：评议申报', en: 'Review group: deliberates claims' },
  },
  {
    login: 'supervisor',
    name: '朱福根',
    role: 'supervisor',
    scope: village,
    placeCode: village,
    tries: {
      zh: '村务监督委员会：监督、答复异议',
      en: 'Supervision committee: supervises, answers objections',
    },
  },
  {
    login: 'town',
    name: '方志明',
    role: 'town_officer',
    scope: '330482001',
    placeCode: sampleVillage.town,
    tries: { zh: '街道干部：街道审核、查看全街道', en: 'Town officer: town review, the whole town' },
  },
  {
    login: 'county',
    name: '蒋丽敏',
    role: 'county_officer',
    scope: '330482',
    placeCode: '330482000000',
    tries: { zh: '市级干部：区划、汇总', en: 'County officer: divisions, overviews' },
  },
  {
    login: 'admin',
    name: '管理员',
    role: 'administrator',
    scope: '330482',
    placeCode: '330482000000',
    tries: { zh: '账号管理员：账号与岗位', en: 'Administrator: accounts and roles' },
  },
  {
    login: 'auditor',
    name: '于慧',
    role: 'auditor',
    scope: '330482',
    placeCode: '330482000000',
    tries: { zh: '审计员：操作日志', en: 'Auditor: the audit log' },
  },
]

/**
 * Villagers who sign in on the phone; they are heads of these households (1 is the first) of one group. Both gained
 * points in 2019 and declare every month of the present year, so that their screens are alive.
 */
export const sampleVillagers: readonly {
  login: string
  household: number
  tries: { zh: string; en: string }
}[] = [
  {
    login: 'villager',
    household: 677,
    tries: {
      zh: '村民：存折、申报、异议、代办',
      en: 'Villager: passbook, claims, objections, acting for a neighbour',
    },
  },
  {
    login: 'neighbour',
    household: 11,
    tries: { zh: '邻居：由人代办', en: 'Neighbour: somebody acts for her' },
  },
]
