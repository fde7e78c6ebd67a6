import assert from 'node:assert/strict'
import { v7 as makeId } from 'uuid'
import { allTimers } from '../../server/app.ts'
import { sweep } from '../points-acts.ts'
import { county, place, walkSteps } from '../points-village.ts'
import {
  bookOf,
  type CaseDriver,
  type CaseStage,
  decide,
  declare,
  type Fields,
  pass,
  stepsOfReview,
} from './case-stage.ts'

/** A deduction passed on the day of its notice, mended on a day or never (G-20). */
export const driveMending: CaseDriver = async (stage, cases) => {
  const answers: Record<string, unknown>[] = []
  for (const { given } of cases) {
    const { issued_on: issued, mended_on: mended } = given as { issued_on: string; mended_on: string | null }
    const deed = {
      householdId: stage.nextHousehold(),
      item: 'illegal_building',
      on: issued,
      channel: 'cadre',
    }
    const declared = await declare(stage, 'clerk', issued, deed)
    const claim = await pass(stage, declared.body, issued, stepsOfReview)
    const dueOn = (claim.rectification as { dueOn: string }).dueOn
    const path = `/api/points/claims/${claim.id}/rectification`
    const body = { mendedOn: mended, note: '现场查看', revision: claim.revision }
    if (mended) await stage.must('cadre', mended, 'POST', path, body)
    else await sweep(stage.village, timerOf(stage), `${dayAfter(dueOn)}T00:30:00+08:00`)
    const after = await stage.must(
      'clerk',
      mended ?? dayAfter(dueOn),
      'GET',
      `/api/points/claims/${claim.id}`,
    )
    assert.ok(['waived', 'approved'].includes(after.state), after.state)
    answers.push({ due_on: dueOn, waived: after.state === 'waived' })
  }
  return answers
}

const timerOf = (stage: CaseStage) =>
  allTimers(stage.village.library).find((timer) => timer.key === 'points.rectification')!

export function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}

interface GivenDeclaration {
  item: string
  on: string
  channel?: string
  points?: number
  quantity?: number
  evidence?: number
  enrolled?: boolean
}

/** One household tells of one deed on the case's day. */
export const driveDeclaration: CaseDriver = async (stage, cases) => {
  const answers: Record<string, unknown>[] = []
  if (cases.some((one) => one.on >= '2020')) await explainYear(stage, '2020')
  for (const [index, one] of cases.entries()) {
    const given = one.given as unknown as GivenDeclaration
    const householdId = stage.nextHousehold()
    const who = `household ${index}`
    stage.server.actors[who] = stage.village.villager(stage.village.households.indexOf(householdId))
    if (given.enrolled === false) await leave(stage, householdId)
    const reply = await declare(stage, who, one.on, {
      householdId,
      item: given.item,
      on: given.on,
      channel: given.channel ?? 'self',
      ...(given.points === undefined ? {} : { proposed: given.points * 100 }),
      quantity: Math.round((given.quantity ?? 1) * 100),
      evidence: given.evidence ?? 1,
    })
    const { proposed, direction } = reply.body as unknown as { proposed: number; direction: string }
    const points = ((direction === 'minus' ? -1 : 1) * proposed) / 100
    answers.push(reply.code === null ? { refused: null, points } : { refused: reply.code })
  }
  return answers
}

/** The steps of a year up to the explanation, behind which declaring begins. */
async function explainYear(stage: CaseStage, year: string): Promise<void> {
  const steps = ['draft', 'consult', 'town_review', 'scheme_publicity', 'announce']
  await walkSteps(stage.village, year, steps, `${year}-01-02`)
}

async function leave(stage: CaseStage, householdId: string): Promise<void> {
  const url = `/api/points/enrolments?place=${place}&household=${householdId}`
  const listed = await stage.must('clerk', '2019-01-02', 'GET', url)
  const path = `/api/points/enrolments/${listed.rows[0]!.id}/end`
  await stage.must('clerk', '2019-01-02', 'POST', path, { leftOn: '2019-01-02', reason: '不再参加' })
}

