import type { Writable } from 'node:stream'
import { columnLetters } from './cell-text.ts'
import type { Column, Locale, SheetDefinition } from './define-sheet.ts'
import { rowXml, sheetEnd, sheetName, sheetPart, sheetStart, workbookParts, xmlText } from './sheet-xml.ts'
import type { Words } from './workbook-error.ts'
import { defaultLimits } from './workbook-limits.ts'
import { type CellStyle, stylesXml } from './workbook-styles.ts'
import { writeArchive } from './write-archive.ts'
import { columnWidth, headerXml } from './write-workbook.ts'

const notesTitle: Words = { zh: '填写说明', en: 'How to fill in' }
const listsTitle: Words = { zh: '选项', en: 'Choices' }
const noteHeaders: readonly Words[] = [
  { zh: '列', en: 'Column' },
  { zh: '是否必填', en: 'Required' },
  { zh: '怎样填写', en: 'How to fill in' },
  { zh: '示例', en: 'Example' },
  { zh: '说明', en: 'Note' },
]
const requiredWords: Words = { zh: '必填', en: 'required' }
const optionalWords: Words = { zh: '选填', en: 'optional' }
const generalNotes: readonly Words[] = [
  {
    zh: '带 * 的列必须填写。请勿改动表头；列的顺序可以变。',
    en: 'Columns marked * must be filled in. Keep the headers; their order may change.',
  },
  {
    zh: '身份证号等长号码的列已设为文本格式，从别处粘贴时请选“粘贴为数值/文本”。',
    en: 'Columns of long numbers are set to text; when you paste from elsewhere, choose "paste values".',
  },
]

const listed = (column: Column) => column.type.choices ?? []

/** Prompt that shows when the cell is selected; workbooks keep at most 32 and 255 characters. */
function promptXml(title: string, prompt: string): string {
  const cut = (text: string, length: number) => {
    const characters = [...text]
    return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text
  }
  return `showInputMessage="1" promptTitle="${xmlText(cut(title, 30))}" prompt="${xmlText(cut(prompt, 250))}"`
}

function validationsXml(sheet: SheetDefinition, locale: Locale): string {
  const rules: string[] = []
  let list = 0
  for (const [index, column] of sheet.columns.entries()) {
    const letters = columnLetters(index)
    const title = column.header[locale]
    const words = [column.type.hint[locale], column.note?.[locale]].filter((text) => text !== undefined)
    rules.push(
      `<dataValidation type="none" allowBlank="1" ${promptXml(title, words.join('\n'))} sqref="${letters}1"/>`,
    )
    const count = listed(column).length
    if (count === 0) continue
    const from = columnLetters(list++)
    const range = `'${listsTitle[locale]}'!$${from}$2:$${from}$${count + 1}`
    rules.push(
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${letters}2:${letters}${defaultLimits.rows + 1}"><formula1>${range}</formula1></dataValidation>`,
    )
  }
  return `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
}

function* entrySheet(sheet: SheetDefinition, locale: Locale): Generator<string> {
  // Text format for all text columns keeps identity numbers, phones and codes with leading zeros whole.
  const columns = sheet.columns.map((column) => ({ width: columnWidth(column), style: column.type.store }))
  yield sheetStart(1, columns)
  yield headerXml(sheet, locale, true)
  yield sheetEnd(validationsXml(sheet, locale))
}

function* notesSheet(sheet: SheetDefinition, locale: Locale): Generator<string> {
  const row = (number: number, texts: readonly string[], style: CellStyle) =>
    rowXml(
      number,
      texts.map((text) => ({ content: { text }, style })),
    )
  yield sheetStart(1, [{ width: 20 }, { width: 10 }, { width: 50 }, { width: 24 }, { width: 60 }])
  yield row(
    1,
    noteHeaders.map((header) => header[locale]),
    'header',
  )
  let number = 1
  for (const column of sheet.columns) {
    const need = column.required === true ? requiredWords : optionalWords
    const note = column.note?.[locale] ?? ''
    const texts = [column.header[locale], need[locale], column.type.hint[locale], column.example ?? '', note]
    yield row(++number, texts, 'note')
  }
  number++
  for (const note of generalNotes) yield row(++number, [note[locale]], 'plain')
  yield sheetEnd()
}

function* listsSheet(columns: readonly Column[], locale: Locale): Generator<string> {
  yield sheetStart(
    1,
    columns.map(() => ({ width: 20 })),
  )
  yield rowXml(
    1,
    columns.map(({ header }) => ({ content: { text: header[locale] }, style: 'header' as const })),
  )
  const length = Math.max(...columns.map((column) => listed(column).length))
  for (let index = 0; index < length; index++)
    yield rowXml(
      index + 2,
      columns.map((column) => {
        const choice = listed(column)[index]
        return {
          content: choice && { text: choice[locale] },
          style: choice ? ('text' as const) : ('plain' as const),
        }
      }),
    )
  yield sheetEnd()
}

/**
 * Writes an empty workbook to be filled in, and ends the stream: headers (required ones with `*`) that stay in
 * view and show a prompt, lists to choose from, text format where digits must not be lost, and a second sheet
 * that explains each column with an example. `readSheet` reads it back with the same definition.
 */
export async function writeTemplate(
  sheet: SheetDefinition,
  output: Writable,
  locale: Locale = 'zh',
): Promise<void> {
  const withLists = sheet.columns.filter((column) => listed(column).length > 0)
  const names: { name: string; hidden?: boolean }[] = [
    { name: sheetName(sheet.title[locale]) },
    { name: notesTitle[locale] },
  ]
  const sheets = [entrySheet(sheet, locale), notesSheet(sheet, locale)]
  if (withLists.length > 0) {
    names.push({ name: listsTitle[locale], hidden: true })
    sheets.push(listsSheet(withLists, locale))
  }
  await writeArchive(
    [
      ...workbookParts(names),
      { name: 'xl/styles.xml', content: [stylesXml] },
      ...sheets.map((content, index) => ({ name: sheetPart(index), content })),
    ],
    output,
  )
}
