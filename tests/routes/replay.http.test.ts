import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { balanceFaults, panel } from '../points-acts.ts'
import { type Answer, openVillageApp } from '../points-app.ts'
import { addFile, openTestVillage, place } from '../points-village.ts'

process.env.SHANZHI_RATE_LIMITS = 'off'
const village = await openTestVillage(6)
const server = await openVillageApp(village, '2019-03-01')
after(async () => {
  await server.close()
  await village.close()
})
server.actors.objector = village.villager(4)
const { adoptionId, households } = village
const adoption = { placeCode: place, adoptionId }

async function countAudit(): Promise<number> {
  return Number((await village.database.owner.query('select count(*) as n from audit.entry')).rows[0].n)
}

/** Sends a write three times under one key, twice at once: one act, one answer, byte for byte. Then the key for something else. */
async function once(as: string, method: string, url: string, body: Record<string, unknown>): Promise<Answer> {
  const key = makeId()
  const before = await countAudit()
  const [first, twin] = await Promise.all([
    server.call(as, method, url, body, key),
    server.call(as, method, url, body, key),
  ])
  assert.equal(first.status, 200, `${method} ${url} ${first.text}`)
  const written = await countAudit()
  const repeat = await server.call(as, method, url, body, key)
  for (const answer of [twin, repeat]) {
    assert.deepEqual([answer.status, answer.text], [200, first.text], `${method} ${url}`)
  }
  assert.equal(repeat.headers['idempotency-replayed'], 'true')
  assert.ok(written > before, `${url} leaves a record`)
  assert.equal(await countAudit(), written, `${url} leaves it once`)
  const other = await server.call(as, method, url, { ...body, note: '换了内容', reason: '换了内容' }, key)
  if (JSON.stringify(other.body) !== first.text)
    assert.equal(other.body.code, 'request.key_reused', `${method} ${url} ${other.text}`)
  return first
}

/** The same write with a revision that is not the record's: told that it changed, nothing written. */
async function stale(as: string, method: string, url: string, body: Record<string, unknown>): Promise<void> {
  const before = await countAudit()
  const answer = await server.call(as, method, url, { ...body, revision: 999 })
  assert.deepEqual(
    [answer.status, answer.body.code],
    [409, 'request.stale'],
    `${method} ${url} ${answer.text}`,
  )
  assert.equal(await countAudit(), before)
}

const deed = { ...adoption, bookKey: 'shanzhi', itemKey: 'public_affairs', happenedAt: '', evidence: [] }
const claims = '/api/points/claims'
let claimIds: string[] = []

async function review(claimId: string, revision: number): Promise<void> {
  for (const [index, [stepKey, as]] of (
    [
      ['verify', 'cadre'],
      ['deliberate', 'reviewer'],
      ['supervise', 'supervisor'],
    ] as const
  ).entries()) {
    const body = {
      stepKey,
      decision: 'pass',
      points: null,
      panel: stepKey === 'deliberate' ? panel : [],
      note: '属实',
    }
    await stale(as, 'POST', `${claims}/${claimId}/decisions`, body)
    await once(as, 'POST', `${claims}/${claimId}/decisions`, { ...body, revision: revision + index })
  }
}

