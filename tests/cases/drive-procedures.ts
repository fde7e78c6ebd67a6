import assert from 'node:assert/strict'
import type { WorkedCase } from '../../platform/schemes/run-cases.ts'
import { type CaseDriver, type CaseGroup, givenOf, yearOf } from './case-driver.ts'
import { draftPlan, payPlan, resolvePlan, setShares } from './case-plan.ts'
import { evidenceOf, openRun, takeStep } from './case-steps.ts'
import { type CaseVillage, type Fields, openVillage } from './case-village.ts'
import type { CaseWorld } from './case-world.ts'
import { closeYear, liveYear } from './case-year.ts'

interface GivenStep {
  done: string[]
  attempt: string
  evidence?: string[]
}

/** A village whose year goes on from case to case, with what it has brought about. */
interface Walk {
  village: CaseVillage
  year: string
  /** The day on which the next step is taken: after whatever has been brought about. */
  day: string
  resolved?: { plan: Fields; day: string }
}

/** One more step of a year whose steps before are done, each with evidence that exists. */
export const step: CaseDriver = {
  gives: ['done', 'attempt', 'evidence'],
  drive: async (world, group) => {
    const answers = new Map<WorkedCase, Record<string, unknown>>()
    let walk: Walk | undefined
    for (const one of inOrder(group.cases)) {
      const given = givenOf<GivenStep>(one)
      const walked = walk ? await doneOf(walk) : undefined
      const goesOn = walked?.every((key) => given.done.includes(key))
      walk = walk && goesOn ? walk : await beginWalk(world, group, one)
      await walkUpTo(walk, given.done)
      answers.set(one, await attempt(walk, given))
    }
    return group.cases.map((one) => answers.get(one)!)
  },
}

/** So that one village serves many: those with fewer steps done first, and of these the refused ones. */
function inOrder(cases: readonly WorkedCase[]): WorkedCase[] {
  const rank = (one: WorkedCase) =>
    givenOf<GivenStep>(one).done.length * 2 + (one.expect.refused === null ? 1 : 0)
  return [...cases].sort((a, b) => rank(a) - rank(b))
}

async function beginWalk(world: CaseWorld, group: CaseGroup, one: WorkedCase): Promise<Walk> {
  const year = yearOf(one.on)
  const { schemeId, settings } = group
  return {
    village: await openVillage(world, { schemeId, settings, year, households: 3 }),
    year,
    day: `${year}-01-05`,
  }
}

async function doneOf({ village, year }: Walk): Promise<string[]> {
  const { steps } = await openRun(village, year)
  return steps.filter(({ state }) => state === 'done').map(({ key }) => key)
}

async function walkUpTo(walk: Walk, done: readonly string[]): Promise<void> {
  const { id, steps } = await openRun(walk.village, walk.year)
  for (const [index, next] of steps.slice(0, done.length).entries()) {
    assert.equal(done[index], next.key, 'the steps of a case are done in their order')
    if (next.state === 'done') continue
    await bringAbout(walk, next.needs)
    await takeStep(walk.village, id, next, walk.day)
  }
}

const ofTheYear = ['scoring', 'rectification', 'publicity', 'close']
const ofThePlan = ['resolution', 'plan', 'payment']

/** Lives what a step asks evidence of: the year with its list and close, the plan with its vote, the payout. */
async function bringAbout(walk: Walk, needs: readonly string[]): Promise<void> {
  const { village, year } = walk
  if (!needs.some((kind) => [...ofTheYear, ...ofThePlan].includes(kind))) return
  if (!village.records.publicity)
    walk.day = await liveYear(village, year, [
      { household: 0, points: 1000 },
      { household: 1, points: -1000 },
    ])
  if (!needs.some((kind) => [...ofThePlan, 'close'].includes(kind))) return
  if (!walk.resolved && village.rules(walk.day).dividend) {
    await setShares(
      village,
      village.households.map(() => 100),
    )
    const close = await closeYear(village, year, walk.day)
    const pools = { sharePoolFen: 30_000, incentivePoolFen: 100_000_000, priceFen: null }
    const drafted = await draftPlan(village, close, pools)
    assert.equal(drafted.code, null, JSON.stringify(drafted.body))
    walk.resolved = await resolvePlan(village, close, drafted.body)
    walk.day = walk.resolved.day
  }
}

async function attempt(walk: Walk, given: GivenStep): Promise<Record<string, unknown>> {
  const { village, year } = walk
  const { id, steps } = await openRun(village, year)
  const wanted = steps.find(({ key }) => key === given.attempt)!
  const before = steps.slice(0, steps.indexOf(wanted))
  const kinds = given.evidence ?? wanted.needs
  // What cannot be in its turn is refused before its evidence counts, and could not be brought about either.
  if (before.every(({ state }) => state === 'done')) await bringAbout(walk, kinds)
  if (kinds.includes('payment') && walk.resolved && given.done.length === before.length)
    await payPlan(village, walk.resolved)
  const evidence = await Promise.all(kinds.map((kind) => evidenceOf(village, kind)))
  const url = `/api/procedures/${id}/steps/${given.attempt}`
  const reply = await village.ask(wanted.roles[0]!, walk.day, 'POST', url, { doneOn: walk.day, evidence })
  return { refused: reply.code }
}

export const countSteps: CaseDriver = {
  gives: [],
  drive: async (world, group) => {
    const { village, year } = await beginWalk(world, group, group.cases[0]!)
    const { steps } = await openRun(village, year)
    return group.cases.map(() => ({ steps: steps.length }))
  },
}
