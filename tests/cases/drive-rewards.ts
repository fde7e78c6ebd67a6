import { type CaseDriver, givenOf, yearOf } from './case-driver.ts'
import { acceptGroup, openGroups, paySheet } from './case-groups.ts'
import type { Fields } from './case-village.ts'
import { inTurn } from './drive-closes.ts'
import { wishes } from './drive-collectives.ts'

interface GivenGroups {
  groups: { grade: string | null; households: number }[]
  whole_village?: boolean
}

const yuan = (fen: unknown) => (fen as number) / 100

/** From application to payout; a group that never applied keeps the village from being whole. */
export const groupRewards: CaseDriver = {
  gives: ['groups', 'whole_village'],
  drive: (world, group) =>
    inTurn(group.cases, async (one) => {
      const { groups, whole_village: whole = false } = givenOf<GivenGroups>(one)
      const sizes = [...groups.map(({ households }) => households), ...(whole ? [] : [1])]
      const grouped = await openGroups(world, group, { year: yearOf(one.on), sizes })
      for (const [index, { grade }] of groups.entries())
        await acceptGroup(grouped, index, { ...wishes[grade ?? 'failed'], on: one.on })
      if (groups.every(({ grade }) => grade === null)) return nothing(grouped, one.on)
      const paid = await paySheet(grouped, one.on)
      const { must } = grouped.village
      const { rows } = await must('clerk', one.on, 'GET', `/api/rewards/sheets/${paid.id}/lines`)
      const sum = (chosen: readonly Fields[]) =>
        yuan(chosen.reduce((total, row) => total + Number(row.amountFen), 0))
      const of = (...parts: string[]) => sum(rows.filter((row) => parts.includes(row.part as string)))
      const groupLines = groups.map((_, index) => {
        const first = rows.findIndex((row) => row.recipient === `第${index + 1}组`)
        const next = rows.findIndex((row) => row.recipient === `第${index + 2}组`)
        return rows.slice(first, next < 0 ? undefined : next)
      })
      return {
        households: of('household', 'whole_household'),
        leaders: of('leader', 'whole_leader'),
        total: yuan(paid.totalFen),
        groups: groupLines.map(sum),
      }
    }),
}

async function nothing({ village }: Awaited<ReturnType<typeof openGroups>>, on: string) {
  const wish = {
    placeCode: village.code,
    adoptionId: village.adoptionId,
    ladder: 'groups',
    period: yearOf(on),
  }
  const refused = await village.ask('clerk', on, 'POST', '/api/rewards/sheets', wish)
  if (refused.code !== 'rewards.nothing_due') throw new Error(`${refused.code} instead of nothing due`)
  const tried = await village.must('clerk', on, 'POST', '/api/rewards/preview', wish)
  return { total: yuan(tried.totalFen) }
}

interface GivenTakenBack {
  grade: string
  households: number
  consequence: 'clawback' | 'bar' | null
}

export const rewardTakenBack: CaseDriver = {
  gives: ['grade', 'households', 'consequence'],
  drive: (world, group) =>
    inTurn(group.cases, async (one) => {
      const { grade, households, consequence } = givenOf<GivenTakenBack>(one)
      const year = yearOf(one.on)
      const kind = consequence === 'bar' ? 'street' : 'town'
      const grouped = await openGroups(world, group, { year, sizes: [households, 1], kind })
      const accepted = await acceptGroup(grouped, 0, { ...wishes[grade], on: `${year}-03-01` })
      await paySheet(grouped, `${year}-03-02`)
      const { village } = grouped
      const found = await village.must(
        'town_officer',
        `${year}-06-01`,
        'POST',
        `/api/collectives/${accepted.body.id}/violations`,
        { foundBy: 'report', foundOn: `${year}-06-01`, words: '举报查实' },
      )
      const url = `/api/collectives/violations/${found.id}`
      if (consequence === null)
        await village.must('town_officer', `${year}-06-02`, 'POST', `${url}/mending`, {
          mendedOn: `${year}-06-02`,
        })
      else await village.must('town_officer', one.on, 'POST', `${url}/lapse`, {})
      const taken = await village.ask('county_officer', one.on, 'POST', '/api/rewards/clawbacks', {
        ...{ violationId: found.id, decidedOn: one.on, document: '转移支付扣减通知' },
      })
      if (taken.code === 'rewards.nothing_to_take_back') return { taken_back: 0 }
      return { taken_back: yuan((taken.body.taken as Fields).amountFen) }
    }),
}
