import assert from 'node:assert/strict'
import type { WorkedCase } from '../../platform/schemes/run-cases.ts'
import { type CaseDriver, type CaseGroup, givenOf, yearOf } from './case-driver.ts'
import { draftPlan, payPlan, resolvePlan, setShares, showYear } from './case-plan.ts'
import { evidenceOf, openRun, type Step, takeStep } from './case-steps.ts'
import { type CaseVillage, type Fields, later, openVillage } from './case-village.ts'
import type { CaseWorld } from './case-world.ts'
import { type Close, closeYear, liveYear } from './case-year.ts'

interface GivenStep {
  done: string[]
  attempt: string
  part?: string
  evidence?: string[]
}

/** A village whose year goes on from case to case, with what it has brought about. */
interface Walk {
  village: CaseVillage
  year: string
  /** The day on which the next step is taken: after whatever has been brought about. */
  day: string
  close?: Close
  resolved?: { plan: Fields; day: string }
}

/** One more step of a year whose steps before are done, each with evidence that exists. */
export const step: CaseDriver = {
  gives: ['done', 'attempt', 'part', 'evidence'],
  drive: async (world, group) => {
    const answers = new Map<WorkedCase, Record<string, unknown>>()
    let walk: Walk | undefined
    for (const one of inOrder(group.cases)) {
      const given = givenOf<GivenStep>(one)
      const walked = walk ? await doneOf(walk) : undefined
      const goesOn = walked?.every(
        (key) => given.done.includes(key) || given.done.includes(key.split('/')[0]!),
      )
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

/** The steps done; of a step in parts each part, as `step/2019-Q1`. */
async function doneOf({ village, year }: Walk): Promise<string[]> {
  const { steps } = await openRun(village, year)
  return steps.flatMap((one) =>
    one.parts.length === 0
      ? one.state === 'done'
        ? [one.key]
        : []
      : one.parts.filter(({ state }) => state === 'done').map(({ part }) => `${one.key}/${part}`),
  )
}

async function walkUpTo(walk: Walk, done: readonly string[]): Promise<void> {
  const { id, steps } = await openRun(walk.village, walk.year)
  for (const next of steps) {
    const parts = done.flatMap((key) =>
      key.startsWith(`${next.key}/`) ? [key.slice(next.key.length + 1)] : [],
    )
    if (!done.includes(next.key) && parts.length === 0) return
    if (next.state === 'done') continue
    const open = next.parts.filter(({ state }) => state !== 'done').map(({ part }) => part)
    await bringAbout(walk, next)
    const wanted = parts.length === 0 ? open : open.filter((part) => parts.includes(part))
    await takeStep(walk.village, id, next, walk.day, wanted)
  }
}

const ofTheYear = ['scoring', 'rectification', 'publicity', 'close']
const ofThePlan = ['resolution', 'plan', 'payment']

/** Lives what a step asks evidence of: the year with its lists and close, the plan with its vote, the payout. */
async function bringAbout(
  walk: Walk,
  step: Step,
  evidence = step.needs.map(({ key }) => key),
): Promise<void> {
  const { village, year } = walk
  const asks = (...kinds: string[]) => evidence.some((need) => kinds.includes(need.split(':')[0]!))
  if (step.parts.length > 0) walk.day = later(walk.day, `${Number(year) + 1}-01-02`)
  if (!asks(...ofTheYear, ...ofThePlan)) return
  if (!village.records['publicity:points_entries'])
    walk.day = later(
      walk.day,
      await liveYear(village, year, [
        { household: 0, points: 1000 },
        { household: 1, points: -1000 },
      ]),
    )
  const yearList = evidence.includes('publicity:points_totals')
  if (!yearList && !asks(...ofThePlan, 'close')) return
  walk.close ??= await closeYear(village, year, walk.day)
  if (yearList) walk.day = later(walk.day, await showYear(village, walk.close))
  if (!asks(...ofThePlan) || walk.resolved || !village.rules(walk.day).dividend) return
  await setShares(
    village,
    village.households.map(() => 100),
  )
  const pools = { sharePoolFen: 30_000, incentivePoolFen: 100_000_000, priceFen: null }
  const close = { ...walk.close, day: later(walk.close.day, walk.day) }
  const drafted = await draftPlan(village, close, pools)
  assert.equal(drafted.code, null, JSON.stringify(drafted.body))
  walk.resolved = await resolvePlan(village, close, drafted.body)
  walk.day = walk.resolved.day
}

async function attempt(walk: Walk, given: GivenStep): Promise<Record<string, unknown>> {
  const { village, year } = walk
  const { id, steps } = await openRun(village, year)
  const wanted = steps.find(({ key }) => key === given.attempt)!
  const before = steps.slice(0, steps.indexOf(wanted))
  const needs = given.evidence ?? wanted.needs.map(({ key }) => key)
  const inTurn = before.every(({ state }) => state === 'done')
  // What cannot be in its turn is refused before its evidence counts, and could not be brought about either.
  if (inTurn) await bringAbout(walk, wanted, needs)
  if (needs.includes('payment') && walk.resolved && inTurn) await payPlan(village, walk.resolved)
  const part = given.part ?? null
  const evidence = await Promise.all(needs.map((need) => evidenceOf(village, need, part)))
  const url = `/api/procedures/${id}/steps/${given.attempt}`
  const body = { part, doneOn: walk.day, evidence }
  const reply = await village.ask(wanted.roles[0]!, walk.day, 'POST', url, body)
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
