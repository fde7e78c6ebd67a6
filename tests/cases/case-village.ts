import assert from 'node:assert/strict'
import { v7 as makeId } from 'uuid'
import { type Actor, type Role, roles } from '../../engines/access/access.ts'
import { resolveScheme } from '../../engines/scheme/resolve-scheme.ts'
import type { Board } from '../../modules/boards/scheme.ts'
import type { DividendRules } from '../../modules/dividends/scheme.ts'
import type { FundRules } from '../../modules/funds/scheme.ts'
import { insertEnrolments } from '../../modules/points/index.ts'
import type { PointsBook } from '../../modules/points/scheme.ts'
import type { Procedure } from '../../modules/procedures/scheme.ts'
import type { ExchangeRules } from '../../modules/shops/scheme.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { photo } from '../../platform/files/made-files.ts'
import { valueTableOf } from '../../platform/schemes/read-scheme.ts'
import type { WorkedCase } from '../../platform/schemes/run-cases.ts'
import { sendForm } from '../api/send-form.ts'
import { arrangeHouseholds } from '../points-village.ts'
import type { CaseWorld } from './case-world.ts'

export type Settings = WorkedCase['settings']

/** What drivers read of replies. */
export interface Fields {
  [field: string]: unknown
  id: string
  revision: number
  state: string
  rows: Fields[]
}

export interface Reply {
  /** Null when it was done, else why it was refused. */
  code: string | null
  body: Fields
}

/** A village’s code with everybody who has a post there; nothing else exists yet. */
export interface CasePlace {
  world: CaseWorld
  code: string
  /** Lets somebody else sign in: a villager, or an account with more posts. */
  admit(name: string, more: Partial<Actor>): void
  /** Asks as somebody on a day; a refusal is an answer too. */
  ask(as: string, day: string, method: string, url: string, body?: object): Promise<Reply>
  /** The same, and it must be done. */
  must(as: string, day: string, method: string, url: string, body?: object): Promise<Fields>
}

/** A village that lives under a scheme. */
export interface CaseVillage extends CasePlace {
  schemeId: string
  adoptionId: string
  households: string[]
  /** Year in which the scheme came into force. */
  year: string
  /** The scheme with the village’s values on a day: points and yuan in hundredths. */
  rules(day: string): {
    points?: PointsBook[]
    dividend?: DividendRules
    procedure?: Procedure
    exchange?: ExchangeRules
    funds?: FundRules
    boards?: Board[]
  }
  /** The scheme’s first book, of which all cases speak. */
  book(day: string): PointsBook
  /** A photo that the village has uploaded; each number is another one. */
  file(number: number): Promise<string>
  /** A new file that is kept for a step. */
  paper(): Promise<string>
  /** What the village has brought about so far and a step may show: id by what it proves; the period of the list of deeds stands under `period`. */
  records: Record<string, string>
}

export function openPlace(world: CaseWorld, kind?: 'street' | 'town'): CasePlace {
  const code = world.nextPlace(kind)
  const admit: CasePlace['admit'] = (name, more) => {
    world.server.actors[`${code} ${name}`] = {
      accountId: makeId(),
      countyCode: code.slice(0, 6),
      placeCode: code,
      name: `账号${name}`,
      personId: null,
      householdId: null,
      grants: [],
      ...more,
    }
  }
  for (const role of Object.keys(roles) as Role[])
    admit(role, { grants: [{ role, scope: scopeOf(role, code) }] })
  const ask: CasePlace['ask'] = async (as, day, method, url, body) => {
    world.server.setDay(day)
    const answer = await world.server.call(`${code} ${as}`, method, url, body)
    return { code: answer.status === 200 ? null : answer.body.code, body: answer.body as unknown as Fields }
  }
  const must: CasePlace['must'] = async (as, day, method, url, body) => {
    const reply = await ask(as, day, method, url, body)
    const told = () => `${as}, ${method} ${url} on ${day}: ${JSON.stringify(reply.body).slice(0, 400)}`
    assert.ok(reply.code === null, told())
    return reply.body
  }
  return { world, code, admit, ask, must }
}

export function scopeOf(role: Role, code: string): string {
  if (role === 'county_officer') return code.slice(0, 6)
  return role === 'town_officer' ? code.slice(0, 9) : code
}

