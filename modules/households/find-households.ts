import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Page } from '../../platform/database/take-page.ts'
import type { Act } from '../../platform/http/context.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { listAreaRows, listAreaRowsByIds, listShortNames, spellSearch } from '../territory/index.ts'
import { knownTags, tagWords } from './contract.ts'
import { ages, ageYears, bornBy, isUnder14, mayVote } from './decide-age.ts'
import { plainPhone } from './decide-person.ts'
import { findKnownTag, isSensitiveTag } from './decide-tags.ts'
import { identityPrint, phonePrint } from './seal-person.ts'
import {
  findHouseholdRow,
  type HouseholdFilters,
  type HouseholdListRow,
  type HouseholdSort,
  listFigures,
  listHouseholdRows,
  listMemberRecords,
  listPersonRecords,
  listTagRecords,
  type MembershipRecord,
  type PersonRecord,
  type SearchTerms,
  type TagRecord,
} from './store.ts'
import { countByGroup, countByTag, countRoll } from './store-figures.ts'
import { type ChangeRow, listChangeRows } from './store-history.ts'
import { listPlacements } from './store-placements.ts'
import { undoAction } from './undo-change.ts'

/** Takes a search box apart: whole phones and identity numbers are looked up by fingerprint, never in clear. */
export function readSearch(secrets: Secrets, search: string): SearchTerms {
  const text = search.normalize('NFKC').trim()
  const compact = text.replaceAll(/[\s-]/g, '').toUpperCase()
  const phone = plainPhone(compact)
  const print = /^\d{17}[\dX]$/.test(compact)
    ? identityPrint(secrets, compact)
    : phone !== undefined
      ? phonePrint(secrets, phone)
      : null
  return {
    text,
    letters: /^\d+$/.test(text) ? '' : spellSearch(text),
    print,
    phoneEnd: print === null && /^\d{4}$/.test(text) ? text : null,
  }
}

/** The place that a list is about: as asked, or the actor's own; refused unless it may be read as a whole. */
export function readPlace(
  act: Act,
  asked: string | undefined,
  action: string,
): { place: string; county: string } {
  const place = (asked ?? act.actor.placeCode).replace(/(?:000){1,2}$/, '')
  if (place.length < 6 || /^\d{4}00$/.test(place))
    throw new Refusal('household.place_too_wide', {}, 'query.place')
  act.authorise(action, { placeCode: place })
  return { place, county: place.slice(0, 6) }
}

/** Tags that the actor may see at a place; null is all of them. */
function tagsShownTo(act: Act, place: string, householdId?: string): string[] | null {
  if (act.may('households.read_sensitive', { placeCode: place, householdId: householdId ?? null }))
    return null
  return Object.keys(knownTags).filter((tag) => !isSensitiveTag(tag))
}

export interface ListQuery extends Page {
  place?: string | undefined
  search: string
  groupId?: string | undefined
  areaId?: string | undefined
  tag?: string | undefined
  presence?: 'resident' | 'away' | undefined
  standing?: 'local' | 'resident' | undefined
  state: 'current' | 'ended' | 'all'
  sort: HouseholdSort
  order: 'asc' | 'desc'
}

/** The filters of a list as the store takes them, once the actor may do `action` at the place. */
export function readFilters(
  act: Act,
  secrets: Secrets,
  query: Omit<ListQuery, 'sort' | 'order' | keyof Page>,
  action: string,
): HouseholdFilters {
  const { place, county } = readPlace(act, query.place, action)
  return {
    county,
    place,
    search: readSearch(secrets, query.search),
    groupId: query.groupId,
    areaId: query.areaId,
    tag: query.tag,
    tagsShown: tagsShownTo(act, place),
    presence: query.presence,
    standing: query.standing,
    state: query.state,
  }
}

