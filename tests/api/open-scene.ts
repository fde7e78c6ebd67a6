import { v7 as makeId } from 'uuid'
import { type Actor, type Role, roles } from '../../engines/access/access.ts'
import { createAccountDirectly } from '../../modules/accounts/index.ts'
import { openRoll } from '../../modules/households/index.ts'
import { importDivisions, officialDivisions } from '../../modules/territory/index.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { openSecrets } from '../../platform/secrets/secrets.ts'
import { openVillageApp, type VillageApp } from '../points-app.ts'
import { county, place } from '../points-village.ts'
import { openRouteVillage, type RouteVillage, today } from '../routes/open-route-village.ts'
import { type RouteUnderTest, watchRoutes } from './routes-under-test.ts'

/** Ids of records that are there, by the name under which a request names them. */
export type KnownIds = Record<string, readonly string[]>

export interface Scene {
  server: VillageApp
  village: RouteVillage['village']
  routes: RouteUnderTest[]
  known: KnownIds
  close(): Promise<void>
}

export const foreignCounty = '330424'
export const foreignPlace = '330424001201'

/** Everybody who may be asked to send something. */
export const everyRole = Object.keys(roles) as Role[]

/**
 * The whole server over a village in the middle of its work, with its people, areas, accounts and files: one
 * record of every kind at least, and every route known.
 */
export async function openScene(): Promise<Scene> {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  const routeVillage = await openRouteVillage()
  const { village } = routeVillage
  const secrets = openSecrets(Buffer.alloc(32, 7))
  for (const scope of ['330482001', '330424001'])
    await village.database.transact(everywhere, (tx) =>
      importDivisions(tx, officialDivisions(scope), { scope, apply: true }),
    )
  const { app: server, routes } = await watchRoutes(() =>
    openVillageApp(village, today, {
      secrets,
      accounts: {
        messages: { send: async () => undefined },
        sample: true,
        oidc: null,
        roll: openRoll(secrets),
      },
    }),
  )
  const accounts = await addAccounts(village, secrets)
  Object.assign(server.actors, actorsOf(routeVillage, accounts))
  const known = { ...idsOfTheYear(routeVillage), ...(await addPeople(server)), ...(await addPlaces(server)) }
  return {
    server,
    village,
    routes,
    known: { ...known, accountId: Object.values(accounts), ...(await addOthers(server, known.runId ?? [])) },
    close: async () => {
      await server.close()
      await village.close()
    },
  }
}

type Accounts = Record<'clerk' | 'county' | 'villager' | 'stranger' | 'everyone', string>

/** Accounts that stand in the database, so that what concerns the own account has one. */
async function addAccounts(
  village: RouteVillage['village'],
  secrets: ReturnType<typeof openSecrets>,
): Promise<Accounts> {
  const wishes: [keyof Accounts, string, Role | null, string][] = [
    ['clerk', place, 'clerk', place],
    ['county', `${county}000000`, 'county_officer', county],
    ['villager', place, null, ''],
    ['stranger', foreignPlace, null, ''],
    ['everyone', place, 'administrator', county],
  ]
  const made = {} as Accounts
  for (const [login, placeCode, role, scope] of wishes) {
    await village.database.transact(everywhere, async (tx) => {
      const act = { tx, now: new Date('2019-01-01T00:00:00Z'), record: () => undefined }
      const grants = role ? [{ role, scope, reason: '任命' }] : []
      const wish = { name: `账号${login}`, login, password: '稻田 青蛙 竹椅 三月', placeCode, grants }
      made[login] = (await createAccountDirectly(act, secrets, wish)).accountId
    })
  }
  return made
}

/** `everyone` has every role in the county and lives in the village; `stranger` lives in another county. */
function actorsOf({ village }: RouteVillage, accounts: Accounts): Record<string, Actor> {
  const { clerk } = village.actors
  const all = everyRole.map((role) => ({ role, scope: county }))
  return {
    clerk: { ...clerk, accountId: accounts.clerk },
    county: {
      ...clerk,
      accountId: accounts.county,
      placeCode: `${county}000000`,
      grants: [{ role: 'county_officer', scope: county }],
    },
    villager: { ...village.villager(0), accountId: accounts.villager },
    everyone: { ...village.villager(0), accountId: accounts.everyone, grants: all },
    stranger: {
      ...village.villager(0),
      accountId: accounts.stranger,
      countyCode: foreignCounty,
      placeCode: foreignPlace,
      householdId: makeId(),
      name: '外县村民',
    },
  }
}

