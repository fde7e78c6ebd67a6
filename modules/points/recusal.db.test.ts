import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import type { Actor, Role } from '../../engines/access/access.ts'
import { batch, declare } from '../../tests/points-acts.ts'
import { openVillageApp, type VillageApp } from '../../tests/points-app.ts'
import { county, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'

let village: TestVillage
let server: VillageApp
before(async () => {
  village = await openTestVillage(8)
  server = await openVillageApp(village, '2019-05-02')
})
after(async () => {
  await server?.close()
  await village?.close()
})

interface RollPerson {
  name: string
  /** Households by index with the relation there; the last is the present one. */
  homes: [index: number, relation: string][]
  guardianId?: string
}

/** Writes a person with all memberships into the roll. */
async function enrolPerson({ name, homes, guardianId }: RollPerson): Promise<string> {
  const id = makeId()
  const present = village.households[homes.at(-1)![0]]!
  const { owner } = village.database
  await owner.query(
    `insert into household.person (county_code, id, place_code, household_id, name, pinyin, initials, sex, registration, presence, guardian_id)
     values ($1, $2, $3, $4, $5, 'x', 'x', 'unknown', 'local', 'resident', $6)`,
    [county, id, place, present, name, guardianId ?? null],
  )
  for (const [position, [index, relation]] of homes.entries()) {
    const last = position === homes.length - 1
    await owner.query(
      `insert into household.membership (county_code, id, place_code, person_id, household_id, relation, valid_from, valid_to, reason_in)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'test')`,
      [
        ...[county, makeId(), place, id, village.households[index], relation],
        ...[`20${10 + position}-01-01`, last ? null : `20${11 + position}-01-01`],
      ],
    )
  }
  return id
}

function actorOf(role: Role, personId: string | null, household: number | null): Actor {
  const householdId = household === null ? null : village.households[household]!
  return { ...village.actors[role as 'reviewer'], accountId: makeId(), personId, householdId }
}

interface Claim {
  id: string
  revision: number
  may: string[]
  recusalGround: string | null
  recusals: { name: string; stepKey: string; reason: string }[]
  timeline: { kind: string; text: { zh: string } }[]
}

/** A claim of a household, verified, as it waits to be deliberated. */
async function waiting(household: number): Promise<string> {
  const [id] = await declare(village, batch(village, 'public_affairs', '2019-05-02', [household], 500))
  const reply = await decide('cadre', id!, 'verify')
  assert.equal(reply.status, 200, reply.text)
  return id!
}

async function read(as: string, id: string): Promise<Claim> {
  const reply = await server.call(as, 'GET', `/api/points/claims/${id}`)
  assert.equal(reply.status, 200, reply.text)
  return reply.body as unknown as Claim
}

const seated = (...names: string[]) => names.map((name) => ({ name, guest: false }))

async function decide(as: string, id: string, stepKey: string, names: string[] = []) {
  const claim = (await server.call(as, 'GET', `/api/points/claims/${id}`)).body
  return server.call(as, 'POST', `/api/points/claims/${id}/decisions`, {
    ...{ stepKey, decision: 'pass', panel: seated(...names), revision: claim.revision },
  })
}

test('a reviewer of the household concerned, or its kin by the roll, is refused with the reason, and a stranger is not', async () => {
  await enrolPerson({ name: '毛根生', homes: [[0, 'head']] })
  const wife = await enrolPerson({ name: '翁彩凤', homes: [[0, 'spouse']] })
  const son = await enrolPerson({
    name: '毛建新',
    homes: [
      [0, 'son'],
      [1, 'head'],
    ],
  })
  const lodger = await enrolPerson({
    name: '冯阿大',
    homes: [
      [0, 'unrelated'],
      [2, 'head'],
    ],
  })
  const guardian = await enrolPerson({ name: '葛水英', homes: [[3, 'head']] })
  await enrolPerson({ name: '毛小宝', homes: [[0, 'grandson']], guardianId: guardian })
  const stranger = await enrolPerson({ name: '毛根生', homes: [[4, 'head']] })
  const rows: [name: string, actor: Actor, refused: string | null, ground: string | null][] = [
    ['wife', actorOf('reviewer', wife, 0), 'points.own_household', 'member'],
    ['a member known by the account alone', actorOf('reviewer', null, 0), 'points.own_household', 'member'],
    ['the son who set up his own', actorOf('reviewer', son, 1), 'points.kin_of_household', 'kin'],
    ['the guardian of a child', actorOf('reviewer', guardian, 3), 'points.kin_of_household', 'kin'],
    ['who only lodged there', actorOf('reviewer', lodger, 2), null, null],
    ['a namesake of another household', actorOf('reviewer', stranger, 4), null, null],
  ]
  for (const [name, actor, refused, ground] of rows) {
    server.actors[name] = actor
    const id = await waiting(0)
    const seen = await read(name, id)
    assert.equal(seen.recusalGround, ground, name)
    assert.equal(seen.may.includes('decide'), refused === null, name)
    const listed = await server.call(
      name,
      'GET',
      `/api/points/claims?place=${place}&state=in_review&pageSize=100`,
    )
    const row = listed.body.rows.find((one) => one.id === id)!
    assert.equal((row.may as string[]).includes('decide'), refused === null, name)
    const reply = await decide(name, id, 'deliberate', ['甲', '乙', '丙'])
    assert.equal(reply.status === 200 ? null : reply.body.code, refused, name)
    if (refused) assert.equal((await read(name, id)).revision, seen.revision, `${name}: nothing changed`)
  }
})

test('whoever is bound to the household does not sit on the panel; a namesake is told apart', async () => {
  const id = await waiting(0)
  for (const name of ['翁彩凤', '毛建新', '毛根生']) {
    const reply = await decide('reviewer', id, 'deliberate', ['甲', '乙', '丙', name])
    assert.equal(reply.body.code, 'points.panel_recused')
    assert.match(String(reply.body.message), new RegExp(name))
  }
  const apart = await decide('reviewer', id, 'deliberate', ['甲', '乙', '毛根生（五组）', '冯阿大'])
  assert.equal(apart.status, 200, apart.text)
})

test('in a batch only the claims of the own household are left, told one by one', async () => {
  const [own, other] = [await waiting(0), await waiting(5)]
  const reply = await server.call('wife', 'POST', '/api/points/decisions/batch', {
    ...{ placeCode: place, stepKey: 'deliberate', claimIds: [own, other], panel: seated('甲', '乙', '丙') },
  })
  const body = reply.body as unknown as { passed: number; refused: { claimId: string; code: string }[] }
  assert.equal(body.passed, 1)
  assert.deepEqual(
    body.refused.map(({ claimId, code }) => [claimId, code]),
    [[own, 'points.own_household']],
  )
})

test('a recusal in writing stays with the claim, once, and keeps whoever stepped aside from deciding and from the panel', async () => {
  const id = await waiting(5)
  const aside = (as: string, body: object) =>
    server.call(as, 'POST', `/api/points/claims/${id}/recusals`, { stepKey: 'deliberate', ...body })
  assert.equal((await aside('reviewer', { reason: '与当事户有生意往来' })).status, 200)
  assert.equal((await aside('reviewer', { reason: '再登记一次' })).body.code, 'points.already_stepped_aside')
  assert.equal((await aside('reviewer', { name: '丁', reason: '' })).status, 400)
  assert.equal((await aside('reviewer', { name: '丁', reason: '近邻有纠纷' })).status, 200)
  assert.equal((await aside('villager', { name: '甲', reason: '外人登记' })).status, 403)
  assert.equal(
    (await aside('reviewer', { stepKey: 'verify', reason: '环节已过' })).body.code,
    'points.wrong_step',
  )
  assert.equal(
    (await decide('reviewer', id, 'deliberate', ['甲', '乙', '丙'])).body.code,
    'points.stepped_aside',
  )
  server.actors.second = { ...village.actors.reviewer, accountId: makeId(), name: '第二评议员' }
  assert.equal(
    (await decide('second', id, 'deliberate', ['甲', '乙', '丙', '丁'])).body.code,
    'points.panel_recused',
  )
  assert.equal((await decide('second', id, 'deliberate', ['甲', '乙', '丙'])).status, 200)
  const claim = await read('clerk', id)
  assert.deepEqual(
    claim.recusals.map(({ name, reason }) => [name, reason]),
    [
      [village.actors.reviewer.name, '与当事户有生意往来'],
      ['丁', '近邻有纠纷'],
    ],
  )
  assert.equal(claim.timeline.filter((event) => event.kind === 'recusal').length, 2)
  const { rows } = await village.database.owner.query(
    `select detail from audit.entry where subject_id = $1 and detail ? 'recusal'`,
    [id],
  )
  assert.equal(rows.length, 2)
  assert.equal((await aside('reviewer', { name: '戊', reason: '已经评过' })).body.code, 'points.wrong_step')
})
