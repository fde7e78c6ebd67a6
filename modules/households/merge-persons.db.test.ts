import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { editPerson } from './edit-household.ts'
import { listDuplicates } from './find-duplicates.ts'
import { getHousehold } from './find-households.ts'
import { addTag } from './keep-tags.ts'
import { mergePersons, previewPersonMerge } from './merge-persons.ts'
import { revealField } from './reveal-field.ts'
import {
  county,
  openHousehold,
  openTestVillage,
  personOf,
  refusalOf,
  type TestVillage,
  tongjie,
} from './test-village.ts'
import { undoChange } from './undo-change.ts'

let village: TestVillage
before(async () => {
  village = await openTestVillage()
})
after(() => village.database.close())

const read = (id: string) => village.as('clerk', tongjie, (act) => getHousehold(act, county, id))

test('a double is found, merged into the kept record with all that hangs on it, and taken apart again', async () => {
  const first = await openHousehold(village, [
    { name: '沈大', relation: 'head', birthDate: '1955-01-01' },
    { name: '沈小妹', relation: 'daughter', birthDate: '1990-07-08' },
  ])
  const second = await openHousehold(village, [
    { name: '吴大', relation: 'head', birthDate: '1956-01-01' },
    {
      name: '沈小妹',
      relation: 'daughter_in_law',
      birthDate: '1990-07-08',
      sequence: 2,
      phone: '13800000001',
    },
    { name: '吴宝', relation: 'grandson', birthDate: '2015-01-01' },
  ])
  const keepId = first.people[1]!.id
  const dropId = second.people.find((one) => one.name === '沈小妹')!.id
  const childId = second.people.find((one) => one.name === '吴宝')!.id
  await village.as('clerk', tongjie, async (act) => {
    await addTag(act, county, second.id, {
      personId: dropId,
      tag: '志愿者',
      from: '2020-01-01',
      source: '登记表',
    })
    const child = (await getHousehold(act, county, second.id)).people.find((one) => one.id === childId)!
    const { sequence: _, ...ward } = {
      ...personOf({ name: '吴宝', relation: 'grandson', birthDate: '2015-01-01' }),
      sequence: 0,
    }
    const { identityNumber: __, phone: ___, ...plain } = ward
    await editPerson(act, village.secrets, county, childId, {
      ...plain,
      guardianId: dropId,
      revision: child.revision,
    })
  })
  const pairs = await village.as('clerk', tongjie, (act) => listDuplicates(act, { page: 1, pageSize: 50 }))
  assert.deepEqual(
    pairs.rows.map((pair) => [pair.by, pair.first.name, pair.second.name]),
    [['name_birth', '沈小妹', '沈小妹']],
  )
  const request = { keepId, dropId, reason: '同一人' }
  const result = await village.as('clerk', tongjie, async (act) => {
    const { digest } = await previewPersonMerge(act, county, request)
    return mergePersons(act, county, { ...request, digest })
  })
  const [kept, left] = [await read(first.id), await read(second.id)]
  const person = kept.people.find((one) => one.id === keepId)!
  assert.ok(person.identityMasked && person.phoneMasked)
  assert.deepEqual(kept.tags, ['volunteer'])
  assert.deepEqual(
    left.people.map((one) => one.name),
    ['吴大', '吴宝'],
  )
  assert.equal(left.people[1]!.guardianId, keepId)
  const value = await village.as('clerk', tongjie, (act) =>
    revealField(act, village.secrets, county, { personId: keepId, field: 'phone', reason: '核对电话' }),
  )
  assert.equal(value.value, '13800000001')
  const none = await village.as('clerk', tongjie, (act) => listDuplicates(act, { page: 1, pageSize: 50 }))
  assert.equal(none.total, 0)

  await village.as('clerk', tongjie, (act) =>
    undoChange(act, county, { changeId: result.changeId, reason: '不是一人', digest: null }),
  )
  const [apart, back] = [await read(first.id), await read(second.id)]
  assert.equal(apart.people.find((one) => one.id === keepId)!.identityMasked, null)
  assert.deepEqual([apart.tags, back.tags], [[], ['volunteer']])
  assert.equal(back.people.length, 3)
  assert.equal(back.people.find((one) => one.id === childId)!.guardianId, dropId)
  assert.ok(back.people.find((one) => one.id === dropId)!.identityMasked)
})

