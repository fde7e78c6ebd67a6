import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decideQuorum, type MeetingCount, neededCount, type QuorumRule, type Threshold } from './quorum.ts'

const half = { numerator: 1, denominator: 2 }
const twoThirds = { numerator: 2, denominator: 3 }
const threeQuarters = { numerator: 3, denominator: 4 }
const halfOfPresent: Threshold = { count: 'for', base: 'present', share: half, strict: true }

// law.md row 4, the text of 2018: articles 22, 26, 28 and 15.
const villagersMeeting: QuorumRule = {
  validAny: [
    { count: 'present', base: 'eligible', share: half, strict: true },
    { count: 'householdsPresent', base: 'households', share: twoThirds, strict: false },
  ],
  passesAll: [halfOfPresent],
}
const representativesMeeting: QuorumRule = {
  validAny: [{ count: 'present', base: 'eligible', share: twoThirds, strict: false }],
  passesAll: [halfOfPresent],
}
const groupMeeting: QuorumRule = {
  validAny: [
    { count: 'present', base: 'eligible', share: twoThirds, strict: false },
    { count: 'householdsPresent', base: 'households', share: twoThirds, strict: false },
  ],
  passesAll: [halfOfPresent],
}
const election: QuorumRule = {
  validAny: [{ count: 'voted', base: 'registered', share: half, strict: true }],
  passesAll: [{ count: 'for', base: 'voted', share: half, strict: true }],
}
// law.md row 5: articles 27, 28 and 15 of the law on rural collective economic organisations.
const membersMeeting: QuorumRule = {
  validAny: [{ count: 'present', base: 'eligible', share: twoThirds, strict: false }],
  passesAll: [{ count: 'for', base: 'eligible', share: twoThirds, strict: false }],
}
const nonMemberBenefits: QuorumRule = {
  validAny: membersMeeting.validAny,
  passesAll: [{ count: 'for', base: 'eligible', share: threeQuarters, strict: false }],
}

type Case = [QuorumRule, MeetingCount, valid: boolean, passed: boolean]

test('a villagers’ meeting is valid above half of the villagers or from two thirds of the households', () => {
  const hall = { eligible: 1000, households: 300, for: 0, against: 0 }
  const table: Case[] = [
    [villagersMeeting, { ...hall, present: 499, householdsPresent: 199 }, false, false],
    [villagersMeeting, { ...hall, present: 500, householdsPresent: 199 }, false, false],
    [villagersMeeting, { ...hall, present: 501, householdsPresent: 199 }, true, false],
    [villagersMeeting, { ...hall, present: 200, householdsPresent: 199 }, false, false],
    [villagersMeeting, { ...hall, present: 200, householdsPresent: 200 }, true, false],
    [villagersMeeting, { ...hall, present: 201, householdsPresent: 201 }, true, false],
  ]
  runCases(table)
})

test('a villagers’ meeting decides above half of those present, abstentions counted in', () => {
  const hall = { eligible: 1000, present: 600, households: 300, householdsPresent: 250 }
  runCases([
    [villagersMeeting, { ...hall, for: 299, against: 200 }, true, false],
    [villagersMeeting, { ...hall, for: 300, against: 200 }, true, false],
    [villagersMeeting, { ...hall, for: 301, against: 299 }, true, true],
    [villagersMeeting, { ...hall, for: 290, against: 0, abstain: 310 }, true, false],
    // Enough votes do not heal a hall that is too empty.
    [villagersMeeting, { ...hall, present: 500, householdsPresent: 100, for: 500 }, false, false],
  ])
})

test('representatives meet from two thirds and decide above half of those present', () => {
  runCases([
    [representativesMeeting, { eligible: 60, present: 39, for: 39 }, false, false],
    [representativesMeeting, { eligible: 60, present: 40, for: 20 }, true, false],
    [representativesMeeting, { eligible: 60, present: 40, for: 21 }, true, true],
    [representativesMeeting, { eligible: 61, present: 40, for: 40 }, false, false],
    [representativesMeeting, { eligible: 61, present: 41, for: 40 }, true, true],
  ])
})

test('a group meets from two thirds of villagers or of households', () => {
  const hall = { eligible: 90, households: 30, for: 59 }
  runCases([
    [groupMeeting, { ...hall, present: 59, householdsPresent: 19 }, false, false],
    [groupMeeting, { ...hall, present: 60, householdsPresent: 19 }, true, true],
    [groupMeeting, { ...hall, present: 59, householdsPresent: 20 }, true, true],
  ])
})

test('an election counts above half of the registered and above half of the votes', () => {
  runCases([
    [election, { registered: 800, voted: 400, for: 400 }, false, false],
    [election, { registered: 800, voted: 401, for: 200 }, true, false],
    [election, { registered: 800, voted: 401, for: 201 }, true, true],
    [election, { registered: 800, voted: 402, for: 201 }, true, false],
  ])
})

