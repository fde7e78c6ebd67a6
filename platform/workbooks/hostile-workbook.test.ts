import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { text } from './cell-types.ts'
import { defineSheet } from './define-sheet.ts'
import {
  asUpload,
  handMadeParts,
  handMadeWorkbook,
  sharedTextsXml,
  sheetXml,
  testFolder,
  textRow,
  workbookXml,
} from './hand-made-workbook.ts'
import type { ReadOptions } from './open-sheet.ts'
import { readSheet } from './read-sheet.ts'
import { WorkbookError, workbookErrors } from './workbook-error.ts'

const list = defineSheet({
  key: 'list',
  title: { zh: '名册', en: 'List' },
  columns: [
    { key: 'a', header: { zh: '甲', en: 'A' }, type: text(), required: true },
    { key: 'b', header: { zh: '乙', en: 'B' }, type: text() },
  ],
})
const header = textRow(1, ['甲', '乙'])
const folder = testFolder()

async function read(source: Uint8Array | string, limits: ReadOptions['limits'] = {}) {
  const upload = typeof source === 'string' ? source : asUpload(source, 65_536)
  const values = []
  for await (const row of await readSheet(list, upload, { limits })) values.push(row)
  return values
}

/** Asserts the refusal with its code, and that both messages say something. */
async function refuses(source: Uint8Array | string, code: string, limits: ReadOptions['limits'] = {}) {
  await assert.rejects(read(source, limits), (error) => {
    assert.ok(error instanceof WorkbookError, String(error))
    assert.equal(error.code, code)
    for (const words of [error.words.zh, error.words.en]) assert.doesNotMatch(words, /\{|^.{0,5}$/)
    return true
  })
}
async function refusedKind(source: Uint8Array): Promise<string> {
  try {
    await read(source)
  } catch (error) {
    if (error instanceof WorkbookError && error.code === 'workbook.not_xlsx')
      return String(error.details.kind)
    throw error
  }
  return 'accepted'
}
const bytes = (content: string, encoding: BufferEncoding = 'utf8') => Buffer.from(content, encoding)
const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(5000)])

test('files that are no .xlsx are told apart by their content, whatever their name', async () => {
  const zipOf = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])))
  for (const [kind, content] of [
    ['empty', Buffer.alloc(0)],
    ['xls', ole],
    ['csv', bytes('甲,乙\n1,2\n')],
    ['csv', Buffer.from('bcd72cd2d20a', 'hex')],
    ['pdf', bytes('%PDF-1.7\n%âãÏÓ')],
    ['html', bytes('\ufeff  <!DOCTYPE html><html><table></table></html>')],
    ['html', bytes('<table><tr><td>甲</td></tr></table>')],
    ['xml', bytes('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')],
    ['other', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['zip', zipOf('photo.jpg', 'notes.txt')],
    ['docx', zipOf('[Content_Types].xml', '_rels/.rels', 'word/document.xml')],
    ['ods', zipOf('mimetype', 'content.xml', 'META-INF/manifest.xml')],
    ['xlsb', zipOf('[Content_Types].xml', '_rels/.rels', 'xl/workbook.bin')],
  ] as const)
    assert.equal(await refusedKind(content), kind)
})

test('a workbook locked with a password is named as such', async () => {
  const locked = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(100)])
  await refuses(locked, 'workbook.encrypted')
  const zipped = handMadeWorkbook(sheetXml(header))
  // The encryption flag of the first entry in the central directory.
  zipped[zipped.indexOf(Buffer.from('504b0102', 'hex')) + 8]! |= 1
  await refuses(zipped, 'workbook.encrypted')
})

test('a workbook with macros is refused', async () => {
  await refuses(handMadeWorkbook(sheetXml(header), { 'xl/vbaProject.bin': 'x' }), 'workbook.has_macros')
})

