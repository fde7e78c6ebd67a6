import assert from 'node:assert/strict'
import type { Role } from '../../engines/access/access.ts'
import type { PointsItem, ReviewStep } from '../../modules/points/scheme.ts'
import type { WorkedCase } from '../../platform/schemes/run-cases.ts'
import { type Deed, decide, declare, officialChannel, pass, speaker } from './case-claims.ts'
import { type CaseDriver, type CaseGroup, givenOf, yearOf } from './case-driver.ts'
import { passGate } from './case-steps.ts'
import { openHome, type Relative } from './case-ties.ts'
import { type CaseVillage, dayAfter, type Fields, later, openVillage, scopeOf } from './case-village.ts'
import type { CaseWorld } from './case-world.ts'
import { closeYear, split } from './case-year.ts'
import { inTurn } from './drive-closes.ts'

/** A village with a household for each case and one more, in the first year that the cases speak of. */
async function villageFor(
  world: CaseWorld,
  { schemeId, settings, cases }: CaseGroup,
  dayOf: (one: WorkedCase) => string,
): Promise<CaseVillage> {
  const years = [...new Set(cases.map((one) => yearOf(dayOf(one))))].sort()
  const households = cases.length + 1
  const village = await openVillage(world, { schemeId, settings, year: years[0]!, households })
  for (const year of years) await passGate(village, 'points.declare', year, `${year}-01-05`)
  return village
}

const itemOf = (village: CaseVillage, key: string, day: string): PointsItem =>
  village.book(day).items.find((item) => item.key === key)!

interface GivenMending {
  issued_on: string
  mended_on: string | null
}

/** A deduction passed on the day of its notice, mended on a day or never. */
export const mending: CaseDriver = {
  gives: ['issued_on', 'mended_on'],
  drive: async (world, group) => {
    const village = await villageFor(world, group, (one) => givenOf<GivenMending>(one).issued_on)
    const opened: { claim: Fields; dueOn: string; mendedOn: string | null }[] = []
    for (const [index, one] of group.cases.entries()) {
      const { issued_on: on, mended_on: mendedOn } = givenOf<GivenMending>(one)
      const item = village.book(on).items.find((each) => each.direction === 'minus' && officialChannel(each))!
      const deed: Deed = {
        ...{ householdId: village.households[index]!, item: item.key, on, evidence: 1 },
        channel: officialChannel(item)!,
        proposed: item.kind === 'range' ? item.min : null,
      }
      const declared = await declare(village, 'clerk', on, deed)
      const claim = await pass(village, declared.body, on, village.book(on).review)
      opened.push({ claim, mendedOn, dueOn: (claim.rectification as { dueOn: string }).dueOn })
    }
    for (const { claim, mendedOn } of opened)
      if (mendedOn)
        await village.must('clerk', mendedOn, 'POST', `/api/points/claims/${claim.id}/rectification`, {
          ...{ mendedOn, note: '现场查看', revision: claim.revision },
        })
    const end = dayAfter(later(...opened.map(({ dueOn }) => dueOn)))
    await world.runTimer('points.rectification', end)
    return Promise.all(
      opened.map(async ({ claim, dueOn }) => {
        const { state } = await village.must('clerk', end, 'GET', `/api/points/claims/${claim.id}`)
        assert.ok(['waived', 'approved'].includes(state), state)
        return { refused: null, due_on: dueOn, waived: state === 'waived' }
      }),
    )
  },
}

interface GivenDeclaration {
  item: string
  on: string
  channel?: string
  points?: number | null
  quantity?: number
  evidence?: number
  enrolled?: boolean
  cycle_closed?: boolean
  used_times?: number
  used_points?: number
}

