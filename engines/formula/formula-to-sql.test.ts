import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { growFormula } from './formula.arbitrary.ts'
import { checkFormula } from './formula.ts'
import { type FactColumn, factTypesOf, formulaToSql } from './formula-to-sql.ts'

const columns: { [path: string]: FactColumn } = {
  balance: { type: 'int', sql: 'b.hundredths' },
  members: { type: 'int?', sql: 'h.members' },
  party: { type: 'bool', sql: 'h.party' },
  village: { type: 'string', sql: 'h.village' },
  joined_on: { type: 'date', sql: 'h.joined_on' },
  tags: { type: 'list<string>', sql: 'h.tags' },
  'household.phone': { type: 'string?', sql: 'h.phone' },
  'household.points': { type: 'int', sql: 'h.points' },
}
const textOf = (source: string) => {
  const result = formulaToSql(source, columns)
  return result.ok ? [result.sql.text, ...result.sql.values] : result.problems.map((problem) => problem.code)
}

test('a formula becomes a piece of SQL with its values as parameters', () => {
  const table: [string, (string | bigint)[]][] = [
    ['balance >= 100', ['((b.hundredths)::bigint >= $1::bigint)', 100n]],
    ['balance != 1', ['((b.hundredths)::bigint <> $1::bigint)', 1n]],
    ['party && !party || true', ['(((h.party)::boolean AND (NOT (h.party)::boolean)) OR true)']],
    ['balance / 3', ['((b.hundredths)::bigint / NULLIF($1::bigint, 0))', 3n]],
    ['balance % members', ['((b.hundredths)::bigint % NULLIF((h.members)::bigint, 0))']],
    ['-balance + 1', ['((- (b.hundredths)::bigint) + $1::bigint)', 1n]],
    [
      'party ? 1 : 2',
      ['(CASE (h.party)::boolean WHEN true THEN $1::bigint WHEN false THEN $2::bigint END)', 1n, 2n],
    ],
    ['members == null', ['((h.members)::bigint IS NULL)']],
    ['has(household.phone)', ['((h.phone)::text IS NOT NULL)']],
    ['village in ["a", "b"]', ['((h.village)::text IN ($1::text, $2::text))', 'a', 'b']],
    ['balance in [-1]', ['((b.hundredths)::bigint IN ((- $1::bigint)))', 1n]],
    ['balance in []', ['(CASE WHEN (b.hundredths)::bigint IS NOT NULL THEN false END)']],
    ['"a" in tags', ['(CASE WHEN $1::text IS NOT NULL THEN $1::text = ANY((h.tags)::text[]) END)', 'a']],
    ['min(balance, 1)', ['int8smaller((b.hundredths)::bigint, $1::bigint)', 1n]],
    ['abs(max(balance, 1))', ['abs(int8larger((b.hundredths)::bigint, $1::bigint))', 1n]],
    [
      'size(tags) + size(village)',
      ['(cardinality((h.tags)::text[])::bigint + char_length((h.village)::text)::bigint)'],
    ],
    ['village.startsWith("33")', ['starts_with((h.village)::text, $1::text)', '33']],
    ['village.contains("33")', ['(strpos((h.village)::text, $1::text) > 0)', '33']],
    ['joined_on < date("2019-07-31")', ['((h.joined_on)::date < $1::date)', '2019-07-31']],
    [
      'daysBetween(joined_on, date("2019-07-31"))',
      ['($1::date - (h.joined_on)::date)::bigint', '2019-07-31'],
    ],
    [
      'yearsBetween(joined_on, date("2019-07-31"))',
      ['extract(year from age($1::date::timestamp, (h.joined_on)::date::timestamp))::bigint', '2019-07-31'],
    ],
  ]
  for (const [source, sql] of table) assert.deepEqual(textOf(source), sql, source)
})

test('parameters are numbered from where the statement has arrived', () => {
  const result = formulaToSql('balance > 10 && balance < 20', columns, 5)
  assert.ok(result.ok)
  assert.equal(
    result.sql.text,
    '(((b.hundredths)::bigint > $5::bigint) AND ((b.hundredths)::bigint < $6::bigint))',
  )
  assert.deepEqual(result.sql.values, [10n, 20n])
  assert.equal(result.sql.type, 'bool')
})

test('text from a scheme never enters the statement itself', () => {
  const hostile = "'; drop table entry; --"
  const result = formulaToSql(`village == "${hostile}" || household.phone in ["${hostile}"]`, columns)
  assert.ok(result.ok)
  assert.ok(!result.sql.text.includes('drop'))
  assert.deepEqual(result.sql.values, [hostile, hostile])
})

test('what sets do not offer is refused in its place', () => {
  const table: [string, string][] = [
    ['tags.exists(tag, tag == "x")', 'tags.exists(tag, tag == "x")'],
    ['size(tags.filter(tag, tag == "x")) > 0', 'tags.filter(tag, tag == "x")'],
    ['village.endsWith("3")', 'village.endsWith("3")'],
    ['village + "x" == "y"', 'village + "x"'],
    ['village < "x"', 'village < "x"'],
    ['party < true', 'party < true'],
    ['tags == ["x"]', '["x"]'],
    ['tags == tags', 'tags == tags'],
    ['tags + tags == tags', 'tags + tags'],
    ['balance in [members]', '[members]'],
    ['(party ? "a" : "b") in tags', 'party ? "a" : "b"'],
    ['"a" in ["x"] + tags', '["x"] + tags'],
  ]
  for (const [source, text] of table) {
    assert.deepEqual(checkFormula(source, factTypesOf(columns)), [], source)
    const result = formulaToSql(source, columns)
    assert.ok(!result.ok, source)
    const [problem] = result.problems
    assert.equal(problem!.code, 'formula.not_for_sets')
    assert.equal(source.slice(problem!.at.start, problem!.at.end), text, source)
  }
})

test('a formula that fails the check is refused for sets with the same problems', () => {
  for (const source of ['balanc > 1', 'balance >', 'balance > village', 'balance * 0.5']) {
    const result = formulaToSql(source, columns)
    assert.ok(!result.ok)
    assert.deepEqual(result.problems, checkFormula(source, factTypesOf(columns)))
  }
  const result = formulaToSql('balance', columns, 1, 'bool')
  assert.equal(result.ok ? '' : result.problems[0]!.code, 'formula.wrong_result')
})

test('every grown formula compiles, with each parameter numbered once in order', () => {
  const choices = fc.array(fc.nat(1_000_000), { maxLength: 60 })
  fc.assert(
    fc.property(
      choices,
      fc.constantFrom('int' as const, 'bool' as const),
      fc.integer({ min: 1, max: 9 }),
      (list, want, first) => {
        const source = growFormula(list, factTypesOf(columns), want)
        const result = formulaToSql(source, columns, first, want)
        assert.ok(result.ok, source)
        const numbers = new Set([...result.sql.text.matchAll(/\$(\d+)/g)].map((match) => Number(match[1])))
        assert.deepEqual(
          [...numbers].sort((one, other) => one - other),
          result.sql.values.map((_, index) => first + index),
        )
      },
    ),
    { numRuns: 500 },
  )
})
