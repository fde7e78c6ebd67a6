import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { isMinor, listPersonsOnRoll } from '../households/index.ts'
import type { RulesInForce } from '../schemes/index.ts'
import { listAreaRowsByIds, listShortNames } from '../territory/index.ts'
import type { Participation, PointsBook } from './scheme.ts'
import { type BookSubject, placeSubjectId } from './store-books.ts'
import { listEnrolled } from './store-enrolments.ts'

/** Who is named: a household, a person (of it), or a villagers' group; nobody for the village itself. */
export interface Named {
  householdId: string | null
  personId?: string | null | undefined
  groupId?: string | null | undefined
}

/** Whose passbook a claim is for. */
export interface ClaimSubject {
  subjectKind: 'household' | 'person' | 'group' | 'village'
  subjectId: string
  /** Of a group or the village; empty for others, whose names the roll keeps. */
  subjectName: string
  householdId: string | null
  /** Who did the deed, as far as somebody is named. */
  personId: string | null
  personName: string | null
  /** Takes part on the day. */
  enrolled: boolean
}

interface Where {
  placeCode: string
  adoptionId: string
  on: string
}

/** Whose books a book's passbooks are, as the store asks for it. */
export function subjectOf(rules: RulesInForce, book: PointsBook): BookSubject {
  const participation = rules.resolved.plain.participation as Participation | undefined
  const { party_member, posts, tags, resident } = book.eligible ?? {}
  return {
    kind: book.subject === 'post' ? 'person' : book.subject,
    criteria: { partyMember: party_member, posts, tags, registered: resident === 'local' },
    byPerson: participation?.agreed_by === 'person',
    since: rules.adoption.startsOn ?? '0001-01-01',
  }
}

/** The subjects of a book's claims, in the order of those who are named; refused when one cannot have that book. */
export async function findSubjects(
  act: Act,
  rules: RulesInForce,
  book: PointsBook,
  where: Where,
  named: readonly Named[],
): Promise<ClaimSubject[]> {
  if (book.subject === 'village') return villageSubject(act, where, named)
  if (book.subject === 'group') return groupSubjects(act, where, named)
  return peopleSubjects(act, rules, book, where, named)
}

async function villageSubject(
  act: Act,
  { placeCode }: Where,
  named: readonly Named[],
): Promise<ClaimSubject[]> {
  const names = await listShortNames(act.tx, [placeCode])
  const subjectId = await placeSubjectId(act.tx, placeCode)
  const subject = areaSubject('village', subjectId, names.get(placeCode) ?? placeCode)
  return named.map(() => subject)
}

async function groupSubjects(act: Act, where: Where, named: readonly Named[]): Promise<ClaimSubject[]> {
  const areas = await listAreaRowsByIds(
    act.tx,
    where.placeCode.slice(0, 6),
    named.flatMap((one) => one.groupId ?? []),
  )
  return named.map(({ groupId }) => {
    if (!groupId) throw new Refusal('points.group_missing', {}, 'body.groupId')
    const area = areas.find(
      (one) =>
        one.id === groupId &&
        one.placeCode === where.placeCode &&
        one.kind === 'group' &&
        one.validFrom <= where.on &&
        (one.validTo === null || one.validTo > where.on),
    )
    if (!area) throw new Refusal('points.group_unknown', { day: where.on }, 'body.groupId')
    return areaSubject('group', area.id, area.name)
  })
}

/** No personal data, and no choice to take part: the scheme in force is the village's own. */
function areaSubject(subjectKind: 'group' | 'village', subjectId: string, subjectName: string): ClaimSubject {
  const nobody = { householdId: null, personId: null, personName: null }
  return { subjectKind, subjectId, subjectName, ...nobody, enrolled: true }
}

async function peopleSubjects(
  act: Act,
  rules: RulesInForce,
  book: PointsBook,
  where: Where,
  named: readonly Named[],
): Promise<ClaimSubject[]> {
  const county = where.placeCode.slice(0, 6)
  const { kind, criteria, byPerson } = subjectOf(rules, book)
  const persons = await listPersonsOnRoll(act.tx, county, {
    personIds: named.flatMap((one) => one.personId ?? []),
    criteria,
    on: where.on,
  })
  const households = named.map(({ householdId, personId }) => {
    const person = persons.find((one) => one.id === personId)
    if (personId && (!person || (householdId !== null && person.householdId !== householdId)))
      throw new Refusal('points.person_unknown', { day: where.on }, 'body.personId')
    return { householdId: person?.householdId ?? householdId, person }
  })
  const enrolled = await listEnrolled(act.tx, county, {
    adoptionId: where.adoptionId,
    householdIds: households.flatMap((one) => one.householdId ?? []),
    on: where.on,
  })
  return households.map(({ householdId, person }): ClaimSubject => {
    if (!householdId)
      throw kind === 'household'
        ? new Refusal('points.household_missing', {}, 'body.householdId')
        : new Refusal('points.person_missing', { book: book.name.zh }, 'body.personId')
    const own = {
      subjectName: '',
      householdId,
      personId: person?.id ?? null,
      personName: person?.name ?? null,
    }
    const takesPart = (personId: string | null) =>
      enrolled.some((one) => one.householdId === householdId && one.personId === personId)
    if (kind === 'household')
      return { ...own, subjectKind: 'household', subjectId: householdId, enrolled: takesPart(null) }
    if (!person) throw new Refusal('points.person_missing', { book: book.name.zh }, 'body.personId')
    if (!person.eligible)
      throw new Refusal(
        'points.person_not_eligible',
        { name: person.name, book: book.name.zh },
        'body.personId',
      )
    const subject = isMinor(person.birthDate, where.on)
      ? { subjectKind: 'household' as const, subjectId: householdId }
      : { subjectKind: 'person' as const, subjectId: person.id }
    return { ...own, ...subject, enrolled: takesPart(byPerson ? person.id : null) }
  })
}
