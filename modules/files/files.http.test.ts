import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import type { Actor } from '../../engines/access/access.ts'
import { pdf, phoneExif, photo } from '../../platform/files/made-files.ts'
import { batch, declare } from '../../tests/points-acts.ts'
import { openVillageApp } from '../../tests/points-app.ts'
import { openTestVillage, place } from '../../tests/points-village.ts'

process.env.SHANZHI_RATE_LIMITS = 'off'
const village = await openTestVillage(3)
const server = await openVillageApp(village, '2020-01-20')
after(async () => {
  await server.close()
  await village.close()
})
const elsewhere: Actor = {
  ...village.actors.clerk,
  accountId: makeId(),
  placeCode: '330482001214',
  grants: [{ role: 'clerk', scope: '330482001214' }],
}
Object.assign(server.actors, { elsewhere, stranger: village.villager(2) })

const jpeg = await photo({ exif: phoneExif }).jpeg().toBuffer()

interface Upload {
  as?: string
  key?: string
  content?: Buffer
  name?: string
  fields?: Record<string, string>
}

async function upload({
  as = 'villager',
  key = makeId(),
  content = jpeg,
  name = '照片.jpg',
  fields = {},
}: Upload = {}) {
  const given = { purpose: 'evidence', placeCode: place, ...fields }
  const parts = Object.entries(given).map(
    ([field, value]) => `--cut\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  )
  const payload = Buffer.concat([
    Buffer.from(
      `${parts.join('')}--cut\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`,
    ),
    content,
    Buffer.from('\r\n--cut--\r\n'),
  ])
  const reply = await server.app.inject({
    method: 'POST',
    url: '/api/files',
    headers: {
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      'idempotency-key': key,
      'content-type': 'multipart/form-data; boundary=cut',
    },
    payload,
  })
  return {
    status: reply.statusCode,
    text: reply.body,
    body: reply.json<{ id: string; code: string; mediaType: string }>(),
  }
}

const read = (as: string, id: string, part = '') =>
  server.app.inject({
    method: 'GET',
    url: `/api/files/${id}${part}`,
    headers: as ? { authorization: `Bearer ${as}` } : {},
  })

test('a photo is read by whoever uploaded it and by the village’s officers, by nobody else', async () => {
  const { status, body } = await upload()
  assert.deepEqual([status, body.mediaType], [200, 'image/jpeg'])
  for (const as of ['villager', 'clerk', 'supervisor', 'town_officer'])
    assert.equal((await read(as, body.id)).statusCode, 200, as)
  for (const as of ['neighbour', 'stranger', 'elsewhere'])
    assert.equal((await read(as, body.id)).statusCode, 404, as)
  assert.equal((await read('', body.id)).statusCode, 401)
  assert.equal((await read('clerk', makeId())).statusCode, 404)
  assert.equal((await read('clerk', 'x')).statusCode, 400)
  const thumbnail = await read('villager', body.id, '/thumbnail')
  assert.deepEqual([thumbnail.statusCode, thumbnail.headers['content-type']], [200, 'image/webp'])
})

test('a photo for a claim of many households is seen by each of them, and not by others', async () => {
  const { body } = await upload({ as: 'clerk' })
  const deed = batch(village, 'public_affairs', '2019-11-10', [0], 500)
  await declare(village, { ...deed, evidence: [body.id] })
  assert.equal((await read('villager', body.id)).statusCode, 200)
  assert.equal((await read('villager', body.id, '/thumbnail')).statusCode, 200)
  for (const as of ['stranger', 'elsewhere']) assert.equal((await read(as, body.id)).statusCode, 404, as)
})

test('the camera’s name and the place of the shot do not come back', async () => {
  const { body } = await upload()
  const { rawPayload } = await read('villager', body.id)
  for (const trace of ['SecretPhone', 'GPS', 'Exif'])
    assert.ok(!rawPayload.includes(Buffer.from(trace)), trace)
})

test('one upload sent ten times is one file; another one under its key is refused', async () => {
  const key = makeId()
  const answers = [
    ...(await Promise.all(Array.from({ length: 8 }, () => upload({ key })))),
    await upload({ key }),
    await upload({ key }),
  ]
  assert.deepEqual([...new Set(answers.map(({ status, text }) => `${status} ${text}`))].length, 1)
  const { rows } = await village.database.owner.query(
    `select count(*) as n from audit.entry where subject_id = $1`,
    [answers[0]!.body.id],
  )
  assert.equal(Number(rows[0].n), 1)
  const other = await upload({ key, content: await photo({ width: 40 }).jpeg().toBuffer() })
  assert.deepEqual([other.status, other.body.code], [422, 'request.key_reused'])
})

test('nobody uploads to another village, without sign-in, or without saying what for', async () => {
  assert.equal((await upload({ as: '' })).status, 401)
  assert.equal((await upload({ as: 'elsewhere' })).body.code, 'files.place')
  assert.equal((await upload({ fields: { placeCode: '330482001214' } })).body.code, 'files.place')
  for (const fields of [{ purpose: 'x' }, { placeCode: '1' }, { householdId: '../..' }] as Record<
    string,
    string
  >[]) {
    const { status, body } = await upload({ fields })
    assert.deepEqual([status, body.code], [400, 'request.invalid'])
  }
  assert.equal((await upload({ key: 'short' })).body.code, 'request.key_missing')
})

test('what is no photo or document is refused by its content, whatever its name says', async () => {
  const hostile: Record<string, Buffer> = {
    nothing: Buffer.alloc(0),
    text: Buffer.from('hello'),
    html: Buffer.from('<html><script>alert(1)</script></html>'),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    program: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]),
    'half a photo': jpeg.subarray(0, 200),
    'a photo with a tail of HTML': Buffer.concat([
      jpeg.subarray(0, 20),
      Buffer.from('<script>'),
      jpeg.subarray(28),
    ]),
    'a PDF that runs a script': pdf('/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>'),
  }
  const { rows: before } = await village.database.owner.query('select count(*) as n from file.object')
  for (const [what, content] of Object.entries(hostile)) {
    const { status, body } = await upload({ content })
    assert.ok(status >= 400 && status < 500, `${what} ${status}`)
    assert.deepEqual(Object.keys(body), ['code', 'message', 'at', 'details'], what)
  }
  assert.deepEqual((await village.database.owner.query('select count(*) as n from file.object')).rows, before)
  for (const name of ['../../etc/passwd', 'a\u0000b.jpg', '<script>.jpg', `${'长'.repeat(300)}.jpg`, 'CON'])
    assert.ok((await upload({ name })).status < 500, name)
})
