import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { maskName } from '../../engines/identity-number/identity-number.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { type ListColumn, type ListKind, openList } from '../publicity/index.ts'
import type { publishResults as publishRoute } from './contract.ts'
import { readResults } from './read-results.ts'
import { rulesOfCollective } from './rules-of-collective.ts'

const columns: Record<string, ListColumn> = {
  group: { key: 'group', title: { zh: '村民小组', en: 'Group' }, type: 'text' },
  leader_masked: { key: 'leader_masked', title: { zh: '组长', en: 'Leader' }, type: 'text' },
  households: { key: 'households', title: { zh: '户数', en: 'Households' }, type: 'number' },
  outcome: { key: 'outcome', title: { zh: '结果', en: 'Result' }, type: 'text' },
  grade: { key: 'grade', title: { zh: '档次', en: 'Grade' }, type: 'text' },
  held_on: { key: 'held_on', title: { zh: '验收日期', en: 'Accepted on' }, type: 'date' },
}

/** Hangs the on-site results of a year out, a line for each group; households that failed are not named. */
export async function publishResults(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof publishRoute>,
): Promise<{ listId: string; closesOn: string; rows: number }> {
  act.authorise('collectives.publish', { placeCode: body.placeCode })
  const { rules } = await rulesOfCollective(
    act,
    library,
    body,
    [`${body.year}-12-31`, chinaDateOf(act.now)].sort()[0]!,
  )
  const results = await readResults(act, rules, body)
  const lines = results.groups.flatMap(({ groupName, creation, acceptance }) => {
    if (!creation || !acceptance) return []
    const cells: Record<string, string | number> = {
      group: groupName,
      leader_masked: maskName(creation.leaderName),
      households: acceptance.households,
      outcome: acceptance.passed ? '达标' : '未达标',
      grade: rules.grades.find((grade) => grade.key === acceptance.grade)?.name.zh ?? '',
      held_on: acceptance.heldOn,
    }
    const shown = Object.fromEntries(rules.publicity.fields.map((field) => [field, cells[field]!]))
    return [{ subjectKind: 'creation', subjectId: creation.id, householdId: null, shown }]
  })
  if (lines.length === 0) throw new Refusal('collectives.no_results', { year: body.year }, 'body.year')
  const list = await openList(act, {
    placeCode: body.placeCode,
    kind: 'collective_results',
    title: `${body.year} 年村民小组创建验收结果公示`,
    duty: rules.publicity.duty,
    opensOn: body.opensOn,
    days: rules.publicity.days,
    hideNamesAfterDays: 30,
    spot: body.spot,
    columns: rules.publicity.fields.map((field) => columns[field]!),
    totals: [
      { title: { zh: '整建制', en: 'Whole village' }, value: results.wholeVillage ? '是' : '否' },
      { title: { zh: '公示组数', en: 'Groups' }, value: String(lines.length) },
    ],
    source: { adoptionId: body.adoptionId, year: body.year },
    lines,
  })
  act.record({
    placeCode: body.placeCode,
    action: 'collectives.publish',
    subjectKind: 'list',
    subjectId: list.listId,
    detail: { year: body.year, rows: lines.length, wholeVillage: results.wholeVillage },
  })
  return { ...list, rows: lines.length }
}

/** Results that hang out are what the acceptance decided; an objection is answered, and a re-check follows it. */
export const resultsListKind: ListKind = {
  settle: async () => 0,
  hold: async () => undefined,
  release: async () => undefined,
  reopen: async () => undefined,
}
