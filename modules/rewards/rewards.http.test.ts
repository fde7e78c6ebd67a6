import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { insertYear, vote } from '../../tests/dividend-acts.ts'
import { withExchange, withRewards } from '../../tests/exchange-schemes.ts'
import { openVillageApp, type VillageApp } from '../../tests/points-app.ts'
import { addFile, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'

process.env.SHANZHI_RATE_LIMITS = 'off'
let village: TestVillage
let server: VillageApp
let fundId = ''
before(async () => {
  village = await openTestVillage(3, (yaml) => withRewards(withExchange(yaml)))
  await insertYear(village, [
    { household: 0, points: 60 },
    { household: 1, points: 20 },
    { household: 2, points: -130 },
  ])
  server = await openVillageApp(village, '2020-01-05')
  await must('clerk', 'points/closes', { ...adoption(), bookKey: 'shanzhi', period: '2019' })
  fundId = (
    await must('clerk', 'funds', { ...adoption(), kind: 'special', name: '奖补专账', openedOn: '2019-01-01' })
  ).id
})
after(async () => {
  await server?.close()
  await village?.close()
})

interface Sheet {
  id: string
  revision: number
  totalFen: number
  remainderFen: number
  state: string
  payment: { movementId: string; movementState: string; number: string } | null
}
const adoption = () => ({ placeCode: place, adoptionId: village.adoptionId })
const call = (as: string, path: string, body?: unknown, key?: string) =>
  server.call(as, body === undefined ? 'GET' : 'POST', `/api/${path}`, body, key)
async function must(as: string, path: string, body?: unknown): Promise<Sheet> {
  const answer = await call(as, path, body)
  assert.equal(answer.status, 200, `${path} ${answer.text}`)
  return answer.body as unknown as Sheet
}
const code = async (as: string, path: string, body?: unknown) => (await call(as, path, body)).body.code
const wish = (ladder: string, incomeFen: number | null = null) => ({
  ...adoption(),
  ladder,
  period: '2019',
  incomeFen,
})
const linesOf = async (sheet: Sheet) => (await call('clerk', `rewards/sheets/${sheet.id}/lines`)).body.rows

async function approve(sheet: Sheet): Promise<Sheet> {
  const resolutionId = await vote(village, '2020-01-05')
  return must('secretary', `rewards/sheets/${sheet.id}/approval`, {
    ...{ approvedOn: '2020-01-05', resolutionId, revision: sheet.revision },
  })
}

test('a trial keeps nothing; a sheet keeps rule, value, source and count, and its lines sum to its total', async () => {
  const tried = (await call('clerk', 'rewards/preview', wish('credit_fund'))).body
  assert.deepEqual(
    ((await call('clerk', `rewards/sheets?place=${place}`)).body as unknown as Sheet[]).length,
    0,
  )
  const sheet = await must('clerk', 'rewards/sheets', wish('credit_fund'))
  const lines = await linesOf(sheet)
  assert.equal(sheet.totalFen, 20_050 + 5000)
  assert.equal(tried.totalFen, sheet.totalFen)
  assert.equal(
    lines.reduce((sum, line) => sum + Number(line.amountFen), 0),
    sheet.totalFen,
  )
  assert.deepEqual(
    lines.map(({ points, rateFen, count, amountFen, source, since }) => ({
      points,
      rateFen,
      count,
      amountFen,
      source,
      since,
    })),
    [16_000, 12_000].map((points, index) => {
      const amountFen = index === 0 ? 20_050 : 5000
      return { points, rateFen: amountFen, count: 1, amountFen, source: 'G-13', since: '2019-01-01' }
    }),
  )
  assert.equal(await code('clerk', 'rewards/sheets', wish('credit_fund')), 'rewards.sheet_exists')
})

test('an open period, an unknown ladder, a missing income and a wrong period are refused in words', async () => {
  assert.equal(
    await code('clerk', 'rewards/preview', { ...wish('credit_fund'), period: '2020' }),
    'rewards.period_open',
  )
  assert.equal(
    await code('clerk', 'rewards/preview', { ...wish('credit_fund'), period: '2019-Q4' }),
    'rewards.period_unfit',
  )
  assert.equal(await code('clerk', 'rewards/preview', wish('nothing')), 'rewards.ladder_unknown')
  assert.equal(await code('clerk', 'rewards/preview', wish('by_points')), 'rewards.income_missing')
  assert.equal(await code('cadre', 'rewards/preview', wish('credit_fund')), 'access.denied')
  assert.equal(await code('villager', `rewards/sheets?place=${place}`), 'access.denied')
})

test('no payout before a resolution that passed after the sheet, recorded by another person', async () => {
  const [sheet] = (await call('clerk', `rewards/sheets?place=${place}`)).body as unknown as Sheet[]
  const at = `rewards/sheets/${sheet!.id}`
  const pay = { paidOn: '2020-01-05', method: 'bank', revision: sheet!.revision }
  assert.equal(await code('clerk', `${at}/payment`, pay), 'rewards.wrong_state')
  const early = await vote(village, '2020-01-04')
  const approval = { approvedOn: '2020-01-05', resolutionId: early, revision: sheet!.revision }
  assert.equal(await code('secretary', `${at}/approval`, approval), 'rewards.resolution_unfit')
  const other = await vote(village, '2020-01-05', { body: 'villager_representatives' })
  assert.equal(
    await code('secretary', `${at}/approval`, { ...approval, resolutionId: other }),
    'rewards.resolution_unfit',
  )
  assert.equal(
    await code('secretary', `${at}/approval`, { ...approval, resolutionId: null }),
    'rewards.resolution_unfit',
  )
  assert.equal(await code('secretary', `${at}/approval`, { ...approval, revision: 99 }), 'request.stale')
  server.actors.both = { ...village.actors.clerk, grants: [{ role: 'secretary', scope: place }] }
  assert.equal(await code('both', `${at}/approval`, approval), 'rewards.same_person')
  assert.equal((await approve(sheet!)).state, 'approved')
})

test('of 16 payouts at once one is done; the fund holds the money, and a refused movement makes room for another', async () => {
  const [sheet] = (await call('clerk', `rewards/sheets?place=${place}`)).body as unknown as Sheet[]
  const income = await must('clerk', `funds/${fundId}/movements`, {
    ...{
      kind: 'income',
      occurredOn: '2019-02-01',
      sourceKey: 'collective',
      amountFen: 100_000,
      words: '集体列支',
    },
    vouchers: [await addFile(village)],
  })
  await must('secretary', `funds/movements/${income.id}/decision`, { decision: 'approved' })
  const fund = { fundId, sourceKey: 'collective', useKey: 'care', vouchers: [await addFile(village)] }
  const body = { paidOn: '2020-01-05', method: 'bank', fund, revision: sheet!.revision }
  const path = `rewards/sheets/${sheet!.id}/payment`
  const all = await Promise.all(Array.from({ length: 16 }, () => call('clerk', path, body)))
  assert.equal(all.filter((one) => one.status === 200).length, 1)
  const paid = await must('clerk', `rewards/sheets/${sheet!.id}`)
  assert.deepEqual([paid.state, paid.payment!.movementState], ['paid', 'waiting'])
  assert.equal(await code('clerk', path, { ...body, revision: paid.revision }), 'rewards.payment_stands')
  await must('secretary', `funds/movements/${paid.payment!.movementId}/decision`, {
    decision: 'refused',
    note: '凭证不全',
  })
  const again = await must('clerk', path, { ...body, revision: paid.revision })
  assert.notEqual(again.payment!.number, paid.payment!.number)
  await must('secretary', `funds/movements/${again.payment!.movementId}/decision`, { decision: 'approved' })
  assert.equal(await code('clerk', path, { ...body, revision: again.revision }), 'rewards.payment_stands')
})

test('the same request under its key is answered as before and writes nothing more', async () => {
  const key = makeId()
  const first = await call('clerk', 'rewards/sheets', wish('by_points', 100_001), key)
  const second = await call('clerk', 'rewards/sheets', wish('by_points', 100_001), key)
  assert.equal(first.status, 200, first.text)
  assert.equal(second.text, first.text)
  const sheet = first.body as unknown as Sheet
  // A tenth of 1000.01 yuan is 100.00; by 160 and 120 points, rounded down, and nothing for the household below zero.
  const lines = await linesOf(sheet)
  assert.deepEqual(
    lines.map((line) => line.amountFen),
    [5714, 4285],
  )
  assert.deepEqual([sheet.totalFen, sheet.remainderFen], [9999, 1])
  await must('clerk', `rewards/sheets/${sheet.id}/drop`, { reason: '收入有误', revision: sheet.revision })
  assert.equal((await must('clerk', 'rewards/sheets', wish('by_points', 100_001))).state, 'drafted')
})
