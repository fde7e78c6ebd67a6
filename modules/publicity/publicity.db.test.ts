import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '../../engines/access/access.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { balanceFaults, publicise, settle, sweep } from '../../tests/points-acts.ts'
import { county } from '../../tests/points-village.ts'
import {
  answer,
  entries,
  linesOf,
  listState,
  nextDay,
  object,
  openPublicityVillage,
  proxy,
  review,
  shown,
  states,
  timer,
  withdraw,
} from '../../tests/publicity-acts.ts'
import { describeLines } from './describe-list.ts'
import { findList, listLines } from './store.ts'

const village = await openPublicityVillage()
after(() => village.close())

const code = (error: unknown) => (error as { code?: string }).code ?? String(error)

test('an objection holds its own line and no other; dismissed after the days have passed, the line posts at once', async () => {
  const list = await shown(village, [0, 1, 2, 3, 4])
  const raised = await object(village, village.villager(7), list, 2, list.closesOn)
  assert.deepEqual(await states(village, list.claimIds), [
    'publicised',
    'publicised',
    'disputed',
    'publicised',
    'publicised',
  ])
  await sweep(village, timer(village, 'publicity.settle'), `${nextDay(list)}T00:10:00+08:00`)
  assert.deepEqual(await states(village, list.claimIds), ['posted', 'posted', 'disputed', 'posted', 'posted'])
  assert.equal(await listState(village, list.listId), 'closed')
  assert.equal(await entries(village, list.claimIds), 4)
  const dismissed = await answer(village, raised, 'dismissed', nextDay(list, 3))
  assert.deepEqual([dismissed.state, dismissed.answer], ['dismissed', '已核实情况'])
  assert.deepEqual(
    await states(village, list.claimIds),
    list.claimIds.map(() => 'posted'),
  )
  assert.equal(await listState(village, list.listId), 'settled')
  assert.equal(await entries(village, list.claimIds), 5)
})

test('dismissed within the days, the line waits for their end like all others', async () => {
  const list = await shown(village, [0, 1])
  const raised = await object(village, village.villager(7), list, 0, list.closesOn)
  await answer(village, raised, 'dismissed', list.closesOn)
  assert.deepEqual(await states(village, list.claimIds), ['publicised', 'publicised'])
  await assert.rejects(settle(village, list.listId, list.closesOn), { code: 'publicity.still_open' })
  assert.deepEqual(await settle(village, list.listId, nextDay(list)), { settled: 2, held: 0 })
  assert.deepEqual(await settle(village, list.listId, nextDay(list)), { settled: 0, held: 0 })
})

test('an upheld objection sends the claim back to deliberation and settles the list; it is shown a second time, on a list that says so', async () => {
  const list = await shown(village, [0, 1])
  const raised = await object(village, village.villager(7), list, 1, list.closesOn)
  await settle(village, list.listId, nextDay(list))
  await answer(village, raised, 'upheld', nextDay(list))
  assert.deepEqual(await states(village, list.claimIds), ['posted', 'in_review'])
  assert.equal(await listState(village, list.listId), 'settled')
  const { rows } = await village.database.owner.query('select step_key from points.claim where id = $1', [
    list.claimIds[1],
  ])
  assert.equal(rows[0].step_key, 'deliberate')
  await review(village, list.claimIds[1]!, nextDay(list, 2))
  const second = await publicise(village, list.period, nextDay(list, 3))
  assert.equal(second.lines, 1)
  const titles = await village.database.transact(everywhere, (tx) =>
    Promise.all([list, second].map(async ({ listId }) => (await findList(tx, county, listId))!.title)),
  )
  assert.equal(titles[1], `${titles[0]}（第 2 榜）`)
  await sweep(village, timer(village, 'publicity.settle'), `${nextDay(list, 30)}T00:10:00+08:00`)
  assert.deepEqual(await states(village, list.claimIds), ['posted', 'posted'])
  assert.equal(await entries(village, list.claimIds), 2)
})