/** One household tells of one deed on the case’s day. */
export const declaration: CaseDriver = {
  gives: [
    ...['item', 'on', 'channel', 'points', 'quantity', 'evidence', 'enrolled'],
    ...['cycle_closed', 'used_times', 'used_points'],
  ],
  drive: async (world, group) => {
    const occurred = (one: WorkedCase) => givenOf<GivenDeclaration>(one).on
    const closing = group.cases.filter((one) => givenOf<GivenDeclaration>(one).cycle_closed)
    const open = group.cases.filter((one) => !closing.includes(one))
    const answers = new Map<WorkedCase, Record<string, unknown>>()
    // A village whose year is closed has nothing more to declare, so the other cases have one of their own.
    for (const cases of [open, ...closing.map((one) => [one])].filter((some) => some.length > 0)) {
      const village = await villageFor(world, { ...group, cases }, occurred)
      for (const [index, one] of cases.entries()) answers.set(one, await tell(village, index, one))
    }
    return group.cases.map((one) => answers.get(one)!)
  },
}

async function tell(village: CaseVillage, index: number, one: WorkedCase): Promise<Record<string, unknown>> {
  const given = givenOf<GivenDeclaration>(one)
  const householdId = village.households[index]!
  const channel = given.channel ?? 'self'
  const who = speaker(village, channel, householdId)
  const deed = { householdId, item: given.item, on: given.on, channel, evidence: given.evidence ?? 1 }
  if (given.enrolled === false) await leave(village, householdId, one.on)
  if (given.used_times || given.used_points) await spendCap(village, who, one, deed)
  const closed = given.cycle_closed ? (await closeYear(village, yearOf(given.on), one.on)).day : one.on
  const reply = await declare(village, who, closed, {
    ...deed,
    proposed: given.points == null ? null : Math.round(given.points * 100),
    quantity: Math.round((given.quantity ?? 1) * 100),
  })
  const { proposed, direction } = reply.body as unknown as { proposed: number; direction: string }
  if (reply.code !== null) return { refused: reply.code }
  return { refused: null, points: ((direction === 'minus' ? -1 : 1) * proposed) / 100 }
}

interface GivenDeclarations {
  deeds: { item: string; on: string; points?: number; quantity?: number; named?: string }[]
}

/** One household declares deeds one after the other, each by the first channel of its item. */
export const declarations: CaseDriver = {
  gives: ['deeds'],
  drive: async (world, group) => {
    const firstDay = (one: WorkedCase) =>
      givenOf<GivenDeclarations>(one)
        .deeds.map(({ on }) => on)
        .sort()[0]!
    const village = await villageFor(world, group, firstDay)
    return inTurn(group.cases, async (one) => {
      const results: (number | string)[] = []
      for (const given of givenOf<GivenDeclarations>(one).deeds) {
        const item = itemOf(village, given.item, given.on)
        const [householdId, channel] = [village.households[group.cases.indexOf(one)]!, item.declarers[0]!]
        const reply = await declare(village, speaker(village, channel, householdId), one.on, {
          ...{ householdId, channel, item: given.item, on: given.on, evidence: 1, named: given.named },
          proposed: given.points === undefined ? null : Math.round(given.points * 100),
          quantity: Math.round((given.quantity ?? 1) * 100),
        })
        const sign = item.direction === 'minus' ? -1 : 1
        results.push(reply.code ?? (sign * Number(reply.body.proposed)) / 100)
      }
      const counted = results.map((one) => (typeof one === 'number' ? Math.round(one * 100) : 0))
      return { results, sum: counted.reduce((sum, one) => sum + one, 0) / 100 }
    })
  },
}

async function leave(village: CaseVillage, householdId: string, day: string): Promise<void> {
  const listed = await village.must('clerk', day, 'GET', `/api/points/enrolments?household=${householdId}`)
  const url = `/api/points/enrolments/${listed.rows[0]!.id}/end`
  const leftOn = `${village.year}-01-01`
  await village.must('clerk', day, 'POST', url, { leftOn, reason: '不再参加' })
}

/** What the household has declared of this item before: so many times, so many points together. */
async function spendCap(village: CaseVillage, who: string, one: WorkedCase, deed: Deed): Promise<void> {
  const { used_times: times = 1, used_points: points } = givenOf<GivenDeclaration>(one)
  const item = itemOf(village, deed.item, deed.on)
  const each = item.kind === 'range' ? item.min : item.points
  for (const part of split(points === undefined ? each * times : points * 100, times)) {
    const much = item.kind === 'range' ? { proposed: part } : { quantity: Math.round((part / each) * 100) }
    const reply = await declare(village, who, one.on, { ...deed, ...much })
    assert.equal(reply.code, null, JSON.stringify(reply.body))
    assert.equal(reply.body.proposed, part, 'what was declared before')
  }
}

