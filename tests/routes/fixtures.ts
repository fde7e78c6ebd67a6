import type { RouteDefinition } from '../../engines/contract/route.ts'
import * as dividends from '../../modules/dividends/contract.ts'
import * as meetings from '../../modules/meetings/contract.ts'
import * as points from '../../modules/points/contract.ts'
import * as enrolments from '../../modules/points/contract-enrolments.ts'
import * as pointsPublicity from '../../modules/points/contract-publicity.ts'
import * as procedures from '../../modules/procedures/contract.ts'
import * as publicity from '../../modules/publicity/contract.ts'
import * as schemes from '../../modules/schemes/contract.ts'
import { place } from '../points-village.ts'
import { type RouteVillage, today } from './open-route-village.ts'

export type Route = RouteDefinition
export interface RouteFixture {
  route: Route
  params?: Record<string, string>
  query?: Record<string, string>
  body?: Record<string, unknown>
}

/** Every route of the points year as data. */
export function routesOfTheYear(): Route[] {
  const contracts = [points, enrolments, publicity, dividends, procedures, meetings, schemes]
  return contracts
    .flatMap((contract) => Object.values(contract))
    .filter((value): value is never => typeof value === 'object' && 'path' in value)
}

const proxy = {
  name: '周阿婆',
  relation: '邻居',
  reason: '不会用手机',
  readBack: true,
  signatureFileId: null,
}

/** A good request for each route. */
export function fixturesOf({ village, ids }: RouteVillage): RouteFixture[] {
  const household = village.households[0]!
  const adoption = { placeCode: place, adoptionId: village.adoptionId }
  const asked = { place, adoption: village.adoptionId, book: 'shanzhi' }
  const deed = {
    ...adoption,
    bookKey: 'shanzhi',
    itemKey: 'public_affairs',
    occurredOn: '2020-04-02',
    happenedAt: '村口',
    reason: '清理河道',
    evidence: [],
    medium: 'console',
  }
  return [
    ...pointsFixtures(ids, { household, adoption, asked, deed }),
    ...listFixtures(ids),
    ...moneyFixtures(ids, { household, adoption }),
    { route: procedures.getRun, query: { place, adoption: village.adoptionId, cycle: '2020' } },
    { route: procedures.startRun, body: { ...adoption, cycle: '2021', startedOn: today } },
    {
      route: procedures.doStep,
      params: { runId: ids.run, stepKey: 'scoring' },
      body: {
        doneOn: today,
        evidence: [{ kind: 'scoring', id: null, text: '日常评分', link: '/points' }],
        note: '已办',
      },
    },
    { route: procedures.getPublicRun, params: { place } },
    { route: schemes.listSchemes, query: { place } },
    { route: schemes.getScheme, params: { schemeId: 'pinghu-tongjie' }, query: { place, on: today } },
    {
      route: schemes.setSchemeValues,
      params: { schemeId: 'pinghu-tongjie' },
      body: {
        placeCode: place,
        revision: 3,
        values: [{ path: 'points.shanzhi.items.courage.max', from: '2020-05-01', value: 90 }],
      },
    },
    {
      route: schemes.putInForce,
      params: { schemeId: 'pinghu-tongjie' },
      body: { placeCode: place, startsOn: '2020-05-01', resolutionId: ids.resolution, revision: 3 },
    },
    { route: schemes.runSchemeCases, params: { schemeId: 'pinghu-tongjie' }, query: { place } },
    {
      route: schemes.endScheme,
      params: { schemeId: 'pinghu-tongjie' },
      body: { placeCode: place, endsOn: '2030-01-01', resolutionId: ids.resolution, revision: 3 },
    },
    {
      route: schemes.copyScheme,
      params: { schemeId: 'pinghu-tongjie' },
      body: { placeCode: place, slug: 'tried', name: { zh: '试改', en: 'Tried' } },
    },
    {
      route: schemes.changeText,
      params: { schemeId: `tried-${place}` },
      body: { placeCode: place, revision: 1, edits: [{ path: 'source', value: '本村' }] },
    },
    {
      route: schemes.releaseScheme,
      params: { schemeId: `tried-${place}` },
      body: { placeCode: place, revision: 1 },
    },
    { route: schemes.importScheme, body: { placeCode: place, text: 'id: tried', tryOnly: false } },
    {
      route: schemes.compareSchemes,
      params: { schemeId: 'pinghu-tongjie' },
      query: { place, with: 'pinghu-tongjie' },
    },
  ]
}

