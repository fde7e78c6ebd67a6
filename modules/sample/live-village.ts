import { getPeriod, periodOf } from '../../engines/calendar/period.ts'
import { addDays, addMonths, type PlainDate } from '../../engines/calendar/plain-date.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { booksOf, closePeriod, decideBatch, declareBatch, openPublicity } from '../points/index.ts'
import type { PointsBook, PointsItem } from '../points/scheme.ts'
import { getRules } from '../schemes/index.ts'
import { settle } from './live-year.ts'
import type { Chance } from './make-random.ts'
import type { SampleScene } from './sample-scene.ts'
import type { FurtherVillage } from './villages.ts'

export interface VillageLife {
  village: FurtherVillage
  adoptionId: string
  since: PlainDate
  today: PlainDate
  photos: readonly string[]
  chance: Chance
}

const kinds = { month: 'month', quarter: 'quarter', half_year: 'half', year: 'year' } as const
const panel = ['甲', '乙', '丙'].map((mark) => ({ name: `评议员${mark}`, guest: false }))

/**
 * The months of a village by its scheme: deeds are declared, pass every step, hang out as often as the scheme shows
 * them and are posted; what a period's close finds is found. The last month stays on its way.
 */
export async function liveVillage(scene: SampleScene, life: VillageLife): Promise<void> {
  const { adoptionId, since, today } = life
  const books = await scene.as('clerk', since, async (act) =>
    booksOf(
      await getRules(act.tx, scene.services.schemes, {
        countyCode: life.village.place.slice(0, 6),
        adoptionId,
        on: since,
      }),
    ),
  )
  for (const book of books) {
    let declared = 0
    for (let first = since; first <= today; first = addMonths(first, 1)) {
      const { lastDay } = periodOf(first, 'month')
      const share = Math.round(((monthsFrom(since, first) + 1) * life.village.deeds) / 12)
      const claims = await declareMonth(scene, life, book, first, share - declared)
      declared = share
      if (lastDay >= today) break
      await review(scene, life, book, claims, lastDay)
      await endPeriod(scene, life, book, lastDay)
    }
  }
}

const monthsFrom = (since: PlainDate, first: PlainDate) =>
  (Number(first.slice(0, 4)) - Number(since.slice(0, 4))) * 12 +
  Number(first.slice(5, 7)) -
  Number(since.slice(5, 7))

/** Deeds of a month, each by chance of an item and a household; a day's deeds of one item are declared together. */
async function declareMonth(
  scene: SampleScene,
  life: VillageLife,
  book: PointsBook,
  first: PlainDate,
  count: number,
): Promise<string[]> {
  const { village, chance, today, photos } = life
  // What counts once for somebody named needs that name; a batch names nobody.
  const items = book.items.filter((item) => item.declarers.some(isOfficial) && item.once !== 'named')
  const plus = items.filter((item) => item.direction === 'plus')
  const last = [addDays(first, 25), addDays(today, -1)].sort()[0]!
  const claims: string[] = []
  if (items.length === 0 || last < first) return claims
  for (let left = count; left > 0; ) {
    const item = chance.pick(chance.happens(0.92) ? plus : items)
    const households = someOf(chance, village.households, Math.min(left, chance.int(1, 4)))
    left -= households.length
    const on = [addDays(first, chance.int(0, 25)), last].sort()[0]!
    const ids = await scene
      .as('clerk', addDays(on, 1), (act) =>
        declareBatch(act, scene.services.schemes, {
          placeCode: village.place,
          adoptionId: life.adoptionId,
          bookKey: book.key,
          itemKey: item.key,
          occurredOn: on,
          happenedAt: '',
          reason: `${item.name.zh}，由小组报来`,
          evidence: item.evidence === 'required' ? [photos[left % photos.length]!] : [],
          channel: item.declarers.find(isOfficial)!,
          medium: 'console',
          lines: households.map((household) => ({
            householdId: scene.heads[household]!.householdId,
            quantity: 100,
            proposed: item.kind === 'range' ? proposedOf(chance, item) : null,
          })),
        }),
      )
      .catch(unlessCapped)
    claims.push(...ids)
  }
  return claims
}

/** Chance may pick a household that has had its share of an item already. */
function unlessCapped(error: unknown): string[] {
  if (error instanceof Refusal && /^points\.over_/.test(error.code)) return []
  throw error
}

const isOfficial = (channel: PointsItem['declarers'][number]) =>
  channel === 'cadre' || channel === 'organisation'

/** Whole points between the item's borders. */
function proposedOf(chance: Chance, item: Extract<PointsItem, { kind: 'range' }>): number {
  const least = Math.ceil(item.min / 100)
  const most = Math.floor(item.max / 100)
  return least > most ? item.min : chance.int(least, Math.min(most, least + 9)) * 100
}

function someOf(chance: Chance, of: number, count: number): number[] {
  const chosen = new Set<number>()
  while (chosen.size < Math.min(count, of)) chosen.add(chance.int(0, of - 1))
  return [...chosen]
}

async function review(
  scene: SampleScene,
  life: VillageLife,
  book: PointsBook,
  claimIds: readonly string[],
  day: PlainDate,
): Promise<void> {
  if (claimIds.length === 0) return
  for (const step of book.review) {
    const by = step.roles.find((role) => role in scene.actors) ?? 'clerk'
    const result = await scene.as(by, day, (act) =>
      decideBatch(act, scene.services.schemes, {
        placeCode: life.village.place,
        stepKey: step.key,
        claimIds: [...claimIds],
        panel: step.panel ? panel.slice(0, Math.max(step.panel.min, Math.min(3, step.panel.max))) : [],
        note: '',
      }),
    )
    if (result.refused.length > 0)
      throw new Error(`sample ${life.village.key}: ${result.refused[0]!.message}`)
  }
}

/** Lists and closes that are due when a month ends: deeds first, as often as they are shown, then the close. */
async function endPeriod(
  scene: SampleScene,
  life: VillageLife,
  book: PointsBook,
  lastDay: PlainDate,
): Promise<void> {
  const { entries } = book.publicity
  const period = periodOf(lastDay, kinds[entries.period])
  if (period.lastDay !== lastDay) return
  let opensOn = addDays(lastDay, 1)
  for (let round = 1; round <= entries.rounds; round += 1) {
    if (addDays(opensOn, entries.days + 1) > life.today) return
    const opened = await scene.as('clerk', opensOn, (act) =>
      openPublicity(act, scene.services.schemes, {
        placeCode: life.village.place,
        adoptionId: life.adoptionId,
        bookKey: book.key,
        list: 'entries',
        period: period.label,
        opensOn,
        spot: '村务公开栏',
      }),
    )
    opensOn = addDays(opened.closesOn, 1)
    await settle(scene, opened.listId, opensOn)
  }
  const closes = new Set(book.close.outcomes.flatMap((outcome) => outcome.periods ?? []))
  for (const kind of closes) {
    const closed = periodOf(lastDay, kinds[kind])
    if (closed.lastDay !== lastDay || getPeriod(closed.label).firstDay < life.since) continue
    await scene.as('clerk', opensOn, (act) =>
      closePeriod(act, scene.services.schemes, {
        placeCode: life.village.place,
        adoptionId: life.adoptionId,
        bookKey: book.key,
        period: closed.label,
        correctionReason: null,
      }),
    )
  }
}