/** One page of households below a place, as the filters ask. */
export async function listHouseholds(act: Act, secrets: Secrets, query: ListQuery) {
  const filters = readFilters(act, secrets, query, 'households.read')
  const { place, county } = filters
  const groups = query.sort === 'group' && place.length === 12 ? await listAreaRows(act.tx, place) : []
  const { rows, total } = await listHouseholdRows(act.tx, filters, {
    sort: query.sort,
    descending: query.order === 'desc',
    groupOrder: groups.map((group) => group.id),
    page: query,
  })
  return { rows: await describeRows(act, county, rows, filters.tagsShown), total }
}

/** Adds counts, tags and names to rows of households: one statement each for any number of rows. */
async function describeRows(
  act: Act,
  county: string,
  rows: readonly HouseholdListRow[],
  tagsShown: readonly string[] | null,
) {
  const figures = await listFigures(act.tx, county, idsOf(rows), tagsShown)
  const groupIds = [...new Set(rows.flatMap((row) => row.groupId ?? []))]
  const groups = new Map(
    (await listAreaRowsByIds(act.tx, county, groupIds)).map((group) => [group.id, group.name]),
  )
  const places = await listShortNames(
    act.tx,
    rows.map((row) => row.placeCode),
  )
  return rows.map(({ plateCode: _, ...row }) => {
    const counted = figures.get(row.id)
    return {
      ...row,
      placeName: places.get(row.placeCode) ?? row.placeCode,
      groupName: row.groupId === null ? null : (groups.get(row.groupId) ?? null),
      members: counted?.members ?? 0,
      away: counted?.away ?? 0,
      partyMembers: counted?.partyMembers ?? 0,
      phoneMasked: counted?.phoneMasked ?? null,
      tags: counted?.tags ?? [],
    }
  })
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map((row) => row.id)
}

/** Totals of a place, by group and by tag. */
export async function getRollFigures(act: Act, query: { place?: string | undefined }) {
  const { place, county } = readPlace(act, query.place, 'households.read')
  const today = chinaDateOf(act.now)
  const totals = await countRoll(act.tx, county, place, {
    fourteen: bornBy(ages.guardianUnderYears, today),
    sixty: bornBy(ages.elderFromYears, today),
    eighteen: bornBy(ages.voteFromYears, today),
  })
  const byGroup = await countByGroup(act.tx, county, place)
  const names = new Map(
    (
      await listAreaRowsByIds(
        act.tx,
        county,
        byGroup.flatMap((group) => group.groupId ?? []),
      )
    ).map((area) => [area.id, area]),
  )
  const groups = byGroup
    .map((group) => ({
      ...group,
      name: names.get(group.groupId ?? '')?.name ?? '未分组',
      number: names.get(group.groupId ?? '')?.number ?? '999',
    }))
    .sort((one, other) => one.number.localeCompare(other.number))
    .map(({ number: _, ...group }) => group)
  const tags = await countByTag(act.tx, county, place, tagsShownTo(act, place))
  return { ...totals, groups, tags: tags.map((row) => ({ ...row, label: tagWords(row.tag) })) }
}

export async function listPersons(
  act: Act,
  secrets: Secrets,
  query: { place?: string | undefined; search: string } & Page,
) {
  const { place, county } = readPlace(act, query.place, 'households.read')
  const today = chinaDateOf(act.now)
  const { rows, total } = await listPersonRecords(act.tx, {
    county,
    place,
    search: readSearch(secrets, query.search),
    page: query,
  })
  return { rows: rows.map((row) => showPerson(row, today)), total }
}

export function showPerson(row: PersonRecord, today: string) {
  const { identityHash: _, phoneHash: __, leftOn: ___, mergedInto: ____, ...shown } = row
  return { ...shown, ageYears: row.diedOn === null ? ageYears(row.birthDate, today) : null }
}

function showMember(row: MembershipRecord, today: string) {
  const { membershipId: _, from, to, reasonIn, reasonOut, ...person } = row
  return {
    ...showPerson(person, today),
    under14: row.diedOn === null && isUnder14(row.birthDate, today),
    mayVote: row.diedOn === null && mayVote(row.birthDate, today),
    from,
    to,
    reasonIn,
    reasonOut,
  }
}