interface Given {
  household: string
  adoption: Record<string, string>
  asked: Record<string, string>
  deed: Record<string, unknown>
}

function pointsFixtures(
  ids: RouteVillage['ids'],
  { household, adoption, asked, deed }: Given,
): RouteFixture[] {
  const panel = ['甲', '乙', '丙'].map((name) => ({ name, guest: false }))
  return [
    { route: points.getBooks, query: { place, on: today } },
    {
      route: points.declareClaim,
      body: {
        ...deed,
        householdId: household,
        personName: '户主',
        quantity: 100,
        proposed: 500,
        channel: 'behalf',
        proxy,
      },
    },
    {
      route: points.declareBatch,
      body: { ...deed, channel: 'cadre', lines: [{ householdId: household, quantity: 100, proposed: 500 }] },
    },
    {
      route: points.listClaims,
      query: {
        place,
        household,
        state: 'all',
        step: 'verify',
        item: 'public_affairs',
        direction: 'plus',
        from: '2020-01-01',
        to: today,
        search: '户',
        mine: 'false',
        sort: '-declared',
        page: '1',
        pageSize: '10',
      },
    },
    { route: points.getClaim, params: { claimId: ids.claim } },
    { route: points.getInbox, query: { place } },
    {
      route: points.decideClaim,
      params: { claimId: ids.claim },
      body: { stepKey: 'verify', decision: 'pass', points: 400, panel, note: '核实', revision: 1 },
    },
    {
      route: points.decideBatch,
      body: { placeCode: place, stepKey: 'verify', claimIds: [ids.claim], panel, note: '核实' },
    },
    {
      route: points.stepAside,
      params: { claimId: ids.claim },
      body: { stepKey: 'verify', name: null, reason: '与当事户有亲戚关系' },
    },
    { route: points.withdrawClaim, params: { claimId: ids.claim }, body: { revision: 1, reason: '不报了' } },
    {
      route: points.amendClaim,
      params: { claimId: ids.returned },
      body: {
        revision: 2,
        quantity: 100,
        proposed: 400,
        occurredOn: '2020-04-01',
        happenedAt: '村口',
        reason: '补充说明',
        evidence: [],
      },
    },
    {
      route: points.settleRectification,
      params: { claimId: ids.mending },
      body: { mendedOn: '2020-04-01', evidence: [], note: '已改好', revision: 4 },
    },
    {
      route: points.listPassbooks,
      query: {
        place,
        cycle: '2019',
        search: '户',
        group: ids.book,
        sort: 'number',
        page: '1',
        pageSize: '10',
      },
    },
    { route: points.getPassbookRow, params: { bookId: ids.book } },
    { route: points.getPassbook, params: { householdId: household }, query: { cycle: '2019' } },
    { route: points.listEntries, params: { bookId: ids.book }, query: { page: '1', pageSize: '10' } },
    { route: points.reverseEntry, params: { entryId: ids.entry }, body: { reason: '登记错户' } },
    { route: points.postDirectly, body: { placeCode: place, claimIds: [ids.claim] } },
    {
      route: pointsPublicity.openPointsPublicity,
      body: {
        ...adoption,
        bookKey: 'shanzhi',
        list: 'totals',
        period: '2019',
        opensOn: today,
        spot: '公开栏',
      },
    },
    { route: pointsPublicity.previewPublicity, query: { ...asked, list: 'entries', period: '2020-Q1' } },
    {
      route: pointsPublicity.returnBeyondQuota,
      body: { ...adoption, bookKey: 'shanzhi', period: '2020-Q1' },
    },
    { route: points.previewClose, query: { ...asked, period: '2019-Q1' } },
    {
      route: points.closePeriod,
      body: { ...adoption, bookKey: 'shanzhi', period: '2019-Q1', correctionReason: '重新核对' },
    },
    { route: points.listCloses, query: { place } },
    {
      route: points.listCloseLines,
      params: { closeId: ids.close },
      query: { search: '户', mark: 'top', sort: 'rank', page: '1', pageSize: '10' },
    },
    { route: points.explainCloseLine, params: { closeId: ids.close, bookId: ids.book } },
    {
      route: enrolments.joinScheme,
      body: { ...adoption, householdId: household, joinedOn: today, agreedBy: '户主', proxy },
    },
    {
      route: enrolments.leaveScheme,
      params: { enrolmentId: ids.enrolment },
      body: { leftOn: today, reason: '外迁' },
    },
    { route: points.getWholePassbook, params: { bookId: ids.book } },
    { route: enrolments.listEnrolments, query: { place, household, page: '1', pageSize: '10' } },
    { route: points.getOverview, query: { place, cycle: '2019' } },
  ]
}