test('a file cut short, or with bytes changed, is refused as damaged', async () => {
  const rows = Array.from({ length: 300 }, (_, index) => textRow(index + 2, [`${index}`, '乙'])).join('')
  const whole = handMadeWorkbook(sheetXml(header + rows))
  await refuses(whole.subarray(0, whole.length / 2), 'workbook.corrupt')
  await refuses(whole.subarray(0, whole.length - 10), 'workbook.corrupt')
  await refuses(Buffer.concat([whole.subarray(0, 4), Buffer.alloc(40)]), 'workbook.corrupt')
  // A stored part keeps its length when a byte of it changes: only the checksum tells.
  const stored = Buffer.from(zipSync(handMadeParts(sheetXml(header + rows)), { level: 0 }))
  stored[stored.indexOf(Buffer.from('乙'))]! ^= 1
  await refuses(stored, 'workbook.corrupt')
})

test('whatever single byte is changed, the answer is rows or a refusal, never another error', async () => {
  const whole = handMadeWorkbook(sheetXml(header + textRow(2, ['1', '2'])), {
    'xl/sharedStrings.xml': sharedTextsXml(['<t>x</t>']),
  })
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const damaged = Buffer.from(whole)
      damaged[at]! ^= change
      try {
        await read(damaged)
      } catch (error) {
        assert.ok(error instanceof WorkbookError, String(error))
        assert.ok(error.code in workbookErrors)
      }
    }),
    { numRuns: 300 },
  )
})

test('names in the archive that point elsewhere, or occur twice, are refused', async () => {
  for (const name of ['../../evil.xml', '/etc/passwd', 'xl/../../x', 'C:/x', '..\\..\\x'])
    await refuses(handMadeWorkbook(sheetXml(header), { [name]: 'x' }), 'workbook.unsafe_entry')
  await refuses(
    handMadeWorkbook(sheetXml(header), { 'XL/Workbook.xml': workbookXml(['x']) }),
    'workbook.unsafe_entry',
  )
})

test('XML with a document type is refused, so that no entity is ever resolved', async () => {
  const laughs = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
  const outside = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
  const withType = (xml: string, type: string) =>
    xml.replace(/^(<\?xml.*?\?>)?/, (declared) => `${declared}${type}`)
  const sheet = sheetXml(header + textRow(2, ['1']))
  await refuses(handMadeWorkbook(withType(sheet, outside)), 'workbook.unsafe_xml')
  await refuses(
    handMadeWorkbook(sheet, { 'xl/workbook.xml': withType(workbookXml(['x']), laughs) }),
    'workbook.unsafe_xml',
  )
  await refuses(
    handMadeWorkbook(sheet, { 'xl/sharedStrings.xml': withType(sharedTextsXml(['<t>x</t>']), laughs) }),
    'workbook.unsafe_xml',
  )
  await refuses(
    handMadeWorkbook(sheetXml(`${header}<row r="2"><c r="A2" t="str"><v>&xxe;</v></c></row>`)),
    'workbook.corrupt',
  )
})

test('XML that is not well formed, not UTF-8 or not a sheet is refused as damaged', async () => {
  for (const rows of [
    '<row r="2"><c r="A2"><v>1</c></row>',
    '<row r="2"><c r="A2" t="s"><v>7</v></c></row>',
    '<row r="2"><c r="A2"><v>abc</v></c></row>',
    '<row r="0"/>',
    '<row r="1048577"/>',
    '<row r="x"/>',
    '<row r="5"/><row r="5"/>',
    '<row r="2"><c r="ZZZZ2"><v>1</v></c></row>',
    '<row r="2"><c r="XFE2"><v>1</v></c></row>',
  ])
    await refuses(handMadeWorkbook(sheetXml(header + rows)), 'workbook.corrupt')
  const gbk = Buffer.concat([
    bytes('<?xml version="1.0" encoding="GBK"?><worksheet><a>'),
    Buffer.from('bcd7', 'hex'),
    bytes('</a></worksheet>'),
  ])
  await refuses(handMadeWorkbook('', { 'xl/worksheets/sheet1.xml': gbk }), 'workbook.corrupt')
})

