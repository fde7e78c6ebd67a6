import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { assertFilesKnown } from '../files/index.ts'
import type { apply as applyRoute, shareOut as shareOutRoute } from './contract.ts'
import { decideApplication } from './decide-acceptance.ts'
import { getGroup, rulesOfCollective } from './rules-of-collective.ts'
import {
  type CreationRow,
  changeCreation,
  countyOf,
  findCreation,
  insertCreation,
  listAttempts,
  lockCreation,
} from './store.ts'
import { isBarred } from './store-acceptances.ts'

/** Takes a group's application for a year: refused without consent, without a team, or while it is barred (G-4, G-5). */
export async function applyForGroup(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof applyRoute>,
): Promise<CreationRow> {
  act.authorise('collectives.apply', { placeCode: body.placeCode })
  decideDays(body, chinaDateOf(act.now))
  const { rules } = await rulesOfCollective(act, library, body, body.appliedOn)
  await getGroup(act, body.placeCode, body.groupId, body.appliedOn)
  decideApplication(rules, {
    consent: body.consent !== null,
    team: body.team !== null,
    barred: await isBarred(act.tx, body),
    year: body.year,
  })
  await assertFilesKnown(act, body.placeCode, body.consent?.files ?? [], 'body.consent.files')
  const [newest] = await listAttempts(act.tx, body)
  if (newest && newest.state !== 'failed')
    throw new Refusal('collectives.creation_exists', { year: body.year }, 'body.groupId')
  const id = makeId()
  const row = { ...body, id, attempt: (newest?.attempt ?? 0) + 1 }
  if (!(await insertCreation(act.tx, { ...row, by: act.actor.accountId, at: act.now })))
    throw new Refusal('collectives.creation_exists', { year: body.year }, 'body.groupId')
  act.record({
    placeCode: body.placeCode,
    action: 'collectives.apply',
    subjectKind: 'creation',
    subjectId: id,
    detail: { groupId: body.groupId, year: body.year, consent: body.consent, team: body.team },
  })
  return (await findCreation(act.tx, countyOf(body.placeCode), id))!
}

function decideDays(body: RouteBody<typeof applyRoute>, today: string): void {
  const before = [body.consent?.agreedOn, body.team?.formedOn].filter((day) => day !== undefined)
  const fits =
    body.appliedOn <= today &&
    body.appliedOn.startsWith(body.year) &&
    before.every((day) => day <= body.appliedOn)
  if (!fits) throw new Refusal('collectives.day_order', {}, 'body.appliedOn')
}

/** Shares the group out among Party members, each with a stretch of her own. */
export async function shareOut(
  act: Act,
  creationId: string,
  body: RouteBody<typeof shareOutRoute>,
): Promise<CreationRow> {
  const row = await lockForAct(act, creationId, 'collectives.apply', ['creating', 'preliminary'])
  if (row.revision !== body.revision) throw new Refusal('request.stale')
  await changeCreation(act.tx, row, { stretches: body.stretches })
  act.record({
    placeCode: row.placeCode,
    action: 'collectives.apply',
    subjectKind: 'creation',
    subjectId: creationId,
    detail: { stretches: body.stretches },
  })
  return (await findCreation(act.tx, countyOf(row.placeCode), creationId))!
}

const stateWords: Record<CreationRow['state'], { zh: string; en: string }> = {
  creating: { zh: '创建中', en: 'in the making' },
  preliminary: { zh: '初步验收通过', en: 'through preliminary acceptance' },
  accepted: { zh: '达标', en: 'accepted' },
  failed: { zh: '未达标', en: 'not accepted' },
}

/** A creation locked for an act that its state allows. */
export async function lockForAct(
  act: Act,
  creationId: string,
  action: string,
  states: readonly CreationRow['state'][],
): Promise<CreationRow> {
  const row = await lockCreation(act.tx, act.actor.countyCode, creationId)
  if (!row) throw new Refusal('record.not_found')
  act.authorise(action, { placeCode: row.placeCode })
  if (!states.includes(row.state)) {
    const { zh, en } = stateWords[row.state]
    throw new Refusal('collectives.wrong_state', { state: zh, stateEn: en })
  }
  return row
}
