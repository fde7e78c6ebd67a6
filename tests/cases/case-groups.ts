import type { CaseGroup } from './case-driver.ts'
import { type CaseVillage, dayAfter, type Fields, openVillage, type Reply } from './case-village.ts'
import type { CaseWorld } from './case-world.ts'

/** A village whose households lie in villagers’ groups. */
export interface GroupedVillage {
  village: CaseVillage
  groups: { id: string; households: string[] }[]
}

/** Founds a village with a group of each size; a size of 0 is a group that nobody lives in. */
export async function openGroups(
  world: CaseWorld,
  { schemeId, settings }: Pick<CaseGroup, 'schemeId' | 'settings'>,
  wish: { year: string; sizes: readonly number[]; kind?: 'street' | 'town' },
): Promise<GroupedVillage> {
  const total = wish.sizes.reduce((sum, size) => sum + size, 0)
  const { year, kind } = wish
  const village = await openVillage(world, {
    ...{ schemeId, settings, year, households: total },
    ...(kind ? { kind } : {}),
  })
  const groups: GroupedVillage['groups'] = []
  let from = 0
  for (const [index, size] of wish.sizes.entries()) {
    const area = await village.must('clerk', `${year}-01-01`, 'POST', '/api/territory/areas', {
      ...{ placeCode: village.code, parentId: null, kind: 'group', system: '村民小组', number: null },
      ...{ name: `第${index + 1}组`, from: `${year}-01-01` },
    })
    const households = village.households.slice(from, from + size)
    from += size
    await world.village.database.owner.query(
      'update household.household set group_id = $1 where id = any($2::uuid[])',
      [area.id, households],
    )
    groups.push({ id: area.id, households })
  }
  return { village, groups }
}

interface Standard {
  key: string
  of: 'household' | 'group'
}

/** How a group comes to its acceptance. */
export interface Wish {
  on: string
  failing?: number
  failed_standards?: readonly string[]
  consent?: boolean
  team?: boolean
  observers?: readonly string[]
}

export async function applyFor(
  { village, groups }: GroupedVillage,
  index: number,
  wish: Wish,
): Promise<Reply> {
  const { on, consent = true, team = true } = wish
  return village.ask('group_leader', on, 'POST', '/api/collectives', {
    ...{ placeCode: village.code, adoptionId: village.adoptionId, groupId: groups[index]!.id },
    ...{ year: on.slice(0, 4), appliedOn: on, leaderName: '沈组长' },
    consent: consent ? { agreedOn: on, files: [await village.file(0)] } : null,
    team: team ? { formedOn: on, members: ['沈组长', '陆大伯'] } : null,
  })
}

/** Application, preliminary acceptance while all is well, then every household on site as the case has it. */
export async function acceptGroup(grouped: GroupedVillage, index: number, wish: Wish): Promise<Reply> {
  const { village, groups } = grouped
  const applied = await applyFor(grouped, index, wish)
  if (applied.code !== null) return applied
  const { failing = 0, failed_standards: failed = [], on } = wish
  const url = `/api/collectives/${applied.body.id}`
  const standards = applied.body.standards as Standard[]
  const look = (householdId: string | null, fails: boolean) => {
    const keys = standards
      .filter(({ of }) => of === (householdId === null ? 'group' : 'household'))
      .map(({ key }) => key)
    const bad = fails ? keys.filter((key) => failed.includes(key)) : []
    return { householdId, passed: keys.filter((key) => !bad.includes(key)), failed: bad }
  }
  const { households } = groups[index]!
  const inspect = (rows: object[]) => village.must('reviewer', on, 'POST', `${url}/inspections`, { rows })
  await inspect([look(null, false), look(households[0]!, false)])
  const people = { heldOn: on, reviewers: ['顾干部'] }
  const first = await village.must('town_officer', on, 'POST', `${url}/acceptances`, {
    ...{ stage: 'preliminary', ...people, longTerm: true, revision: applied.body.revision },
  })
  await inspect([look(null, true), ...households.map((id, position) => look(id, position < failing))])
  const kinds = wish.observers ?? ['congress_deputy', 'consultative_member', 'citizen']
  return village.ask('county_officer', on, 'POST', `${url}/acceptances`, {
    ...{ stage: 'on_site', ...people, revision: first.revision },
    observers: kinds.map((kind, position) => ({ kind, name: `观察员${position + 1}` })),
  })
}

/** The on-site acceptance as a creation shows it. */
export function onSiteOf(creation: Fields): Record<string, unknown> {
  return (creation.acceptances as Record<string, unknown>[]).at(-1)!
}

/** Makes the year’s sheet, has it approved and pays it. */
export async function paySheet({ village }: GroupedVillage, day: string): Promise<Fields> {
  const drafted = await village.must('clerk', day, 'POST', '/api/rewards/sheets', {
    ...{ placeCode: village.code, adoptionId: village.adoptionId, ladder: 'groups', period: day.slice(0, 4) },
  })
  const url = `/api/rewards/sheets/${drafted.id}`
  const approved = await village.must('county_officer', day, 'POST', `${url}/approval`, {
    ...{ document: '奖补资金批复', approvedOn: day, files: [await village.file(1)] },
    revision: drafted.revision,
  })
  const paid = dayAfter(day)
  return village.must('clerk', paid, 'POST', `${url}/payment`, {
    ...{ paidOn: paid, method: 'bank', revision: approved.revision },
  })
}