interface GivenReview {
  item: string
  step: string
  decision?: string
  panel?: number
  points?: number
  tie?: 'declarer' | 'member' | 'kin' | 'stated'
  panel_tie?: 'declarer' | 'member' | 'kin' | 'stated'
  decided_before_at?: string[]
}

/** A claim brought to a step, and one decision there by somebody who is bound to it as the case says. */
export const driveReview: CaseDriver = async (stage, cases) => {
  const answers: Record<string, unknown>[] = []
  stage.server.actors.me = {
    ...stage.village.actors.reviewer,
    accountId: makeId(),
    grants: (['cadre', 'reviewer', 'supervisor'] as const).map((role) => ({ role, scope: place })),
  }
  for (const one of cases) {
    const given = one.given as unknown as GivenReview
    const before = stepsOfReview.slice(0, stepsOfReview.indexOf(given.step))
    const deed = { householdId: stage.nextHousehold(), item: given.item, on: '2019-05-01', channel: 'cadre' }
    const declared = await declare(stage, given.tie === 'declarer' ? 'me' : 'clerk', '2019-05-02', deed)
    let claim: Fields = declared.body
    for (const step of before) {
      const as = given.decided_before_at?.includes(step) ? { as: 'me' } : {}
      const reply = await decide(stage, claim, '2019-05-03', step, as)
      assert.equal(reply.status, 200, JSON.stringify(reply.body))
      claim = reply.body
    }
    await bind(stage, deed.householdId, claim, given)
    const reply = await decide(stage, claim, '2019-05-04', given.step, {
      as: 'me',
      ...(given.panel === undefined ? {} : { panel: given.panel }),
      ...(given.points === undefined ? {} : { points: given.points * 100 }),
      ...(given.decision === undefined ? {} : { decision: given.decision }),
    })
    answers.push(
      reply.code === null
        ? { refused: null, state: reply.body.state, next: reply.body.stepKey }
        : { refused: reply.code },
    )
  }
  return answers
}

/** Writes the ties of a case into the roll and the claim: of the one who decides, and of the first on the panel. */
async function bind(stage: CaseStage, householdId: string, claim: Fields, given: GivenReview): Promise<void> {
  const tied = (tie: GivenReview['tie'], name: string) =>
    tie === 'member' || tie === 'kin' ? addRelative(stage, householdId, name, tie) : null
  stage.server.actors.me = {
    ...stage.server.actors.me!,
    personId: await tied(given.tie, '本人'),
    householdId: given.tie === 'member' ? householdId : null,
  }
  await tied(given.panel_tie, '成员1')
  const aside = (name: string | null) =>
    stage.must('me', '2019-05-04', 'POST', `/api/points/claims/${claim.id}/recusals`, {
      ...{ stepKey: given.step, name, reason: '按算例回避' },
    })
  if (given.tie === 'stated') await aside(null)
  if (given.panel_tie === 'stated') await aside('成员1')
}

/** Somebody on the roll who lives in a household, or once did and lives in another now beside one who stayed. */
async function addRelative(
  stage: CaseStage,
  householdId: string,
  name: string,
  tie: 'member' | 'kin',
): Promise<string> {
  const home = tie === 'member' ? householdId : stage.nextHousehold()
  const person = await addPerson(stage, home, name, [
    [householdId, 'son', tie === 'member'],
    ...(tie === 'kin' ? [[home, 'head', true] as const] : []),
  ])
  if (tie === 'kin') await addPerson(stage, householdId, `${name}之父`, [[householdId, 'head', true]])
  return person
}

