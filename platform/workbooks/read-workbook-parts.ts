import { posix } from 'node:path'
import { cleanText, textLengthMax } from './cell-text.ts'
import type { WorkbookPackage } from './open-package.ts'
import { type PartHandler, parseWholePart } from './parse-part.ts'
import { notXlsx } from './workbook-error.ts'

export interface SheetPart {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}

/** What rows are read with: texts by number, which styles show a date, and where days are counted from. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[]
  readonly date1904: boolean
  readonly isDateStyle: readonly boolean[]
  /** Digits that a format such as `000` fills up with zeros, by style; undefined for other formats. */
  readonly zeroDigits: readonly (number | undefined)[]
  readonly sharedTexts: readonly string[]
}

interface Relation {
  readonly kind: string
  readonly part: string
}

async function readRelations(workbook: WorkbookPackage, source: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(source)
  const part = posix.join(folder, '_rels', `${posix.basename(source)}.rels`)
  const relations = new Map<string, Relation>()
  await parseWholePart(workbook, part, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External')
        return
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
      relations.set(Id, { kind: (Type ?? '').split('/').at(-1) ?? '', part: target })
    },
    close() {},
  })
  return relations
}

const truthy = (flag: string | undefined) => flag === '1' || flag === 'true' || flag === 'on'

// Formats that every workbook knows by number and that show a day or an hour; 27–36 and 50–58 are the East
// Asian ones (yyyy"年"m"月"d"日").
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Whether a number format such as `yyyy"年"m"月"d"日"` shows a date. Quoted text, escapes and colours do not count. */
export function isDateFormat(format: string): boolean {
  const bare = format.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0] ?? ''
  return !/general/i.test(bare) && /[ymdeh]/i.test(bare.replace(/E[+-]/gi, ''))
}

class StylesHandler implements PartHandler {
  readonly isDateStyle: boolean[] = []
  readonly zeroDigits: (number | undefined)[] = []
  readonly #formats = new Map<number, string>()
  #inCellFormats = false

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'numFmt') this.#formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
    else if (name === 'cellXfs') this.#inCellFormats = true
    else if (name === 'xf' && this.#inCellFormats) {
      const id = Number(attributes.numFmtId ?? 0)
      const format = this.#formats.get(id)
      this.isDateStyle.push(format === undefined ? isBuiltInDate(id) : isDateFormat(format))
      this.zeroDigits.push(/^0{2,20}$/.test(format ?? '') ? format?.length : undefined)
    }
  }

  close(name: string): void {
    if (name === 'cellXfs') this.#inCellFormats = false
  }
}

class SharedTextsHandler implements PartHandler {
  readonly texts: string[] = []
  #text = ''
  #depthOfPhonetic = 0
  #inText = false

  open(name: string): void {
    if (name === 'si') this.#text = ''
    else if (name === 'rPh') this.#depthOfPhonetic++
    else if (name === 't') this.#inText = this.#depthOfPhonetic === 0
  }

  text(text: string): void {
    if (this.#inText && this.#text.length < textLengthMax) this.#text += text
  }

  close(name: string): void {
    if (name === 't') this.#inText = false
    else if (name === 'rPh') this.#depthOfPhonetic--
    else if (name === 'si') this.texts.push(cleanText(this.#text))
  }
}

/** Reads what stands around the rows: sheets in their order, date styles, shared texts. */
export async function readWorkbookParts(
  workbook: WorkbookPackage,
  signal?: AbortSignal,
): Promise<WorkbookParts> {
  const top = [...(await readRelations(workbook, '')).values()].find(({ kind }) => kind === 'officeDocument')
  if (top === undefined || !workbook.has(top.part)) throw notXlsx('zip')
  const relations = await readRelations(workbook, top.part)
  const sheets: SheetPart[] = []
  let date1904 = false
  await parseWholePart(workbook, top.part, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = truthy(attributes.date1904)
      if (name !== 'sheet') return
      // The attribute's prefix is bound to the relationships namespace and is `r` only by habit.
      const id = Object.entries(attributes).find(([key]) => /^\w+:id$/.test(key))?.[1]
      const relation = relations.get(id ?? '')
      if (relation?.kind !== 'worksheet' || !workbook.has(relation.part)) return
      const hidden = attributes.state !== undefined && attributes.state !== 'visible'
      sheets.push({ name: attributes.name ?? '', part: relation.part, hidden })
    },
    close() {},
  })
  const partOf = (kind: string) =>
    [...relations.values()].find((relation) => relation.kind === kind && workbook.has(relation.part))?.part
  const styles = new StylesHandler()
  const stylesPart = partOf('styles')
  if (stylesPart !== undefined) await parseWholePart(workbook, stylesPart, styles, signal)
  const shared = new SharedTextsHandler()
  const sharedPart = partOf('sharedStrings')
  if (sharedPart !== undefined) await parseWholePart(workbook, sharedPart, shared, signal)
  return {
    sheets,
    date1904,
    isDateStyle: styles.isDateStyle,
    zeroDigits: styles.zeroDigits,
    sharedTexts: shared.texts,
  }
}
