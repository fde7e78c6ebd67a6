import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules } from '../schemes/index.ts'
import type { joinScheme as joinRoute, leaveScheme as leaveRoute } from './contract.ts'
import { cycleOf } from './decide-cycle.ts'
import { booksOf } from './find-book.ts'
import { countyOf, openBooks } from './store.ts'
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
  const id = makeId()
  await act.inPlace(body.placeCode, async () => {
    if (!(await isHouseholdOf(act.tx, body.placeCode, body.householdId)))
      throw new Refusal('points.place_mismatch', {}, 'body.householdId')
    if (await isEnrolledFrom(act.tx, county, { ...body, on: body.joinedOn }))
      throw new Refusal('points.already_enrolled')
    await insertEnrolments(act.tx, body.placeCode, body.adoptionId, [{ ...body, id }], act.now)
    for (const book of booksOf(rules)) {
      await openBooks(act.tx, {
        placeCode: body.placeCode,
        adoptionId: body.adoptionId,
        bookKey: book.key,
        cycle: cycleOf(book, chinaDateOf(act.now)),
        base: book.base,
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
