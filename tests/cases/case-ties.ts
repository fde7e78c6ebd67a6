import type { CaseVillage, Fields } from './case-village.ts'

/** Somebody who lives in a household, or grew up there and has one of her own now. */
export interface Relative {
  name: string
  tie: 'member' | 'kin'
}

/** Opens a household on the roll that takes part, with its relatives; gives the id of each by name. */
export async function openHome(
  village: CaseVillage,
  relatives: readonly Relative[],
): Promise<{ householdId: string; people: Record<string, string> }> {
  const on = `${village.year}-01-01`
  const person = (name: string) => ({
    ...{ name, sex: 'unknown', birthDate: '1980-05-01', identityNumber: null, phone: null },
  })
  const home = await village.must('clerk', on, 'POST', '/api/households', {
    ...{ placeCode: village.code, number: null, groupId: null, on, head: person('当事户主') },
    members: relatives.map(({ name }) => ({ ...person(name), relation: 'son' })),
  })
  const known = home.people as Fields[]
  const people = Object.fromEntries(known.map(({ name, id }) => [name, id]))
  for (const { name, tie } of relatives) if (tie === 'kin') await moveOut(village, home.id, people[name]!, on)
  await village.must('clerk', on, 'POST', '/api/points/enrolments', {
    ...{ placeCode: village.code, adoptionId: village.adoptionId, householdId: home.id },
    ...{ joinedOn: on, agreedBy: '当事户主' },
  })
  return { householdId: home.id, people }
}

/** A member leaves and has a household of his own. */
async function moveOut(
  village: CaseVillage,
  householdId: string,
  personId: string,
  on: string,
): Promise<void> {
  const operation = {
    ...{ kind: 'split', householdId, on, memberIds: [personId], newHeadId: personId },
    ...{ newNumber: null, newGroupId: null, reason: '成家另立' },
  }
  const url = '/api/households/operations'
  const { digest } = await village.must('clerk', on, 'POST', `${url}/preview`, { operation })
  await village.must('clerk', on, 'POST', url, { operation, digest })
}