test('rows, columns, merges, cell lengths and file size have limits, and the message names the place', async () => {
  const rows = Array.from({ length: 50 }, (_, index) => textRow(index + 2, ['1'])).join('')
  await refuses(handMadeWorkbook(sheetXml(header + rows)), 'workbook.too_many_rows', { rows: 40 })
  assert.equal((await read(handMadeWorkbook(sheetXml(header + rows)), { rows: 51 })).length, 50)
  const wide = '<row r="2"><c r="A2"><v>1</v></c><c r="AB2"><v>1</v></c></row>'
  await refuses(handMadeWorkbook(sheetXml(header + wide)), 'workbook.too_many_columns', { columns: 27 })
  assert.equal((await read(handMadeWorkbook(sheetXml(header + wide)), { columns: 28 })).length, 1)
  const long = handMadeWorkbook(sheetXml(header + textRow(2, ['1', 'x'.repeat(5001)])))
  await assert.rejects(read(long), (error) => {
    assert.ok(error instanceof WorkbookError && error.code === 'workbook.cell_too_long')
    assert.match(error.words.zh, /B2/)
    return true
  })
  const shared = sharedTextsXml([`<t>${'x'.repeat(60_000)}</t>`])
  const pointed = `${header}<row r="2"><c r="A2" t="s"><v>0</v></c></row>`
  await refuses(
    handMadeWorkbook(sheetXml(pointed), { 'xl/sharedStrings.xml': shared }),
    'workbook.cell_too_long',
  )
  const merges = Array.from(
    { length: 20 },
    (_, index) => `<mergeCell ref="A${index * 2 + 2}:A${index * 2 + 3}"/>`,
  ).join('')
  await refuses(handMadeWorkbook(sheetXml(header, merges)), 'workbook.too_many_merges', { merges: 19 })
  await refuses(handMadeWorkbook(sheetXml(header + rows)), 'workbook.file_too_large', { fileBytes: 500 })
  await refuses(
    await folder.write('large.xlsx', handMadeWorkbook(sheetXml(header + rows))),
    'workbook.file_too_large',
    { fileBytes: 500 },
  )
})

test('a bomb is refused while it unpacks: by bytes, by ratio, by entries, by depth, by endless text', async () => {
  const many = sheetXml(header + '<row/>'.repeat(300_000))
  await refuses(handMadeWorkbook(many), 'workbook.bomb', { partBytes: 1_000_000 })
  const ratio = handMadeWorkbook(sheetXml(header + '<row/>'.repeat(7_000_000)))
  assert.ok(ratio.length < 42_000_000 / 200, `the bomb is small: ${ratio.length}`)
  await refuses(ratio, 'workbook.bomb')
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`xl/media/${index}.png`, 'x']))
  await refuses(handMadeWorkbook(sheetXml(header), files), 'workbook.bomb', { entries: 50 })
  await refuses(handMadeWorkbook(sheetXml(header + '<x>'.repeat(1000))), 'workbook.bomb')
  const endless = 'A'.repeat(3_000_000)
  for (const piece of [
    `<row r="2"><c t="str"><v>${endless}</v></c></row>`,
    `<!--${endless}<<<-->`,
    `<row r="${endless}"/>`,
  ])
    await refuses(handMadeWorkbook(sheetXml(header + piece)), 'workbook.bomb')
})

test('an archive that understates what a part unpacks to gains nothing', async () => {
  const liar = handMadeWorkbook(sheetXml(header + '<row/>'.repeat(500_000)))
  for (let at = liar.indexOf('PK\x01\x02'); at >= 0; at = liar.indexOf('PK\x01\x02', at + 1))
    liar.writeUInt32LE(100, at + 24)
  await refuses(liar, 'workbook.corrupt')
})

test('the temporary copy of an upload is gone after reading, after a refusal and after a break', async () => {
  const before = process.env.TMPDIR
  const place = mkdtempSync(join(folder.path('.'), 'tmp-'))
  process.env.TMPDIR = place
  try {
    const good = handMadeWorkbook(sheetXml(header + textRow(2, ['1']) + textRow(3, ['2'])))
    assert.equal((await read(good)).length, 2)
    await refuses(bytes('甲,乙'), 'workbook.not_xlsx')
    await refuses(good, 'workbook.too_many_rows', { rows: 1 })
    await refuses(good, 'workbook.file_too_large', { fileBytes: 10 })
    for await (const row of await readSheet(list, asUpload(good))) if (row.rowNumber === 2) break
    const unread = await readSheet(list, asUpload(good))
    await unread.close()
    assert.deepEqual(readdirSync(place), [])
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
})
