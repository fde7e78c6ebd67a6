import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { type Counts, decideResolution } from './decide-resolution.ts'
import { type Body, bodyKeys, meetingsSection } from './scheme.ts'

const national = await readFile(
  join(import.meta.dirname, '..', '..', 'schemes', 'national', 'scheme.yaml'),
  'utf8',
)
const rules = meetingsSection.parse(parse(national, { schema: 'core' }).meetings)

type Row = [eligible: number, present: number, votesFor: number, passed: boolean]

const decide = (
  body: Body,
  [eligible, present, votesFor]: readonly number[],
  heldOn = '2025-06-01',
  more: Partial<Counts> = {},
) =>
  decideResolution(
    rules,
    body,
    {
      eligible: eligible!,
      present: present!,
      votesFor: votesFor!,
      votesAgainst: 0,
      votesAbstain: 0,
      ...more,
    },
    heldOn,
  )

function assertRows(body: Body, rows: Row[], heldOn?: string): void {
  for (const [eligible, present, votesFor, passed] of rows) {
    const decision = decide(body, [eligible, present, votesFor], heldOn)
    assert.equal(decision.possible, true)
    assert.equal(
      decision.passed,
      passed,
      `${body}: ${votesFor} for, ${present} present, ${eligible} entitled`,
    )
  }
}

test('the congress of members’ representatives counts all its members: two thirds present and two thirds for (law.md row 5)', () => {
  assertRows('members_congress', [
    [30, 19, 19, false],
    [30, 20, 20, true],
    [30, 20, 19, false],
    [30, 30, 19, false],
    [30, 30, 20, true],
    [30, 30, 21, true],
    // Two thirds of 31 is more than 20: the next whole number is needed.
    [31, 31, 20, false],
    [31, 31, 21, true],
    [31, 20, 20, false],
  ])
})

test('a congress needs more than twenty representatives since the law of 2025-05-01', () => {
  assertRows('members_congress', [
    [20, 20, 20, false],
    [21, 21, 21, true],
    [22, 22, 22, true],
  ])
  assertRows('members_congress', [[20, 20, 20, true]], '2025-04-30')
  assertRows('members_congress', [[20, 20, 20, false]], '2025-05-01')
  const [size] = decide('members_congress', [20, 20, 20]).findings
  assert.deepEqual(size, {
    text: { zh: '代表共20人，须多于20人：未达到。', en: '20 representatives; more than 20 needed: not met.' },
    met: false,
    source: '农村集体经济组织法第二十七、二十八条',
  })
})

test('the assembly of members counts all members, however few they are (law.md row 5)', () => {
  assertRows('members_assembly', [
    [9, 5, 5, false],
    [9, 6, 6, true],
    [9, 9, 5, false],
    [9, 9, 6, true],
    [9, 9, 7, true],
    [3, 2, 2, true],
  ])
})

test('villagers’ representatives: two thirds present, then more than half of those present (law.md row 4)', () => {
  assertRows('villager_representatives', [
    [30, 19, 19, false],
    [30, 20, 10, false],
    [30, 20, 11, true],
    [30, 21, 10, false],
    [30, 21, 11, true],
    [30, 30, 15, false],
    [30, 30, 16, true],
  ])
})

test('the assembly of villagers: more than half present, then more than half of those present (law.md row 4)', () => {
  assertRows('villager_assembly', [
    [100, 49, 49, false],
    [100, 50, 50, false],
    [100, 51, 25, false],
    [100, 51, 26, true],
    [101, 50, 50, false],
    [101, 51, 26, true],
    [100, 100, 50, false],
    [100, 100, 51, true],
  ])
})

test('a hall of households makes the assembly of villagers valid, too: two thirds of them represented (law.md row 4)', () => {
  const rows: [households: number | undefined, householdsPresent: number | undefined, passed: boolean][] = [
    [undefined, undefined, false],
    [60, undefined, false],
    [60, 39, false],
    [60, 40, true],
    [60, 41, true],
    [61, 40, false],
    [61, 41, true],
  ]
  for (const [households, householdsPresent, passed] of rows) {
    const decision = decide('villager_assembly', [200, 41, 30], '2025-06-01', {
      households,
      householdsPresent,
    })
    assert.equal(decision.passed, passed, `${householdsPresent} of ${households}`)
  }
  // Elsewhere households do not count.
  assert.equal(
    decide('villager_representatives', [30, 19, 19], '2025-06-01', { households: 60, householdsPresent: 60 })
      .passed,
    false,
  )
})