test('declaring, sending back, amending and withdrawing happen once for each key', async () => {
  const own = {
    ...deed,
    householdId: households[0],
    occurredOn: '2019-02-20',
    reason: '清理河道',
    quantity: 100,
    proposed: 500,
    channel: 'self',
    medium: 'app',
  }
  const declared = await once('villager', 'POST', claims, own)
  const { id } = declared.body
  const sendBack = { stepKey: 'verify', decision: 'return', note: '请写明地点' }
  await stale('cadre', 'POST', `${claims}/${id}/decisions`, sendBack)
  await once('cadre', 'POST', `${claims}/${id}/decisions`, { ...sendBack, revision: 1 })
  const amended = {
    quantity: 100,
    proposed: 400,
    occurredOn: '2019-02-20',
    reason: '清理村口河道',
    evidence: [],
  }
  await stale('villager', 'PUT', `${claims}/${id}`, amended)
  const again = await once('villager', 'PUT', `${claims}/${id}`, { ...amended, revision: 2 })
  const spare = await once('villager', 'POST', claims, { ...own, occurredOn: '2019-02-21' })
  await stale('villager', 'POST', `${claims}/${spare.body.id}/withdrawal`, {})
  await once('villager', 'POST', `${claims}/${spare.body.id}/withdrawal`, { revision: 1 })
  const lines = [1, 2, 3].map((index) => ({ householdId: households[index], proposed: 600 }))
  const batch = await once('clerk', 'POST', `${claims}/batch`, {
    ...deed,
    occurredOn: '2019-02-25',
    reason: '义务劳动',
    channel: 'cadre',
    medium: 'console',
    lines,
  })
  claimIds = [id, ...(batch.body.claimIds as string[])]
  await review(id, again.body.revision)
  for (const [stepKey, as] of [
    ['verify', 'cadre'],
    ['deliberate', 'reviewer'],
    ['supervise', 'supervisor'],
  ] as const)
    await once(as, 'POST', '/api/points/decisions/batch', {
      placeCode: place,
      stepKey,
      claimIds: claimIds.slice(1),
      panel: stepKey === 'deliberate' ? panel : [],
    })
})

test('a notice, its mending, a list, objections and answers happen once for each key', async () => {
  const fault = {
    ...deed,
    itemKey: 'waste_sorting_bad',
    householdId: households[5],
    occurredOn: '2019-02-26',
    reason: '混投',
    evidence: [await addFile(village)],
    quantity: 100,
    proposed: null,
    channel: 'cadre',
    medium: 'console',
  }
  const { id } = (await once('clerk', 'POST', claims, fault)).body
  await review(id, 1)
  await stale('cadre', 'POST', `${claims}/${id}/rectification`, { mendedOn: '2019-03-01', note: '已改好' })
  await once('cadre', 'POST', `${claims}/${id}/rectification`, {
    mendedOn: '2019-03-01',
    note: '已改好',
    revision: 4,
  })

  server.setDay('2019-04-01')
  const list = await once('clerk', 'POST', '/api/points/publicity', {
    ...adoption,
    bookKey: 'shanzhi',
    list: 'entries',
    period: '2019-Q1',
    opensOn: '2019-04-01',
    spot: '公开栏',
  })
  const url = `/api/publicity/${list.body.listId}`
  const lines = (await server.call('clerk', 'GET', url)).body.rows
  const object = async (line: number) =>
    (
      await once('objector', 'POST', `${url}/objections`, {
        lineId: lines[line]!.id,
        reason: '这一分不对',
        evidence: [],
        medium: 'app',
      })
    ).body
  const [first, second] = [await object(0), await object(1)]
  await stale('objector', 'POST', `/api/publicity/objections/${first.id}/withdrawal`, {})
  await once('objector', 'POST', `/api/publicity/objections/${first.id}/withdrawal`, { revision: 1 })
  const dismissed = { outcome: 'dismissed', answer: '已核实情况' }
  await stale('supervisor', 'POST', `/api/publicity/objections/${second.id}/answer`, dismissed)
  await once('supervisor', 'POST', `/api/publicity/objections/${second.id}/answer`, {
    ...dismissed,
    revision: 1,
  })
  server.setDay('2019-04-08')
  assert.deepEqual((await once('clerk', 'POST', `${url}/settlement`, {})).body, { settled: 4, held: 0 })
})

test('entries posted by hand and taken back, and households that come and go, happen once for each key', async () => {
  const entries = await village.database.owner.query('select id from points.entry where claim_id = $1', [
    claimIds[3],
  ])
  await once('secretary', 'POST', `/api/points/entries/${entries.rows[0].id}/reversal`, {
    reason: '登记错户',
  })
  const { rows } = (
    await server.call('clerk', 'GET', `/api/points/enrolments?place=${place}&household=${households[5]}`)
  ).body
  await once('clerk', 'POST', `/api/points/enrolments/${rows[0]!.id}/end`, {
    leftOn: '2019-04-08',
    reason: '外迁',
  })
  await once('clerk', 'POST', '/api/points/enrolments', {
    ...adoption,
    householdId: households[5],
    joinedOn: '2019-04-09',
    agreedBy: '户主',
  })
  await once('clerk', 'POST', '/api/points/closes', { ...adoption, bookKey: 'shanzhi', period: '2019-Q1' })
  assert.deepEqual(await balanceFaults(village), [])
})