/** The household of the actor herself. */
export async function getOwnHousehold(act: Act) {
  if (act.actor.householdId === null) throw new Refusal('household.no_own')
  return getHousehold(act, act.actor.countyCode, act.actor.householdId)
}

/** One household whole. A villager reads the own one; others need households.read at its place. */
export async function getHousehold(act: Act, county: string, householdId: string) {
  const row = await findHouseholdRow(act.tx, county, householdId)
  if (!row) throw new Refusal('record.not_found')
  const subject = { placeCode: row.placeCode, householdId: row.id }
  act.authorise('households.read', subject)
  const today = chinaDateOf(act.now)
  const shown = tagsShownTo(act, row.placeCode, row.id)
  const [described] = await describeRows(act, county, [row], shown)
  const people = await listMemberRecords(act.tx, county, row.id, true)
  const former = await listMemberRecords(act.tx, county, row.id, false)
  const changes = await listChangeRows(act.tx, county, row.id, { page: 1, pageSize: 20 })
  const inPlace = { placeCode: row.placeCode }
  return {
    ...described!,
    people: people.map((one) => showMember(one, today)),
    formerPeople: former.map((one) => showMember(one, today)),
    tagRows: (await listTagRecords(act.tx, county, row.id))
      .filter((tag) => shown === null || shown.includes(tag.tag))
      .map(showTag),
    areas: await listPlacements(act.tx, county, row.id),
    plateCode: act.may('households.plates', inPlace) && row.validTo === null ? row.plateCode : null,
    changes: showChanges(act, changes.rows, true),
    may: {
      manage: act.may('households.manage', inPlace),
      move: act.may('households.move', inPlace),
      reveal: act.may('households.reveal_identity', inPlace),
      plate: act.may('households.plates', inPlace),
    },
  }
}

function showTag(tag: TagRecord) {
  const known = findKnownTag(tag.tag)
  return {
    id: tag.id,
    tag: tag.tag,
    label: tagWords(tag.tag),
    kind: known?.kind ?? ('condition' as const),
    personId: tag.personId,
    from: tag.from,
    to: tag.to,
    source: tag.source,
  }
}

/** Lines of the history; on its first page the newest change that moved people and still holds may be undone. */
function showChanges(act: Act, rows: readonly ChangeRow[], firstPage: boolean) {
  const newest = rows.find((row) => row.kind !== 'edited' && row.kind !== 'undone' && row.undoneById === null)
  return rows.map((row) => showChange(act, row, firstPage && row === newest))
}

/** A line of the history. Only the newest can be undone, and only by who might do it. */
function showChange(act: Act, row: ChangeRow, newest: boolean) {
  const { detail } = row
  const action = undoAction(row)
  return {
    id: row.id,
    kind: row.kind,
    on: row.on,
    at: row.at.toISOString(),
    byName: row.byName,
    householdId: row.householdId,
    otherHouseholdId: row.otherHouseholdId,
    personId: row.personId,
    summary: detail.summary,
    effects: detail.effects,
    undoesId: row.undoesId,
    undoneById: row.undoneById,
    mayUndo:
      newest &&
      detail.plan !== undefined &&
      row.undoneById === null &&
      detail.across === undefined &&
      act.may(action, { placeCode: row.placeCode }) &&
      act.may(action, { placeCode: detail.toPlaceCode ?? row.placeCode }),
  }
}

export async function listChanges(act: Act, county: string, query: { householdId: string } & Page) {
  const row = await findHouseholdRow(act.tx, county, query.householdId)
  if (!row) throw new Refusal('record.not_found')
  act.authorise('households.read', { placeCode: row.placeCode, householdId: row.id })
  const { rows, total } = await listChangeRows(act.tx, county, row.id, query)
  return {
    rows: showChanges(act, rows, query.page === 1),
    total,
    placeCode: row.placeCode,
  }
}
