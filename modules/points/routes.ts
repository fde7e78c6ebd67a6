import type { FastifyInstance } from 'fastify'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { isEnglish, tellRefusal } from '../../platform/http/error-handler.ts'
import { mountRoute } from '../../platform/http/mount-route.ts'
import { mountList, mountWorkbook } from '../exports/index.ts'
import { listRules } from '../schemes/index.ts'
import { closePeriod, describeCloses, previewClose } from './close-period.ts'
import * as contract from './contract.ts'
import * as charts from './contract-charts.ts'
import { claimsList } from './contract-claims.ts'
import * as enrolments from './contract-enrolments.ts'
import * as lists from './contract-lists.ts'
import * as publicity from './contract-publicity.ts'
import { type CloseRules, marksOf } from './decide-close.ts'
import { amendClaim, declareBatch, declareClaim, withdrawClaim } from './declare-claim.ts'
import { describeBook, describeEnrolment } from './describe.ts'
import { joinScheme, leaveScheme } from './enrol.ts'
import { booksOf } from './find-book.ts'
import { postEntries, reverseEntry } from './post-entries.ts'
import { openPublicity, previewPublicity, returnBeyondQuota } from './publicise.ts'
import { readClaim, readClaims } from './read-claims.ts'
import {
  explainLine,
  readEntries,
  readHouseholdPassbook,
  readOverview,
  readPassbook,
  readPassbooks,
} from './read-passbooks.ts'
import { decideBatch, decideClaim, settleRectification } from './review-claim.ts'
import { stepAside } from './step-aside.ts'
import { countByState } from './store-claims.ts'
import { findCloseById, listCloseRows, listLineRows } from './store-closes.ts'
import { countEnrolment, listEnrolmentRows } from './store-enrolments.ts'
import { findPassbook } from './store-passbooks.ts'
import { countOverdue } from './store-rectifications.ts'

export async function pointsRoutes(app: FastifyInstance): Promise<void> {
  mountClaims(app)
  mountPassbooks(app)
  mountCharts(app)
  mountCloses(app)
  mountEnrolments(app)
}

function mountClaims(app: FastifyInstance): void {
  const { schemes, actions } = app.shanzhi
  mountRoute(app, contract.getBooks, async (act, { query }) => {
    const on = query.on ?? chinaDateOf(act.now)
    const rules = await listRules(act.tx, schemes, query.place, on)
    return rules.flatMap((one) => booksOf(one).map((book) => describeBook(one, book, on)))
  })
  mountRoute(app, contract.declareClaim, async (act, { body }) =>
    readClaim(act, schemes, actions, await declareClaim(act, schemes, body)),
  )
  mountRoute(app, contract.declareBatch, async (act, { body }) => {
    const claimIds = await declareBatch(act, schemes, body)
    return { declared: claimIds.length, claimIds }
  })
  mountList(app, contract.listClaims, claimsList, (act, { query }) =>
    readClaims(act, schemes, actions, query),
  )
  mountRoute(app, contract.getClaim, (act, { params }) => readClaim(act, schemes, actions, params.claimId))
  mountRoute(app, contract.getInbox, async (act, { query }) => {
    act.authorise('points.read', { placeCode: query.place })
    const today = chinaDateOf(act.now)
    const counts = await countByState(act.tx, query.place)
    const steps = (await listRules(act.tx, schemes, query.place, today)).flatMap((rules) =>
      booksOf(rules).flatMap((book) => book.review),
    )
    const here: string[] = act.actor.grants
      .filter((grant) => query.place.startsWith(grant.scope))
      .map((grant) => grant.role)
    const count = (state: string) =>
      counts.filter((row) => row.state === state).reduce((sum, row) => sum + row.count, 0)
    return {
      steps: steps.map((step) => ({
        key: step.key,
        name: step.name,
        waiting: counts.find((row) => row.state === 'in_review' && row.stepKey === step.key)?.count ?? 0,
        mine: step.roles.some((role) => here.includes(role)),
      })),
      rectifying: count('rectifying'),
      rectifyingOverdue: await countOverdue(act.tx, query.place, today),
      approved: count('approved'),
      publicised: count('publicised'),
      disputed: count('disputed'),
    }
  })
  mountRoute(app, contract.decideClaim, async (act, { params, body }) => {
    await decideClaim(act, schemes, params.claimId, body)
    return readClaim(act, schemes, actions, params.claimId)
  })
  mountRoute(app, contract.decideBatch, (act, { body, request }) =>
    decideBatch(act, schemes, body, (refusal) => tellRefusal(app, refusal, isEnglish(request))),
  )
  mountRoute(app, contract.stepAside, async (act, { params, body }) => {
    await stepAside(act, params.claimId, body)
    return readClaim(act, schemes, actions, params.claimId)
  })
  mountRoute(app, contract.withdrawClaim, async (act, { params, body }) => {
    await withdrawClaim(act, params.claimId, body.revision, body.reason)
    return readClaim(act, schemes, actions, params.claimId)
  })
  mountRoute(app, contract.amendClaim, async (act, { params, body }) => {
    await amendClaim(act, schemes, params.claimId, body)
    return readClaim(act, schemes, actions, params.claimId)
  })
  mountRoute(app, contract.settleRectification, async (act, { params, body }) => {
    await settleRectification(act, params.claimId, body)
    return readClaim(act, schemes, actions, params.claimId)
  })
}

