import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { v7 as makeId } from 'uuid'
import { importDivisions, officialDivisions } from '../../modules/territory/index.ts'
import { everywhere } from '../../platform/database/connect.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { pdf, photo } from '../../platform/files/made-files.ts'
import { handMadeWorkbook, sheetXml, textRow } from '../../platform/workbooks/hand-made-workbook.ts'
import { openVillageApp, type VillageApp } from '../points-app.ts'
import { county, openTestVillage, place, type TestVillage } from '../points-village.ts'
import { makeTestFileStore } from '../test-services.ts'
import { faultOfRefusal } from './fault-of-refusal.ts'
import { type FormOptions, type FormPart, formOf, formType, sendForm } from './send-form.ts'

/** Half-received uploads lie here while they are judged. */
const temporary = mkdtempSync(join(tmpdir(), 'uploads-test-'))
let village: TestVillage
let server: VillageApp
let jpeg: Buffer
/** What was put into the file store. */
const stored: string[] = []

before(async () => {
  process.env.TMPDIR = temporary
  process.env.SHANZHI_RATE_LIMITS = 'off'
  jpeg = await photo({ width: 200, height: 100 }).jpeg().toBuffer()
  village = await openTestVillage(2)
  await village.database.transact(everywhere, (tx) =>
    importDivisions(tx, officialDivisions('330482001'), { scope: '330482001', apply: true }),
  )
  const store = makeTestFileStore()
  const files: FileStore = {
    ...store,
    put: async (...given) => {
      const kept = await store.put(...given)
      stored.push(kept.key)
      return kept
    },
  }
  server = await openVillageApp(village, '2020-04-03', { files })
  server.actors.county = {
    ...village.actors.clerk,
    accountId: makeId(),
    grants: [{ role: 'county_officer', scope: county }],
  }
})
after(async () => {
  await server?.close()
  await village?.close()
  rmSync(temporary, { recursive: true, force: true })
})

/** Everything that an upload could leave behind. */
async function remains() {
  const tables = [
    ...['file.object', 'household.roll_upload', 'household.roll_upload_part', 'household.household'],
    ...[
      'household.person',
      'territory.division',
      'territory.boundary',
      'audit.entry',
      'platform.idempotency',
    ],
  ]
  const counts: Record<string, number> = { stored: stored.length, temporary: readdirSync(temporary).length }
  for (const table of tables) {
    const { rows } = await village.database.owner.query(`select count(*) as count from ${table}`)
    counts[table] = Number(rows[0].count)
  }
  return counts
}

interface Case {
  name: string
  code: string
  parts?: FormPart[]
  options?: FormOptions
  as?: string
}

/** Each case is refused with its code in both languages, and nothing of it remains. */
async function refuseAll(as: string, url: string, cases: readonly Case[]): Promise<void> {
  const before = await remains()
  for (const one of cases) {
    for (const english of [false, true]) {
      const told = await sendForm(server.app, one.as ?? as, url, one.parts ?? [], { ...one.options, english })
      const code = (told.json as { code?: string } | undefined)?.code
      assert.equal(code, one.code, `${one.name}: ${told.status} ${told.text.slice(0, 200)}`)
      assert.equal(faultOfRefusal(told, english), undefined, `${one.name}: ${told.text.slice(0, 200)}`)
      assert.ok(told.status >= 400, one.name)
      if (told.status === 415 && code === 'request.wrong_type')
        assert.match(told.text, /multipart\/form-data/)
    }
  }
  assert.deepEqual(await remains(), before)
}

const field = (name: string, content: string): FormPart => ({ name, content })
const file = (content: Buffer | string, fileName = '照片.jpg', type = 'image/jpeg'): FormPart => ({
  ...{ name: 'file', fileName, type, content },
})
const fields = [field('purpose', 'evidence'), field('placeCode', place)]
const text = (content: string) => Buffer.from(content)

