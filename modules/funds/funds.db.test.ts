import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { everywhere } from '../../platform/database/connect.ts'
import { withExchange } from '../../tests/exchange-schemes.ts'
import { openVillageApp, type VillageApp } from '../../tests/points-app.ts'
import { addFile, county, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { listFundFaults } from './store-verify.ts'

process.env.SHANZHI_RATE_LIMITS = 'off'
let village: TestVillage
let server: VillageApp
let fundId = ''
before(async () => {
  village = await openTestVillage(2, (yaml) => withExchange(yaml))
  server = await openVillageApp(village, '2019-03-01')
  // A second person of the same post, and a clerk of the village next door.
  server.actors.second = { ...village.actors.secretary, accountId: makeId(), name: '副书记' }
  const next = '330482001214'
  server.actors.outsider = {
    ...village.actors.clerk,
    accountId: makeId(),
    placeCode: next,
    grants: [{ role: 'clerk', scope: next }],
  }
  fundId = (await must('clerk', '', { ...fundOf('晓康驿站专账') })).id
})
after(async () => {
  await server?.close()
  await village?.close()
})

const fundOf = (name: string) => ({
  ...{ placeCode: place, adoptionId: village.adoptionId, kind: 'special', name, openedOn: '2019-01-01' },
})
const yuan = (amount: number) => Math.round(amount * 100)
const call = (as: string, path: string, body?: unknown) =>
  server.call(as, body === undefined ? 'GET' : 'POST', `/api/funds${path}`, body)
async function must(as: string, path: string, body?: unknown) {
  const answer = await call(as, path, body)
  assert.equal(answer.status, 200, `${path} ${answer.text}`)
  return answer.body as unknown as Record<string, never> & { id: string; state: string }
}
const code = async (as: string, path: string, body?: unknown) => (await call(as, path, body)).body.code

async function move(kind: string, amount: number, change: Record<string, unknown> = {}, as = 'clerk') {
  return call(as, `/${fundId}/movements`, {
    ...{ kind, occurredOn: '2019-02-01', sourceKey: 'donation', amountFen: yuan(amount), words: '春节慰问' },
    vouchers: kind === 'opening' ? [] : [await addFile(village)],
    ...change,
  })
}
const decide = (as: string, movementId: string, decision = 'approved', note = '') =>
  call(as, `/movements/${movementId}/decision`, { decision, note })
async function moved(kind: string, amount: number, change: Record<string, unknown> = {}): Promise<string> {
  const answer = await move(kind, amount, change)
  assert.equal(answer.status, 200, answer.text)
  const decided = await decide('secretary', answer.body.id)
  assert.equal(decided.status, 200, decided.text)
  return answer.body.id
}
const faults = () => village.database.transact(everywhere, (tx) => listFundFaults(tx, county))
const fundNow = async () => {
  const funds = (await call('secretary', `?place=${place}`)).body as unknown as {
    moneyFen: number
    goodsFen: number
    waiting: number
    sources: { key: string; moneyFen: number; receivedFen: number }[]
    uses: { key: string; spentFen: number }[]
  }[]
  return funds[0]!
}

test('income counts once another person has approved it', async () => {
  const income = await move('income', 1855.5, { donor: '某商会' })
  assert.equal(income.status, 200, income.text)
  assert.equal((await fundNow()).moneyFen, 0)
  assert.equal((await fundNow()).waiting, 1)
  assert.equal((await decide('clerk', income.body.id)).body.code, 'access.denied')
  assert.equal((await decide('secretary', income.body.id, 'refused')).body.code, 'funds.note_missing')
  assert.equal((await decide('secretary', income.body.id)).body.state, 'approved')
  assert.equal((await decide('second', income.body.id)).body.code, 'funds.decided')
  assert.equal((await fundNow()).moneyFen, yuan(1855.5))
})

test('who records does not approve, whatever other post she has', async () => {
  server.actors.both = {
    ...village.actors.clerk,
    grants: [
      { role: 'clerk', scope: place },
      { role: 'secretary', scope: place },
    ],
  }
  const income = await move('income', 10, {}, 'both')
  assert.equal((await decide('both', income.body.id)).body.code, 'funds.same_person')
  assert.equal((await decide('secretary', income.body.id, 'refused', '凭证不清楚')).body.state, 'refused')
  assert.equal((await fundNow()).moneyFen, yuan(1855.5))
})

test('money that is earmarked, short, without voucher, ahead or in an unknown place is refused in words', async () => {
  await moved('income', 1000, { sourceKey: 'fiscal' })
  const spending = { sourceKey: 'fiscal', useKey: 'shop' }
  const refused: [number, Record<string, unknown>, string][] = [
    [1, { sourceKey: 'fiscal', useKey: 'care' }, 'funds.earmarked'],
    [1000.01, spending, 'funds.short'],
    [1, { ...spending, useKey: null }, 'funds.use_missing'],
    [1, { ...spending, vouchers: [] }, 'funds.voucher_missing'],
    [1, { ...spending, vouchers: [makeId()] }, 'files.unknown'],
    [1, { ...spending, occurredOn: '2019-03-02' }, 'funds.future_movement'],
    [1, { ...spending, occurredOn: '2018-12-31' }, 'funds.before_opening'],
    [1, { sourceKey: 'lottery', useKey: 'shop' }, 'funds.source_unknown'],
    [0, spending, 'request.invalid'],
  ]
  for (const [amount, change, wanted] of refused)
    assert.equal((await move('spending', amount, change)).body.code, wanted, JSON.stringify(change))
  assert.equal((await move('spending', 1, spending, 'secretary')).body.code, 'access.denied')
  assert.notEqual((await move('spending', 1, spending, 'outsider')).status, 200)
  assert.notEqual((await call('outsider', `?place=${place}`)).status, 200)
  assert.notEqual((await call('villager', `?place=${place}`)).status, 200)
})

test('what waits holds its money: two spendings cannot rest on the same, nor 16 at once', async () => {
  const spending = { sourceKey: 'fiscal', useKey: 'shop' }
  const first = await move('spending', 600, spending)
  assert.equal((await move('spending', 400.01, spending)).body.code, 'funds.short')
  assert.equal((await decide('secretary', first.body.id, 'refused', '改日再付')).status, 200)
  const many = await Promise.all(Array.from({ length: 16 }, () => move('spending', 300, spending)))
  const through = many.filter((answer) => answer.status === 200)
  assert.equal(through.length, 3)
  for (const answer of through) await decide('secretary', answer.body.id)
  const fund = await fundNow()
  assert.equal(fund.sources.find((source) => source.key === 'fiscal')!.moneyFen, yuan(100))
  assert.equal(fund.uses.find((use) => use.key === 'shop')!.spentFen, yuan(900))
  assert.deepEqual(await faults(), [])
})

test('a mistake is reversed by a movement of its own, once, and stays in the book', async () => {
  const wrong = await moved('income', 77, { words: '记错的一笔' })
  const reversal = { reason: '记错了金额', vouchers: [await addFile(village)] }
  assert.equal(
    await code('clerk', `/movements/${wrong}/reversal`, { ...reversal, vouchers: [] }),
    'funds.voucher_missing',
  )
  const back = await must('clerk', `/movements/${wrong}/reversal`, reversal)
  assert.equal(await code('clerk', `/movements/${wrong}/reversal`, reversal), 'funds.not_reversible')
  const before = (await fundNow()).moneyFen
  await decide('secretary', back.id)
  assert.equal((await fundNow()).moneyFen, before - yuan(77))
  assert.equal(await code('clerk', `/movements/${back.id}/reversal`, reversal), 'funds.not_reversible')
  assert.deepEqual(await faults(), [])
})

test('goods in kind come in at their value and go out as far as they reach', async () => {
  await moved('in_kind', 120, { words: '大米 20 袋', donor: '热心村民', donorHidden: true })
  assert.equal((await move('goods_out', 120.01, { useKey: 'care' })).body.code, 'funds.short')
  await moved('goods_out', 100, { useKey: 'care', words: '走访送米' })
  assert.equal((await fundNow()).goodsFen, yuan(20))
})

test('a quarter is published once it is over and decided: opening, each movement, closing; then it is shut', async () => {
  const publish = (period: string, opensOn: string) =>
    call('clerk', `/${fundId}/statements`, { period, opensOn, spot: '村务公开栏' })
  assert.equal((await publish('2019-Q1', '2019-03-01')).body.code, 'funds.period_open')
  server.setDay('2019-04-02')
  const waiting = await move('income', 5, { occurredOn: '2019-03-31' })
  assert.equal((await publish('2019-Q1', '2019-04-02')).body.code, 'funds.waiting')
  await decide('secretary', waiting.body.id)
  assert.equal((await publish('2019', '2019-04-02')).body.code, 'funds.period_wrong')
  assert.equal((await publish('2019-Q2', '2019-04-02')).body.code, 'funds.earlier_period_open')
  const preview = (await call('supervisor', `/${fundId}/statements/preview?period=2019-Q1`)).body
  const { money, goods } = preview as unknown as Record<'money' | 'goods', Record<string, number>>
  // 1855.5 + 1000 + 77 + 5; 900 for the shops and the reversal.
  assert.deepEqual(money, {
    openingFen: 0,
    incomeFen: yuan(2937.5),
    spendingFen: yuan(977),
    closingFen: yuan(1960.5),
  })
  assert.deepEqual(goods, {
    openingFen: 0,
    incomeFen: yuan(120),
    spendingFen: yuan(100),
    closingFen: yuan(20),
  })
  const list = await publish('2019-Q1', '2019-04-02')
  assert.equal(list.status, 200, list.text)
  assert.equal((await publish('2019-Q1', '2019-04-02')).body.code, 'funds.statement_exists')
  const late = { occurredOn: '2019-03-31' }
  assert.equal((await move('income', 5, late)).body.code, 'funds.period_published')
  const board = await server.call('', 'GET', `/api/public/lists/${place}/${list.body.listId}`)
  assert.equal(board.status, 200, board.text)
  assert.match(board.text, /不愿公开姓名/)
  assert.match(board.text, /某商会/)
  assert.doesNotMatch(board.text, /热心村民/)
  assert.match(board.text, /1,960\.50/)
})

test('an opening balance stands once for each source and belongs to no period’s income', async () => {
  await moved('opening', 30, { sourceKey: 'collective', occurredOn: '2019-04-01', words: '上年结余' })
  const again = await move('opening', 30, { sourceKey: 'collective', occurredOn: '2019-04-01' })
  assert.equal(again.body.code, 'funds.opening_twice')
  const { money } = (await call('clerk', `/${fundId}/statements/preview?period=2019-Q2`)).body as unknown as {
    money: Record<string, number>
  }
  assert.deepEqual(money, {
    openingFen: yuan(1990.5),
    incomeFen: 0,
    spendingFen: 0,
    closingFen: yuan(1990.5),
  })
  const months = (await call('clerk', `/${fundId}/months?year=2019`)).body as unknown as {
    month: string
    balanceFen: number
  }[]
  assert.equal(months.length, 12)
  assert.equal(months.at(-1)!.balanceFen, yuan(1990.5))
})

test('a fund that was tampered with is told by the verification', async () => {
  assert.deepEqual(await faults(), [])
  const { owner } = village.database
  await owner.query(`update fund.line set amount_fen = amount_fen + 1 where amount_fen = $1`, [yuan(1855.5)])
  assert.deepEqual(
    (await faults()).map((fault) => fault.fault),
    ['unbalanced'],
  )
  await owner.query(`update fund.line set amount_fen = amount_fen - 1 where amount_fen = $1`, [
    yuan(1855.5) + 1,
  ])
  await owner.query(
    `update fund.approval p set decided_by = m.recorded_by from fund.movement m where m.id = p.movement_id and m.words = '走访送米'`,
  )
  await owner.query(`update fund.movement set vouchers = '{}' where words = '大米 20 袋'`)
  assert.deepEqual((await faults()).map((fault) => fault.fault).sort(), ['no_voucher', 'same_person'])
})
