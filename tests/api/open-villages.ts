import assert from 'node:assert/strict'
import { v7 as makeId } from 'uuid'
import type { Actor } from '../../engines/access/access.ts'
import { importDivisions, officialDivisions } from '../../modules/territory/index.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { photo } from '../../platform/files/made-files.ts'
import { handMadeWorkbook, sheetXml, textRow } from '../../platform/workbooks/hand-made-workbook.ts'
import { withExchange } from '../exchange-schemes.ts'
import { openVillageApp, type VillageApp } from '../points-app.ts'
import { openTestVillage, settings, type TestVillage } from '../points-village.ts'
import { liveTogether } from './live-together.ts'
import { everyRole, type KnownIds } from './open-scene.ts'
import { type RouteUnderTest, watchRoutes } from './routes-under-test.ts'
import { sendForm } from './send-form.ts'
import { divide, trade, vote } from './village-money.ts'

/** Two counties with two villages each; the first is the one that every test village has. */
export const villagePlaces = ['330482001213', '330482001204', '330424001201', '330424001208'] as const
export type VillagePlace = (typeof villagePlaces)[number]

/** A write as it was sent, to be sent again by somebody else. */
export interface SentWrite {
  method: string
  url: string
  body: object
  key: string
}

export interface LivedVillage {
  place: VillagePlace
  known: KnownIds
  /** Ids and names that no other village may be told. */
  secrets: string[]
  writes: SentWrite[]
}

export interface Villages {
  base: TestVillage
  server: VillageApp
  routes: RouteUnderTest[]
  lived: Record<VillagePlace, LivedVillage>
  close(): Promise<void>
}

export const today = '2020-04-03'

/**
 * Four villages that have each lived a year through the API: people, claims, lists, closes, plans, files, staged
 * uploads, long work. `<place> chief` has every role in a village, `<place> villager` its first household.
 */
export async function openVillages(): Promise<Villages> {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  const base = await openTestVillage(1, withExchange)
  for (const scope of ['330482001', '330424001'])
    await base.database.transact(everywhere, (tx) =>
      importDivisions(tx, officialDivisions(scope), { scope, apply: true }),
    )
  const { app: server, routes } = await watchRoutes(() => openVillageApp(base, '2019-01-02'))
  const close = async () => {
    await server.close()
    await base.close()
  }
  const lived = {} as Villages['lived']
  try {
    for (const [index, place] of villagePlaces.entries()) {
      addActors(server, place)
      lived[place] = await liveYear(server, place, `第${'甲乙丙丁'[index]}村`)
    }
  } catch (error) {
    await close()
    throw error
  }
  server.setDay(today)
  return { base, server, routes, lived, close }
}

function addActors(server: VillageApp, place: VillagePlace): void {
  const make = (more: Partial<Actor>): Actor => ({
    accountId: makeId(),
    countyCode: place.slice(0, 6),
    placeCode: place,
    name: `账号${place}`,
    personId: null,
    householdId: null,
    grants: everyRole.map((role) => ({ role, scope: place })),
    ...more,
  })
  for (const name of ['chief', 'reviewer', 'supervisor']) server.actors[`${place} ${name}`] = make({})
  server.actors[`${place} villager`] = make({ grants: [] })
  const county = place.slice(0, 6)
  server.actors[`${place} county`] = make({ grants: everyRole.map((role) => ({ role, scope: county })) })
}

type Fields = Record<string, unknown> & { id: string; revision: number; rows: { id: string }[] }

/** Acts of one village, on a day each, in the order of the year. */
class VillageLife {
  readonly writes: SentWrite[] = []
  readonly #server: VillageApp
  readonly #place: VillagePlace

  constructor(server: VillageApp, place: VillagePlace) {
    this.#server = server
    this.#place = place
  }

