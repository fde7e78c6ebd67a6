import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { batch, declare, passAll, publicise, settle } from '../../tests/points-acts.ts'
import { type Answer, openVillageApp, type VillageApp } from '../../tests/points-app.ts'
import { addFile, openTestVillage, type TestVillage } from '../../tests/points-village.ts'

let village: TestVillage
let server: VillageApp
before(async () => {
  village = await openTestVillage(6)
  server = await openVillageApp(village, '2019-02-01')
})
after(async () => {
  await server?.close()
  await village?.close()
})

interface Claim {
  revision: number
  entryId: string | null
  timeline: { at: string; kind: string; text: { zh: string; en: string } }[]
}

function claimOf({ status, body }: Answer): Claim {
  assert.equal(status, 200)
  return body as unknown as Claim
}

const read = async (as: string, claimId: string) =>
  claimOf(await server.call(as, 'GET', `/api/points/claims/${claimId}`))

const kindsOf = (claim: Claim) => claim.timeline.map((event) => event.kind)
const last = (claim: Claim) => claim.timeline.at(-1)!

test('a claim tells its way from word to entry, with what was objected, and its reversal', async () => {
  const [claimId] = await declare(village, batch(village, 'public_affairs', '2019-02-01', [0], 1000))
  await passAll(village, [claimId!], '2019-02-05')
  const list = await publicise(village, '2019-Q1', '2019-04-16')
  server.setDay('2019-04-17')
  const shown = await server.call('neighbour', 'GET', `/api/publicity/${list.listId}`)
  const objected = await server.call('neighbour', 'POST', `/api/publicity/${list.listId}/objections`, {
    lineId: shown.body.rows[0]!.id,
    reason: '那天他没有来参加劳动',
    medium: 'app',
  })
  assert.equal(objected.status, 200)
  server.setDay('2019-04-18')
  await server.call('supervisor', 'POST', `/api/publicity/objections/${objected.body.id}/answer`, {
    outcome: 'dismissed',
    answer: '签到表上有他的名字',
    revision: objected.body.revision,
  })
  await settle(village, list.listId, '2019-04-23')
  const posted = await read('villager', claimId!)
  const wayToEntry = [
    'declared',
    'pass',
    'pass',
    'pass',
    'publicised',
    'disputed',
    'objection_dismissed',
    'posted',
  ]
  assert.deepEqual(kindsOf(posted), wayToEntry)
  assert.equal(last(posted).text.zh, '记入存折，+10 分')
  const hung = posted.timeline.find((event) => event.kind === 'publicised')!
  assert.match(hung.text.zh, /^列入“.*”，2019年4月16日至2019年4月22日公示$/)
  assert.match(hung.text.en, /^Publicised from 16 April 2019 to 22 April 2019: /)
  const reversed = await server.call('secretary', 'POST', `/api/points/entries/${posted.entryId}/reversal`, {
    reason: '重复申报，予以冲正',
  })
  assert.equal(reversed.status, 200)
  const after = await read('clerk', claimId!)
  assert.deepEqual(kindsOf(after).toSorted(), [...wayToEntry, 'reversed'].toSorted())
  assert.equal(after.timeline.find((event) => event.kind === 'reversed')?.text.zh, '冲正，−10 分')
})

test('the household learns that somebody objected; who and why is for those who work with objections', async () => {
  const [claimId] = await declare(village, batch(village, 'public_affairs', '2019-05-01', [0], 500))
  await passAll(village, [claimId!], '2019-05-05')
  const list = await publicise(village, '2019-Q2', '2019-07-16')
  server.setDay('2019-07-17')
  const shown = await server.call('neighbour', 'GET', `/api/publicity/${list.listId}`)
  await server.call('neighbour', 'POST', `/api/publicity/${list.listId}/objections`, {
    lineId: shown.body.rows[0]!.id,
    reason: '我在河边看见的是别人',
    medium: 'app',
  })
  const own = JSON.stringify((await read('villager', claimId!)).timeline)
  assert.match(own, /有人提出异议/)
  assert.ok(!own.includes('河边') && !own.includes(server.actors.neighbour!.name))
  const clerks = JSON.stringify((await read('clerk', claimId!)).timeline)
  assert.ok(clerks.includes('河边') && clerks.includes(server.actors.neighbour!.name))
})

test('a withdrawn claim says when', async () => {
  server.setDay('2019-05-10')
  const [claimId] = await declare(village, batch(village, 'public_affairs', '2019-05-10', [1], 500))
  const claim = await read('clerk', claimId!)
  server.setDay('2019-05-11')
  const path = `/api/points/claims/${claimId}/withdrawal`
  const withdrawal = { revision: claim.revision, reason: '登记错户' }
  const withdrawn = claimOf(await server.call('clerk', 'POST', path, withdrawal))
  assert.deepEqual(kindsOf(withdrawn), ['declared', 'withdrawn'])
  assert.equal(last(withdrawn).at, '2019-05-11T02:00:00.000Z')
})

test('a notice follows the decision that caused it, and its end is told: mended in time, too late, or not yet', async () => {
  const deed = {
    ...batch(village, 'illegal_building', '2019-06-01', [2, 3, 4]),
    evidence: [await addFile(village)],
  }
  const claims = await declare(village, deed)
  await passAll(village, claims, '2019-06-01')
  const mend = async (claimId: string, day: string) => {
    server.setDay(day)
    const { revision } = await read('cadre', claimId)
    const body = { mendedOn: day, evidence: [], note: '已拆除', revision }
    return server.call('cadre', 'POST', `/api/points/claims/${claimId}/rectification`, body)
  }
  const inTime = claimOf(await mend(claims[0]!, '2019-06-15'))
  assert.deepEqual(kindsOf(inTime), ['declared', 'pass', 'pass', 'pass', 'notice', 'waived'])
  const late = claimOf(await mend(claims[1]!, '2019-06-16'))
  assert.deepEqual(kindsOf(late), ['declared', 'pass', 'pass', 'pass', 'notice', 'lapsed'])
  assert.match(last(late).text.zh, /2019年6月16日才改好/)
  assert.deepEqual(kindsOf(await read('clerk', claims[2]!)), ['declared', 'pass', 'pass', 'pass', 'notice'])
})
