import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decideArrival, decideTransfer } from './decide-arrival.ts'
import { decideDeath } from './decide-departure.ts'
import { decideChangeOfHead } from './decide-head.ts'
import { decideMerge } from './decide-merge.ts'
import { decideMove } from './decide-move.ts'
import { decidePersonMerge, type MergedFacts } from './decide-person-merge.ts'
import type { HouseholdFacts, MemberFacts, PlanResult } from './decide-plan.ts'
import { type Relation, relationKeys } from './decide-relation.ts'
import { decideShown } from './decide-shown.ts'
import { decideSplit } from './decide-split.ts'

const today = '2026-03-05'

const member = (id: string, relation: Relation, more: Partial<MemberFacts> = {}): MemberFacts => ({
  personId: id,
  membershipId: `m-${id}`,
  name: `名${id}`,
  relation,
  birthDate: '1980-01-01',
  from: '2019-01-01',
  ...more,
})
const household = (
  id: string,
  members: MemberFacts[],
  more: Partial<HouseholdFacts> = {},
): HouseholdFacts => ({
  id,
  placeCode: '330482001213',
  number: id,
  headId: members.find((one) => one.relation === 'head')?.personId ?? null,
  headName: members.find((one) => one.relation === 'head')?.name ?? '',
  groupId: null,
  address: '',
  standing: 'local',
  validFrom: '2019-01-01',
  validTo: null,
  revision: 1,
  members,
  ...more,
})
const four = household('H', [
  member('a', 'head'),
  member('b', 'spouse'),
  member('c', 'son'),
  member('d', 'daughter_in_law', { from: '2021-05-01' }),
])
const codeOf = (result: PlanResult) => (result.ok ? 'ok' : result.refusal.code)

const splitting = (more: object) =>
  decideSplit(
    four,
    {
      on: '2022-01-01',
      memberIds: ['c', 'd'],
      newHeadId: 'c',
      relations: [],
      newHousehold: { id: 'N', number: '9', groupId: null, address: '' },
      ...more,
    },
    today,
  )

test('a split is refused in the declared order', () => {
  const table: [object, string][] = [
    [{}, 'ok'],
    [{ memberIds: ['c', 'd'], relations: [{ personId: 'd', relation: 'spouse' }] }, 'ok'],
    [{ on: '2026-03-05' }, 'ok'],
    [{ on: '2026-03-06' }, 'household.day_ahead'],
    [{ on: '2021-05-01' }, 'ok'],
    [{ on: '2021-04-30' }, 'household.day_before_last'],
    [{ memberIds: ['c', 'x'] }, 'household.not_member'],
    [{ memberIds: ['a', 'b', 'c', 'd'] }, 'household.split_all'],
    [{ memberIds: ['a', 'b'] }, 'household.split_head'],
    [{ newHeadId: 'b' }, 'household.split_head_stays'],
    [{ relations: [{ personId: 'd', relation: 'head' }] }, 'household.two_heads'],
    [{ relations: [{ personId: 'b', relation: 'head' }] }, 'household.two_heads'],
    [{ memberIds: ['c'], newHeadId: 'c' }, 'ok'],
  ]
  for (const [more, code] of table) assert.equal(codeOf(splitting(more)), code, JSON.stringify(more))
  const ended = { ...four, validTo: '2020-01-01' }
  const request = { on: '2022-01-01', newHeadId: 'b', relations: [] }
  assert.equal(codeOf(decideChangeOfHead(ended, request, today)), 'household.ended')
})

test('a merge needs a relation of every newcomer, within one village', () => {
  const other = household('O', [member('x', 'head'), member('y', 'spouse')])
  const merge = (relations: { personId: string; relation: Relation }[], into = four, from = other) =>
    codeOf(decideMerge(into, from, { on: '2022-01-01', relations }, today))
  const both = [
    { personId: 'x', relation: 'father_in_law' as const },
    { personId: 'y', relation: 'mother_in_law' as const },
  ]
  assert.equal(merge(both), 'ok')
  assert.equal(merge(both.slice(1)), 'household.relation_needed')
  assert.equal(merge([...both, { personId: 'z', relation: 'son' }]), 'household.not_member')
  assert.equal(merge([{ personId: 'x', relation: 'head' }, both[1]!]), 'household.two_heads')
  assert.equal(merge([{ personId: 'b', relation: 'head' }, ...both]), 'household.two_heads')
  assert.equal(merge(both, four, four), 'household.merge_same')
  assert.equal(merge(both, four, { ...other, placeCode: '330482001204' }), 'household.merge_villages')
  assert.equal(merge(both, four, { ...other, validTo: '2020-01-01' }), 'household.ended')
})