test('a deduction that was disputed and reviewed again gets no second notice and does not hang', async () => {
  const list = await shown(village, [5, 6], 'waste_sorting_bad')
  const raised = await object(village, village.villager(5), list, 0, list.closesOn)
  await answer(village, raised, 'upheld', list.closesOn)
  await review(village, list.claimIds[0]!, list.closesOn)
  assert.deepEqual(await states(village, list.claimIds), ['approved', 'publicised'])
  await publicise(village, list.period, list.closesOn)
  await sweep(village, timer(village, 'publicity.settle'), `${nextDay(list, 9)}T00:10:00+08:00`)
  assert.deepEqual(await states(village, list.claimIds), ['posted', 'posted'])
  const notices = await village.database.owner.query(
    'select from points.rectification where claim_id = any($1::uuid[])',
    [list.claimIds],
  )
  assert.equal(notices.rowCount, 2)
})

test('of two objections to one line both must fall before it goes on, and one that is upheld decides', async () => {
  const list = await shown(village, [8, 9, 10])
  const [a, b] = [
    await object(village, village.villager(11), list, 0, list.closesOn),
    await object(village, village.villager(12), list, 0, list.closesOn),
  ]
  const [c, d] = [
    await object(village, village.villager(11), list, 1, list.closesOn),
    await object(village, village.villager(12), list, 1, list.closesOn),
  ]
  await settle(village, list.listId, nextDay(list))
  await answer(village, a, 'dismissed', nextDay(list))
  assert.deepEqual(await states(village, list.claimIds), ['disputed', 'disputed', 'posted'])
  await answer(village, b, 'dismissed', nextDay(list))
  assert.deepEqual(await states(village, list.claimIds), ['posted', 'disputed', 'posted'])
  await answer(village, c, 'upheld', nextDay(list))
  await review(village, list.claimIds[1]!, nextDay(list))
  const second = await publicise(village, list.period, nextDay(list, 2))
  assert.equal((await states(village, list.claimIds))[1], 'publicised')
  const again = { ...list, ...second, lines: await linesOf(village, second.listId, [list.claimIds[1]!]) }
  await object(village, village.villager(13), again, 0, second.closesOn)
  // The first list's other objection ends only now: it must touch neither claim nor line of the second list.
  await answer(village, d, 'dismissed', second.closesOn)
  assert.equal((await states(village, list.claimIds))[1], 'disputed')
  assert.equal(await listState(village, list.listId), 'settled')
  assert.equal(await entries(village, [list.claimIds[1]!]), 0)
  const { rows } = await village.database.owner.query('select disputed from publicity.line where id = $1', [
    list.lines[1],
  ])
  assert.equal(rows[0].disputed, true)
})

test('the objector may take the objection back, nobody else may, and the line goes on', async () => {
  const list = await shown(village, [14, 15])
  const objector = village.villager(16)
  const raised = await object(village, objector, list, 0, list.closesOn)
  await assert.rejects(object(village, objector, list, 0, list.closesOn), {
    code: 'publicity.objected_already',
  })
  await assert.rejects(withdraw(village, village.villager(17), raised, list.closesOn), {
    code: 'record.not_found',
  })
  await settle(village, list.listId, nextDay(list))
  assert.deepEqual(await states(village, list.claimIds), ['disputed', 'posted'])
  assert.equal((await withdraw(village, objector, raised, nextDay(list))).state, 'withdrawn')
  assert.deepEqual(await states(village, list.claimIds), ['posted', 'posted'])
  await assert.rejects(withdraw(village, objector, raised, nextDay(list)), {
    code: 'publicity.answered_already',
  })
})

