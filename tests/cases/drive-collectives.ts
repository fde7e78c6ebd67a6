import { type CaseDriver, givenOf, yearOf } from './case-driver.ts'
import { acceptGroup, onSiteOf, openGroups, type Wish } from './case-groups.ts'
import type { Fields } from './case-village.ts'
import { inTurn } from './drive-closes.ts'

type GivenCreation = Omit<Wish, 'on'> & { households: number }

const firstYear = (days: readonly string[]) => yearOf([...days].sort()[0]!)

/** One group of a village for each case. */
export const creation: CaseDriver = {
  gives: ['households', 'failing', 'failed_standards', 'consent', 'team', 'observers'],
  drive: async (world, group) => {
    const given = group.cases.map((one) => givenOf<GivenCreation>(one))
    const grouped = await openGroups(world, group, {
      year: firstYear(group.cases.map(({ on }) => on)),
      sizes: given.map(({ households }) => households),
    })
    return inTurn(group.cases, async (one) => {
      const index = group.cases.indexOf(one)
      const reply = await acceptGroup(grouped, index, { ...given[index]!, on: one.on })
      if (reply.code !== null) return { refused: reply.code }
      const told = onSiteOf(reply.body)
      const names = new Map(
        (reply.body.standards as { key: string; name: { zh: string } }[]).map(({ key, name }) => [
          name.zh,
          key,
        ]),
      )
      return {
        refused: null,
        passed: told.passed,
        failed_households: told.failedHouseholds,
        vetoed_by: (told.vetoedBy as { zh: string }[]).map(({ zh }) => names.get(zh)),
        score: (told.score as number) / 100,
        grade: gradeKeys.get((told.grade as { zh: string } | null)?.zh ?? '') ?? null,
      }
    })
  },
}

const gradeKeys = new Map([
  ['五星', 'five'],
  ['四星', 'four'],
  ['三星', 'three'],
  ['达标', 'met'],
])

/** What a group fails to come to a grade: by points as the cases set them. */
export const wishes: Readonly<Record<string, Omit<Wish, 'on'>>> = {
  five: {},
  met: {},
  four: { failed_standards: ['greenery'] },
  three: { failed_standards: ['waterways'] },
  accepted: { failed_standards: ['waterways', 'greenery'] },
  failed: { failing: 1, failed_standards: ['rubbish'] },
}

export const wholeVillage: CaseDriver = {
  gives: ['groups'],
  drive: (world, group) =>
    inTurn(group.cases, async (one) => {
      const { groups } = givenOf<{ groups: (string | null)[] }>(one)
      const grouped = await openGroups(world, group, { year: yearOf(one.on), sizes: groups.map(() => 1) })
      for (const [index, grade] of groups.entries())
        await acceptGroup(grouped, index, { ...wishes[grade ?? 'failed'], on: one.on })
      const { village } = grouped
      const tried = await village.must('clerk', one.on, 'POST', '/api/rewards/preview', {
        ...{ placeCode: village.code, adoptionId: village.adoptionId },
        ...{ ladder: 'groups', period: yearOf(one.on) },
      })
      return { whole: tried.wholeVillage }
    }),
}

interface GivenFound {
  place_kind: 'town' | 'street'
  found_on: string
  mended_on?: string | null
  looked_on: string
}

export const foundAfterwards: CaseDriver = {
  gives: ['place_kind', 'found_on', 'mended_on', 'looked_on'],
  drive: (world, group) =>
    inTurn(group.cases, async (one) => {
      const given = givenOf<GivenFound>(one)
      const on = `${yearOf(given.found_on)}-03-01`
      const grouped = await openGroups(world, group, { year: yearOf(on), sizes: [1], kind: given.place_kind })
      const accepted = await acceptGroup(grouped, 0, { on })
      const { village } = grouped
      const found = await village.must(
        'town_officer',
        given.found_on,
        'POST',
        `/api/collectives/${accepted.body.id}/violations`,
        { foundBy: 'recheck', foundOn: given.found_on, words: '复审发现不符' },
      )
      const url = `/api/collectives/violations/${found.id}`
      const settled = given.mended_on
        ? await village.ask('town_officer', given.looked_on, 'POST', `${url}/mending`, {
            mendedOn: given.mended_on,
          })
        : await village.ask('town_officer', given.looked_on, 'POST', `${url}/lapse`, {})
      const { state, consequence, barredYear } = settled.body
      const told = { due_on: found.dueOn, refused: settled.code }
      if (settled.code !== null) return told
      if (barredYear) await mustBar(grouped, String(barredYear))
      return { ...told, state, consequence, barred_year: barredYear }
    }),
}