type Ground = 'declarer' | 'member' | 'kin' | 'stated'

interface GivenReview {
  item: string
  step: string
  decision?: string
  proposed?: number
  points?: number | null
  panel?: number
  guests?: number
  note?: string
  tie?: Ground | null
  panel_tie?: Ground | null
  decided_before_at?: string[]
}

/** A claim brought to a step, and one decision there by somebody who is bound to it as the case says. */
export const review: CaseDriver = {
  gives: [
    ...['item', 'step', 'decision', 'proposed', 'points', 'panel', 'guests', 'note'],
    ...['tie', 'panel_tie', 'decided_before_at'],
  ],
  drive: async (world, group) => {
    const village = await villageFor(world, group, (one) => one.on)
    return inTurn(group.cases, async (one) => {
      const day = later(`${yearOf(one.on)}-05-02`, `${village.year}-01-06`)
      const { code, body } = await reviewOne(village, day, givenOf<GivenReview>(one))
      if (code !== null) return { refused: code }
      const points = body.decided == null ? null : Number(body.decided) / 100
      return { refused: null, state: body.state, next: body.stepKey, points }
    })
  },
}

const firstOnPanel = '成员1'

async function reviewOne(village: CaseVillage, day: string, given: GivenReview) {
  const item = itemOf(village, given.item, day)
  const steps = village.book(day).review
  const householdId = await meet(village, steps, given)
  const at = steps.findIndex((step) => step.key === given.step)
  const declared = await declare(village, given.tie === 'declarer' ? 'me' : 'declarer', day, {
    ...{ householdId, item: item.key, on: day, evidence: 1, channel: officialChannel(item)! },
    proposed: item.kind !== 'range' ? null : given.proposed ? given.proposed * 100 : item.min,
  })
  assert.equal(declared.code, null, JSON.stringify(declared.body))
  let claim = declared.body
  for (const step of steps.slice(0, at)) {
    const mine = given.decided_before_at?.includes(step.key)
    claim = await pass(village, claim, day, [step], mine ? { as: 'me' } : {})
  }
  for (const [tie, name] of [
    [given.tie, null],
    [given.panel_tie, firstOnPanel],
  ] as const)
    if (tie === 'stated')
      claim = await village.must('me', day, 'POST', `/api/points/claims/${claim.id}/recusals`, {
        ...{ stepKey: given.step, name, reason: '按算例回避' },
      })
  return decide(village, claim, day, steps[at]!, {
    as: 'me',
    points: given.points == null ? null : Math.round(given.points * 100),
    ...(given.decision === undefined ? {} : { decision: given.decision }),
    // As in memory, nobody is present unless the case says so.
    panel: given.panel ?? 0,
    guests: given.guests ?? 0,
    note: given.note ?? '',
  })
}

/** The household concerned, who declares for it, and the one who decides, bound to it as the case says. */
async function meet(
  village: CaseVillage,
  steps: readonly ReviewStep[],
  { tie, panel_tie: onPanel }: GivenReview,
): Promise<string> {
  const relatives: Relative[] = []
  if (tie === 'member' || tie === 'kin') relatives.push({ name: '本人', tie })
  if (onPanel === 'member' || onPanel === 'kin') relatives.push({ name: firstOnPanel, tie: onPanel })
  const { householdId, people } = await openHome(village, relatives)
  const posts = [...new Set<Role>(['cadre', ...steps.flatMap((step) => step.roles)])]
  village.admit('me', {
    grants: posts.map((role) => ({ role, scope: scopeOf(role, village.code) })),
    personId: people.本人 ?? null,
    householdId: tie === 'member' ? householdId : null,
  })
  village.admit('declarer', {
    name: onPanel === 'declarer' ? firstOnPanel : '申报人',
    grants: [{ role: 'cadre', scope: village.code }],
  })
  return householdId
}
