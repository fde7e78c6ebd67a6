import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Facts, FactTypes, ValueType } from './fact-types.ts'
import { growFacts, growFormula } from './formula.arbitrary.ts'
import { checkFormula, compileFormula, type FormulaValue } from './formula.ts'
import { FormulaError, FormulaOverflow } from './formula-problem.ts'

const types: FactTypes = {
  balance: 'int',
  members: 'int?',
  party: 'bool',
  low_income: 'bool?',
  village: 'string',
  joined_on: 'date',
  left_on: 'date?',
  tags: 'list<string>',
  marks: 'list<int>?',
  household: { points: 'int', phone: 'string?', away: 'bool?' },
}
const facts: Facts = {
  balance: 300n,
  members: 4,
  party: true,
  low_income: null,
  village: '330482001213',
  joined_on: '2015-06-30',
  left_on: null,
  tags: ['党员', '低保'],
  marks: [3, -1n],
  household: { points: 120, phone: null, away: false },
}
const evaluate = (source: string, change: Facts = {}) =>
  compileFormula(source, types)({ ...facts, ...change })

test('formulas give the value that a clerk would work out', () => {
  const table: [string, FormulaValue][] = [
    ['1 + 2 * 3', 7n],
    ['balance * 130 / 100', 390n],
    ['(0 - 7) / 2', -3n],
    ['(0 - 7) % 2', -1n],
    ['7 / (0 - 2)', -3n],
    ['7 % (0 - 2)', 1n],
    ['balance >= 300', true],
    ['balance >= 301', false],
    ['balance > 299 && party', true],
    ['party ? balance : 0', 300n],
    ['!party || balance == 300', true],
    ['balance in [100, 200, 300]', true],
    ['balance in []', false],
    ['"党员" in tags', true],
    ['"军属" in tags', false],
    ['3 in marks', true],
    ['min(balance, members) + max(1, 2)', 6n],
    ['abs(0 - balance)', 300n],
    ['size(tags) + tags.size() + size("党员")', 6n],
    ['village.startsWith("330482")', true],
    ['village.endsWith("213") && village.contains("001")', true],
    ['tags.exists(tag, tag.startsWith("低"))', true],
    ['tags.all(tag, tag == "低保")', false],
    ['tags.exists_one(tag, tag == "低保")', true],
    ['size(tags.filter(tag, tag != "低保"))', 1n],
    ['joined_on < date("2015-07-01")', true],
    ['joined_on <= date("2015-06-30") && joined_on >= date("2015-06-30")', true],
    ['joined_on > date("2015-06-30") || joined_on != date("2015-06-30")', false],
    ['joined_on', '2015-06-30'],
    ['daysBetween(joined_on, date("2015-07-14"))', 14n],
    ['yearsBetween(joined_on, date("2019-06-29"))', 3n],
    ['yearsBetween(joined_on, date("2019-06-30"))', 4n],
    ['household.points + balance', 420n],
    ['"村" + village', '村330482001213'],
    ['// 只看积分\n balance', 300n],
  ]
  for (const [source, value] of table) assert.deepEqual(evaluate(source), value, source)
})

test('a missing fact is asked for, and makes valueless what needs it', () => {
  const table: [string, FormulaValue][] = [
    ['low_income == null', true],
    ['low_income != null', false],
    ['null == low_income', true],
    ['null != members', true],
    ['household.phone == null', true],
    ['has(household.phone)', false],
    ['has(household.away)', true],
    ['!has(household.phone) && household.phone == null', true],
    ['left_on == null && balance > 0', true],
    ['low_income', null],
    ['!low_income', null],
    ['low_income || party', true],
    ['party || low_income', true],
    ['low_income && false', false],
    ['false && low_income', false],
    ['low_income && party', null],
    ['low_income || false', null],
    ['low_income == true', null],
    ['low_income ? 1 : 2', null],
    ['party ? 1 : (low_income ? 1 : 2)', 1n],
    ['left_on < joined_on', null],
    ['household.phone in ["1"]', null],
    ['household.phone in []', null],
    ['household.phone in tags', null],
    ['marks == null ? 0 : size(marks)', 2n],
  ]
  for (const [source, value] of table) assert.deepEqual(evaluate(source), value, source)
})

test('dividing by zero has no value, one beside zero has', () => {
  assert.equal(evaluate('100 / balance', { balance: -1 }), -100n)
  assert.equal(evaluate('100 / balance', { balance: 0 }), null)
  assert.equal(evaluate('100 % balance', { balance: 0 }), null)
  assert.equal(evaluate('100 / balance', { balance: 1 }), 100n)
  assert.equal(evaluate('100 / balance > 3 && false', { balance: 0 }), false)
  assert.equal(evaluate('balance == 0 || 100 / balance > 3', { balance: 0 }), true)
})