test('a merge is refused to those without the right, and of people with two identity numbers', async () => {
  const first = await openHousehold(village, [{ name: '郑一', relation: 'head', sequence: 11 }])
  const second = await openHousehold(village, [{ name: '郑一', relation: 'head', sequence: 13 }])
  const request = { keepId: first.people[0]!.id, dropId: second.people[0]!.id, reason: '同名', digest: null }
  const merge = (role: 'clerk' | 'secretary' | 'auditor') =>
    refusalOf(village.as(role, tongjie, (act) => mergePersons(act, county, request)))
  assert.equal(await merge('secretary'), 'access.denied')
  assert.equal(await merge('auditor'), 'access.denied')
  assert.equal(await merge('clerk'), 'household.merge_two_identities')
  assert.equal(
    await refusalOf(
      village.as('clerk', tongjie, (act) =>
        mergePersons(act, county, { ...request, dropId: request.keepId }),
      ),
    ),
    'household.merge_one_record',
  )
})

test('what was corrected after a merge stays when it is undone', async () => {
  const first = await openHousehold(village, [
    { name: '钱大', relation: 'head' },
    { name: '钱二', relation: 'son', birthDate: '1991-01-01' },
  ])
  const second = await openHousehold(village, [
    { name: '钱二', relation: 'head', birthDate: '1991-01-01', phone: '13800000002' },
  ])
  const keepId = first.people[1]!.id
  const result = await village.as('clerk', tongjie, (act) =>
    mergePersons(act, county, { keepId, dropId: second.people[0]!.id, reason: '同一人', digest: null }),
  )
  assert.equal((await read(second.id)).endedBy, 'dissolved')
  const merged = (await read(first.id)).people.find((one) => one.id === keepId)!
  await village.as('clerk', tongjie, (act) =>
    editPerson(act, village.secrets, county, keepId, {
      name: '钱二',
      sex: 'unknown',
      birthDate: '1991-01-01',
      registration: 'local',
      presence: 'resident',
      partyMember: false,
      guardianId: null,
      phone: '13900000003',
      revision: merged.revision,
    }),
  )
  await village.as('clerk', tongjie, (act) =>
    undoChange(act, county, { changeId: result.changeId, reason: '不是一人', digest: null }),
  )
  const apart = (await read(first.id)).people.find((one) => one.id === keepId)!
  assert.equal(apart.phoneMasked, '139****0003')
  assert.equal((await read(second.id)).people[0]!.phoneMasked, '138****0002')
})

test('merges of the same two people in both directions at once never wait for each other in a circle', async () => {
  // One after the other: two households that are opened at once may ask for the same number, and one is told to retry.
  const open = (name: string) =>
    openHousehold(village, [
      { name: `唐${name}`, relation: 'head', birthDate: '1950-01-01' },
      { name: '唐双', relation: 'son', birthDate: '1980-02-02' },
    ])
  const [one, other] = [await open('甲'), await open('乙')]
  const [keepId, dropId] = [one.people[1]!.id, other.people[1]!.id]
  const merge = (turned: boolean) =>
    village.as('clerk', tongjie, (act) =>
      mergePersons(act, county, {
        ...(turned ? { keepId: dropId, dropId: keepId } : { keepId, dropId }),
        reason: '重复登记',
        digest: 'of another preview',
      }),
    )
  const refusals = await Promise.all(
    Array.from({ length: 20 }, (_, index) => refusalOf(merge(index % 2 === 0))),
  )
  assert.deepEqual(new Set(refusals), new Set(['household.changed_since']))
})
