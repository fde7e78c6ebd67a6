import assert from 'node:assert/strict'
import { chinaDateOf } from '../engines/calendar/china-time.ts'
import {
  closePeriod,
  decideBatch,
  declareBatch,
  listBalanceFaults,
  openPublicity,
} from '../modules/points/index.ts'
import { findList, settleList } from '../modules/publicity/index.ts'
import { everywhere } from '../platform/database/connect.ts'
import { makeSystemAct, type Services } from '../platform/http/context.ts'
import { noJobs } from '../platform/jobs/jobs.ts'
import { runTimer, type Timer } from '../platform/jobs/timers.ts'
import { listKinds } from '../server/app.ts'
import { county, place, type TestVillage } from './points-village.ts'
import { makeTestServices } from './test-services.ts'

export const panel = ['甲', '乙', '丙'].map((name) => ({ name, guest: false }))

/** The body of a batch: one deed of the named households, 1 unit each. */
export function batch(
  village: TestVillage,
  itemKey: string,
  occurredOn: string,
  indexes: readonly number[],
  proposed: number | null = null,
) {
  return {
    placeCode: place,
    adoptionId: village.adoptionId,
    bookKey: 'shanzhi',
    itemKey,
    occurredOn,
    happenedAt: '',
    reason: '测试申报',
    evidence: [] as string[],
    channel: 'cadre' as const,
    medium: 'console' as const,
    lines: indexes.map((index) => ({ householdId: village.households[index]!, quantity: 100, proposed })),
  }
}

/** Declares on the day of the deed; returns the claims in the order of the households. */
export function declare(
  village: TestVillage,
  body: ReturnType<typeof batch>,
  actor = village.actors.clerk,
): Promise<string[]> {
  return village.as(actor, body.occurredOn, (act) => declareBatch(act, village.library, body))
}

/** Takes claims through the three steps on one day, all of them passed. */
export async function passAll(village: TestVillage, claimIds: readonly string[], on: string): Promise<void> {
  for (const [stepKey, actor] of [
    ['verify', village.actors.cadre],
    ['deliberate', village.actors.reviewer],
    ['supervise', village.actors.supervisor],
  ] as const) {
    const members = stepKey === 'deliberate' ? panel : []
    const result = await village.as(actor, on, (act) =>
      decideBatch(act, village.library, {
        ...{ placeCode: place, stepKey, claimIds: [...claimIds], panel: members, note: '' },
      }),
    )
    assert.deepEqual(result, { passed: claimIds.length, refused: [] })
  }
}

export function publicise(
  village: TestVillage,
  period: string,
  opensOn: string,
): Promise<{ listId: string; lines: number; closesOn: string }> {
  const { adoptionId } = village
  return village.as(village.actors.clerk, opensOn, (act) =>
    openPublicity(act, village.library, {
      ...{
        placeCode: place,
        adoptionId,
        bookKey: 'shanzhi',
        list: period.length === 4 ? 'totals' : 'entries',
        period,
        opensOn,
        spot: '村务公开栏',
      },
    }),
  )
}

/** Settles a list as the timer does, on a day. */
export function settle(
  village: TestVillage,
  listId: string,
  on: string,
): Promise<{ settled: number; held: number }> {
  return village.database.transact(everywhere, async (tx) => {
    const now = new Date(`${on}T00:30:00+08:00`)
    const act = makeSystemAct({ tx, now, channel: 'timer', record: () => undefined }, county)
    return settleList(act, listKinds(village.library), (await findList(tx, county, listId))!)
  })
}

/** From the deed to the entry: declared, passed, publicised for the quarter and settled after its days. */
export async function postDeeds(
  village: TestVillage,
  deeds: readonly ReturnType<typeof batch>[],
  period: string,
  opensOn: string,
): Promise<string[]> {
  const claimIds = (await Promise.all(deeds.map((body) => declare(village, body)))).flat()
  await passAll(village, claimIds, opensOn)
  const list = await publicise(village, period, opensOn)
  await settle(village, list.listId, addDay(list.closesOn))
  return claimIds
}

const addDay = (day: string) => chinaDateOf(new Date(Date.parse(`${day}T12:00:00+08:00`) + 86_400_000))

export function close(
  village: TestVillage,
  period: string,
  on: string,
  correctionReason: string | null = null,
) {
  const { adoptionId } = village
  return village.as(village.actors.clerk, on, (act) =>
    closePeriod(act, village.library, {
      ...{ placeCode: place, adoptionId, bookKey: 'shanzhi', period, correctionReason },
    }),
  )
}

/** Services of a server of this village at a time that the test sets. */
export function servicesOf(village: TestVillage, clock: () => Date): Services {
  return { ...makeTestServices(village.database, clock), schemes: village.library }
}

/** One sweep of a timer at a moment. */
export function sweep(village: TestVillage, timer: Timer, at: string): Promise<void> {
  const services = servicesOf(village, () => new Date(at))
  return runTimer(timer, noJobs, { services, log: () => undefined })
}

/** Books whose balance is not the sum of their entries; empty is proof. */
export function balanceFaults(village: TestVillage) {
  return village.database.transact(everywhere, (tx) => listBalanceFaults(tx, county))
}