test('numbers stay within 64 bits or the formula says so loudly', () => {
  const most = 9223372036854775807n
  assert.equal(evaluate('balance', { balance: most }), most)
  assert.equal(evaluate('balance - 1', { balance: most }), most - 1n)
  assert.throws(() => evaluate('balance + 1', { balance: most }), FormulaOverflow)
  assert.throws(() => evaluate('balance * 2', { balance: most }), FormulaOverflow)
  assert.throws(() => evaluate('-balance', { balance: -most - 1n }), FormulaOverflow)
  assert.throws(() => evaluate('balance', { balance: most + 1n }), RangeError)
})

test('facts of a wrong type, or missing against their type, are a caller mistake', () => {
  const table: [string, Facts][] = [
    ['balance', { balance: null }],
    ['balance', { balance: 1.5 }],
    ['balance', { balance: '300' }],
    ['party', { party: 1 }],
    ['village', { village: 3 }],
    ['joined_on', { joined_on: '2015-02-30' }],
    ['size(tags)', { tags: 'x' }],
    ['size(tags)', { tags: [1] }],
    ['household.points', { household: null }],
    ['household.points', { household: { phone: '1' } }],
  ]
  for (const [source, change] of table) assert.throws(() => evaluate(source, change), RangeError, source)
  // What a formula does not mention need not be given.
  assert.equal(compileFormula('balance', types)({ balance: 1 }), 1n)
  assert.equal(compileFormula('household.away == null', types)({}), true)
})

test('every fault of a formula has its code and its place', () => {
  const table: [source: string, code: string, text: string][] = [
    ['balance >', 'formula.syntax', ''],
    ['', 'formula.syntax', ''],
    ['balance = 3', 'formula.syntax', '='],
    ['(balance', 'formula.syntax', ''],
    ['"abc', 'formula.syntax', '"abc'],
    ['balance ＞ 3', 'formula.syntax', '＞'],
    ['余额 > 3', 'formula.syntax', '余'],
    ['if > 3', 'formula.syntax', 'if'],
    ['tags.exists(1, true)', 'formula.syntax', '1'],
    ['balanc > 3', 'formula.unknown_fact', 'balanc'],
    ['household.pints > 3', 'formula.unknown_fact', 'household.pints'],
    ['household == null', 'formula.unknown_fact', 'household'],
    ['has(household.pints)', 'formula.unknown_fact', 'has(household.pints)'],
    ['household', 'formula.unknown_fact', 'household'],
    ['timestamp("2019-01-01T00:00:00Z")', 'formula.unknown_function', 'timestamp("2019-01-01T00:00:00Z")'],
    ['village.matches("3.*")', 'formula.unknown_function', 'village.matches("3.*")'],
    ['dyn(balance)', 'formula.unknown_function', 'dyn(balance)'],
    ['balance * 0.6', 'formula.decimal', '0.6'],
    ['balance > 9223372036854775808', 'formula.number_too_large', '9223372036854775808'],
    ['balance > 1u', 'formula.not_offered', '1u'],
    ['village == b"a"', 'formula.not_offered', 'b"a"'],
    ['tags[0] == "x"', 'formula.not_offered', 'tags[0]'],
    ['{"a": 1}.a', 'formula.plain_name', '{"a": 1}.a'],
    ['(household).points', 'formula.plain_name', 'household).points'],
    ['null', 'formula.null_misplaced', 'null'],
    ['balance + null', 'formula.null_misplaced', 'null'],
    ['(members) == null', 'formula.null_misplaced', 'members) == null'],
    ['members == (null)', 'formula.null_misplaced', 'members == (null'],
    ['members + 1 == null', 'formula.null_misplaced', 'members + 1 == null'],
    ['null == null', 'formula.null_misplaced', 'null == null'],
    ['has(members)', 'formula.has', 'has(members)'],
    ['has((household.phone))', 'formula.has', 'has((household.phone))'],
    ['date("2019-02-30") < joined_on', 'formula.date', 'date("2019-02-30")'],
    ['date(village) < joined_on', 'formula.date', 'date(village)'],
    ['tags.exists(balance, balance == "x")', 'formula.name_taken', 'balance'],
    ['tags.exists(_00, _00 == "x")', 'formula.name_taken', '_00'],
    ['balance > village', 'formula.wrong_type', 'balance > village'],
    ['party && balance', 'formula.wrong_type', 'party && balance'],
    ['balance ? 1 : 2', 'formula.wrong_type', 'balance'],
    ['party ? 1 : "a"', 'formula.wrong_type', 'party ? 1 : "a"'],
    ['min(balance, village)', 'formula.wrong_type', 'min(balance, village)'],
    ['joined_on > village', 'formula.wrong_type', 'joined_on > village'],
    ['household.phone + 1 > 0', 'formula.wrong_type', 'household.phone + 1'],
    ['[1, "a"] == tags', 'formula.wrong_type', '"a"'],
    ['balance in tags', 'formula.wrong_type', 'balance in tags'],
    ['!balance', 'formula.wrong_type', '!balance'],
  ]
  for (const [source, code, text] of table) {
    const [problem] = checkFormula(source, types)
    assert.equal(problem?.code, code, source)
    assert.equal(source.slice(problem!.at.start, problem!.at.end), text, source)
    assert.ok(problem!.zh.length > 5 && problem!.en.length > 5)
    assert.throws(() => compileFormula(source, types), FormulaError)
  }
})