async function addPerson(
  stage: CaseStage,
  home: string,
  name: string,
  homes: readonly (readonly [householdId: string, relation: string, present: boolean])[],
): Promise<string> {
  const id = makeId()
  const { owner } = stage.village.database
  await owner.query(
    `insert into household.person (county_code, id, place_code, household_id, name, pinyin, initials, sex, registration, presence)
     values ($1, $2, $3, $4, $5, 'x', 'x', 'unknown', 'local', 'resident')`,
    [county, id, place, home, name],
  )
  await owner.query(
    `insert into household.membership (county_code, id, place_code, person_id, household_id, relation, valid_from, valid_to, reason_in)
     select $1, gen_random_uuid(), $2, $3, h, r, '2000-01-01', case when present then null else date '2010-01-01' end, 'test'
     from unnest($4::uuid[], $5::text[], $6::boolean[]) as n (h, r, present)`,
    [county, place, id, homes.map(([h]) => h), homes.map(([, r]) => r), homes.map(([, , p]) => p)],
  )
  return id
}

/** A year of gains and losses declared, decided, publicised, posted and closed; what each household counts. */
export const driveYear: CaseDriver = async (stage, cases) => {
  const households = cases.map(() => stage.nextHousehold())
  for (const [index, { given }] of cases.entries()) {
    const { gained, lost } = given as { gained: number; lost: number }
    for (const points of parts(gained, 30)) await live(stage, households[index]!, 'public_affairs', points)
    for (const points of parts(lost, 100)) await live(stage, households[index]!, 'gang_or_vice', points)
  }
  await sweep(stage.village, timerOf(stage), '2019-05-30T00:30:00+08:00')
  if (cases.some(({ given }) => given.gained || given.lost)) await postQuarter(stage)
  const closed = await closeYear(stage)
  const lines = await stage.must(
    'clerk',
    '2020-01-05',
    'GET',
    `/api/points/closes/${closed}/lines?pageSize=100`,
  )
  const pools = { sharePoolFen: 0, incentivePoolFen: 100_000_000, priceFen: null }
  const { placeCode, adoptionId } = bookOf(stage)
  const preview = { placeCode, adoptionId, closeId: closed, ...pools }
  const counted = await stage.must('clerk', '2020-01-05', 'POST', '/api/dividends/preview', preview)
  const top = counted.top as Fields[]
  return households.map((household) => {
    const line = lines.rows.find((row) => row.householdId === household)!
    const worth = top.find((row) => row.householdId === household)!
    return {
      total: Number(line.total) / 100,
      weighted: line.weighted,
      counted: Number(worth.points) / 100,
    }
  })
}

/** 120 in parts of at most 100: 100 and 20. */
function parts(whole: number, most: number): number[] {
  const full = Array.from({ length: Math.floor(whole / most) }, () => most)
  return whole % most === 0 ? full : [...full, whole % most]
}

/** A deed that is decided at so many whole points. */
async function live(stage: CaseStage, householdId: string, item: string, points: number): Promise<void> {
  const deed = { householdId, item, on: '2019-05-01', channel: 'cadre' }
  const proposed = item === 'public_affairs' ? { proposed: points * 100 } : {}
  const declared = await declare(stage, 'clerk', '2019-05-02', { ...deed, ...proposed })
  await pass(stage, declared.body, '2019-05-03', stepsOfReview, points * 100)
}

async function postQuarter(stage: CaseStage): Promise<void> {
  const body = { ...bookOf(stage), period: '2019-Q2', opensOn: '2019-07-16', spot: '村务公开栏' }
  const list = await stage.must('clerk', '2019-07-16', 'POST', '/api/points/publicity', body)
  const path = `/api/publicity/${list.listId}/settlement`
  await stage.must('clerk', dayAfter(String(list.closesOn)), 'POST', path, {})
}

export async function closeYear(stage: CaseStage): Promise<string> {
  const body = { ...bookOf(stage), period: '2019' }
  const closed = await stage.must('clerk', '2020-01-05', 'POST', '/api/points/closes', body)
  return String(closed.closeId)
}
