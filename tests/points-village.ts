import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as makeId } from 'uuid'
import type { Actor, Role } from '../engines/access/access.ts'
import { recordResolution } from '../modules/meetings/index.ts'
import { insertEnrolments } from '../modules/points/index.ts'
import { findRun, startRun, takeStep } from '../modules/procedures/index.ts'
import { putInForce, setValues } from '../modules/schemes/index.ts'
import { type AuditRecord, appendAudit } from '../platform/audit/record.ts'
import { type Database, everywhere } from '../platform/database/connect.ts'
import { openTestDatabase, type TestDatabase } from '../platform/database/test-database.ts'
import { type Act, makeAct, scopesOf } from '../platform/http/context.ts'
import { openSchemeLibrary, type SchemeLibrary, schemesFolder } from '../platform/schemes/scheme-library.ts'
import { allActions, evidenceChecks } from '../server/app.ts'
import { schemeSections } from '../server/scheme-sections.ts'

export const place = '330482001213'
export const county = '330482'

export interface TestVillage {
  database: TestDatabase
  library: SchemeLibrary
  adoptionId: string
  households: string[]
  actors: Record<'clerk' | 'reviewer' | 'supervisor' | 'secretary' | 'town_officer' | 'cadre', Actor>
  villager(index: number): Actor
  /** One act of an actor at a moment, in its own transaction and scopes, audit included. */
  as<T>(actor: Actor, now: string, work: (act: Act) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Every open value of the scheme, as a village might set it. */
export const settings: Record<string, string | number | boolean> = {
  'points.shanzhi.items.civilised_family.points': 20,
  'points.shanzhi.items.beautiful_courtyard.points': 20,
  'points.shanzhi.items.public_affairs.min': 1,
  'points.shanzhi.items.public_affairs.max': 30,
  'points.shanzhi.items.courage.min': 20,
  'points.shanzhi.items.courage.max': 100,
  'points.shanzhi.items.waste_sorting_good.points': 10,
  'points.shanzhi.items.homestay.points': 30,
  'points.shanzhi.items.epidemic_volunteer.points': 10,
  'points.shanzhi.items.gang_or_vice.points': 100,
  'points.shanzhi.items.unlawful_petition.points': 50,
  'points.shanzhi.items.illegal_building.points': 30,
  'points.shanzhi.items.damaged_green.points': 10,
  'points.shanzhi.items.waste_sorting_bad.points': 5,
  'points.shanzhi.items.public_order.points': 10,
  'points.shanzhi.items.neglected_elders.points': 30,
  'points.shanzhi.review.deliberate.panel.min': 3,
  'points.shanzhi.review.deliberate.panel.max': 9,
  'points.shanzhi.publicity.entries.days': 7,
  'points.shanzhi.publicity.totals.days': 7,
  'points.shanzhi.publicity.hide_names_after_days': 30,
  'dividend.publicity.days': 7,
}

/**
 * A village of so many households on a database of its own, the scheme in force, all taking part, the steps up
 * to the explanation done for 2019. `edit` may change the scheme's text first: a cap that the village's own
 * scheme has not.
 */
export async function openTestVillage(count: number, edit?: (yaml: string) => string): Promise<TestVillage> {
  const database = await openTestDatabase()
  const library = await openLibrary(edit)
  const households = Array.from({ length: count }, () => makeId())
  await arrangeHouseholds(database, households)
  const make = (role: Role, scope = place): Actor => ({
    accountId: makeId(),
    countyCode: county,
    placeCode: place,
    name: `${role} ${randomBytes(2).toString('hex')}`,
    personId: null,
    householdId: null,
    grants: [{ role, scope }],
  })
  const actors = {
    clerk: make('clerk'),
    cadre: make('cadre'),
    reviewer: make('reviewer'),
    supervisor: make('supervisor'),
    secretary: make('secretary'),
    town_officer: make('town_officer', place.slice(0, 9)),
  }
  const as = actsOn(database)
  const adoptionId = await adopt(as, library, actors)
  await database.transact(everywhere, (tx) =>
    insertEnrolments(
      tx,
      place,
      adoptionId,
      households.map((householdId) => ({
        id: makeId(),
        householdId,
        joinedOn: '2019-01-01',
        agreedBy: '户主',
        proxy: null,
      })),
      new Date('2019-01-01T00:00:00+08:00'),
    ),
  )
  const village: TestVillage = {
    database,
    library,
    adoptionId,
    households,
    actors,
    villager: (index) => ({
      ...make('clerk'),
      householdId: households[index]!,
      grants: [],
      name: `户 ${index + 1}`,
    }),
    as,
    close: () => database.close(),
  }
  await walkSteps(
    village,
    '2019',
    ['draft', 'consult', 'town_review', 'scheme_publicity', 'announce'],
    '2019-01-05',
  )
  return village
}

/** Acts on a database as a request does: scopes of the actor, one transaction, the audit at its end. */
export function actsOn(database: Database): TestVillage['as'] {
  return (actor, now, work) =>
    database.transact(scopesOf(actor), async (tx) => {
      const records: AuditRecord[] = []
      const at = new Date(`${now}T10:00:00+08:00`)
      const result = await work(makeAct({ tx, actor, now: at, channel: 'api', actions: allActions, records }))
      const origin = { accountId: actor.accountId, actorName: actor.name, channel: 'api', address: null, at }
      await appendAudit(tx, origin, records)
      return result
    })
}

async function openLibrary(edit?: (yaml: string) => string): Promise<SchemeLibrary> {
  const today = '2026-01-01'
  if (!edit) return openSchemeLibrary(schemesFolder, schemeSections, today)
  const folder = await mkdtemp(join(tmpdir(), 'shanzhi-schemes-'))
  try {
    const [from, to] = [join(schemesFolder, 'pinghu-tongjie'), join(folder, 'pinghu-tongjie')]
    await cp(schemesFolder, folder, { recursive: true })
    // Its cases are those of the scheme as it was.
    await rm(join(to, 'cases.yaml'))
    await writeFile(join(to, 'scheme.yaml'), edit(await readFile(join(from, 'scheme.yaml'), 'utf8')))
    return await openSchemeLibrary(folder, schemeSections, today)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Households of the village in the register, numbered in their order. */
export async function arrangeHouseholds(
  database: TestDatabase,
  households: readonly string[],
  placeCode = place,
): Promise<void> {
  await database.owner.query(
    `insert into territory.division (code, parent_code, level, name, short_name, pinyin, initials, valid_from, source)
     values ('330000000000', null, 'province', '浙江省', '浙江', 'zhejiang', 'zj', '2000-01-01', 'test') on conflict do nothing`,
  )
  await database.owner.query(
    `insert into household.household (county_code, id, place_code, number, head_name, standing, valid_from, plate_code)
     select $1, id, $2, lpad(n::text, 4, '0'), '户主' || n, 'local', '2000-01-01', 'plate-' || id
     from unnest($3::uuid[]) with ordinality as u (id, n)`,
    [placeCode.slice(0, 6), placeCode, households],
  )
}

async function adopt(
  as: TestVillage['as'],
  library: SchemeLibrary,
  actors: TestVillage['actors'],
): Promise<string> {
  const resolution = await as(actors.clerk, '2019-01-02', (act) =>
    recordResolution(act, library, {
      placeCode: place,
      title: '通过善治积分实施方案',
      body: 'members_congress',
      heldOn: '2019-01-01',
      eligible: 60,
      present: 55,
      votesFor: 50,
      votesAgainst: 3,
      votesAbstain: 2,
      minutes: [],
    }),
  )
  const values = Object.entries(settings).map(([path, value]) => ({ path, value, from: '2019-01-01' }))
  const draft = await as(actors.secretary, '2019-01-02', (act) =>
    setValues(act, library, 'pinghu-tongjie', { placeCode: place, revision: null, values }),
  )
  const adoption = await as(actors.secretary, '2019-01-02', (act) =>
    putInForce(act, library, 'pinghu-tongjie', {
      placeCode: place,
      startsOn: '2019-01-01',
      resolutionId: resolution.id,
      revision: draft.revision,
    }),
  )
  return adoption.id
}

/** Starts the year's procedure when needed and does the named steps, each with a file as evidence. */
export async function walkSteps(
  village: TestVillage,
  cycle: string,
  steps: readonly string[],
  on: string,
): Promise<string> {
  const { adoptionId, library, actors } = village
  const runId = await village.as(actors.clerk, on, async (act) => {
    const run =
      (await findRun(act.tx, place, adoptionId, cycle)) ??
      (await startRun(act, library, { placeCode: place, adoptionId, cycle, startedOn: on }))
    return run.id
  })
  for (const stepKey of steps) {
    const id = await addFile(village, place, 'procedure')
    const evidence = [{ kind: 'file' as const, id, document: stepKey, text: '会议记录', link: null }]
    await village.as(stepKey === 'town_review' ? actors.town_officer : actors.clerk, on, (act) =>
      takeStep(act, library, evidenceChecks, {
        ...{ runId, countyCode: county, stepKey },
        ...{ part: null, doneOn: on, evidence, note: '' },
      }),
    )
  }
  return runId
}

/** A photo in the village's keeping, as an upload leaves it. */
export async function addFile(
  village: Pick<TestVillage, 'database'>,
  placeCode = place,
  purpose: 'evidence' | 'procedure' = 'evidence',
): Promise<string> {
  const id = makeId()
  await village.database.owner.query(
    `insert into file.object (county_code, id, place_code, account_id, sha256, media_type, bytes, purpose, at)
     values ($1, $2, $3, $4, $5, 'image/jpeg', 1, $6, '2019-01-01')`,
    [placeCode.slice(0, 6), id, placeCode, makeId(), id.replaceAll('-', '').repeat(2), purpose],
  )
  return id
}