/** What no form may do, whichever route it goes to. */
function brokenForms(good: FormPart[]): Case[] {
  const whole = formOf(good).length
  return [
    { name: 'a form without a file', code: 'request.file_missing', parts: [field('purpose', 'evidence')] },
    { name: 'an empty form', code: 'request.file_missing', parts: [] },
    { name: 'two files', code: 'request.one_file', parts: [...good, file(jpeg, 'second.jpg')] },
    { name: 'cut in the file', code: 'request.file_broken', parts: good, options: { bytes: whole - 40 } },
    { name: 'cut in the first head', code: 'request.file_broken', parts: good, options: { bytes: 40 } },
    {
      name: 'no boundary named',
      code: 'request.file_broken',
      parts: good,
      options: { contentType: 'multipart/form-data' },
    },
    {
      name: 'another boundary named',
      code: 'request.file_broken',
      parts: good,
      options: { contentType: 'multipart/form-data; boundary=other' },
    },
    {
      name: 'more fields than any form has',
      code: 'request.file_broken',
      parts: [...Array.from({ length: 20 }, (_, index) => field(`field${index}`, 'x')), ...good],
    },
    {
      name: 'a field that is a property of every object',
      code: 'request.file_broken',
      parts: [field('__proto__', 'x'), ...good],
    },
    {
      name: 'a file under the name of a property of every object',
      code: 'request.file_broken',
      parts: [...fields, { name: 'constructor', fileName: 'a.jpg', content: jpeg }],
    },
    { name: 'JSON', code: 'request.wrong_type', options: { contentType: 'application/json', raw: '{}' } },
    { name: 'a bare file', code: 'request.wrong_type', parts: good, options: { contentType: 'image/jpeg' } },
    { name: 'no key', code: 'request.key_missing', parts: good, options: { key: null } },
    { name: 'nobody', code: 'access.sign_in', parts: good, as: 'nobody' },
  ]
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

test('a photo whose form is broken is refused, and nothing of it remains', async () => {
  await refuseAll('villager', '/api/files', brokenForms([...fields, file(jpeg)]))
})

test('what is no photo and no document is refused, whatever it is called', async () => {
  const contents: [name: string, content: Buffer, code: string][] = [
    ['nothing', text(''), 'file.empty'],
    ['a drawing', text(svg), 'file.svg'],
    ['a drawing behind a head', text(`<?xml version="1.0"?>\n<!-- x -->${svg}`), 'file.svg'],
    ['a web page', text('<!DOCTYPE html><script>alert(1)</script>'), 'file.html'],
    ['a program', Buffer.concat([text('MZ'), Buffer.alloc(500)]), 'file.executable'],
    ['a script', text('#!/bin/sh\nrm -rf /\n'), 'file.executable'],
    ['server code', text('<?php system($_GET[0]); ?>'), 'file.executable'],
    ['an archive', Buffer.from(zipSync({ '../../etc/passwd': strToU8('x') })), 'file.type_not_allowed'],
    ['a workbook', handMadeWorkbook(sheetXml(textRow(1, ['甲']))), 'file.type_not_allowed'],
    ['a formula', text('=cmd|"/c calc"!A1'), 'file.type_not_allowed'],
    ['half a photo', jpeg.subarray(0, 300), 'file.damaged'],
    [
      'a photo with an archive behind it',
      Buffer.concat([jpeg, zipSync({ a: strToU8('x') })]),
      'file.polyglot',
    ],
    ['a document that acts', pdf('/OpenAction<</S/JavaScript/JS(app.alert(1))>>'), 'file.active_pdf'],
    ['21 MB of noise', Buffer.alloc(21 * 1024 * 1024, 'x'), 'file.too_large'],
  ]
  await refuseAll(
    'villager',
    '/api/files',
    contents.map(([name, content, code]) => ({ name, code, parts: [...fields, file(content)] })),
  )
})

test('a photo for another village, or without saying what it is for, is refused', async () => {
  const cases: [name: string, given: FormPart[], code: string][] = [
    ['another village', [fields[0]!, field('placeCode', '330482001204')], 'files.place'],
    ['another county', [fields[0]!, field('placeCode', '330424001201')], 'files.place'],
    ['no place', [fields[0]!], 'request.invalid'],
    ['a place that is a path', [fields[0]!, field('placeCode', '../../../etc')], 'request.invalid'],
    ['a purpose of its own', [field('purpose', 'virus'), fields[1]!], 'request.invalid'],
    ['a household that is none', [...fields, field('householdId', "' or 1=1")], 'request.invalid'],
    ['the place twice', [...fields, field('placeCode', '330482001204')], 'files.place'],
    ['a purpose of 100,000 letters', [field('purpose', 'x'.repeat(100_000)), fields[1]!], 'request.invalid'],
  ]
  await refuseAll(
    'villager',
    '/api/files',
    cases.map(([name, given, code]) => ({ name, code, parts: [...given, file(jpeg)] })),
  )
})

test('a name never leads anywhere: the photo lies under its hash, and is read back as a photo', async () => {
  for (const fileName of ['../../../etc/passwd', 'C:\\\\boot.ini', '=HYPERLINK(1).jpg', 'x'.repeat(5000)]) {
    const told = await sendForm(server.app, 'villager', '/api/files', [
      ...fields,
      file(jpeg, fileName, 'text/html'),
    ])
    assert.equal(told.status, 200, told.text)
    assert.match(stored.at(-1)!, /^330482\/[0-9a-f]{2}\/[0-9a-f]{64}$/)
    const { id } = told.json as { id: string }
    const read = await server.app.inject({
      url: `/api/files/${id}`,
      headers: { authorization: 'Bearer villager' },
    })
    assert.deepEqual(
      [read.headers['content-type'], read.headers['x-content-type-options']],
      ['image/jpeg', 'nosniff'],
    )
  }
})

test('the same photo sent ten times under one key is one file; another photo under it is refused', async () => {
  const key = makeId()
  const before = await remains()
  const send = (content: Buffer) =>
    sendForm(server.app, 'villager', '/api/files', [...fields, file(content)], { key })
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(jpeg)))
  assert.deepEqual(new Set(answers.map((told) => told.text)).size, 1)
  assert.equal(answers[0]!.status, 200)
  const after = await remains()
  assert.equal(after['file.object']! - before['file.object']!, 1)
  assert.equal(after['audit.entry']! - before['audit.entry']!, 1)
  const other = await send(await photo({ width: 20, height: 10 }).png().toBuffer())
  assert.deepEqual([other.status, (other.json as { code: string }).code], [422, 'request.key_reused'])
  assert.deepEqual(await remains(), after)
})