test('people of another village may not object, answer or settle; outside the days nobody objects', async () => {
  const list = await shown(village, [18])
  const stranger: Actor = { ...village.villager(0), placeCode: '330482001214' }
  const otherClerk: Actor = {
    ...village.actors.supervisor,
    placeCode: '330482001214',
    grants: [{ role: 'supervisor', scope: '330482001214' }],
  }
  await assert.rejects(object(village, stranger, list, 0, list.closesOn), { code: 'publicity.other_village' })
  await assert.rejects(object(village, otherClerk, list, 0, list.closesOn), {
    code: 'publicity.other_village',
  })
  await assert.rejects(object(village, village.villager(1), list, 0, nextDay(list)), {
    code: 'publicity.not_open',
  })
  const raised = await object(village, village.villager(1), list, 0, list.closesOn)
  await assert.rejects(answer(village, raised, 'dismissed', list.closesOn, otherClerk), {
    code: 'record.not_found',
  })
  await assert.rejects(answer(village, raised, 'dismissed', list.closesOn, village.actors.clerk), {
    code: 'access.denied',
  })
  await assert.rejects(answer(village, raised, 'dismissed', list.closesOn, village.villager(1)), {
    code: 'record.not_found',
  })
  const unknown = { ...list, lines: [list.claimIds[0]!] }
  await assert.rejects(object(village, village.villager(2), unknown, 0, list.closesOn), {
    code: 'publicity.line_unknown',
  })
  await assert.rejects(
    object(village, village.villager(2), list, 0, list.closesOn, { evidence: [list.claimIds[0]!] }),
    { code: 'files.unknown' },
  )
})

test('the clerk writes down what villagers say, each under the own name; without the name it is refused', async () => {
  const list = await shown(village, [19])
  const say = (actor: Actor, name: string | null, medium: 'oral' | 'phone' | 'paper' = 'oral') =>
    object(village, actor, list, 0, list.closesOn, { medium, proxy: name ? proxy(name) : null }).then(
      (row) => row.objectorName,
      code,
    )
  assert.equal(await say(village.actors.clerk, null), 'publicity.proxy_missing')
  assert.equal(await say(village.actors.clerk, null, 'paper'), 'publicity.proxy_missing')
  assert.equal(await say(village.villager(20), '周阿婆'), 'access.denied')
  assert.equal(await say(village.actors.clerk, '周阿婆'), '周阿婆')
  assert.equal(await say(village.actors.clerk, '李大爷', 'phone'), '李大爷')
  assert.equal(await say(village.actors.clerk, '李大爷', 'paper'), 'publicity.objected_already')
  const { rows } = await village.database.owner.query(
    `select on_behalf from audit.entry where action = 'publicity.object' and on_behalf ->> 'name' = '周阿婆'`,
  )
  assert.equal(rows[0].on_behalf.relation, '邻居')
})

test('an objection is not answered by whoever raised it', async () => {
  const list = await shown(village, [21])
  const cadre = { ...village.actors.cadre, householdId: village.households[22]! }
  const own = await object(village, cadre, list, 0, list.closesOn)
  await assert.rejects(answer(village, own, 'dismissed', list.closesOn, cadre), {
    code: 'publicity.own_answer',
  })
  await answer(village, own, 'dismissed', list.closesOn, village.actors.secretary)
})

test('of those who answer or withdraw one objection at the same moment one does, the others are told', async () => {
  const indexes = [0, 1, 2, 3, 4, 5]
  const list = await shown(village, indexes)
  const objector = village.villager(25)
  const raised = await Promise.all(
    indexes.map((line) => object(village, objector, list, line, list.closesOn)),
  )
  await settle(village, list.listId, nextDay(list))
  const day = nextDay(list)
  const rounds = await Promise.all(
    raised.map((one) =>
      Promise.all([
        answer(village, one, 'upheld', day, village.actors.supervisor).then(() => 'upheld', code),
        answer(village, one, 'dismissed', day, village.actors.secretary).then(() => 'dismissed', code),
        withdraw(village, objector, one, day).then(() => 'withdrawn', code),
      ]),
    ),
  )
  const claims = await states(village, list.claimIds)
  for (const [index, results] of rounds.entries()) {
    const done = results.filter((result) => ['upheld', 'dismissed', 'withdrawn'].includes(result))
    assert.equal(done.length, 1, results.join(' '))
    const told = results.filter((result) => !done.includes(result))
    assert.deepEqual(
      told.filter((one) => one !== 'request.stale' && one !== 'publicity.answered_already'),
      [],
    )
    assert.equal(claims[index], done[0] === 'upheld' ? 'in_review' : 'posted')
  }
  assert.equal(await listState(village, list.listId), 'settled')
  assert.deepEqual(await balanceFaults(village), [])
})

