import { getPeriod } from '../../engines/calendar/period.ts'
import { addDays } from '../../engines/calendar/plain-date.ts'
import {
  decideBatch,
  declareBatch,
  entriesListKind,
  lapseNotices,
  listClaimsByIds,
  openPublicity,
  settleRectification,
} from '../points/index.ts'
import { findList, settleList } from '../publicity/index.ts'
import type { SampleDeed } from './make-year.ts'
import { sampleVillage } from './sample-people.ts'
import type { SampleScene } from './sample-scene.ts'

const place = sampleVillage.place
const panel = ['钱秀英', '沈金娥', '陆明华', '顾根宝', '朱小妹'].map((name) => ({ name, guest: false }))
const steps = [
  { key: 'verify', by: 'cadre' },
  { key: 'deliberate', by: 'reviewer' },
  { key: 'supervise', by: 'supervisor' },
] as const

export interface YearOfLife {
  adoptionId: string
  year: number
  deeds: readonly SampleDeed[]
  /** Photos by which items that need evidence are proven. */
  evidence: readonly string[]
  today: string
}

/**
 * Lives a year as the village does: each day's deeds are declared together, reviewed at the end of the month,
 * faults get their notices, and on the 16th after a quarter its list hangs for a week and is posted. Stops at
 * `today`, with the last claims at different steps.
 */
export async function liveYear(scene: SampleScene, life: YearOfLife): Promise<void> {
  for (let month = 1; month <= 12; month++) {
    const label = `${life.year}-${String(month).padStart(2, '0')}`
    const { lastDay } = getPeriod(label)
    const deeds = life.deeds.filter((deed) => deed.on.startsWith(label) && addDays(deed.on, 1) <= life.today)
    const claims = await declareMonth(scene, life, deeds)
    if (lastDay > life.today) {
      await reviewPartly(scene, claims, life.today)
      return
    }
    await review(scene, [...claims.keys()], lastDay, steps.length)
    await mend(scene, claims, lastDay, life.today)
    if (month % 3 === 0)
      await publiciseQuarter(scene, life, `${life.year}-Q${month / 3}`, addDays(lastDay, 16))
  }
}

async function declareMonth(
  scene: SampleScene,
  life: YearOfLife,
  deeds: readonly SampleDeed[],
): Promise<Map<string, SampleDeed>> {
  const claims = new Map<string, SampleDeed>()
  const days = Map.groupBy(deeds, (deed) => `${deed.on} ${deed.item} ${deed.reason}`)
  for (const group of days.values()) {
    const first = group[0]!
    const ids = await scene.as('clerk', addDays(first.on, 1), (act) =>
      declareBatch(act, scene.services.schemes, {
        placeCode: place,
        adoptionId: life.adoptionId,
        bookKey: 'shanzhi',
        itemKey: first.item,
        occurredOn: first.on,
        happenedAt: '',
        reason: first.reason,
        evidence: [life.evidence[first.on.charCodeAt(9) % life.evidence.length]!],
        channel: 'cadre',
        medium: 'console',
        lines: group.map((deed) => ({
          householdId: scene.heads[deed.household]!.householdId,
          quantity: 100,
          proposed: first.item === 'public_affairs' ? deed.points * 100 : null,
        })),
      }),
    )
    for (const [index, id] of ids.entries()) claims.set(id, group[index]!)
  }
  return claims
}

async function review(
  scene: SampleScene,
  claimIds: readonly string[],
  day: string,
  upTo: number,
): Promise<void> {
  for (const step of steps.slice(0, upTo)) {
    for (let start = 0; start < claimIds.length; start += 1000) {
      const chunk = claimIds.slice(start, start + 1000)
      const result = await scene.as(step.by, day, (act) =>
        decideBatch(act, scene.services.schemes, {
          placeCode: place,
          stepKey: step.key,
          claimIds: chunk,
          panel: step.key === 'deliberate' ? panel : [],
          note: '',
        }),
      )
      if (result.refused.length > 0) throw new Error(`sample: ${result.refused[0]!.message}`)
    }
  }
}

/** The running month: a quarter has not been looked at, a quarter is verified, a quarter deliberated, a quarter done. */
async function reviewPartly(
  scene: SampleScene,
  claims: ReadonlyMap<string, SampleDeed>,
  day: string,
): Promise<void> {
  const ids = [...claims.keys()]
  for (const [part, upTo] of [1, 2, 3].entries()) {
    const chosen = ids.filter((_, index) => index % 4 === part)
    if (chosen.length > 0) await review(scene, chosen, day, upTo)
  }
}

/** Faults that were mended ten days after the notice are waived; the rest lapse on the fifteenth. */
async function mend(
  scene: SampleScene,
  claims: ReadonlyMap<string, SampleDeed>,
  noticeDay: string,
  today: string,
): Promise<void> {
  const faults = [...claims].filter(([, deed]) => deed.direction === 'minus')
  const mendDay = addDays(noticeDay, 10)
  if (mendDay > today) return
  for (const [claimId] of faults.filter(([, deed]) => deed.mended)) {
    await scene.as('cadre', mendDay, async (act) => {
      const [claim] = await listClaimsByIds(act.tx, sampleVillage.county, [claimId])
      await settleRectification(act, claimId, {
        mendedOn: mendDay,
        evidence: [],
        note: '现场查看，已改好',
        revision: claim!.revision,
      })
    })
  }
  const lapseDay = addDays(noticeDay, 15)
  if (lapseDay <= today)
    await scene.asSystem(lapseDay, (act) => lapseNotices(act.tx, sampleVillage.county, lapseDay, act.now))
}

async function publiciseQuarter(
  scene: SampleScene,
  life: YearOfLife,
  period: string,
  opensOn: string,
): Promise<void> {
  if (addDays(opensOn, 8) > life.today) return
  const opened = await scene.as('clerk', opensOn, (act) =>
    openPublicity(act, scene.services.schemes, {
      placeCode: place,
      adoptionId: life.adoptionId,
      bookKey: 'shanzhi',
      list: 'entries',
      period,
      opensOn,
      spot: '村务公开栏（村委会门口）',
    }),
  )
  await settle(scene, opened.listId, addDays(opened.closesOn, 1))
}

export async function settle(scene: SampleScene, listId: string, day: string): Promise<void> {
  const kinds = { points_entries: entriesListKind(scene.services.schemes) }
  const { countyCode } = scene.actors.clerk!
  await scene.asSystem(day, async (act) =>
    settleList(act, kinds, (await findList(act.tx, countyCode, listId))!),
  )
}