function idsOfTheYear({ village, ids }: RouteVillage): KnownIds {
  return {
    householdId: village.households,
    household: village.households,
    otherHouseholdId: village.households,
    toHouseholdId: village.households,
    householdIds: village.households,
    adoptionId: [village.adoptionId],
    adoption: [village.adoptionId],
    claimId: [ids.claim, ids.returned, ids.mending],
    claimIds: [ids.claim, ids.returned, ids.mending],
    bookId: [ids.book],
    entryId: [ids.entry],
    closeId: [ids.close],
    planId: [ids.plan],
    runId: [ids.run],
    enrolmentId: [ids.enrolment],
    listId: [ids.list],
    lineId: [ids.line],
    objectionId: [ids.objection],
    fileId: [ids.file],
    evidence: [ids.file],
    minutes: [ids.file],
    signatureFileId: [ids.file],
    resolutionId: [ids.resolution],
  }
}

async function done(server: VillageApp, method: string, url: string, body: object) {
  const answer = await server.call('everyone', method, url, body)
  if (answer.status !== 200) throw new Error(`${method} ${url}: ${answer.text}`)
  return answer.body as unknown as Record<string, unknown> & { id: string }
}

/** A household with three people, a tag and a history. */
async function addPeople(server: VillageApp): Promise<KnownIds> {
  const person = (name: string) => ({
    ...{ name, sex: 'unknown', birthDate: '1980-05-01', identityNumber: null, phone: null },
  })
  const home = await done(server, 'POST', '/api/households', {
    ...{ placeCode: place, number: null, groupId: null, on: '2019-01-01', head: person('金独秀') },
    members: [
      { ...person('金无双'), relation: 'spouse' },
      { ...person('金稀有'), relation: 'son' },
    ],
  })
  const people = home.people as { id: string }[]
  const tag = { personId: people[0]!.id, tag: 'low_income', from: '2019-02-01', source: '镇民政办名单' }
  const tagged = await done(server, 'POST', `/api/households/${home.id}/tags`, tag)
  const persons = people.map(({ id }) => id)
  const names = ['personId', 'keepId', 'dropId', 'newHeadId', 'guardianId', 'memberIds', 'headId']
  return {
    ...Object.fromEntries(names.map((name) => [name, persons])),
    tagId: (tagged.tagRows as { id: string }[]).map(({ id }) => id),
    changeId: (tagged.changes as { id: string }[]).map(({ id }) => id),
    plateCode: [String(home.plateCode)],
  }
}

async function addPlaces(server: VillageApp): Promise<KnownIds> {
  const area = { placeCode: place, parentId: null, system: '村民小组', number: null, from: '2019-01-01' }
  const made = await done(server, 'POST', '/api/territory/areas', { ...area, kind: 'group', name: '一组' })
  const names = ['areaId', 'groupId', 'group', 'parentId', 'toGroupId', 'newGroupId']
  return Object.fromEntries(names.map((name) => [name, [made.id]]))
}

/** A role of an account, and long work. */
async function addOthers(server: VillageApp, runs: readonly string[]): Promise<KnownIds> {
  const listed = await server.call('everyone', 'GET', '/api/accounts?search=clerk')
  const grants = listed.body.rows.flatMap((row) => row.grants as { id: string }[])
  const run = await done(server, 'POST', '/api/audit/verification', { countyCode: county })
  return { grantId: grants.map(({ id }) => id), runId: [...runs, String(run.runId)] }
}

/** Ids and names that nobody outside the village may be told. */
export function secretsOf({ known, server }: Scene): string[] {
  const kinds = ['householdId', 'personId', 'accountId', 'claimId', 'bookId', 'entryId', 'enrolmentId']
  const more = ['objectionId', 'fileId', 'resolutionId', 'tagId', 'changeId', 'grantId', 'closeId', 'planId']
  const own = server.actors.stranger!.accountId
  const ids = [...kinds, ...more].flatMap((kind) => known[kind] ?? []).filter((id) => id !== own)
  const names = ['金独秀', '金无双', '金稀有', '账号clerk', '账号villager', '户主1', '户主2']
  return [...ids, ...names]
}
