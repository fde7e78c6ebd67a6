import { everywhere } from '../../platform/database/connect.ts'
import type { Services } from '../../platform/http/context.ts'
import { householdCards, importRoll, planRoll, type RollRow, rollRowsOf } from '../households/index.ts'
import type { Chance } from './make-random.ts'
import { makeRoll, type SampleHousehold } from './make-roll.ts'
import type { SampleHead } from './sample-scene.ts'

export interface SampleRoll {
  place: string
  households: number
  groups: number
  chance: Chance
  since: string
  today: string
}

/** Imports a made-up roll the way a workbook is imported; the heads in the order of their numbers. */
export async function loadRoll(services: Services, roll: SampleRoll): Promise<SampleHead[]> {
  const { place, since, today } = roll
  const county = place.slice(0, 6)
  const households = makeRoll(roll.chance, {
    households: roll.households,
    groups: roll.groups,
    areaCode: county,
    year: 2026,
  })
  return services.database.transact(everywhere, async (tx) => {
    const plan = await planRoll(tx, services.secrets, {
      place,
      rows: rollRowsOf(households.flatMap(rowsOf)),
      createGroups: true,
      today,
    })
    if (plan.faultsTotal > 0) throw new Error(`sample roll: ${plan.faults[0]!.reason.zh}`)
    await importRoll(tx, services.secrets, plan, {
      mode: 'all_or_nothing',
      from: since,
      source: '示例名册',
      by: { at: new Date(`${since}T09:00:00+08:00`), accountId: null, name: '示例' },
    })
    const cards = await householdCards(tx, county).where('place_code', '=', place).orderBy('number').execute()
    return cards.map((card) => ({ householdId: card.id, personId: card.head_id!, name: card.head_name }))
  })
}

function rowsOf(household: SampleHousehold): RollRow[] {
  return household.persons.map((person) => ({
    number: household.number,
    name: person.name,
    relation: person.relation,
    sex: person.sex,
    birthDate: person.birthDate,
    identity: person.identityNumber,
    phone: person.phone ?? undefined,
    registration: 'local',
    presence: person.presence,
    partyMember: person.partyMember,
    group: `${household.group}组`,
    address: household.address,
    standing: 'local',
    guardian: undefined,
    tags: person.tags.length > 0 ? person.tags.map((tag) => tagWords[tag]!).join('、') : undefined,
    place: undefined,
  }))
}

const tagWords: Record<string, string> = {
  low_income: '低保',
  disabled: '残疾',
  elder_alone: '独居老人',
  veteran: '退役军人',
  volunteer: '志愿者',
}
