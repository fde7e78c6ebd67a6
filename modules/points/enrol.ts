import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { isUnder14, listPersonsOnRoll } from '../households/index.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import type { joinScheme as joinRoute, leaveScheme as leaveRoute } from './contract-enrolments.ts'
import { cycleOf } from './decide-cycle.ts'
import { booksOf } from './find-book.ts'
import { subjectOf } from './find-subjects.ts'
import { countyOf } from './store.ts'
import { openBooks } from './store-books.ts'
import {
  type EnrolmentRow,
  endEnrolment,
  findEnrolmentById,
  insertEnrolments,
  isEnrolledFrom,
  isHouseholdOf,
} from './store-enrolments.ts'

/** A household chooses to take part; its passbook for the running cycle is opened with the base points. */
export async function joinScheme(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof joinRoute>,
): Promise<EnrolmentRow> {
  const subject = { placeCode: body.placeCode, householdId: body.householdId }
  act.authorise('points.enrol', subject)
  const county = countyOf(body.placeCode)
  const own = act.actor.householdId === body.householdId
  if (!own && !body.proxy && body.agreedBy.length === 0)
    throw new Refusal('points.agreed_by_missing', {}, 'body.agreedBy')
  const rules = await getRules(act.tx, library, {
    countyCode: county,
    adoptionId: body.adoptionId,
    on: body.joinedOn,
  })
  if (rules.adoption.placeCode !== body.placeCode)
    throw new Refusal('points.place_mismatch', {}, 'body.placeCode')
  await assertWhoJoins(act, rules, body)
  const id = makeId()
  await act.inPlace(body.placeCode, async () => {
    if (!(await isHouseholdOf(act.tx, body.placeCode, body.householdId)))
      throw new Refusal('points.place_mismatch', {}, 'body.householdId')
    if (
      await isEnrolledFrom(act.tx, county, {
        ...body,
        personId: body.personId ?? null,
        on: body.joinedOn,
      })
    )
      throw new Refusal('points.already_enrolled')
    await insertEnrolments(act.tx, body.placeCode, body.adoptionId, [{ ...body, id }], act.now)
    for (const book of booksOf(rules)) {
      await openBooks(act.tx, {
        placeCode: body.placeCode,
        adoptionId: body.adoptionId,
        bookKey: book.key,
        cycle: cycleOf(book, chinaDateOf(act.now)),
        base: book.base,
        subject: subjectOf(rules, book),
        mark: rules.mark,
        at: act.now,
        by: act.actor.accountId,
        householdIds: [body.householdId],
      })
    }
  })
  act.record({
    ...subject,
    action: 'points.enrol',
    subjectKind: 'enrolment',
    subjectId: id,
    onBehalf: body.proxy,
    detail: { joinedOn: body.joinedOn, agreedBy: body.agreedBy },
  })
  return (await findEnrolmentById(act.tx, county, id))!
}

/**
 * Who joins as the scheme has it: a household as a whole, or each person for herself. For a child under 14 it is the
 * guardian who agrees (PIPL 31).
 */
async function assertWhoJoins(
  act: Act,
  rules: RulesInForce,
  body: RouteBody<typeof joinRoute>,
): Promise<void> {
  const books = booksOf(rules).map((book) => subjectOf(rules, book))
  const { personId } = body
  if (!personId) {
    if (!books.some((book) => book.kind === 'household' || !book.byPerson))
      throw new Refusal('points.person_joins', {}, 'body.personId')
    return
  }
  if (!books.some((book) => book.kind === 'person' && book.byPerson))
    throw new Refusal('points.household_joins', {}, 'body.personId')
  const [person] = await act.inPlace(body.placeCode, () =>
    listPersonsOnRoll(act.tx, countyOf(body.placeCode), {
      personIds: [personId],
      criteria: {},
      on: body.joinedOn,
    }),
  )
  if (!person || person.householdId !== body.householdId || person.placeCode !== body.placeCode)
    throw new Refusal('points.person_unknown', { day: body.joinedOn }, 'body.personId')
  const minor = isUnder14(person.birthDate, body.joinedOn)
  if (minor && body.agreedBy !== person.guardianName)
    throw new Refusal('points.guardian_agrees', { name: person.name }, 'body.agreedBy')
  const official = act.may('points.enrol', { placeCode: body.placeCode })
  if (!official && !minor && act.actor.personId !== personId)
    throw new Refusal('points.not_your_choice', { name: person.name }, 'body.personId')
}

/** A household withdraws; what it has stays in its passbook. */
export async function leaveScheme(
  act: Act,
  enrolmentId: string,
  body: RouteBody<typeof leaveRoute>,
): Promise<EnrolmentRow> {
  const county = act.actor.countyCode
  const enrolment = await findEnrolmentById(act.tx, county, enrolmentId)
  if (!enrolment) throw new Refusal('record.not_found')
  act.authorise('points.enrol', enrolment)
  const official = act.may('points.enrol', { placeCode: enrolment.placeCode })
  if (!official && enrolment.personId && act.actor.personId !== enrolment.personId)
    throw new Refusal('points.not_your_choice', { name: enrolment.personName ?? '' })
  if (body.leftOn < enrolment.joinedOn)
    throw new Refusal('points.left_before_joined', { joined: enrolment.joinedOn }, 'body.leftOn')
  if (!(await endEnrolment(act.tx, county, enrolmentId, { on: body.leftOn, reason: body.reason })))
    throw new Refusal('points.not_enrolled_now')
  act.record({
    placeCode: enrolment.placeCode,
    householdId: enrolment.householdId,
    action: 'points.enrol',
    subjectKind: 'enrolment',
    subjectId: enrolmentId,
    detail: { ...body },
  })
  return (await findEnrolmentById(act.tx, county, enrolmentId))!
}