/** A barred group is not taken in the year that the bar names. */
async function mustBar(grouped: Awaited<ReturnType<typeof openGroups>>, year: string): Promise<void> {
  const refused = await acceptGroup(grouped, 0, { on: `${year}-01-02` })
  if (refused.code !== 'collectives.barred') throw new Error(`${refused.code} instead of a bar`)
}

interface GivenEvaluation {
  kind: 'self' | 'audit' | 'review'
  period: string
  score?: number
  self_scored?: boolean
}

const scorers = { self: 'clerk', audit: 'town_officer', review: 'county_officer' } as const

function scoring(grouped: Awaited<ReturnType<typeof openGroups>>, day: string) {
  const { village, groups } = grouped
  return (kind: GivenEvaluation['kind'], period: string, index: number, score = 0) =>
    village.ask(scorers[kind], day, 'POST', '/api/collectives/evaluations', {
      ...{ placeCode: village.code, adoptionId: village.adoptionId, groupId: groups[index]!.id },
      ...{ kind, period, score: Math.round(score * 100), department: kind === 'review' ? '农业农村委' : '' },
    })
}

export const evaluation: CaseDriver = {
  gives: ['kind', 'period', 'score', 'self_scored'],
  drive: async (world, group) => {
    const year = firstYear(group.cases.map(({ on }) => on))
    const grouped = await openGroups(world, group, { year, sizes: group.cases.map(() => 1) })
    return inTurn(group.cases, async (one) => {
      const index = group.cases.indexOf(one)
      const { kind, period, score = 0, self_scored: scored = true } = givenOf<GivenEvaluation>(one)
      const send = scoring(grouped, one.on)
      if (kind === 'audit' && scored) await send('self', period, index, 80)
      return { refused: (await send(kind, period, index, score)).code }
    })
  },
}

export const missingEvaluations: CaseDriver = {
  gives: ['from', 'today', 'held'],
  drive: (world, group) =>
    inTurn(group.cases, async (one) => {
      const given = givenOf<{ from: string; today: string; held?: string[] }>(one)
      const grouped = await openGroups(world, group, { year: yearOf(given.from), sizes: [1] })
      const send = scoring(grouped, given.today)
      for (const held of given.held ?? []) {
        const [kind, period] = held.split(' ') as [GivenEvaluation['kind'], string]
        await send(kind, period, 0, 80)
      }
      const { code, adoptionId, must } = grouped.village
      const url = `/api/collectives/evaluations?place=${code}&adoption=${adoptionId}&year=${yearOf(given.from)}`
      const [shown] = (await must('clerk', given.today, 'GET', url)) as unknown as Fields[]
      const missing = shown!.missing as { kind: string; period: string }[]
      return { missing: missing.map(({ kind, period }) => `${kind} ${period}`) }
    }),
}

export const platformIssue: CaseDriver = {
  gives: ['numbers'],
  drive: (world, group) =>
    inTurn(group.cases, async (one) => {
      const { numbers } = givenOf<{ numbers: string[] }>(one)
      const { village, groups } = await openGroups(world, group, { year: yearOf(one.on), sizes: [1] })
      for (const number of numbers)
        await village.must('town_officer', one.on, 'POST', '/api/collectives/issues', {
          ...{ placeCode: village.code, adoptionId: village.adoptionId, groupId: groups[0]!.id },
          ...{
            platform: '云治理平台',
            number: `${village.code}-${number}`,
            foundOn: one.on,
            words: '河边有垃圾',
          },
        })
      const listed = await village.must(
        'clerk',
        one.on,
        'GET',
        `/api/collectives/issues?place=${village.code}`,
      )
      const points = listed.rows.reduce((sum, row) => sum + Number(row.points), 0)
      return { deductions: listed.rows.length, points: points / 100 }
    }),
}