test('an objection in the last minute either holds its line or is refused, never both or neither', async () => {
  const indexes = Array.from({ length: 16 }, (_, index) => index)
  const list = await shown(village, indexes)
  const objections = indexes.map((line) =>
    object(village, village.villager(line), list, line, list.closesOn).then(() => 'raised', code),
  )
  const timers = [1, 2].map(() =>
    sweep(village, timer(village, 'publicity.settle'), `${nextDay(list)}T00:00:01+08:00`),
  )
  const [results] = await Promise.all([Promise.all(objections), ...timers])
  const claims = await states(village, list.claimIds)
  for (const [index, result] of results.entries()) {
    assert.equal(claims[index], result === 'raised' ? 'disputed' : 'posted')
    if (result !== 'raised') assert.equal(result, 'publicity.not_open')
  }
  assert.equal(await entries(village, list.claimIds), results.filter((result) => result !== 'raised').length)
})

test('names go when the duty to publish has ended, and then find nothing either', async () => {
  const list = await shown(village, [26])
  const read = async (on: string, search = '') =>
    village.database.transact(everywhere, async (tx) =>
      describeLines(tx, (await findList(tx, county, list.listId))!, { search, page: 1, pageSize: 10 }, on),
    )
  const hidesOn = nextDay(list, 31)
  assert.equal((await read(nextDay(list, 30))).rows[0]!.cells.head_name_masked, '户**7')
  assert.equal((await read(hidesOn)).rows[0]!.cells.head_name_masked, '—')
  assert.equal((await read(nextDay(list, 30), '户**7')).total, 1)
  assert.equal((await read(hidesOn, '户**7')).total, 0)
  assert.equal((await read(hidesOn, '0027')).total, 1)
  assert.equal((await read(hidesOn, 'head_name')).total, 0)
})

test('a list that cannot be settled keeps no other back', async () => {
  const list = await shown(village, [27, 28])
  await village.database.owner.query(
    `insert into publicity.list (county_code, id, place_code, kind, title, duty, opens_on, closes_on, hides_names_on, spot, columns, source, totals, state, public, opened_at)
     select county_code, gen_random_uuid(), place_code, kind, title, duty, opens_on, '2019-01-02', hides_names_on, spot, columns,
       jsonb_build_object('adoptionId', gen_random_uuid(), 'bookKey', 'shanzhi', 'period', '2019-Q1'), totals, 'open', public, opened_at
     from publicity.list where id = $1`,
    [list.listId],
  )
  await assert.rejects(
    sweep(village, timer(village, 'publicity.settle'), `${nextDay(list)}T00:10:00+08:00`),
    /1 of \d+ lists/,
  )
  assert.deepEqual(await states(village, list.claimIds), ['posted', 'posted'])
})

test('a list holds the whitelisted cells and nothing else', async () => {
  const list = await shown(village, [29])
  const { rows } = await village.database.transact(everywhere, async (tx) =>
    listLines(tx, (await findList(tx, county, list.listId))!, { search: '', page: 1, pageSize: 10 }),
  )
  assert.deepEqual(Object.keys(rows[0]!.shown as object).sort(), [
    'head_name_masked',
    'household_number',
    'item',
    'occurred_on',
    'points',
  ])
})
