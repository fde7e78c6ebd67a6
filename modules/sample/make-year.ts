import { type Chance, makeChance } from './make-random.ts'

/** One deed of the sample's year. Points in whole points; the item's direction gives the sign. */
export interface SampleDeed {
  household: number
  item: string
  /** 'YYYY-MM-DD' */
  on: string
  points: number
  direction: 'plus' | 'minus'
  /** Of a deduction: mended within the limit, so it will be waived. */
  mended: boolean
  reason: string
}

/** What the village has set for the items that the source names without points; the sample's own choice. */
export const samplePoints: Record<string, number> = {
  civilised_family: 20,
  beautiful_courtyard: 20,
  waste_sorting_good: 10,
  homestay: 30,
  epidemic_volunteer: 10,
  gang_or_vice: 100,
  unlawful_petition: 50,
  illegal_building: 30,
  damaged_green: 10,
  waste_sorting_bad: 5,
  public_order: 10,
  neglected_elders: 30,
}

const affairs = [
  '参加村道路保洁义务劳动半天',
  '参加河道清理义务劳动',
  '担任文明劝导员，执勤一次',
  '参加村民议事会并提出建议',
  '协助调解邻里纠纷',
  '参加垃圾分类宣传入户',
  '照看独居老人，送餐一周',
  '参加防汛巡查',
  '捐出旧竹木用于小花园建设',
  '参加平安巡逻一晚',
]
const faults: Record<string, string> = {
  illegal_building: '房前搭建彩钢棚，未经批准',
  damaged_green: '在公共绿化带种菜',
  waste_sorting_bad: '分类桶内混投厨余垃圾',
  public_order: '深夜噪音扰邻',
}

/**
 * The year that the source reports (G-20, G-21): 249 of 698 households gain points, and with their base of 100
 * they hold 72,033 together. Draws again until no tie stands at the tenth and the sixty-ninth place, so that
 * the lists have the lengths the source gives.
 */
export function makeReportedYear(
  year: number,
  households: number,
  report: { weighted: number; points: number },
): SampleDeed[] {
  for (let seed = year; ; seed++) {
    const deeds = drawYear(makeChance(seed), year, households, report)
    const totals = totalsOf(deeds, households)
    const sorted = [...totals].sort((a, b) => b - a)
    if (sorted[9] !== sorted[10] && sorted[68] !== sorted[69]) return deeds
  }
}

function drawYear(
  chance: Chance,
  year: number,
  households: number,
  report: { weighted: number; points: number },
): SampleDeed[] {
  const weighted = chance.take(
    Array.from({ length: households }, (_, index) => index),
    report.weighted,
  )
  const deeds: SampleDeed[] = []
  for (const household of weighted) deeds.push(...honoursOf(chance, year, household))
  deeds.push(...deductionsOf(chance, year, households, 0.05))
  const target = report.points - report.weighted * 100
  const chosen = new Set(weighted)
  const counted = deeds
    .filter((deed) => chosen.has(deed.household))
    .reduce((sum, deed) => sum + signed(deed), 0)
  deeds.push(...affairsFor(chance, year, weighted, target - counted))
  return deeds.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.household - b.household))
}

/** Twelve months of public affairs that sum to exactly what is missing: 1 to 30 points each. */
function affairsFor(
  chance: Chance,
  year: number,
  weighted: readonly number[],
  missing: number,
): SampleDeed[] {
  const deeds = weighted.flatMap((household) =>
    Array.from(
      { length: 12 },
      (_, month): SampleDeed => affairOf(chance, year, household, month + 1, chance.int(4, 24)),
    ),
  )
  let over = deeds.reduce((sum, deed) => sum + deed.points, 0) - missing
  for (let index = 0; over !== 0; index = (index + 7) % deeds.length) {
    const deed = deeds[index]!
    const step = over > 0 ? -1 : 1
    if (deed.points + step < 1 || deed.points + step > 30) continue
    deed.points += step
    over += step
  }
  return deeds
}

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** Three days of work a month, each with its own purpose, so that a whole day's deeds are declared together. */
function affairOf(
  chance: Chance,
  year: number,
  household: number,
  month: number,
  points: number,
): SampleDeed {
  const day = chance.pick([5, 15, 25])
  return {
    household,
    item: 'public_affairs',
    on: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    points,
    direction: 'plus',
    mended: false,
    reason: affairs[(month * 3 + day) % affairs.length]!,
  }
}

function honoursOf(chance: Chance, year: number, household: number): SampleDeed[] {
  const deed = (item: string, month: number, reason: string): SampleDeed => ({
    household,
    item,
    on: `${year}-${String(month).padStart(2, '0')}-20`,
    points: samplePoints[item]!,
    direction: 'plus',
    mended: false,
    reason,
  })
  const deeds: SampleDeed[] = []
  if (chance.happens(0.3)) deeds.push(deed('civilised_family', 6, '评为年度文明家庭'))
  if (chance.happens(0.4)) deeds.push(deed('beautiful_courtyard', 9, '评为优美庭院'))
  for (const month of [3, 6, 9, 12])
    if (chance.happens(0.35)) deeds.push(deed('waste_sorting_good', month, '季度垃圾分类先进户'))
  return deeds
}

function deductionsOf(chance: Chance, year: number, households: number, share: number): SampleDeed[] {
  return Array.from({ length: households }, (_, household) => household).flatMap((household) => {
    if (!chance.happens(share)) return []
    const item = chance.pick(Object.keys(faults))
    return [
      {
        household,
        item,
        on: `${year}-${String(chance.pick([1, 2, 4, 5, 7, 8, 10, 11])).padStart(2, '0')}-${chance.pick(['08', '18'])}`,
        points: samplePoints[item]!,
        direction: 'minus' as const,
        mended: chance.happens(0.6),
        reason: faults[item]!,
      },
    ]
  })
}

/**
 * A lighter year for the present: a third of the deeds, so that screens fill without the report's sums. The
 * households in `busy` take part in public affairs every month, whatever the year draws.
 */
export function makePresentYear(
  year: number,
  households: number,
  busy: readonly number[] = [],
): SampleDeed[] {
  const chance = makeChance(year * 7)
  const active = chance.take(
    Array.from({ length: households }, (_, index) => index),
    230,
  )
  const deeds = active.flatMap((household) => [
    ...honoursOf(chance, year, household),
    ...chance
      .take(months, busy.includes(household) ? 0 : chance.int(1, 6))
      .map((month) => affairOf(chance, year, household, month, chance.int(2, 25))),
  ])
  for (const household of busy)
    for (const month of months) deeds.push(affairOf(chance, year, household, month, chance.int(2, 25)))
  return [...deeds, ...deductionsOf(chance, year, households, 0.06)].sort((a, b) => (a.on < b.on ? -1 : 1))
}

function signed(deed: SampleDeed): number {
  if (deed.direction === 'plus') return deed.points
  return deed.mended ? 0 : -deed.points
}

/** Totals by household, base included, as the ledger will have them. */
export function totalsOf(deeds: readonly SampleDeed[], households: number): number[] {
  const totals = Array.from({ length: households }, () => 100)
  for (const deed of deeds) totals[deed.household]! += signed(deed)
  return totals
}