  async do(day: string, method: string, url: string, body?: object, who = 'chief'): Promise<Fields> {
    this.#server.setDay(day)
    const key = makeId()
    const answer = await this.#server.call(`${this.#place} ${who}`, method, url, body, key)
    assert.equal(answer.status, 200, `${method} ${url}: ${answer.text.slice(0, 300)}`)
    if (method !== 'GET' && who === 'chief') this.writes.push({ method, url, body: body ?? {}, key })
    return answer.body as unknown as Fields
  }

  /** Uploads a file and gives the answer. */
  async send(day: string, url: string, content: Buffer, fields: Record<string, string> = {}) {
    this.#server.setDay(day)
    const told = await sendForm(this.#server.app, `${this.#place} chief`, url, [
      ...Object.entries(fields).map(([name, text]) => ({ name, content: text })),
      { name: 'file', fileName: 'file', content },
    ])
    assert.equal(told.status, 200, told.text.slice(0, 300))
    return told.json as Record<string, string>
  }
}

async function liveYear(server: VillageApp, place: VillagePlace, mark: string): Promise<LivedVillage> {
  const life = new VillageLife(server, place)
  const people = await settle(life, place, mark)
  server.actors[`${place} villager`]!.householdId = people.households[0]!
  const files = { purpose: 'evidence', placeCode: place }
  const file = await life.send(
    '2019-01-02',
    '/api/files',
    await photo({ width: 40 + mark.length })
      .jpeg()
      .toBuffer(),
    files,
  )
  const adoptionId = await adopt(life, place)
  const run = await walk(life, { place, adoptionId })
  for (const householdId of people.households)
    await life.do('2019-01-06', 'POST', '/api/points/enrolments', {
      ...{ placeCode: place, adoptionId, householdId, joinedOn: '2019-01-06', agreedBy: mark },
    })
  const points = await score(life, {
    place,
    adoptionId,
    household: people.households[0]!,
    fileId: file.id!,
    mark,
  })
  const shop = await trade(life, {
    place,
    adoptionId,
    household: people.households[0]!,
    fileId: file.id!,
    mark,
  })
  const money = await divide(life, { place, adoptionId, households: people.households })
  const together = await liveTogether(life.do.bind(life), {
    ...{ place, mark, households: people.households, fileId: file.id! },
    groupId: people.ids.areaId,
  })
  const roll = handMadeWorkbook(
    sheetXml(textRow(1, ['户编号', '姓名', '与户主关系']) + textRow(2, ['9', mark, '户主'])),
  )
  const upload = await life.send(today, `/api/households/roll/uploads?place=${place}`, roll)
  const work = await server.call(`${place} county`, 'POST', '/api/audit/verification', {
    countyCode: place.slice(0, 6),
  })
  const ids: Record<string, string | string[]> = {
    ...people.ids,
    ...points,
    ...money,
    ...shop,
    ...together,
    adoptionId,
    procedureId: run,
    fileId: file.id!,
    uploadId: upload.uploadId!,
    workId: String((work.body as unknown as Fields).runId),
  }
  return { place, known: knownOf(place, ids), secrets: secretsOf(ids, mark), writes: life.writes }
}

/** A group, two households with their people, a tag and a changed head. */
async function settle(life: VillageLife, place: VillagePlace, mark: string) {
  const area = await life.do('2019-01-02', 'POST', '/api/territory/areas', {
    ...{ placeCode: place, parentId: null, kind: 'group', system: '村民小组' },
    ...{ name: `${mark}一组`, number: null, from: '2019-01-01' },
  })
  const person = (name: string) => ({
    ...{ name, sex: 'unknown', birthDate: '1980-05-01', identityNumber: null, phone: null },
  })
  const homes: Fields[] = []
  for (const name of ['首户', '次户'])
    homes.push(
      await life.do('2019-01-02', 'POST', '/api/households', {
        ...{ placeCode: place, number: null, groupId: area.id, on: '2019-01-01' },
        head: person(`${mark}${name}`),
        members: [{ ...person(`${mark}${name}之子`), relation: 'son' }],
      }),
    )
  const persons = (homes[0]!.people as { id: string }[]).map(({ id }) => id)
  const tag = { personId: persons[0], tag: `${mark}标签`, from: '2019-01-02', source: '名单' }
  const tagged = await life.do('2019-01-02', 'POST', `/api/households/${homes[0]!.id}/tags`, tag)
  const households = homes.map((home) => home.id)
  return {
    households,
    ids: {
      areaId: area.id,
      householdId: households,
      personId: persons,
      tagId: (tagged.tagRows as { id: string }[])[0]!.id,
      changeId: (tagged.changes as { id: string }[]).map(({ id }) => id),
      plateCode: String(homes[0]!.plateCode),
    },
  }
}