test('the year’s close, shares, plan, resolution and payment happen once for each key', async () => {
  server.setDay('2020-01-05')
  for (const household of households)
    await once('secretary', 'PUT', `/api/dividends/shares/${household}`, {
      placeCode: place,
      shares: 300,
      from: '2019-01-01',
      basis: '2018 年章程',
    })
  const close = await once('clerk', 'POST', '/api/points/closes', {
    ...adoption,
    bookKey: 'shanzhi',
    period: '2019',
  })
  const pools = {
    ...adoption,
    closeId: close.body.closeId,
    sharePoolFen: 100_001,
    incentivePoolFen: 900_000,
    priceFen: null,
  }
  const spare = await once('clerk', 'POST', '/api/dividends/plans', pools)
  await stale('clerk', 'POST', `/api/dividends/plans/${spare.body.id}/drop`, { reason: '重新拟定' })
  await once('clerk', 'POST', `/api/dividends/plans/${spare.body.id}/drop`, {
    reason: '重新拟定',
    revision: 1,
  })
  const plan = await once('clerk', 'POST', '/api/dividends/plans', pools)
  const url = `/api/dividends/plans/${plan.body.id}`
  await stale('clerk', 'POST', `${url}/publicity`, { opensOn: '2020-01-05', spot: '公开栏' })
  await once('clerk', 'POST', `${url}/publicity`, { opensOn: '2020-01-05', spot: '公开栏', revision: 1 })
  server.setDay('2020-01-13')
  const list = await village.database.owner.query(
    `select id from publicity.list where kind = 'dividend_plan'`,
  )
  await once('clerk', 'POST', `/api/publicity/${list.rows[0].id}/settlement`, {})
  const held = {
    placeCode: place,
    title: '通过分配方案',
    body: 'members_congress',
    heldOn: '2020-01-13',
    eligible: 60,
    present: 56,
    votesFor: 50,
    votesAgainst: 4,
    votesAbstain: 2,
  }
  const resolution = await once('clerk', 'POST', '/api/meetings/resolutions', held)
  await stale('clerk', 'POST', `${url}/resolution`, { resolutionId: resolution.body.id })
  await once('clerk', 'POST', `${url}/resolution`, { resolutionId: resolution.body.id, revision: 2 })
  await stale('secretary', 'POST', `${url}/payments`, { paidOn: '2020-01-13', method: 'bank' })
  assert.equal(
    (
      await server.call('secretary', 'POST', `${url}/payments`, {
        paidOn: '2020-01-13',
        method: 'bank',
        revision: 3,
      })
    ).body.code,
    'procedures.gate',
  )
})

test('steps and the scheme’s own values happen once for each key', async () => {
  const run = await once('clerk', 'POST', '/api/procedures', {
    ...adoption,
    cycle: '2020',
    startedOn: '2020-01-13',
  })
  const id = await addFile(village, place, 'procedure')
  const evidence = [{ kind: 'file', id, document: 'draft', text: '方案' }]
  await once('clerk', 'POST', `/api/procedures/${run.body.id}/steps/draft`, {
    doneOn: '2020-01-13',
    evidence,
  })
  const values = {
    placeCode: place,
    values: [{ path: 'points.shanzhi.items.courage.max', from: '2020-05-01', value: 90 }],
  }
  await stale('secretary', 'PUT', '/api/schemes/pinghu-tongjie/values', values)
  const document = (await server.call('secretary', 'GET', `/api/schemes/pinghu-tongjie?place=${place}`)).body
  const { revision } = document.adoption as { revision: number }
  await once('secretary', 'PUT', '/api/schemes/pinghu-tongjie/values', { ...values, revision })
})
