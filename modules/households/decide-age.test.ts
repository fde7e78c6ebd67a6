import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayNumber, fromDayNumber } from '../../engines/calendar/plain-date.ts'
import { ages, ageYears, bornBy, checkGuardian, isUnder14, mayVote } from './decide-age.ts'

test('14 and 18 are reached on the birthday itself', () => {
  const table: [string | null, string, boolean, boolean][] = [
    ['2012-03-06', '2026-03-05', true, false],
    ['2012-03-05', '2026-03-05', false, false],
    ['2012-03-04', '2026-03-05', false, false],
    ['2008-03-06', '2026-03-05', false, false],
    ['2008-03-05', '2026-03-05', false, true],
    ['2008-03-04', '2026-03-05', false, true],
    ['2008-02-29', '2026-02-28', false, false],
    ['2008-02-29', '2026-03-01', false, true],
    [null, '2026-03-05', false, false],
    ['2026-03-06', '2026-03-05', false, false],
  ]
  for (const [born, on, under14, votes] of table) {
    assert.equal(isUnder14(born, on), under14, `${born} ${on} under 14`)
    assert.equal(mayVote(born, on), votes, `${born} ${on} votes`)
  }
})

test('the day by which one was born says the same as counting years, for any birth and day', () => {
  const day = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2100-12-31') }).map(fromDayNumber)
  fc.assert(
    fc.property(day, day, fc.constantFrom(14, 18, 60), (born, on, years) => {
      fc.pre(born <= on)
      assert.equal(born <= bornBy(years, on), ageYears(born, on)! >= years)
    }),
  )
})

test('a guardian is a grown-up other person who is still here', () => {
  const adult = { id: 'g', birthDate: '1980-01-01', current: true }
  const on = '2026-03-05'
  assert.equal(checkGuardian(adult, 'w', on), undefined)
  assert.equal(checkGuardian({ ...adult, birthDate: null }, 'w', on), undefined)
  assert.equal(checkGuardian(adult, 'g', on), 'self')
  assert.equal(checkGuardian({ ...adult, current: false }, 'w', on), 'gone')
  assert.equal(checkGuardian({ ...adult, birthDate: '2008-03-06' }, 'w', on), 'minor')
  assert.equal(checkGuardian({ ...adult, birthDate: '2008-03-05' }, 'w', on), undefined)
  assert.deepEqual([ages.guardianUnderYears, ages.voteFromYears], [14, 18])
})
