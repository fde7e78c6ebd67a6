import type { Chance } from './make-random.ts'
import { makeName } from './make-roll.ts'
import type { SampleCast } from './sample-scene.ts'
import type { FurtherVillage } from './villages.ts'

const posts = [
  { role: 'clerk', tries: { zh: '村文书', en: 'Village clerk' } },
  { role: 'secretary', tries: { zh: '村党组织书记', en: 'Party secretary' } },
  { role: 'cadre', tries: { zh: '村干部', en: 'Cadre' } },
  { role: 'group_leader', tries: { zh: '村民小组长', en: 'Head of a villagers’ group' } },
  { role: 'reviewer', tries: { zh: '评议小组', en: 'Review group' } },
  { role: 'supervisor', tries: { zh: '村务监督委员会', en: 'Supervision committee' } },
] as const

/** Who acts in a further village: its posts, and the head of its first household on the phone. */
export function castOf(village: FurtherVillage, chance: Chance): SampleCast {
  const { place, key } = village
  return {
    place,
    accounts: posts.map(({ role, tries }) => ({
      as: role,
      login: `${key}-${role}`,
      name: makeName(chance),
      role,
      scope: place,
      placeCode: place,
      tries,
    })),
    villagers: [{ as: 'villager', login: `${key}-villager`, household: 1 }],
  }
}
