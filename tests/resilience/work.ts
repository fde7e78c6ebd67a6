import type { Actor } from '../../engines/access/access.ts'
import { makeIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import { payPlan } from '../../modules/dividends/index.ts'
import type { RollRow } from '../../modules/households/index.ts'
import { importRoll, planRoll, rollRowsOf } from '../../modules/households/index.ts'
import { closePeriod } from '../../modules/points/index.ts'
import { sealAudit } from '../../platform/audit/seal.ts'
import { type Database, everywhere } from '../../platform/database/connect.ts'
import type { Services } from '../../platform/http/context.ts'
import { noJobs } from '../../platform/jobs/jobs.ts'
import { runTimer } from '../../platform/jobs/timers.ts'
import { allTimers } from '../../server/app.ts'
import { actsOn, place } from '../points-village.ts'

/** The four long acts of a server, and the sealing of what they record. */
export const works = ['settle', 'close', 'pay', 'import', 'seal'] as const
export type Work = (typeof works)[number]

/** What one round asks of a server. */
export interface Order {
  round: number
  works: readonly Work[]
  adoptionId: string
  clerk: Actor
  secretary: Actor
  planId: string
  /** A village that has no household yet. */
  rollPlace: string
}

export const householdsImported = 5000

/** Does one piece of work as the server does it; returns when it is committed. */
export async function doWork(
  work: Work,
  order: Order,
  database: Database,
  services: Services,
): Promise<void> {
  const as = actsOn(database)
  switch (work) {
    case 'settle':
      return runTimer(
        allTimers(services.schemes).find((timer) => timer.key === 'publicity.settle')!,
        noJobs,
        { services, log: () => undefined },
      )
    case 'close': {
      const correctionReason = `第 ${order.round} 轮核对`
      const request = {
        placeCode: place,
        adoptionId: order.adoptionId,
        bookKey: 'shanzhi',
        period: '2019',
        correctionReason,
      }
      await as(order.clerk, '2020-02-01', (act) => closePeriod(act, services.schemes, request))
      return
    }
    case 'pay': {
      const body = { paidOn: '2020-02-01', method: 'bank' as const, revision: 1 }
      await as(order.secretary, '2020-02-01', (act) => payPlan(act, services.schemes, order.planId, body))
      return
    }
    case 'import':
      return importVillage(order, database, services)
    case 'seal':
      await sealAudit((seal) => database.transact(everywhere, seal), services.secrets, new Date())
  }
}

async function importVillage(order: Order, database: Database, services: Services): Promise<void> {
  const clerk = {
    ...order.clerk,
    placeCode: order.rollPlace,
    grants: [{ role: 'clerk' as const, scope: order.rollPlace }],
  }
  await actsOn(database)(clerk, '2020-02-01', async (act) => {
    const rows = rollRowsOf(rollOf(order.round))
    const plan = await planRoll(act.tx, services.secrets, {
      place: order.rollPlace,
      rows,
      createGroups: true,
      today: '2020-02-01',
    })
    const by = { at: act.now, accountId: clerk.accountId, name: clerk.name }
    const done = await importRoll(act.tx, services.secrets, plan, {
      mode: 'all_or_nothing',
      from: '2020-02-01',
      source: '名册',
      by,
    })
    act.record({
      placeCode: order.rollPlace,
      action: 'households.import',
      subjectKind: 'roll',
      subjectId: order.rollPlace,
      detail: { ...done },
    })
  })
}

/** A made-up roll of two people a household. */
export function* rollOf(round: number): Generator<RollRow> {
  for (let index = 0; index < householdsImported; index++) {
    const number = String(index + 1).padStart(5, '0')
    const month = String((index % 12) + 1).padStart(2, '0')
    const day = String((index % 28) + 1).padStart(2, '0')
    const identity = makeIdentityNumber('330482', `${1940 + round}-${month}-${day}`, Math.floor(index / 84))
    yield {
      number,
      name: `户主${number}`,
      relation: 'head',
      identity,
      group: `${(index % 9) + 1}组`,
    } as RollRow
    yield { number, name: `家人${number}`, relation: 'son', sex: 'male', birthDate: '1990-05-01' } as RollRow
  }
}
