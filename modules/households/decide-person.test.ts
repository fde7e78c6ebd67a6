import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decidePerson, maskIdentity, maskPhone, plainName, plainPhone } from './decide-person.ts'
import { isSensitiveTag, knownTags, tagKeyOf, tagWords } from './decide-tags.ts'

const given = { name: '王小满', sex: 'unknown' as const, birthDate: null, identityNumber: null, phone: null }
const today = '2026-03-05'

test('birth date and sex come from the identity number, and must agree with what is given', () => {
  const known = decidePerson({ ...given, identityNumber: '34052419800101001x' }, today)
  assert.deepEqual(known.ok && known.person, {
    name: '王小满',
    sex: 'male',
    birthDate: '1980-01-01',
    identityNumber: '34052419800101001X',
    phone: null,
  })
  const table: [object, string][] = [
    [{ identityNumber: '34052419800101001X', birthDate: '1980-01-01', sex: 'male' }, 'ok'],
    [{ identityNumber: '34052419800101001X', birthDate: '1980-01-02' }, 'household.birth_differs'],
    [{ identityNumber: '34052419800101001X', sex: 'female' }, 'household.sex_differs'],
    [{ identityNumber: '340524198001010013' }, 'household.identity_wrong'],
    [{ identityNumber: ' ' }, 'ok'],
    [{ phone: '13800000000' }, 'ok'],
    [{ phone: '1380000000' }, 'household.phone_wrong'],
    [{ phone: '' }, 'ok'],
    [{ birthDate: '2026-03-05' }, 'ok'],
    [{ birthDate: '2026-03-06' }, 'household.not_born'],
  ]
  for (const [more, code] of table) {
    const result = decidePerson({ ...given, ...more }, today)
    assert.equal(result.ok ? 'ok' : result.refusal.code, code, JSON.stringify(more))
  }
})

test('names and phones are kept in one form', () => {
  assert.equal(plainName(' 王 小满 '), '王小满')
  assert.equal(plainName('阿依古丽•买买提'), '阿依古丽·买买提')
  assert.equal(plainName('John  Smith'), 'John Smith')
  const phones: [string, string | undefined][] = [
    ['138 0000 0000', '13800000000'],
    ['+8613800000000', '13800000000'],
    ['１３８００００００００', '13800000000'],
    ['0573-85000000', '0573-85000000'],
    ['057385000000', '0573-85000000'],
    ['010-8500000', '010-8500000'],
    ['12800000000', undefined],
    ['85000000', undefined],
  ]
  for (const [written, kept] of phones) assert.equal(plainPhone(written), kept, written)
})

test('masks hide all that the birth date beside them would complete', () => {
  assert.equal(maskIdentity('34052419800101001X'), '3****************X')
  assert.equal(maskPhone('13812345678'), '138****5678')
  assert.equal(maskPhone('0573-85001234'), '0573-******34')
})

test('tags are known by key, Chinese or English word; unknown words stay and count as sensitive', () => {
  assert.equal(tagKeyOf('低保'), 'low_income')
  assert.equal(tagKeyOf(' low_income '), 'low_income')
  assert.equal(tagKeyOf('villagers’ representative'), 'villager_representative')
  assert.equal(tagKeyOf('种粮大户'), '种粮大户')
  assert.equal(isSensitiveTag('种粮大户'), true)
  assert.equal(isSensitiveTag('low_income'), true)
  assert.equal(isSensitiveTag('volunteer'), false)
  for (const word of ['__proto__', 'constructor', 'toString']) {
    assert.deepEqual(tagWords(word), { zh: word, en: word })
    assert.equal(isSensitiveTag(word), true)
  }
  for (const [key, words] of Object.entries(knownTags))
    if (words.kind === 'post') assert.equal(words.sensitive, false, key)
})
