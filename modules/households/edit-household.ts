import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { spellName } from '../territory/index.ts'
import { knowPerson, refuseTakenIdentities } from './check-person.ts'
import { refuseForeignGroup } from './check-place.ts'
import type { editHousehold as editHouseholdRoute, editPerson as editPersonRoute } from './contract.ts'
import { getHousehold } from './find-households.ts'
import { refuseGuardian } from './prepare-operation.ts'
import { sealPerson } from './seal-person.ts'
import { findByNumber, findHouseholdRow, findPersonRecord } from './store.ts'
import { updateHousehold } from './store-edits.ts'
import { insertChanges } from './store-history.ts'
import { findSealed, renameHead, updatePerson } from './store-persons.ts'

/** Changes number, group, address or standing of a household. */
export async function editHousehold(
  act: Act,
  county: string,
  householdId: string,
  request: RouteBody<typeof editHouseholdRoute>,
) {
  const row = await findHouseholdRow(act.tx, county, householdId)
  if (!row) throw new Refusal('record.not_found')
  const { placeCode } = row
  act.authorise('households.manage', { placeCode })
  if (row.validTo !== null) throw new Refusal('household.ended', { number: row.number, on: row.validTo })
  await refuseForeignGroup(act, placeCode, request.groupId, 'body.groupId')
  if (request.number !== row.number) {
    const taken = await findByNumber(act.tx, county, placeCode, request.number)
    if (taken)
      throw new Refusal(
        'household.number_taken',
        { number: request.number, head: taken.headName },
        'body.number',
      )
  }
  const { revision, ...edit } = request
  if (!(await updateHousehold(act.tx, county, householdId, revision, edit)))
    throw new Refusal('request.stale')
  const fields = (['number', 'groupId', 'address', 'standing'] as const).filter(
    (field) => row[field] !== request[field],
  )
  await keepEdit(act, county, { placeCode, householdId, personId: null, number: request.number, fields })
  return getHousehold(act, county, householdId)
}

/** Changes what is known of a person. Identity number and phone stay when the request leaves them out. */
export async function editPerson(
  act: Act,
  secrets: Secrets,
  county: string,
  personId: string,
  request: RouteBody<typeof editPersonRoute>,
) {
  const record = await findPersonRecord(act.tx, county, personId, 'lock')
  if (!record) throw new Refusal('record.not_found')
  const { placeCode, householdId } = record
  act.authorise('households.manage', { placeCode })
  if (record.leftOn !== null || record.mergedInto !== null) throw new Refusal('record.not_found')
  const today = chinaDateOf(act.now)
  // A number that stays still has to agree with the birth date and sex that are given now.
  const kept = request.identityNumber === undefined ? await findSealed(act.tx, county, personId) : undefined
  const keptNumber = kept?.identity ? secrets.decrypt(kept.identity) : null
  const known = knowPerson(
    {
      ...request,
      identityNumber: request.identityNumber === undefined ? keptNumber : request.identityNumber,
      phone: request.phone ?? null,
    },
    today,
    'body',
  )
  await refuseTakenIdentities(act, secrets, county, [known], personId)
  if (request.guardianId !== null && request.guardianId !== record.guardianId)
    await refuseGuardian(act, county, request.guardianId, personId, today, 'body.guardianId')
  const sealed = sealPerson(secrets, known)
  const written = await updatePerson(act.tx, county, personId, request.revision, {
    ...spellName(known.name, 'person'),
    name: known.name,
    sex: known.sex,
    birthDate: known.birthDate,
    registration: request.registration,
    presence: request.presence,
    partyMember: request.partyMember,
    guardianId: request.guardianId,
    identity: request.identityNumber === undefined ? undefined : sealed,
    phone: request.phone === undefined ? undefined : sealed,
  })
  if (!written) throw new Refusal('request.stale')
  if (known.name !== record.name) await renameHead(act.tx, county, personId, householdId, known.name)
  const fields: string[] = (
    ['name', 'sex', 'birthDate', 'registration', 'presence', 'partyMember', 'guardianId'] as const
  ).filter((field) => record[field] !== (field in known ? known[field as 'name'] : request[field]))
  if (request.identityNumber !== undefined && sealed.identityHash !== record.identityHash)
    fields.push('identityNumber')
  if (request.phone !== undefined && sealed.phoneHash !== record.phoneHash) fields.push('phone')
  await keepEdit(act, county, {
    placeCode,
    householdId,
    personId,
    number: record.householdNumber,
    name: known.name,
    fields,
  })
  return getHousehold(act, county, householdId)
}

const fieldNames: Record<string, { zh: string; en: string }> = {
  number: { zh: '户编号', en: 'number' },
  groupId: { zh: '村民小组', en: 'group' },
  address: { zh: '住址', en: 'address' },
  standing: { zh: '户别', en: 'standing' },
  name: { zh: '姓名', en: 'name' },
  sex: { zh: '性别', en: 'sex' },
  birthDate: { zh: '出生日期', en: 'birth date' },
  registration: { zh: '户籍', en: 'registration' },
  presence: { zh: '在家或外出', en: 'presence' },
  partyMember: { zh: '党员', en: 'Party membership' },
  guardianId: { zh: '监护人', en: 'guardian' },
  identityNumber: { zh: '身份证号', en: 'identity number' },
  phone: { zh: '手机号', en: 'phone' },
}

/** History and audit tell which fields changed, and never what stood in them. */
async function keepEdit(
  act: Act,
  county: string,
  edit: {
    placeCode: string
    householdId: string
    personId: string | null
    number: string
    name?: string
    fields: readonly string[]
  },
): Promise<void> {
  if (edit.fields.length === 0) return
  const list = (language: 'zh' | 'en') =>
    edit.fields.map((field) => fieldNames[field]![language]).join(language === 'zh' ? '、' : ', ')
  const summary = {
    zh: `第${edit.number}户${edit.name ?? ''}修改了${list('zh')}`,
    en: `Household ${edit.number}${edit.name ? `, ${edit.name}` : ''}: changed ${list('en')}`,
  }
  const { placeCode, householdId, personId } = edit
  await insertChanges(
    act.tx,
    county,
    [
      {
        id: makeId(),
        placeCode,
        householdId,
        otherHouseholdId: null,
        personId,
        kind: 'edited',
        on: chinaDateOf(act.now),
        detail: { summary, reason: '', effects: [], fields: [...edit.fields] },
        undoesId: null,
      },
    ],
    { at: act.now, accountId: act.actor.accountId, name: act.actor.name },
  )
  act.record({
    placeCode,
    householdId,
    action: personId === null ? 'households.edit' : 'households.edit_person',
    subjectKind: personId === null ? 'household' : 'person',
    subjectId: personId ?? householdId,
    detail: { fields: [...edit.fields] },
  })
}