test('a members’ meeting counts all members, present or not', () => {
  runCases([
    [membersMeeting, { eligible: 900, present: 599, for: 599 }, false, false],
    [membersMeeting, { eligible: 900, present: 600, for: 599 }, true, false],
    [membersMeeting, { eligible: 900, present: 600, for: 600 }, true, true],
    [membersMeeting, { eligible: 900, present: 800, for: 599, against: 1 }, true, false],
    [nonMemberBenefits, { eligible: 900, present: 800, for: 674 }, true, false],
    [nonMemberBenefits, { eligible: 900, present: 800, for: 675 }, true, true],
  ])
})

test('one hall on one night passes under one law and not under the other', () => {
  const hall = {
    eligible: 900,
    present: 700,
    households: 300,
    householdsPresent: 290,
    for: 400,
    against: 300,
  }
  assert.equal(decideQuorum(villagersMeeting, hall).passed, true)
  assert.equal(decideQuorum(membersMeeting, hall).passed, false)
})

test('the reasons name what was needed', () => {
  const [presence, votes] = decideQuorum(membersMeeting, { eligible: 698, present: 465, for: 400 }).reasons
  assert.equal(presence!.need, 466)
  assert.equal(presence!.met, false)
  assert.equal(presence!.zh, '到会人数465，须达到应到（有表决权）人数698的3分之2（至少466）：未达到。')
  assert.equal(
    presence!.en,
    '465 people present; at least 2/3 of 698 people entitled to vote needed (466 or more): not met.',
  )
  assert.equal(votes!.code, 'quorum.passed')
})

test('counts that cannot be true are named and make the meeting invalid', () => {
  const table: [QuorumRule, MeetingCount, string][] = [
    [membersMeeting, { eligible: 10, present: 11, for: 1 }, 'quorum.impossible'],
    [membersMeeting, { eligible: 10, present: 8, for: 9 }, 'quorum.impossible'],
    [membersMeeting, { eligible: 10, present: 8, for: 5, against: 3, abstain: 1 }, 'quorum.impossible'],
    [membersMeeting, { eligible: 10, present: 8, voted: 7, for: 5, against: 3 }, 'quorum.impossible'],
    [election, { registered: 10, voted: 11, for: 1 }, 'quorum.impossible'],
    [membersMeeting, { eligible: 10, present: 7.5, for: 7 }, 'quorum.not_a_count'],
    [membersMeeting, { eligible: 10, present: -1, for: 0 }, 'quorum.not_a_count'],
    [membersMeeting, { eligible: 10, present: 8 }, 'quorum.not_counted'],
    [villagersMeeting, { eligible: 10, present: 8, for: 8 }, 'quorum.not_counted'],
  ]
  for (const [rule, count, code] of table) {
    const decision = decideQuorum(rule, count)
    assert.equal(decision.valid, false)
    assert.equal(decision.passed, false)
    assert.equal(decision.reasons[0]!.code, code, JSON.stringify(count))
  }
})

test('an empty roll never makes a valid meeting', () => {
  const decision = decideQuorum(membersMeeting, { eligible: 0, present: 0, for: 0 })
  assert.equal(decision.valid, false)
  assert.equal(decision.reasons[0]!.need, undefined)
})

test('the needed count is the least that clears the bar, for any bar', () => {
  const fraction = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .map(([one, other]) => ({ numerator: Math.min(one, other), denominator: Math.max(one, other) }))
  fc.assert(
    fc.property(
      fraction,
      fc.boolean(),
      fc.integer({ min: 1, max: 3000 }),
      fc.nat(3000),
      (share, strict, eligible, came) => {
        const present = Math.min(came, eligible)
        const bar: Threshold = { count: 'present', base: 'eligible', share, strict }
        const need = neededCount(bar, eligible)!
        const clears = (number: number) =>
          strict
            ? number * share.denominator > eligible * share.numerator
            : number * share.denominator >= eligible * share.numerator
        assert.ok(clears(need) && !clears(need - 1))
        const decision = decideQuorum({ validAny: [bar], passesAll: [] }, { eligible, present })
        assert.equal(decision.valid, present >= need)
        assert.equal(decision.passed, decision.valid)
      },
    ),
  )
})

test('one more vote for, or one more person in the hall, never undoes a valid meeting', () => {
  const rules = fc.constantFrom(membersMeeting, representativesMeeting)
  fc.assert(
    fc.property(
      rules,
      fc.integer({ min: 2, max: 400 }),
      fc.nat(400),
      fc.nat(400),
      (rule, eligible, came, votes) => {
        const present = Math.min(came, eligible - 1)
        const inFavour = Math.min(votes, present)
        const before = decideQuorum(rule, { eligible, present, for: inFavour })
        const after = decideQuorum(rule, { eligible, present: present + 1, for: inFavour + 1 })
        if (before.valid) assert.ok(after.valid)
        if (before.passed) assert.ok(after.passed)
      },
    ),
  )
})

function runCases(table: Case[]): void {
  for (const [rule, count, valid, passed] of table) {
    const decision = decideQuorum(rule, count)
    assert.deepEqual([decision.valid, decision.passed], [valid, passed], JSON.stringify(count))
  }
}