function mountPassbooks(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  mountList(app, contract.listPassbooks, lists.passbooksList, (act, { query }) => readPassbooks(act, query))
  mountRoute(app, contract.getWholePassbook, (act, { params }) => readPassbook(act, schemes, params.bookId))
  mountRoute(app, contract.getPassbook, (act, { params, query }) =>
    readHouseholdPassbook(act, schemes, params.householdId, query.cycle),
  )
  mountRoute(app, contract.getPassbookRow, async (act, { params }) => {
    const row = await findPassbook(act.tx, act.actor.countyCode, params.bookId)
    if (!row) throw new Refusal('record.not_found')
    act.authorise('points.read', row)
    return { ...row, lastAt: row.lastAt.toISOString() }
  })
  mountList(app, contract.listEntries, lists.entriesList, (act, { params, query }) =>
    readEntries(act, schemes, params.bookId, query),
  )
  mountRoute(app, contract.reverseEntry, (act, { params, body }) =>
    reverseEntry(act, schemes, params.entryId, body.reason),
  )
  mountRoute(app, contract.postDirectly, async (act, { body }) => ({
    posted: await postEntries(act, schemes, body),
  }))
  mountRoute(app, contract.getOverview, (act, { query }) =>
    readOverview(act, schemes, query.place, query.cycle),
  )
  mountRoute(app, publicity.previewPublicity, (act, { query }) =>
    previewPublicity(act, schemes, {
      placeCode: query.place,
      adoptionId: query.adoption,
      bookKey: query.book,
      list: query.list,
      period: query.period,
    }),
  )
  mountRoute(app, publicity.returnBeyondQuota, async (act, { body }) => ({
    returned: await returnBeyondQuota(act, schemes, body),
  }))
  mountRoute(app, publicity.openPointsPublicity, (act, { body }) => openPublicity(act, schemes, body))
}

/** The tables of the charts. */
function mountCharts(app: FastifyInstance): void {
  const route = contract.getOverview
  const overview = (act: Act, query: { place: string; cycle: string }) =>
    readOverview(act, app.shanzhi.schemes, query.place, query.cycle)
  const whole = <Row>(rows: Row[]) => ({ rows, total: rows.length })
  mountWorkbook(
    app,
    { ...route, path: charts.chartPaths.months },
    charts.monthsTable,
    async (act, { query }) => whole((await overview(act, query)).byMonth),
  )
  mountWorkbook(app, { ...route, path: charts.chartPaths.items }, charts.itemsTable, async (act, { query }) =>
    whole((await overview(act, query)).byItem),
  )
  mountWorkbook(
    app,
    { ...route, path: charts.chartPaths.groups },
    charts.groupsTable,
    async (act, { query }) => whole((await overview(act, query)).byGroup),
  )
}

function mountCloses(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  mountRoute(app, contract.previewClose, (act, { query }) =>
    previewClose(act, schemes, {
      placeCode: query.place,
      adoptionId: query.adoption,
      bookKey: query.book,
      period: query.period,
    }),
  )
  mountRoute(app, contract.closePeriod, (act, { body }) => closePeriod(act, schemes, body))
  mountRoute(app, contract.listCloses, async (act, { query }) => {
    act.authorise('points.read_all', { placeCode: query.place })
    return describeCloses(act, await listCloseRows(act.tx, query.place))
  })
  const linesOf = (reply: { marks: lists.CloseMark[] }) => lists.closeLinesList(reply.marks)
  mountList(app, contract.listCloseLines, linesOf, async (act, { params, query }) => {
    const close = await findCloseById(act.tx, act.actor.countyCode, params.closeId)
    if (!close) throw new Refusal('record.not_found')
    act.authorise('points.read_all', close)
    const listed = await listLineRows(act.tx, act.actor.countyCode, params.closeId, query)
    const marks = marksOf((close.rules as CloseRules).outcomes)
    return { ...listed, marks: marks.map(({ key, name }) => ({ key, name })), placeCode: close.placeCode }
  })
  mountRoute(app, contract.explainCloseLine, (act, { params }) =>
    explainLine(act, schemes, params.closeId, params.bookId),
  )
}

function mountEnrolments(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  mountRoute(app, enrolments.joinScheme, async (act, { body }) =>
    describeEnrolment(await joinScheme(act, schemes, body)),
  )
  mountRoute(app, enrolments.leaveScheme, async (act, { params, body }) =>
    describeEnrolment(await leaveScheme(act, params.enrolmentId, body)),
  )
  mountList(app, enrolments.listEnrolments, lists.enrolmentsList, async (act, { query }) => {
    const place = query.place ?? act.actor.placeCode
    const household = query.household ?? (query.place ? undefined : (act.actor.householdId ?? undefined))
    act.authorise('points.read', { placeCode: place, householdId: household ?? null })
    const { rows, total } = await listEnrolmentRows(act.tx, { ...query, place, household })
    const counts = await act.inPlace(place, () => countEnrolment(act.tx, place))
    return { rows: rows.map(describeEnrolment), total, placeCode: place, ...counts }
  })
}
