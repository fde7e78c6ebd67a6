import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { strToU8, zipSync } from 'fflate'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'

/** Parts of a workbook written by hand in tests; any may be replaced, added, or taken out with `undefined`. */
export type HandMadeParts = Readonly<Record<string, string | Uint8Array | undefined>>

/** XML of a sheet from its rows, without a `dimension`, as WPS writes it. */
export function sheetXml(rows: string, after = ''): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`
}

/** Row of inline texts. */
export function textRow(number: number, texts: readonly string[]): string {
  const cells = texts.map((text, index) => {
    const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
    return text === ''
      ? ''
      : `<c r="${String.fromCharCode(65 + index)}${number}" t="inlineStr"><is><t>${safe}</t></is></c>`
  })
  return `<row r="${number}">${cells.join('')}</row>`
}

/** Styles part whose cell format number `n` has the n-th number format id. */
export function stylesXml(
  formatIds: readonly number[],
  custom: Readonly<Record<number, string>> = {},
): string {
  const formats = Object.entries(custom).map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`,
  )
  const cellFormats = formatIds.map(
    (id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
  )
  return `<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${cellFormats.join('')}</cellXfs></styleSheet>`
}

/** Shared texts part from the inner XML of each item. */
export function sharedTextsXml(items: readonly string[]): string {
  return `<sst xmlns="${main}">${items.map((item) => `<si>${item}</si>`).join('')}</sst>`
}

/** Workbook part with sheets `sheet1.xml`… under the given names. */
export function workbookXml(
  names: readonly string[],
  attributes = '',
  states: readonly string[] = [],
): string {
  const sheets = names.map((name, index) => {
    const state = states[index] === undefined ? '' : ` state="${states[index]}"`
    return `<sheet name="${name}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`
  })
  return `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${attributes}/><sheets>${sheets.join('')}</sheets></workbook>`
}

/** Every part of a plain workbook with one sheet, changed as the test needs it. */
export function handMadeParts(sheet: string, changes: HandMadeParts = {}): Record<string, Uint8Array> {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`
  const sheets = Array.from({ length: 9 }, (_, at) =>
    relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`),
  )
  const parts: HandMadeParts = {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': workbookXml(['名册']),
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships">${sheets.join('')}${relation('rId20', 'styles', 'styles.xml')}${relation('rId21', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...changes,
  }
  const bytes: Record<string, Uint8Array> = {}
  for (const [name, part] of Object.entries(parts))
    if (part !== undefined) bytes[name] = typeof part === 'string' ? strToU8(part) : part
  return bytes
}

/** A workbook as bytes. */
export function handMadeWorkbook(sheet: string, changes: HandMadeParts = {}): Buffer {
  return Buffer.from(zipSync(handMadeParts(sheet, changes)))
}

/** The bytes as an upload arrives: in pieces, not in one. */
export function asUpload(bytes: Uint8Array, pieceLength = 1000): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += pieceLength)
        yield Buffer.from(bytes.subarray(at, at + pieceLength))
    })(),
  )
}

/** A folder for the files of a test, removed when the process ends. */
export function testFolder(): {
  path: (name: string) => string
  write: (name: string, bytes: Uint8Array) => Promise<string>
} {
  const folder = mkdtempSync(join(tmpdir(), 'workbooks-test-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const path = (name: string) => join(folder, name)
  return {
    path,
    async write(name, bytes) {
      await writeFile(path(name), bytes)
      return path(name)
    },
  }
}