async function adopt(life: VillageLife, place: VillagePlace): Promise<string> {
  const at = '/api/schemes/pinghu-tongjie'
  // The first village stands under its scheme since it was opened.
  const present = await life.do('2019-01-02', 'GET', `${at}?place=${place}`)
  if (present.adoption) return (present.adoption as Fields).id
  const values = Object.entries(settings).map(([path, value]) => ({ path, value, from: '2019-01-01' }))
  const draft = await life.do('2019-01-02', 'PUT', `${at}/values`, {
    placeCode: place,
    revision: null,
    values,
  })
  const { revision } = draft.adoption as Fields
  const voted = await life.do(
    '2019-01-02',
    'POST',
    '/api/meetings/resolutions',
    vote(place, '通过方案', '2019-01-01'),
  )
  const body = { placeCode: place, startsOn: '2019-01-01', resolutionId: voted.id, revision }
  return ((await life.do('2019-01-02', 'POST', `${at}/in-force`, body)).adoption as Fields).id
}

async function walk(
  life: VillageLife,
  { place, adoptionId }: { place: VillagePlace; adoptionId: string },
): Promise<string> {
  // The year before, so that the first village, whose 2019 has begun, walks one too.
  const body = { placeCode: place, adoptionId, cycle: '2020', startedOn: '2019-12-01' }
  const run = await life.do('2019-12-01', 'POST', '/api/procedures', body)
  const url = `/api/procedures?place=${place}&adoption=${adoptionId}&cycle=2019`
  const now = villagePlaces[0] === place ? await life.do('2019-12-01', 'GET', url) : undefined
  const year =
    now ??
    (await life.do('2019-01-03', 'POST', '/api/procedures', {
      ...body,
      cycle: '2019',
      startedOn: '2019-01-03',
    }))
  const paper = async (document: string) => {
    const content = await photo({ width: 60 + document.length })
      .jpeg()
      .toBuffer()
    const file = await life.send('2019-01-02', '/api/files', content, {
      purpose: 'procedure',
      placeCode: place,
    })
    return [{ kind: 'file', id: file.id!, document, text: '材料', link: null }]
  }
  if (!now)
    for (const step of ['draft', 'consult', 'town_review', 'scheme_publicity', 'announce'])
      await life.do('2019-01-05', 'POST', `/api/procedures/${year.id}/steps/${step}`, {
        doneOn: '2019-01-05',
        evidence: await paper(step),
      })
  await life.do('2019-12-02', 'POST', `/api/procedures/${run.id}/steps/draft`, {
    doneOn: '2019-12-02',
    evidence: await paper('draft'),
  })
  return run.id
}

interface Deed {
  place: VillagePlace
  adoptionId: string
  household: string
  fileId: string
  mark: string
}