test('the head changes to another member, and the old head needs a new relation', () => {
  const change = (newHeadId: string, relations: { personId: string; relation: Relation }[] = []) =>
    decideChangeOfHead(four, { on: '2022-01-01', newHeadId, relations }, today)
  assert.equal(codeOf(change('c')), 'household.relation_needed')
  assert.equal(codeOf(change('a')), 'household.head_already')
  assert.equal(codeOf(change('x')), 'household.not_member')
  const good = change('c', [{ personId: 'a', relation: 'father' }])
  assert.ok(good.ok)
  assert.deepEqual(
    good.plan.joined.map((one) => [one.personId, one.relation]),
    [
      ['a', 'father'],
      ['c', 'head'],
    ],
  )
  const child = household('H', [member('a', 'head'), member('k', 'son', { birthDate: '2015-01-01' })])
  const young = decideChangeOfHead(
    child,
    { on: '2022-01-01', newHeadId: 'k', relations: [{ personId: 'a', relation: 'father' }] },
    today,
  )
  assert.match(young.ok ? young.plan.warnings[0]!.zh : '', /未满14周岁/)
})

test('a death of the head needs a follower, of the last member ends the household', () => {
  const death = (facts: HouseholdFacts, personId: string, newHeadId: string | null = null) =>
    decideDeath(facts, { on: '2022-01-01', personId, newHeadId, relations: [] }, today)
  assert.equal(codeOf(death(four, 'a')), 'household.new_head_needed')
  assert.equal(codeOf(death(four, 'a', 'b')), 'ok')
  assert.equal(codeOf(death(four, 'a', 'a')), 'household.not_member')
  assert.equal(codeOf(death(four, 'x')), 'household.not_member')
  const plain = death(four, 'c')
  assert.ok(plain.ok)
  assert.deepEqual([plain.plan.heads.length, plain.plan.ended.length, plain.plan.died.length], [0, 0, 1])
  const last = death(household('L', [member('l', 'head')]), 'l')
  assert.deepEqual(last.ok && last.plan.ended, [
    { householdId: 'L', endedBy: 'dissolved', successorId: null },
  ])
})

test('births, transfers and moves meet their borders', () => {
  const arrival = (more: object) =>
    codeOf(
      decideArrival(
        four,
        {
          on: '2024-02-29',
          person: { id: 'n', name: '小宝', birthDate: '2024-02-29' },
          relation: 'grandson',
          reason: 'birth',
          ...more,
        },
        today,
      ),
    )
  assert.equal(arrival({}), 'ok')
  assert.equal(arrival({ person: { id: 'n', name: '小宝', birthDate: '2024-03-01' } }), 'household.birth_day')
  assert.equal(arrival({ person: { id: 'n', name: '小宝', birthDate: null } }), 'household.birth_day')
  assert.equal(
    arrival({ reason: 'adoption', person: { id: 'n', name: '小宝', birthDate: '2024-03-01' } }),
    'household.not_born',
  )
  assert.equal(
    arrival({ reason: 'adoption', person: { id: 'n', name: '名c', birthDate: '1980-01-01' } }),
    'household.member_already',
  )
  assert.equal(arrival({ reason: 'marriage_in', relation: 'spouse' }), 'household.spouse_already')
  assert.equal(
    arrival({
      on: '2018-12-31',
      reason: 'adoption',
      person: { id: 'n', name: '小宝', birthDate: '2018-01-01' },
    }),
    'household.day_before_last',
  )
  const other = household('O', [member('x', 'head')])
  const transfer = (personId: string, from: HouseholdFacts, to: HouseholdFacts) =>
    decideTransfer(
      from,
      to,
      { on: '2022-01-01', personId, relation: 'other_relative', reason: 'transfer' },
      today,
    )
  assert.equal(codeOf(transfer('c', four, other)), 'ok')
  assert.equal(codeOf(transfer('c', four, four)), 'household.transfer_same')
  assert.equal(codeOf(transfer('a', four, other)), 'household.new_head_needed')
  const emptied = transfer('x', other, four)
  assert.deepEqual(emptied.ok && emptied.plan.ended, [
    { householdId: 'O', endedBy: 'dissolved', successorId: 'H' },
  ])
  const to = { placeCode: '330482001204', number: '1', groupId: null, address: '' }
  assert.equal(codeOf(decideMove(four, { on: '2022-01-01', to }, today)), 'ok')
  const nowhere = { ...to, placeCode: four.placeCode }
  assert.equal(
    codeOf(decideMove(four, { on: '2022-01-01', to: nowhere }, today)),
    'household.move_same_village',
  )
})