test('a connection that breaks in the middle of a photo leaves nothing, and the server goes on', async () => {
  const before = await remains()
  const address = await server.app.listen({ port: 0, host: '127.0.0.1' })
  const whole = formOf([...fields, file(Buffer.alloc(5_000_000, 7))])
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write(
    `POST /api/files HTTP/1.1\r\nhost: x\r\nauthorization: Bearer villager\r\nidempotency-key: ${makeId()}\r\ncontent-type: ${formType}\r\ncontent-length: ${whole.length}\r\n\r\n`,
  )
  socket.write(whole.subarray(0, 1_000_000))
  await until(() => readdirSync(temporary).length > before.temporary!)
  socket.destroy()
  await until(() => readdirSync(temporary).length === before.temporary)
  assert.deepEqual(await remains(), before)
  assert.equal((await fetch(`${address}/health`)).status, 200)
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    assert.ok(tries < 1000, 'it never came')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Files that are no workbook, or no honest one. */
function wrongWorkbooks(): Case[] {
  const bomb = handMadeWorkbook(sheetXml(`${textRow(1, ['户编号', '姓名'])}${'<row/>'.repeat(7_000_000)}`))
  const path = handMadeWorkbook(sheetXml(textRow(1, ['甲'])), { '../../evil.xml': 'x' })
  const entity = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData/></worksheet>'
  const contents: [name: string, content: Buffer, code: string][] = [
    ['nothing', text(''), 'workbook.not_xlsx'],
    ['a list with commas', text('户编号,姓名\n1,甲\n'), 'workbook.not_xlsx'],
    ['a photo', jpeg, 'workbook.not_xlsx'],
    ['a web page', text('<html><table><tr><td>1</td></tr></table></html>'), 'workbook.not_xlsx'],
    ['a drawing', text(svg), 'workbook.not_xlsx'],
    ['an archive', Buffer.from(zipSync({ 'a.txt': strToU8('x') })), 'workbook.not_xlsx'],
    ['a bomb', bomb, 'workbook.bomb'],
    ['paths inside', path, 'workbook.unsafe_entry'],
    ['entities inside', handMadeWorkbook(entity), 'workbook.unsafe_xml'],
    ['macros', handMadeWorkbook(sheetXml(''), { 'xl/vbaProject.bin': 'x' }), 'workbook.has_macros'],
    ['half a workbook', bomb.subarray(0, 2000), 'workbook.corrupt'],
    ['another table', handMadeWorkbook(sheetXml(textRow(1, ['甲', '乙']))), 'workbook.header_missing'],
  ]
  return contents.map(([name, content, code]) => ({ name, code, parts: [file(content, '../名册.xlsx')] }))
}

test('a roll that is broken, no workbook, or a trap is refused, and nothing of it remains', async () => {
  const url = `/api/households/roll/uploads?place=${place}`
  const roll = handMadeWorkbook(sheetXml(textRow(1, ['户编号', '姓名', '与户主关系'])))
  await refuseAll('clerk', url, [
    ...brokenForms([file(roll, '名册.xlsx')]),
    ...wrongWorkbooks(),
    { name: 'no right', code: 'access.denied', parts: [file(roll)], as: 'villager' },
    { name: '65 MB', code: 'household.upload_too_large', parts: [file(Buffer.alloc(65 * 1024 * 1024, 'x'))] },
  ])
  await refuseAll('clerk', url.replace(place, '330482001204'), [
    { name: 'another village', code: 'access.denied', parts: [file(roll)] },
  ])
})

test('divisions from a file that is broken, no workbook, or a trap are refused, and nothing changes', async () => {
  const url = `/api/territory/import/workbook?scope=${county}&apply=true`
  const list = handMadeWorkbook(sheetXml(textRow(1, ['区划代码', '名称'])))
  await refuseAll('county', url, [
    ...brokenForms([file(list, '区划.xlsx')]),
    ...wrongWorkbooks(),
    { name: 'no right', code: 'access.denied', parts: [file(list)], as: 'clerk' },
  ])
  await refuseAll('county', url.replace(county, '330424'), [
    { name: 'another county', code: 'access.denied', parts: [file(list)] },
  ])
})

test('boundaries from a file that is broken or no GeoJSON are refused, and nothing changes', async () => {
  const url = '/api/territory/import/boundaries?datum=CGCS2000&source=x&apply=true'
  const contents: [name: string, content: Buffer, code: string][] = [
    ['nothing', text(''), 'territory.geojson_wrong'],
    ['a photo', jpeg, 'territory.geojson_wrong'],
    ['a drawing', text(svg), 'territory.geojson_wrong'],
    ['half of it', text('{"type":"FeatureCollection","features":['), 'territory.geojson_wrong'],
    ['no list', text('{"type":"FeatureCollection","features":{}}'), 'territory.geojson_wrong'],
    ['21 MB', Buffer.alloc(21 * 1024 * 1024, ' '), 'territory.file_too_large'],
  ]
  await refuseAll('clerk', url, [
    ...brokenForms([file('{"type":"FeatureCollection","features":[]}', 'a.geojson')]),
    ...contents.map(([name, content, code]) => ({ name, code, parts: [file(content, 'a.geojson')] })),
  ])
})

test('a boundary that is nested without end is a fault of its feature', async () => {
  const before = await remains()
  const nested = `${'['.repeat(50_000)}1${']'.repeat(50_000)}`
  const feature = `{"type":"Feature","properties":{"code":"${place}"},"geometry":{"type":"Polygon","coordinates":${nested}}}`
  const url = '/api/territory/import/boundaries?datum=CGCS2000&source=x&apply=true'
  const told = await sendForm(server.app, 'clerk', url, [
    file(`{"type":"FeatureCollection","features":[${feature}]}`, 'a.geojson'),
  ])
  const found = told.json as { good: number; faults: unknown[] }
  assert.deepEqual([told.status, found.good, found.faults.length], [200, 0, 1])
  assert.deepEqual(await remains(), before)
})

test('formulas in a roll never run: a cell without a saved result is a fault, a text stays a text', async () => {
  const header = ['户编号', '姓名', '与户主关系']
  const rows = `<row r="2"><c r="A2" t="inlineStr"><is><t>1</t></is></c><c r="B2"><f>HYPERLINK("http://x")</f></c><c r="C2" t="inlineStr"><is><t>户主</t></is></c></row>${textRow(3, ['2', '=1+1', '户主'])}`
  const workbook = handMadeWorkbook(sheetXml(textRow(1, header) + rows))
  const before = await remains()
  const told = await sendForm(server.app, 'clerk', `/api/households/roll/uploads?place=${place}`, [
    file(workbook, '=cmd.xlsx'),
  ])
  const plan = told.json as {
    rows: number
    faults: { row: number; field: string }[]
    first: { name: string }[]
  }
  assert.equal(told.status, 200, told.text)
  assert.deepEqual(
    plan.faults.filter((fault) => fault.row === 2).map((fault) => fault.field),
    ['name'],
  )
  assert.ok(plan.first.every((row) => row.name !== '2'))
  const after = await remains()
  assert.equal(after['household.person'], before['household.person'])
})
