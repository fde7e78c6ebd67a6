import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { knowPerson, refuseTakenIdentities } from './check-person.ts'
import { chooseNumber, getVillageName, makePlateCode, refuseForeignGroup } from './check-place.ts'
import type { createHousehold as createRoute } from './contract.ts'
import type { Relation } from './decide-relation.ts'
import { getHousehold } from './find-households.ts'
import { sealPerson } from './seal-person.ts'
import { insertHouseholds, insertMemberships, insertPersons } from './store-changes.ts'
import { insertChanges } from './store-history.ts'

/** 新立户: opens a household with its head and members, who are on no roll of the county yet. */
export async function createHousehold(act: Act, secrets: Secrets, request: RouteBody<typeof createRoute>) {
  const { placeCode, on } = request
  const county = placeCode.slice(0, 6)
  const today = chinaDateOf(act.now)
  act.authorise('households.manage', { placeCode })
  const placeName = await getVillageName(act, placeCode)
  if (on > today) throw new Refusal('household.day_ahead', { on, today }, 'body.on')
  await refuseForeignGroup(act, placeCode, request.groupId, 'body.groupId')
  const number = await chooseNumber(act, placeCode, request.number, 'body.number')
  const given: { relation: Relation; person: typeof request.head; at: string }[] = [
    { relation: 'head', person: request.head, at: 'body.head' },
    ...request.members.map((person, index) => ({
      relation: person.relation,
      person,
      at: `body.members.${index}`,
    })),
  ]
  if (given.filter((one) => one.relation === 'spouse').length > 1)
    throw new Refusal('household.spouse_already', {}, 'body.members')
  const known = given.map((one) => knowPerson(one.person, today, one.at))
  await refuseTakenIdentities(act, secrets, county, known, null)
  const householdId = makeId()
  const persons = given.map(({ person }, index) => ({
    ...sealPerson(secrets, known[index]!),
    id: makeId(),
    placeCode,
    householdId,
    registration: person.registration,
    presence: person.presence,
    partyMember: person.partyMember,
    guardianId: null,
  }))
  const head = persons[0]!
  await insertHouseholds(act.tx, county, [
    {
      id: householdId,
      placeCode,
      number,
      headId: head.id,
      headName: head.name,
      groupId: request.groupId,
      address: request.address,
      standing: request.standing,
      from: on,
      plateCode: makePlateCode(county),
    },
  ])
  await insertPersons(act.tx, county, persons)
  await insertMemberships(
    act.tx,
    county,
    persons.map((person, index) => ({
      id: makeId(),
      placeCode,
      personId: person.id,
      householdId,
      relation: given[index]!.relation,
      from: on,
      reason: 'registered',
    })),
  )
  const summary = {
    zh: `${placeName}新立第${number}户，户主${head.name}，${persons.length}人`,
    en: `Household ${number} opened in ${placeName}: head ${head.name}, ${persons.length} people`,
  }
  await insertChanges(
    act.tx,
    county,
    [
      {
        id: makeId(),
        placeCode,
        householdId,
        otherHouseholdId: null,
        personId: null,
        kind: 'created',
        on,
        detail: { summary, reason: '', effects: [] },
        undoesId: null,
      },
    ],
    { at: act.now, accountId: act.actor.accountId, name: act.actor.name },
  )
  act.record({
    placeCode,
    householdId,
    action: 'households.create',
    subjectKind: 'household',
    subjectId: householdId,
    detail: { number, members: persons.length },
  })
  return getHousehold(act, county, householdId)
}
