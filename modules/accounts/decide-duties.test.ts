import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fillText, Refusal } from '../../engines/refusal/refusal.ts'
import {
  checkDuties,
  type Duty,
  type DutyHolder,
  duties,
  requireDutiesApart,
  usualDutiesApart,
} from './decide-duties.ts'
import { accountsErrors } from './errors.ts'

const holder = (duty: Duty, name: string, more: Partial<DutyHolder> = {}): DutyHolder => ({
  duty,
  name,
  accountId: name,
  personId: null,
  householdId: null,
  ...more,
})

test('who declares does not review, who reviews does not supervise, who declares may supervise', () => {
  const meets = (...held: [Duty, string][]) =>
    checkDuties(
      usualDutiesApart,
      held.map(([duty, name]) => holder(duty, name)),
    ).map((conflict) => `${conflict.name} ${conflict.other}/${conflict.duty}`)
  assert.deepEqual(meets(['declare', '甲'], ['review', '乙'], ['supervise', '丙']), [])
  assert.deepEqual(meets(['declare', '甲'], ['review', '乙'], ['review', '甲']), ['甲 declare/review'])
  assert.deepEqual(meets(['review', '乙'], ['supervise', '乙']), ['乙 review/supervise'])
  assert.deepEqual(meets(['declare', '甲'], ['supervise', '甲']), [])
  assert.deepEqual(meets(['declare', '甲'], ['review', '甲'], ['supervise', '甲']), [
    '甲 declare/review',
    '甲 review/supervise',
  ])
})

test('the refusal says who, and which two duties, in words', () => {
  const held = [holder('review', '乙'), holder('supervise', '乙')]
  assert.throws(
    () => requireDutiesApart(usualDutiesApart, held),
    (error: unknown) => {
      assert.ok(error instanceof Refusal)
      const { zh, en } = accountsErrors['account.duties_meet']
      assert.match(fillText(zh, error.details), /^乙在这件事上已担任“评议”，乙不能再担任“监督”/)
      assert.match(fillText(en, error.details), /^乙 already has the duty to review .* cannot supervise/)
      return true
    },
  )
  requireDutiesApart(usualDutiesApart, [holder('review', '乙'), holder('supervise', '丙')])
})

test('two accounts of one person are one person; two unknown persons are two', () => {
  const one = holder('declare', '甲', { accountId: 'a', personId: 'p' })
  const other = holder('review', '甲的另一账号', { accountId: 'b', personId: 'p' })
  assert.equal(checkDuties(usualDutiesApart, [one, other]).length, 1)
  const unknown = { accountId: null, personId: null }
  const strangers = [holder('declare', '某', unknown), holder('review', '某', unknown)]
  assert.equal(checkDuties(usualDutiesApart, strangers).length, 0)
})

test('a scheme may keep apart a whole household', () => {
  const held = [
    holder('declare', '父', { householdId: 'h' }),
    holder('review', '子', { householdId: 'h' }),
    holder('review', '邻', { householdId: 'g' }),
  ]
  assert.equal(checkDuties([{ duties: ['declare', 'review'], by: 'person' }], held).length, 0)
  const [conflict, ...more] = checkDuties([{ duties: ['declare', 'review'], by: 'household' }], held)
  assert.deepEqual([conflict?.name, conflict?.otherName, more.length], ['子', '父', 0])
})

test('the rules find a conflict exactly when one account holds two duties that are kept apart', () => {
  const someDuty = fc.constantFrom(...(Object.keys(duties) as Duty[]))
  const someHolder = fc.tuple(someDuty, fc.constantFrom('甲', '乙', '丙'))
  const someRule = fc.tuple(someDuty, someDuty).filter(([first, second]) => first !== second)
  fc.assert(
    fc.property(
      fc.array(someHolder, { maxLength: 6 }),
      fc.array(someRule, { maxLength: 3 }),
      (held, rules) => {
        const found = checkDuties(
          rules.map((pair) => ({ duties: pair, by: 'person' as const })),
          held.map(([duty, name]) => holder(duty, name)),
        )
        const expected = rules.some(([first, second]) =>
          held.some(
            ([duty, name]) => duty === first && held.some(([taken, who]) => taken === second && who === name),
          ),
        )
        assert.equal(found.length > 0, expected)
      },
    ),
  )
})
