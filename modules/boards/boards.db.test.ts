import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { withBoards } from '../../tests/board-schemes.ts'
import { insertYear, vote } from '../../tests/dividend-acts.ts'
import { batch, close, settle, sweep } from '../../tests/points-acts.ts'
import { type Answer, openVillageApp, type VillageApp } from '../../tests/points-app.ts'
import { addFile, county, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { boardsTimers } from './timers.ts'

let village: TestVillage
let server: VillageApp
before(async () => {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  village = await openTestVillage(6, (yaml) => withBoards(yaml))
  server = await openVillageApp(village, '2019-07-20')
  for (const index of village.households.keys()) server.actors[`villager ${index}`] = village.villager(index)
  server.actors.other = {
    ...village.actors.clerk,
    ...{ accountId: makeId(), placeCode: '330482001214', grants: [{ role: 'clerk', scope: '330482001214' }] },
  }
  await insertYear(
    village,
    [30, 25, 10, 25, -20].map((points, household) => ({ household, points })),
  )
})
after(async () => {
  await server?.close()
  await village?.close()
})

const call = (as: string, path: string, body?: unknown, key?: string): Promise<Answer> =>
  server.call(as, body === undefined ? 'GET' : 'POST', `/api/${path}`, body, key)
const must = async <T = Record<string, never> & { id: string; revision: number }>(
  as: string,
  path: string,
  body?: unknown,
): Promise<T> => {
  const answer = await call(as, path, body)
  assert.equal(answer.status, 200, `${path} ${answer.text}`)
  return answer.body as unknown as T
}
const code = async (as: string, path: string, body?: unknown) => (await call(as, path, body)).body.code
const adoption = () => ({ placeCode: place, adoptionId: village.adoptionId })
const edition = (boardKey: string, opensOn = '2019-07-20') => ({
  ...adoption(),
  ...{ boardKey, period: '2019-Q2', opensOn },
})
const publicRows = async (listId: string) =>
  (
    await must<{ rows: { id: string; cells: Record<string, unknown> }[] }>(
      '',
      `public/lists/${place}/${listId}`,
    )
  ).rows
const proposal = async (household: number, boardKey = 'black', groundKey = 'rumours') => ({
  ...adoption(),
  ...{ boardKey, householdId: village.households[household], groundKey, reason: '在群里散布不实消息' },
  evidence: [await addFile(village)],
})
const listed = async (household: number) => {
  const proposed = await must('clerk', 'boards/listings', await proposal(household))
  const decision = { decision: 'list', panel: ['甲', '乙'], revision: proposed.revision }
  return must('reviewer', `boards/listings/${proposed.id}/decision`, decision)
}
const deed = (household: number, on: string, item = 'public_affairs') => ({
  ...batch(village, item, on, [household], item === 'public_affairs' ? 500 : null),
})

test('the clerk makes the good-deed board from a close: preview, publish, public page', async () => {
  assert.equal(await code('clerk', 'boards/editions', edition('deeds')), 'boards.not_closed')
  await close(village, '2019-Q2', '2019-07-20')
  const asked = new URLSearchParams({
    ...{ place, adoption: village.adoptionId, board: 'deeds', period: '2019-Q2', opensOn: '2019-07-20' },
  })
  const preview = await must<{ lines: unknown[]; title: string; leftOut: unknown }>(
    'clerk',
    `boards/preview?${asked}`,
  )
  assert.deepEqual([preview.lines.length, preview.title], [3, '2019年第二季度善行义举榜'])
  const made = await must<{ listId: string; lines: number; closesOn: string }>(
    'clerk',
    'boards/editions',
    edition('deeds'),
  )
  assert.deepEqual([made.lines, made.closesOn], [3, '2019-07-29'])
  const rows = await publicRows(made.listId)
  assert.deepEqual(
    rows.map(({ cells }) => [cells.household_number, cells.mark, cells.total]),
    [
      ['0001', '典型事迹前列', 13_000],
      ['0002', '典型事迹前列', 12_500],
      ['0004', '典型事迹前列', 12_500],
    ],
  )
  assert.equal(await code('villager 0', 'boards/editions', edition('deeds')), 'access.denied')
  assert.equal(await code('other', 'boards/editions', edition('deeds')), 'access.denied')
  assert.equal(
    await code('clerk', 'boards/editions', { ...edition('deeds'), period: '2019-06' }),
    'boards.wrong_period',
  )
  const own = await must<{ rows: { own: boolean }[] }>('villager 1', `publicity/${made.listId}`)
  assert.deepEqual(
    own.rows.map((row) => row.own),
    [false, true, false],
  )
})

test('stars and flags show the marks of the same close', async () => {
  const marksOf = async (boardKey: string) => {
    const { listId } = await must<{ listId: string }>('clerk', 'boards/editions', edition(boardKey))
    return (await publicRows(listId)).map(({ cells }) => `${cells.household_number} ${cells.mark}`)
  }
  assert.deepEqual(await marksOf('stars'), ['0003 一星', '0001 二星', '0002 二星', '0004 二星'])
  assert.deepEqual(await marksOf('flags'), ['0001 红旗', '0002 红旗', '0004 红旗', '0005 黑旗'])
})

test('ranks are shown only after the village resolved so', async () => {
  assert.equal(await code('clerk', 'boards/editions', edition('ranks')), 'boards.ranks_off')
  const resolution = { ...adoption(), boardKey: 'ranks', shown: true }
  const failed = { ...resolution, resolutionId: makeId() }
  assert.equal(await code('secretary', 'boards/ranking', failed), 'boards.resolution_not_passed')
  const passed = { ...resolution, resolutionId: await vote(village, '2019-07-10') }
  assert.equal(await code('clerk', 'boards/ranking', passed), 'access.denied')
  await must('secretary', 'boards/ranking', passed)
  const { lines } = await must<{ lines: number }>('clerk', 'boards/editions', edition('ranks'))
  assert.equal(lines, 3)
  await must('secretary', 'boards/ranking', { ...passed, shown: false })
  assert.equal(await code('clerk', 'boards/editions', edition('ranks')), 'boards.ranks_off')
})

test('whoever proposed a listing does not decide it, and nobody decides about the own household', async () => {
  assert.equal(
    await code('clerk', 'boards/listings', { ...(await proposal(2)), evidence: [] }),
    'boards.evidence_missing',
  )
  const proposed = await must('reviewer', 'boards/listings', await proposal(2))
  const path = `boards/listings/${proposed.id}/decision`
  const decision = { decision: 'list', panel: ['甲', '乙'], revision: proposed.revision }
  assert.equal(await code('reviewer', path, decision), 'boards.own_proposal')
  assert.equal(await code('clerk', path, decision), 'access.denied')
  assert.equal(await code('secretary', path, { ...decision, panel: ['甲', '甲'] }), 'boards.panel_small')
  server.actors.kin = {
    ...village.actors.secretary,
    accountId: makeId(),
    householdId: village.households[2]!,
  }
  assert.equal(await code('kin', path, decision), 'boards.own_household')
  assert.equal(await code('secretary', path, { ...decision, decision: 'refuse' }), 'boards.note_missing')
  assert.equal(await code('clerk', 'boards/listings', await proposal(2)), 'boards.listed_already')
  await must('secretary', path, { ...decision, decision: 'refuse', note: '查无实据' })
  assert.equal(await code('secretary', path, decision), 'boards.not_proposed')
})

test('on the black board: awards refused, deductions not; taken down and probation over: allowed (G-12)', async () => {
  const listing = await listed(3)
  const award = (on: string) => {
    server.setDay(on)
    return code('clerk', 'points/claims/batch', deed(3, on))
  }
  assert.equal(await award('2019-07-20'), 'points.frozen')
  assert.notEqual(await code('clerk', 'points/claims/batch', deed(3, '2019-07-01')), undefined)
  const fault = { ...deed(3, '2019-07-20', 'waste_sorting_bad'), evidence: [await addFile(village)] }
  assert.equal(await code('clerk', 'points/claims/batch', fault), undefined)

  const request = {
    subject: { kind: 'mended', listingId: listing.id },
    reason: '已经当面道歉',
    medium: 'app',
  }
  assert.equal(await code('villager 0', 'boards/requests', request), 'record.not_found')
  assert.equal(
    await code('cadre', 'boards/requests', { ...request, medium: 'phone' }),
    'boards.proxy_missing',
  )
  const asked = await must<{ id: string; revision: number; dueOn: string }>(
    'villager 3',
    'boards/requests',
    request,
  )
  assert.equal(asked.dueOn, '2019-07-25')
  assert.equal(await code('villager 3', 'boards/requests', request), 'boards.asked_already')
  const { listId } = await must<{ listId: string }>('clerk', 'boards/editions', edition('black'))
  assert.deepEqual(
    (await publicRows(listId)).map(({ cells }) => cells),
    [{ head_name_masked: '户某', ground: '散布谣言', listed_on: '2019-07-20' }],
  )
  const answer = { outcome: 'granted', answer: '已经道歉并澄清', revision: asked.revision }
  assert.equal(await code('villager 3', `boards/requests/${asked.id}/answer`, answer), 'access.denied')
  await must('reviewer', `boards/requests/${asked.id}/answer`, answer)
  assert.deepEqual(await publicRows(listId), [])
  const left = await village.database.owner.query(
    'select shown, public from publicity.line where list_id = $1',
    [listId],
  )
  assert.deepEqual(left.rows, [{ shown: {}, public: false }])
  assert.equal(await award('2019-07-30'), 'points.frozen_until')
  assert.equal(await award('2019-07-31'), undefined)
  server.setDay('2019-07-31')
  assert.equal(await code('clerk', 'points/claims/batch', deed(3, '2019-07-25')), 'points.frozen_until')
  server.setDay('2019-07-20')
})

test('a close leaves the frozen out where its formula says so, and keeps who they were', async () => {
  server.setDay('2019-06-20')
  await listed(1)
  server.setDay('2019-07-20')
  const again = await close(village, '2019-Q2', '2019-07-20', '有户在黑榜上')
  const { rows } = await village.database.owner.query(
    `select h.number, l.marks from points.close_line l join household.household h on h.id = l.household_id
     where l.close_id = $1 and 'first_deeds' = any (l.marks) order by 1`,
    [again.closeId],
  )
  assert.deepEqual(
    rows.map((row) => row.number),
    ['0001', '0004'],
  )
  const kept = await village.database.owner.query('select rules from points.close where id = $1', [
    again.closeId,
  ])
  assert.deepEqual(kept.rows[0].rules.frozen, [village.households[1]])
})

test('a referral needs repeated listing, repeated teaching and suspicion, and a person; never twice', async () => {
  const first = await listed(4)
  const path = (of: { id: string }) => `boards/listings/${of.id}`
  const help = { heldOn: '2019-07-20', text: '上门劝导，没有改变', outcome: 'taught_unchanged' }
  await must('cadre', `${path(first)}/assistant`, {
    ...{ assistant: '老支书', plan: '每周上门一次', revision: first.revision },
  })
  for (const _ of [1, 2]) await must('cadre', `${path(first)}/help`, help)
  assert.equal(
    await code('cadre', `${path(first)}/help`, { ...help, heldOn: '2019-07-21' }),
    'boards.future_day',
  )
  const referral = { authority: '派出所', suspicion: '涉嫌诈骗' }
  assert.equal(await code('reviewer', `${path(first)}/referral`, referral), 'boards.referral_conditions')
  await village.database.owner.query(
    `update board.listing set state = 'taken_down', taken_down_on = '2019-07-20' where id = $1`,
    [first.id],
  )
  const second = await listed(4)
  assert.equal(
    await code('reviewer', `${path(second)}/referral`, { ...referral, suspicion: '' }),
    'boards.referral_conditions',
  )
  assert.equal(await code('cadre', `${path(second)}/referral`, referral), 'access.denied')
  await must('reviewer', `${path(second)}/referral`, referral)
  assert.equal(await code('reviewer', `${path(second)}/referral`, referral), 'boards.referred_already')
  const seen = await must<{ referral: { missing: unknown[] } }>('secretary', path(second))
  assert.deepEqual(seen.referral.missing, [])
})

test('a black listing comes down when its days have passed', async () => {
  const listing = await listed(5)
  const { listId } = await must<{ listId: string }>('clerk', 'boards/editions', edition('black'))
  const shown = (await publicRows(listId)).length
  await sweep(village, boardsTimers[0]!, '2019-08-18T23:59:00+08:00')
  assert.equal((await publicRows(listId)).length, shown)
  await sweep(village, boardsTimers[0]!, '2019-08-19T00:10:00+08:00')
  const { rows } = await village.database.owner.query(
    'select taken_down_on::text from publicity.line where subject_id = $1',
    [listing.id],
  )
  assert.deepEqual(rows, [{ taken_down_on: '2019-08-19' }])
  await settle(village, listId, '2019-08-20')
  assert.deepEqual(await publicRows(listId), [])
})

test('whoever asks for privacy comes down from every edition and stays off the next', async () => {
  const made = await must<{ listId: string }>('clerk', 'boards/editions', edition('deeds'))
  const line = (await publicRows(made.listId))[0]!
  const wish = {
    ...{ subject: { kind: 'privacy', listId: made.listId, lineId: line.id }, reason: '不愿意公开姓名' },
    medium: 'app',
  }
  assert.equal(await code('villager 5', 'boards/requests', wish), 'boards.not_yours')
  const asked = await must('villager 0', 'boards/requests', wish)
  await must('supervisor', `boards/requests/${asked.id}/answer`, {
    ...{ outcome: 'granted', answer: '同意撤下', revision: asked.revision },
  })
  const { rows } = await village.database.owner.query(
    `select count(*)::int as lines from publicity.line n join publicity.list l on l.id = n.list_id
     where n.household_id = $1 and l.source->>'boardKey' = 'deeds' and n.taken_down_on is null`,
    [village.households[0]],
  )
  assert.equal(rows[0].lines, 0)
  const next = await must<{ listId: string }>('clerk', 'boards/editions', edition('deeds'))
  assert.ok((await publicRows(next.listId)).every(({ cells }) => cells.household_number !== '0001'))
})

test('minors never stand on a board, and a person’s full age must be known', async () => {
  const young = makeId()
  await village.database.owner.query(
    `insert into household.person (county_code, id, place_code, household_id, name, pinyin, initials, sex, birth_date, registration, presence)
     values ($1, $2, $3, $4, '小满', 'xiaoman', 'xm', 'female', '2001-07-21', 'local', 'resident')`,
    [county, young, place, village.households[2]],
  )
  await village.database.owner.query('update household.household set head_id = $1 where id = $2', [
    young,
    village.households[2],
  ])
  const red = { ...(await proposal(2, 'red', 'elders')), evidence: [] }
  assert.equal(await code('clerk', 'boards/listings', red), 'boards.minor')
  server.setDay('2019-07-21')
  await must('clerk', 'boards/listings', red)
  server.setDay('2019-07-20')
})

test('a villager reads what is about the own household alone, another village nothing', async () => {
  const path = `boards/listings?place=${place}`
  const all = await must<{ total: number }>('clerk', path)
  const own = await must<{ rows: { householdId: string }[] }>('villager 4', path)
  assert.ok(all.total > own.rows.length && own.rows.length === 2)
  assert.ok(own.rows.every((row) => row.householdId === village.households[4]))
  assert.equal((await must<{ total: number }>('other', path)).total, 0)
  const [listing] = own.rows as unknown as { id: string }[]
  assert.equal(await code('villager 0', `boards/listings/${listing!.id}`), 'record.not_found')
  assert.equal(await code('other', `boards/listings/${listing!.id}`), 'record.not_found')
})

test('the loudspeaker’s text is drafted from a board, edited, played and logged', async () => {
  const { listId } = await must<{ listId: string }>('clerk', 'boards/editions', edition('stars'))
  const draft = await must<{ title: string; words: string }>(
    'clerk',
    `boards/broadcasts/draft?${new URLSearchParams({ place, list: listId })}`,
  )
  assert.doesNotMatch(draft.words.split('\n').slice(1).join(''), /\d|户主/)
  const wish = { placeCode: place, listId, title: draft.title, words: draft.words.replace(place, '柳溪村') }
  assert.equal(
    await code('clerk', 'boards/broadcasts', { ...wish, words: '请打电话 13800138000' }),
    'boards.words_identity',
  )
  const kept = await must('clerk', 'boards/broadcasts', {
    ...wish,
    playsAt: ['2019-07-21T00:00:00Z'],
  })
  const changed = { title: wish.title, words: '星级榜贴出来了。', revision: kept.revision }
  await must('clerk', `boards/broadcasts/${kept.id}`, changed)
  assert.equal(await code('clerk', `boards/broadcasts/${kept.id}`, changed), 'request.stale')
  await must('clerk', `boards/broadcasts/${kept.id}/plays`, { spot: '村口大喇叭' })
  const seen = await must<{ plays: number; log: { words: string; spot: string }[] }>(
    'clerk',
    `boards/broadcasts/${kept.id}`,
  )
  assert.deepEqual([seen.plays, seen.log[0]!.words, seen.log[0]!.spot], [1, '星级榜贴出来了。', '村口大喇叭'])
  assert.equal(await code('other', `boards/broadcasts/${kept.id}`), 'record.not_found')
  assert.equal(await code('villager 0', `boards/broadcasts?place=${place}`), 'access.denied')
})

test('the public page keeps an archive by month', async () => {
  const page = await must<{ months: string[]; lists: unknown[] }>(
    '',
    `public/places/${place}/lists?month=2019-07`,
  )
  assert.ok(page.months.includes('2019-07') && page.lists.length > 0)
  assert.equal(
    (await must<{ lists: unknown[] }>('', `public/places/${place}/lists?month=2018-01`)).lists.length,
    0,
  )
})