test('messages tell a clerk what is wrong, where and how to mend it', () => {
  const zh = (source: string, wanted?: ValueType) => checkFormula(source, types, wanted)[0]!.zh
  assert.equal(
    zh('balance > village'),
    '“balance > village”里的类型对不上（整数 > 文字），请检查两边是不是同一种值。',
  )
  assert.equal(zh('balance', 'bool'), '公式算出的是整数，这里需要是或否。')
  assert.match(zh('balance ＞ 3'), /第1行第9个字起：“＞ 3”看不懂，这里用了中文（全角）符号/)
  assert.match(zh('balanc'), /“balanc”：没有“balanc”这一项；可用的有：balance, members/)
  assert.match(
    zh('household'),
    /要写明字段；可用的有：household\.points, household\.phone, household\.away。/,
  )
})

test('all unknown names are told at once, with line and column', () => {
  const problems = checkFormula('balanc > 3 &&\n  tag("x") && 0.5 > 1', types)
  assert.deepEqual(
    problems.map(({ code, at }) => [code, at.line, at.column]),
    [
      ['formula.unknown_fact', 1, 1],
      ['formula.unknown_function', 2, 3],
      ['formula.decimal', 2, 15],
    ],
  )
})

test('a result of another type than the engine needs is refused', () => {
  const table: [string, ValueType, string | undefined][] = [
    ['balance', 'int', undefined],
    ['balance', 'bool', 'formula.wrong_result'],
    ['balance > 1', 'bool', undefined],
    ['tags', 'string', 'formula.wrong_result'],
    ['[]', 'bool', 'formula.wrong_result'],
    ['joined_on', 'date', undefined],
    ['"2019-01-01"', 'date', 'formula.wrong_result'],
  ]
  for (const [source, wanted, code] of table)
    assert.equal(checkFormula(source, types, wanted)[0]?.code, code, source)
})

test('a formula too long or too deep is refused and not run', () => {
  assert.equal(checkFormula(Array(500).fill('1').join(' + '), types)[0]!.code, 'formula.too_long')
  assert.equal(checkFormula(`${'('.repeat(60)}1${')'.repeat(60)}`, types)[0]!.code, 'formula.too_long')
  assert.equal(checkFormula(`${'!'.repeat(500)}party`, types)[0]!.code, 'formula.too_long')
})

test('a name that formulas cannot use is refused when facts are declared', () => {
  for (const name of ['1st', '_x', 'a b', '积分', 'in', 'true', 'a.b']) {
    assert.throws(() => checkFormula('1', { [name]: 'int' }), RangeError, name)
    assert.throws(() => checkFormula('1', { record: { [name]: 'int' } }), RangeError, name)
  }
})

const choices = fc.array(fc.nat(1_000_000), { maxLength: 60 })

test('any grown formula passes the check and gives a value of its type or none', () => {
  fc.assert(
    fc.property(
      choices,
      choices,
      fc.constantFrom('int' as const, 'bool' as const),
      (forFormula, forFacts, want) => {
        const source = growFormula(forFormula, types, want)
        assert.deepEqual(checkFormula(source, types, want), [], source)
        const value = compileFormula(source, types)(growFacts(forFacts, types))
        const kind = want === 'int' ? 'bigint' : 'boolean'
        assert.ok(
          value === null || (kind === 'bigint' ? typeof value === 'bigint' : typeof value === 'boolean'),
          source,
        )
      },
    ),
    { numRuns: 500 },
  )
})

test('no facts and no text make the check throw: every text is good or has a problem in place', () => {
  const pieces = fc.constantFrom(
    'balance',
    'tags',
    '(',
    ')',
    ' && ',
    '==',
    ' null',
    '.',
    'has',
    '"',
    '1',
    ' ? ',
    ':',
    ',',
    '[',
    ']',
    '！',
    'exists',
    'x',
    '{',
    '}',
    '-',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
      ),
      (source) => {
        for (const { at } of checkFormula(source, types)) {
          assert.ok(
            at.start >= 0 && at.start <= at.end && at.end <= source.length && at.line >= 1 && at.column >= 1,
          )
        }
      },
    ),
    { numRuns: 1000 },
  )
})