test('one hall on one night gives two answers: the villagers passed it, the collective did not', () => {
  const hall = [100, 70, 40]
  assert.equal(decide('villager_representatives', hall).passed, true)
  assert.equal(decide('members_assembly', hall).passed, false)
})

test('each day has the law of its day, and a wording that is not at hand is told', () => {
  const sourceOn = (body: Body, heldOn: string) => decide(body, [30, 30, 30], heldOn).findings.at(-1)!.source
  const rows: [body: Body, heldOn: string, says: RegExp][] = [
    ['members_congress', '2019-12-20', /章程/],
    ['members_congress', '2025-04-30', /章程/],
    ['members_congress', '2025-05-01', /^农村集体经济组织法第二十七、二十八条$/],
    ['members_assembly', '2025-05-01', /^农村集体经济组织法第二十七条$/],
    ['villager_representatives', '2025-12-31', /^村民委员会组织法（2018）第二十六条$/],
    ['villager_representatives', '2026-01-01', /2026-01-01 起施行修订本，条文待核对.*第二十六条/],
    ['villager_assembly', '2025-12-31', /^村民委员会组织法（2018）第二十二条$/],
    ['villager_assembly', '2026-01-01', /条文待核对.*第二十二条/],
  ]
  for (const [body, heldOn, says] of rows) assert.match(sourceOn(body, heldOn), says, `${body} ${heldOn}`)
})

test('counts that cannot be true are refused with the reason, not judged', () => {
  const rows: [counts: Partial<Counts>, says: RegExp][] = [
    [{ present: 31 }, /到会人数”31多于/],
    [{ present: 20, votesFor: 21 }, /投票人数”21多于“到会人数”20/],
    [{ present: 20, votesFor: 10, votesAgainst: 6, votesAbstain: 5 }, /投票人数”21多于/],
    [{ votesFor: -1 }, /不小于零的整数/],
    [{ present: 20.5 }, /不小于零的整数/],
  ]
  for (const [counts, says] of rows) {
    const whole: Counts = {
      eligible: 30,
      present: 30,
      votesFor: 20,
      votesAgainst: 0,
      votesAbstain: 0,
      ...counts,
    }
    const decision = decideResolution(rules, 'members_congress', whole, '2025-06-01')
    assert.deepEqual([decision.possible, decision.passed], [false, false])
    assert.match(decision.findings.map((finding) => finding.text.zh).join(' '), says)
  }
})

test('nobody there, and nobody entitled, pass nothing', () => {
  for (const body of bodyKeys) {
    assert.equal(decide(body, [30, 0, 0]).passed, false, body)
    assert.equal(decide(body, [0, 0, 0]).passed, false, body)
  }
})

test('always: it passes exactly when each finding is met, and one more vote for never undoes it', () => {
  const counts = fc
    .tuple(fc.integer({ min: 1, max: 400 }), fc.nat(1000), fc.nat(1000), fc.nat(1000))
    .map(([eligible, one, two, three]) => {
      const present = one % (eligible + 1)
      const votesFor = two % (present + 1)
      const votesAgainst = three % (present - votesFor + 1)
      return { eligible, present, votesFor, votesAgainst, votesAbstain: 0 }
    })
  const days = fc.constantFrom('2019-12-20', '2025-04-30', '2025-05-01', '2025-12-31', '2026-01-01')
  fc.assert(
    fc.property(fc.constantFrom(...bodyKeys), counts, days, (body, count, heldOn) => {
      const decision = decideResolution(rules, body, count, heldOn)
      assert.equal(decision.possible, true)
      assert.equal(
        decision.passed,
        decision.findings.every((finding) => finding.met),
      )
      if (decision.passed && count.votesFor + count.votesAgainst < count.present) {
        assert.equal(
          decideResolution(rules, body, { ...count, votesFor: count.votesFor + 1 }, heldOn).passed,
          true,
        )
      }
    }),
  )
})