/** One deed from claim to entry, with an objection on its way, and another one still under review. */
async function score(life: VillageLife, { place, adoptionId, household, fileId, mark }: Deed) {
  const book = { placeCode: place, adoptionId, bookKey: 'shanzhi' }
  const deed = {
    ...{
      ...book,
      householdId: household,
      itemKey: 'public_affairs',
      proposed: 1000,
      occurredOn: '2019-02-01',
    },
    ...{ reason: `${mark}清理河道`, evidence: [fileId], channel: 'cadre', medium: 'console' },
  }
  const claim = await life.do('2019-02-01', 'POST', '/api/points/claims', deed)
  let revision = claim.revision
  for (const [step, who] of [
    ['verify', 'chief'],
    ['deliberate', 'reviewer'],
    ['supervise', 'supervisor'],
  ] as const) {
    const panel = step === 'deliberate' ? ['甲', '乙', '丙'].map((name) => ({ name })) : []
    const path = `/api/points/claims/${claim.id}/decisions`
    revision = (
      await life.do('2019-02-05', 'POST', path, { stepKey: step, decision: 'pass', panel, revision }, who)
    ).revision
  }
  const shown = await life.do('2019-04-16', 'POST', '/api/points/publicity', {
    ...{ ...book, list: 'entries', period: '2019-Q1', opensOn: '2019-04-16', spot: '公开栏' },
  })
  const list = await life.do('2019-04-17', 'GET', `/api/publicity/${shown.listId}`)
  const objection = await life.do('2019-04-17', 'POST', `/api/publicity/${shown.listId}/objections`, {
    ...{ lineId: list.rows[0]!.id, reason: `${mark}有人说不对`, medium: 'console' },
  })
  const answer = { outcome: 'dismissed', answer: '已经核实', revision: objection.revision }
  await life.do(
    '2019-04-18',
    'POST',
    `/api/publicity/objections/${objection.id}/answer`,
    answer,
    'supervisor',
  )
  await life.do('2019-04-23', 'POST', `/api/publicity/${shown.listId}/settlement`, {})
  const open = await life.do('2020-01-04', 'POST', '/api/points/claims', {
    ...deed,
    occurredOn: '2019-06-01',
  })
  await life.do('2020-01-04', 'POST', `/api/points/claims/${open.id}/withdrawal`, { revision: open.revision })
  const passbook = await life.do('2020-01-04', 'GET', `/api/points/households/${household}/passbook`)
  const entries = await life.do('2020-01-04', 'GET', `/api/points/passbooks/${passbook.bookId}/entries`)
  const enrolments = await life.do('2020-01-04', 'GET', `/api/points/enrolments?household=${household}`)
  return {
    claimId: [claim.id, open.id],
    listId: String(shown.listId),
    lineId: list.rows[0]!.id,
    objectionId: objection.id,
    bookId: String(passbook.bookId),
    entryId: entries.rows.map(({ id }) => id),
    enrolmentId: enrolments.rows.map(({ id }) => id),
  }
}

/** The names under which requests ask for records. */
function knownOf(place: string, ids: Record<string, string | string[]>): KnownIds {
  const list = (name: string) => [ids[name] ?? []].flat()
  const same = (names: string, from: string) =>
    Object.fromEntries(names.split(' ').map((name) => [name, list(from)]))
  return {
    ...Object.fromEntries(Object.keys(ids).map((name) => [name, list(name)])),
    ...Object.fromEntries(
      ['place', 'placeCode', 'of', 'code', 'toPlaceCode', 'parent'].map((name) => [name, [place]]),
    ),
    ...Object.fromEntries(['county', 'countyCode'].map((name) => [name, [place.slice(0, 6)]])),
    ...same('household otherHouseholdId toHouseholdId householdIds', 'householdId'),
    ...same('keepId dropId newHeadId guardianId memberIds', 'personId'),
    ...same('groupId group parentId toGroupId newGroupId', 'areaId'),
    ...same('evidence minutes signatureFileId vouchers', 'fileId'),
    ...same('good', 'goodId'),
    ...same('adoption', 'adoptionId'),
    ...same('claimIds', 'claimId'),
    runId: [...list('procedureId'), ...list('workId')],
    subjectId: list('claimId'),
  }
}

/** What hangs on the public board, a scheme's adoption and the parts of a village are no secrets. */
const open = new Set(['listId', 'lineId', 'adoptionId', 'procedureId', 'plateCode', 'areaId'])

function secretsOf(ids: Record<string, string | string[]>, mark: string): string[] {
  const hidden = Object.entries(ids).filter(([name]) => !open.has(name))
  return [...hidden.flatMap(([, value]) => value), `${mark}首户`, `${mark}次户`, `${mark}清理`, `${mark}有人`]
}