test('two records merge only when nothing says that they are two people', () => {
  const facts = (id: string, at: HouseholdFacts, more: Partial<MergedFacts> = {}): MergedFacts => ({
    id,
    name: '张三',
    birthDate: '1980-01-01',
    identityHash: null,
    phoneHash: null,
    household: at,
    tagIds: [],
    wardIds: [],
    ...more,
  })
  const other = household('O', [member('x', 'head'), member('y', 'son')])
  const alone = household('L', [member('l', 'head')])
  const merge = (keep: MergedFacts, drop: MergedFacts) => decidePersonMerge(keep, drop, today, today)
  const keep = facts('c', four)
  assert.equal(codeOf(merge(keep, facts('y', other))), 'ok')
  assert.equal(codeOf(merge(keep, keep)), 'household.merge_one_record')
  assert.equal(codeOf(merge(keep, facts('z', other))), 'household.not_member')
  assert.equal(codeOf(merge(keep, facts('x', other))), 'household.merge_head_elsewhere')
  assert.equal(
    codeOf(merge({ ...keep, identityHash: '1' }, facts('y', other, { identityHash: '2' }))),
    'household.merge_two_identities',
  )
  assert.equal(
    codeOf(merge(keep, facts('y', other, { birthDate: '1980-01-02' }))),
    'household.merge_two_births',
  )
  const filled = merge(
    { ...keep, birthDate: null },
    facts('y', other, { identityHash: '2', phoneHash: '3', wardIds: ['c', 'w'] }),
  )
  assert.deepEqual(filled.ok && filled.plan.merged?.filled, ['identity', 'phone', 'birth_date'])
  assert.deepEqual(filled.ok && filled.plan.merged?.wardIds, ['w'])
  const ended = merge(keep, facts('l', alone))
  assert.deepEqual(ended.ok && ended.plan.ended.map((one) => [one.householdId, one.successorId]), [
    ['L', 'H'],
  ])
  const headHere = merge(keep, facts('a', four))
  assert.deepEqual(headHere.ok && headHere.plan.heads.map((one) => one.after.headId), ['c'])
})

/** A random household and a random split of it. */
const splits = fc
  .array(fc.constantFrom(...relationKeys.filter((relation) => relation !== 'head')), {
    minLength: 1,
    maxLength: 12,
  })
  .chain((relations) => {
    const facts = household('H', [
      member('p0', 'head'),
      ...relations.map((relation, index) => member(`p${index + 1}`, relation)),
    ])
    const ids = facts.members.slice(1).map((one) => one.personId)
    return fc.record({
      facts: fc.constant(facts),
      leaving: fc.subarray(ids, { minLength: 1 }),
    })
  })

test('a split loses nobody and doubles nobody, and each household has one head', () => {
  fc.assert(
    fc.property(splits, ({ facts, leaving }) => {
      const result = decideSplit(
        facts,
        {
          on: '2022-01-01',
          memberIds: leaving,
          newHeadId: leaving[0]!,
          relations: [],
          newHousehold: { id: 'N', number: '2', groupId: null, address: '' },
        },
        today,
      )
      assert.ok(result.ok)
      const { after } = decideShown([facts], result.plan, new Map())
      const everyone = after.flatMap((one) => one.members.map((person) => person.personId)).sort()
      assert.deepEqual(everyone, facts.members.map((one) => one.personId).sort())
      for (const one of after)
        assert.equal(one.members.filter((person) => person.relation === 'head').length, 1)
    }),
  )
})

test('whoever is closed somewhere is opened somewhere, but for the dead', () => {
  fc.assert(
    fc.property(splits, fc.nat(20), ({ facts, leaving }, pick) => {
      const personId = facts.members[pick % facts.members.length]!.personId
      const heir = facts.members.find((one) => one.personId !== personId)!
      const result = decideDeath(
        facts,
        {
          on: '2022-01-01',
          personId,
          newHeadId: personId === facts.headId ? heir.personId : null,
          relations: [],
        },
        today,
      )
      assert.ok(result.ok, leaving.join())
      const closed = new Set(result.plan.closed.map((one) => one.personId))
      const joined = new Set(result.plan.joined.map((one) => one.personId))
      closed.delete(personId)
      assert.deepEqual([...closed].sort(), [...joined].sort())
      assert.ok(!joined.has(personId))
    }),
  )
})
