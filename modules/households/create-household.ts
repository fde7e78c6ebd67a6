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
import { insertHouseholds, insertMemberships, insertPersons, type NewPersonRow } from './store-changes.ts'
import { insertChanges } from './store-history.ts'

type Request = RouteBody<typeof createRoute>

/** 新立户: opens a household with its head and members, who are on no roll of the county yet. */
export async function createHousehold(act: Act, secrets: Secrets, request: Request) {
  const { placeCode, on } = request
  const county = placeCode.slice(0, 6)
  const today = chinaDateOf(act.now)
  act.authorise('households.manage', { placeCode })
  const placeName = await getVillageName(act, placeCode)
  if (on > today) throw new Refusal('household.day_ahead', { on, today }, 'body.on')
  await refuseForeignGroup(act, placeCode, request.groupId, 'body.groupId')
  const number = await chooseNumber(act, placeCode, request.number, 'body.number')
  const householdId = makeId()
  const people = await readPeople(act, secrets, request, householdId)
  await writePeople(act, request, { householdId, number, people })
  const head = people[0]!.row
  const summary = {
    zh: `${placeName}新立第${number}户，户主${head.name}，${people.length}人`,
    en: `Household ${number} opened in ${placeName}: head ${head.name}, ${people.length} people`,
  }
  const change = {
    id: makeId(),
    placeCode,
    householdId,
    otherHouseholdId: null,
    personId: null,
    kind: 'created' as const,
    on,
    detail: { summary, reason: '', effects: [] },
    undoesId: null,
  }
  const by = { at: act.now, accountId: act.actor.accountId, name: act.actor.name }
  await insertChanges(act.tx, county, [change], by)
  act.record({
    placeCode,
    householdId,
    action: 'households.create',
    subjectKind: 'household',
    subjectId: householdId,
    detail: { number, members: people.length },
  })
  return getHousehold(act, county, householdId)
}

interface Newcomer {
  relation: Relation
  row: NewPersonRow
}

/** The people of the request, checked and sealed; the head first. */
async function readPeople(
  act: Act,
  secrets: Secrets,
  request: Request,
  householdId: string,
): Promise<Newcomer[]> {
  const { placeCode, head, members } = request
  if (members.filter((one) => one.relation === 'spouse').length > 1)
    throw new Refusal('household.spouse_already', {}, 'body.members')
  const today = chinaDateOf(act.now)
  const given = [{ ...head, relation: 'head' as Relation }, ...members]
  const known = given.map((person, index) =>
    knowPerson(person, today, index === 0 ? 'body.head' : `body.members.${index - 1}`),
  )
  await refuseTakenIdentities(act, secrets, placeCode.slice(0, 6), known, null)
  return given.map(({ relation, registration, presence, partyMember }, index) => ({
    relation,
    row: {
      ...sealPerson(secrets, known[index]!),
      id: makeId(),
      placeCode,
      householdId,
      registration,
      presence,
      partyMember,
      guardianId: null,
    },
  }))
}

async function writePeople(
  act: Act,
  request: Request,
  made: { householdId: string; number: string; people: readonly Newcomer[] },
): Promise<void> {
  const { placeCode, groupId, address, standing, on } = request
  const { householdId, number, people } = made
  const county = placeCode.slice(0, 6)
  const head = people[0]!.row
  const household = { id: householdId, placeCode, number, groupId, address, standing, from: on }
  await insertHouseholds(act.tx, county, [
    { ...household, headId: head.id, headName: head.name, plateCode: makePlateCode(county) },
  ])
  await insertPersons(
    act.tx,
    county,
    people.map((one) => one.row),
  )
  await insertMemberships(
    act.tx,
    county,
    people.map(({ relation, row }) => ({
      id: makeId(),
      placeCode,
      personId: row.id,
      householdId,
      relation,
      from: on,
      reason: 'registered',
    })),
  )
}