/** Values that a village fills in: those of the cases, and the proposed ones where a case needs none. */
export async function chooseValues(
  place: CasePlace,
  { schemeId, settings }: { schemeId: string; settings: Settings },
  startsOn: string,
): Promise<Settings> {
  const url = `/api/schemes/${schemeId}?place=${place.code}&on=${startsOn}`
  const shown = await place.must('secretary', startsOn, 'GET', url)
  const values = shown.values as { path: string; open: boolean; proposed: Settings[string] | null }[]
  const chosen = values.map(({ path, open, proposed }) => [path, settings[path] ?? (open ? proposed : null)])
  return Object.fromEntries(chosen.filter(([, value]) => value !== null))
}

/** Tries to put a scheme into force with values, from a day on. */
export async function adopt(
  place: CasePlace,
  schemeId: string,
  values: Settings,
  startsOn: string,
): Promise<Reply> {
  const url = `/api/schemes/${schemeId}`
  const dated = Object.entries(values).map(([path, value]) => ({ path, value, from: startsOn }))
  const draft = { placeCode: place.code, revision: null, values: dated }
  const { adoption } = await place.must('secretary', startsOn, 'PUT', `${url}/values`, draft)
  const resolutionId = await vote(place, '通过实施方案', startsOn)
  const { revision } = adoption as Fields
  const body = { placeCode: place.code, startsOn, resolutionId, revision }
  return place.ask('secretary', startsOn, 'POST', `${url}/in-force`, body)
}

/** Records a vote in which most came and agreed; gives the resolution. */
export async function vote(
  place: CasePlace,
  title: string,
  heldOn: string,
  body: string = 'members_congress',
): Promise<string> {
  const counts = { eligible: 60, present: 55, votesFor: 50, votesAgainst: 3, votesAbstain: 2 }
  const held = { placeCode: place.code, title, body, heldOn, ...counts }
  return (await place.must('clerk', heldOn, 'POST', '/api/meetings/resolutions', held)).id
}

/** Founds a village of so many households that all take part unless fewer do, its scheme in force from the first day of a year. */
export async function openVillage(
  world: CaseWorld,
  wish: {
    schemeId: string
    settings: Settings
    year: string
    households: number
    joined?: number
    kind?: 'street' | 'town'
  },
): Promise<CaseVillage> {
  const place = openPlace(world, wish.kind)
  const startsOn = `${wish.year}-01-01`
  await place.must('county_officer', startsOn, 'POST', '/api/territory/divisions', {
    ...{ code: place.code, name: `算例${place.code.slice(-3)}村`, from: startsOn, source: '算例' },
  })
  const values = await chooseValues(place, wish, startsOn)
  const adopted = await adopt(place, wish.schemeId, values, startsOn)
  assert.equal(adopted.code, null, JSON.stringify(adopted.body))
  const adoptionId = (adopted.body.adoption as Fields).id
  const households = Array.from({ length: wish.households }, () => makeId())
  const { database } = world.village
  await arrangeHouseholds(database, households, place.code)
  const joined = households
    .slice(0, wish.joined)
    .map((householdId) => ({ id: makeId(), householdId, joinedOn: startsOn }))
  const agreed = joined.map((one) => ({ ...one, agreedBy: '户主', proxy: null }))
  await database.transact(everywhere, (tx) =>
    insertEnrolments(tx, place.code, adoptionId, agreed, new Date(`${startsOn}T10:00:00+08:00`)),
  )
  const { content } = world.library.find(wish.schemeId)!
  const own = Object.fromEntries(Object.entries(values).map(([path, value]) => [path, { [startsOn]: value }]))
  const rules: CaseVillage['rules'] = (day) =>
    resolveScheme(content, valueTableOf(world.library.sections), own, day).plain
  const files: Promise<string>[] = []
  let papers = 0
  return {
    ...place,
    ...{ schemeId: wish.schemeId, adoptionId, households, year: wish.year, records: {}, rules },
    book: (day) => rules(day).points![0]!,
    file: async (number) => {
      for (let made = files.length; made <= number; made++) files.push(upload(place, 40 + made, 'evidence'))
      return files[number]!
    },
    paper: () => upload(place, 400 + papers++, 'procedure'),
  }
}

async function upload(place: CasePlace, width: number, purpose: string): Promise<string> {
  const content = await photo({ width }).jpeg().toBuffer()
  const sent = await sendForm(place.world.server.app, `${place.code} clerk`, '/api/files', [
    { name: 'purpose', content: purpose },
    { name: 'placeCode', content: place.code },
    { name: 'file', fileName: 'photo.jpg', content },
  ])
  assert.equal(sent.status, 200, sent.text)
  return (sent.json as { id: string }).id
}

export function dayAfter(day: string, days = 1): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

export const later = (...days: string[]): string => days.sort().at(-1)!