function listFixtures(ids: RouteVillage['ids']): RouteFixture[] {
  return [
    { route: publicity.listPublicity, query: { place, state: 'all', page: '1', pageSize: '10' } },
    {
      route: publicity.getPublicity,
      params: { listId: ids.list },
      query: { search: '户', page: '1', pageSize: '10' },
    },
    {
      route: publicity.raiseObjection,
      params: { listId: ids.list },
      body: { lineId: ids.line, reason: '这一分不对', evidence: [], medium: 'oral', proxy },
    },
    {
      route: publicity.listObjections,
      query: { place, state: 'all', mine: 'false', page: '1', pageSize: '10' },
    },
    {
      route: publicity.answerObjection,
      params: { objectionId: ids.objection },
      body: { outcome: 'dismissed', answer: '已核实情况', revision: 1 },
    },
    { route: publicity.withdrawObjection, params: { objectionId: ids.objection }, body: { revision: 1 } },
    { route: publicity.settlePublicity, params: { listId: ids.list }, body: {} },
    { route: publicity.listPublicBoard, params: { place } },
    { route: publicity.getPublicList, params: { place, listId: ids.list } },
  ]
}

function moneyFixtures(
  ids: RouteVillage['ids'],
  { household, adoption }: Pick<Given, 'household' | 'adoption'>,
): RouteFixture[] {
  const pools = {
    ...adoption,
    closeId: ids.close,
    sharePoolFen: 80_000,
    incentivePoolFen: 900_000,
    priceFen: 130,
  }
  const planId = { planId: ids.plan }
  const held = {
    eligible: 60,
    present: 56,
    votesFor: 50,
    votesAgainst: 4,
    votesAbstain: 2,
    households: 8,
    householdsPresent: 7,
  }
  return [
    { route: dividends.previewPlan, body: pools },
    { route: dividends.draftPlan, body: pools },
    { route: dividends.listPlans, query: { place } },
    { route: dividends.getPlan, params: planId },
    {
      route: dividends.listPlanLines,
      params: planId,
      query: { search: '户', weighted: 'all', paid: 'all', sort: 'number', page: '1', pageSize: '10' },
    },
    { route: dividends.publicisePlan, params: planId, body: { opensOn: today, spot: '公开栏', revision: 1 } },
    { route: dividends.dropPlan, params: planId, body: { reason: '重新拟定', revision: 1 } },
    { route: dividends.resolvePlan, params: planId, body: { resolutionId: ids.resolution, revision: 1 } },
    { route: dividends.payPlan, params: planId, body: { paidOn: today, method: 'bank', revision: 1 } },
    { route: dividends.myDividend, params: { householdId: household } },
    { route: dividends.creditList, params: planId },
    { route: dividends.listShares, query: { place, search: '户', page: '1', pageSize: '10' } },
    {
      route: dividends.setShares,
      params: { householdId: household },
      body: { placeCode: place, shares: 300, from: today, basis: '股权转让协议' },
    },
    {
      route: meetings.recordResolution,
      body: {
        placeCode: place,
        title: '通过方案',
        body: 'members_congress',
        heldOn: today,
        ...held,
        minutes: [],
      },
    },
    { route: meetings.listResolutions, query: { place } },
  ]
}

/** The address of a fixture, parameters and query filled in. */
export function urlOf({ route, params, query }: RouteFixture): string {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent((params?.[name] ?? '').toWellFormed()),
  )
  return query ? `${path}?${new URLSearchParams(query)}` : path
}
