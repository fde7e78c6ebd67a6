import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readCases, type WorkedCase } from '../../platform/schemes/run-cases.ts'
import { schemesFolder } from '../../platform/schemes/scheme-library.ts'
import { type CaseDriver, type CaseStage, openStage, ownSettings, scheme } from './case-stage.ts'
import { driveDeclaration, driveMending, driveReview, driveYear } from './drive-claims.ts'
import {
  driveBest,
  driveBestShare,
  driveCredit,
  driveHouseholdDividend,
  driveShownShare,
  driveYearDividend,
} from './drive-money.ts'
import { driveCountSteps, driveGuard, driveStep } from './drive-steps.ts'

process.env.SHANZHI_RATE_LIMITS = 'off'
const read = readCases(await readFile(join(schemesFolder, scheme, 'cases.yaml'), 'utf8'))
const cases = 'cases' in read ? read.cases : []

/** The village of 698 households and its reported year serves what asks of the whole year. */
const year = { village: 'year', households: 698 }
const small = { village: 'small', households: 40 }

/** How each kind of case goes through the API, and in what village; villages of the same name and values are shared. */
const kinds: Record<string, { drive: CaseDriver; village: string; households: number }> = {
  mending: { drive: driveMending, ...small },
  declaration: { drive: driveDeclaration, ...small },
  review: { drive: driveReview, ...small },
  year: { drive: driveYear, village: 'closed', households: 10 },
  best_share: { drive: driveBestShare, ...year },
  shown_share: { drive: driveShownShare, ...year },
  best: { drive: driveBest, village: 'best', households: 4 },
  household_dividend: { drive: driveHouseholdDividend, village: 'dividend', households: 5 },
  year_dividend: { drive: driveYearDividend, ...year },
  credit: { drive: driveCredit, ...year },
  step: { drive: driveStep, ...year },
  count_steps: { drive: driveCountSteps, ...small },
  guard: { drive: driveGuard, ...small },
}

/** Kinds that no route answers, and why. */
const withoutRoute: Record<string, string> = {
  year_parts: 'adds up figures that the source reports; the product shows a plan, not shares of two pools',
  other_years: 'what is left of a sum over several years that the source reports; no plan knows of it',
  credit_rate: 'the bank’s ordinary rate is not known here; the credit list shows the discounts alone',
}

const stages = new Map<string, Promise<CaseStage>>()
after(async () => {
  for (const stage of stages.values()) await (await stage).close()
})

interface Group {
  stage: string
  households: number
  values: ReturnType<typeof ownSettings>
  cases: WorkedCase[]
}

/** Cases of one kind that one village can play: the same values, and the same size of village. */
function groupsOf(kind: string): Group[] {
  const { village, households } = kinds[kind]!
  const groups = new Map<string, Group>()
  for (const one of cases.filter((candidate) => candidate.when === kind)) {
    const { name, size, values } = villageOf(one, { village, households })
    const stage = `${name} ${size} ${JSON.stringify(values)}`
    const group = groups.get(stage) ?? { stage, households: size, values, cases: [] }
    group.cases.push(one)
    groups.set(stage, group)
  }
  return [...groups.values()]
}

function villageOf(one: WorkedCase, usual: { village: string; households: number }) {
  const values = ownSettings(one)
  if (one.when === 'best_share') return { name: usual.village, size: Number(one.given.households), values }
  if (one.when === 'best')
    return {
      name: `${usual.village} of ${one.given.places}`,
      size: usual.households,
      values: { ...values, 'points.shanzhi.close.best_count': Number(one.given.places) },
    }
  // Behind the close of the year, which the cases of the year have brought about.
  if (one.given.year_closed) return { name: kinds.year!.village, size: kinds.year!.households, values }
  return { name: usual.village, size: usual.households, values }
}

test('every kind of worked case goes through the API or says why it cannot', () => {
  assert.ok(cases.length > 70)
  const known = new Set([...Object.keys(kinds), ...Object.keys(withoutRoute)])
  assert.deepEqual(
    [...new Set(cases.map((one) => one.when))].filter((kind) => !known.has(kind)),
    [],
  )
  const through = cases.filter((one) => one.when in kinds).length
  assert.equal(through + cases.filter((one) => one.when in withoutRoute).length, cases.length)
})

// The year before the declarations: one of them comes too late for it.
for (const kind of ['year', ...Object.keys(kinds).filter((name) => name !== 'year')])
  for (const group of groupsOf(kind))
    test(`${kind}: ${group.cases.map((one) => one.name).join('；')}`, async () => {
      const stage = stages.get(group.stage) ?? openStage(group.households, group.values)
      stages.set(group.stage, stage)
      const answers = await kinds[kind]!.drive(await stage, group.cases)
      for (const [index, one] of group.cases.entries()) {
        const answer = answers[index]!
        const shown = Object.fromEntries(Object.keys(one.expect).map((key) => [key, answer[key]]))
        assert.deepEqual(shown, one.expect, one.name)
      }
    })
