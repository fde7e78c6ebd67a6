import { decideClaim } from '../../modules/points/review-claim.ts'
import { draft, insertYear, register, vote } from '../dividend-acts.ts'
import { batch, close, declare, passAll, postDeeds, publicise } from '../points-acts.ts'
import { addFile, openTestVillage, type TestVillage, walkSteps } from '../points-village.ts'
import { object } from '../publicity-acts.ts'

/** The day on which the requests come: a list hangs out, the year before is closed, its plan drafted. */
export const today = '2020-04-03'

/** A village in the middle of its work: something of every kind is there to be asked for. */
export interface RouteVillage {
  village: TestVillage
  ids: Record<
    | 'claim'
    | 'returned'
    | 'mending'
    | 'book'
    | 'entry'
    | 'close'
    | 'plan'
    | 'run'
    | 'enrolment'
    | 'list'
    | 'line'
    | 'objection'
    | 'file'
    | 'resolution',
    string
  >
}

export async function openRouteVillage(): Promise<RouteVillage> {
  const village = await openTestVillage(8)
  const { households } = village
  const deed = (on: string, indexes: number[]) => batch(village, 'public_affairs', on, indexes, 500)
  await postDeeds(village, [deed('2019-02-01', [0, 1])], '2019-Q1', '2019-04-01')
  await insertYear(village, [{ household: 2, points: 12 }])
  await register(
    village,
    households.map(() => 100),
  )
  const closed = await close(village, '2019', '2020-01-05')
  const plan = await draft(
    village,
    closed.closeId,
    { sharePoolFen: 80_000, incentivePoolFen: 900_000, priceFen: null },
    '2020-01-06',
  )
  const run = await walkSteps(
    village,
    '2020',
    ['draft', 'consult', 'town_review', 'scheme_publicity', 'announce'],
    '2020-01-02',
  )
  const fault = {
    ...batch(village, 'waste_sorting_bad', '2020-03-25', [3]),
    evidence: [await addFile(village)],
  }
  const [mending] = await declare(village, fault)
  await passAll(village, [mending!], '2020-03-25')
  const shown = await declare(village, deed('2020-03-01', [0, 1, 2]))
  await passAll(village, shown, '2020-03-20')
  const list = await publicise(village, '2020-Q1', '2020-04-01')
  const { rows: lines } = await village.database.owner.query(
    'select id from publicity.line where list_id = $1 order by position',
    [list.listId],
  )
  const hung = { ...list, period: '2020-Q1', claimIds: shown, lines: lines.map((row) => row.id as string) }
  const raised = await object(village, village.villager(5), hung, 1, '2020-04-02')
  const [claim, returned] = await declare(village, deed('2020-04-01', [0, 4]))
  await sendBack(village, returned!)
  const one = async (text: string) =>
    (await village.database.owner.query(`${text} limit 1`)).rows[0].id as string
  return {
    village,
    ids: {
      claim: claim!,
      returned: returned!,
      mending: mending!,
      book: await one(
        `select id from points.book where household_id = '${households[0]}' and cycle = '2019'`,
      ),
      entry: await one(
        `select id from points.entry where household_id = '${households[0]}' and kind = 'award'`,
      ),
      close: closed.closeId,
      plan: plan.id,
      run,
      enrolment: await one(`select id from points.enrolment where household_id = '${households[0]}'`),
      list: list.listId,
      line: lines[0].id,
      objection: raised.id,
      file: await addFile(village),
      resolution: await vote(village, '2020-01-07'),
    },
  }
}

function sendBack(village: TestVillage, claimId: string): Promise<void> {
  const body = {
    stepKey: 'verify',
    decision: 'return' as const,
    points: null,
    panel: [],
    note: '请补充',
    revision: 1,
  }
  return village.as(village.actors.cadre, '2020-04-01', (act) =>
    decideClaim(act, village.library, claimId, body),
  )
}
