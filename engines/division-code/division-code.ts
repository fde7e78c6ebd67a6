import { type Problem, type Result, succeed } from '../problem/problem.ts'

/** From the province down to the cell of 10 to 15 households. */
export type DivisionLevel =
  | 'province'
  | 'city'
  | 'county'
  | 'town'
  | 'village'
  | 'natural_village'
  | 'group'
  | 'grid'
  | 'cell'

/** The kinds of place below a village, each with the letter that stands in the code. */
export type PartKind = 'natural_village' | 'group' | 'grid' | 'cell'

/**
 * A division code taken apart.
 * `code` is the one stored form: twelve digits, then the parts below the village (`330482001213-g003`).
 * `prefix` is the scope of the place: every code inside it starts with this text, and none outside does.
 */
export type Division = {
  readonly code: string
  readonly level: DivisionLevel
  readonly prefix: string
  readonly townClass: TownClass | undefined
}

/** What the three town digits say about the kind of town-level division (law.md row 1). */
export type TownClass = 'subdistrict' | 'town' | 'township' | 'township_like'

const partLetters: Record<PartKind, string> = { natural_village: 'n', group: 'z', grid: 'g', cell: 'c' }
const partKinds: Record<string, PartKind> = { n: 'natural_village', z: 'group', g: 'grid', c: 'cell' }
const partOrder = 'nzgc'
const levelByDigits: Record<number, DivisionLevel> = {
  2: 'province',
  4: 'city',
  6: 'county',
  9: 'town',
  12: 'village',
}
const partPattern = /^[nzgc](?!000)\d{3}$/

/**
 * Checks a division code and returns every fault; an empty list means that `parseDivisionCode` succeeds.
 * Only the form is judged: whether a place of that code exists is for the dated territory list to say.
 */
export function checkDivisionCode(text: string): Problem[] {
  const [digits = '', ...parts] = text.split('-')
  const problems = checkDigits(digits)
  if (parts.length === 0) return problems
  if (problems.length === 0 && !(digits.length === 12 && !digits.endsWith('000'))) {
    problems.push({
      code: 'division.part_without_village',
      zh: `“${text}”：短横线后的自然村、小组、网格只能接在12位村级代码之后，请先写全村级代码。`,
      en: `"${text}": parts after the hyphen belong to a village; write the village's full 12 digits first.`,
    })
  }
  return problems.concat(checkParts(text, parts))
}

/**
 * Takes a code apart. Accepts 2, 4, 6, 9 or 12 digits (zeros at the end of a longer code are padding),
 * and the extended form below a village.
 */
export function parseDivisionCode(text: string): Result<Division> {
  const problem = checkDivisionCode(text)[0]
  if (problem) return { ok: false, problem }
  const [digits = '', ...parts] = text.split('-')
  const significant = trimPadding(digits)
  const last = parts.at(-1)
  const code = [digits.padEnd(12, '0'), ...parts].join('-')
  return succeed({
    code,
    level: last ? partKinds[last[0]!]! : levelByDigits[significant.length]!,
    prefix: last ? code : significant,
    townClass: significant.length >= 9 ? townClassOf(significant.slice(6, 9)) : undefined,
  })
}

/** The level of a code. Throws `RangeError` when the code is malformed, as do the functions below. */
export function levelOf(code: string): DivisionLevel {
  return readDivision(code).level
}

/** A scope is a prefix: county `330482000000` gives `330482`; a village or a part gives its whole code. */
export function scopePrefix(code: string): string {
  return readDivision(code).prefix
}

/** The six digits that stand first in the keys of every table that grows with people. */
export function countyOf(code: string): string {
  const division = readDivision(code)
  if (division.prefix.length < 6) throw new RangeError(`${code} is above the county level`)
  return division.prefix.slice(0, 6)
}

/** The division one level up, in the stored form; undefined for a province. */
export function parentOf(code: string): string | undefined {
  const { prefix } = readDivision(code)
  const cut = prefix.lastIndexOf('-')
  if (cut > 0) return prefix.slice(0, cut)
  if (prefix.length === 2) return undefined
  const digits = prefix.length > 6 ? prefix.length - 3 : prefix.length - 2
  return prefix.slice(0, digits).padEnd(12, '0')
}

/** The code itself and every division above it, from the nearest to the province. */
export function lineageOf(code: string): string[] {
  const line = [readDivision(code).code]
  for (let above = parentOf(code); above; above = parentOf(above)) line.push(above)
  return line
}

/**
 * Whether a place lies within a scope (a place lies within itself). Malformed codes and scopes are
 * never within anything: access is refused, not guessed.
 */
export function isWithin(code: string, scope: string): boolean {
  const place = parseDivisionCode(code)
  const area = parseDivisionCode(scope)
  return place.ok && area.ok && place.value.prefix.startsWith(area.value.prefix)
}

/** Makes the code of a part below a village or below another part: number 1 to 999. */
export function partCode(parent: string, kind: PartKind, number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > 999) {
    throw new RangeError(`a part's number is 1 to 999, not ${number}`)
  }
  return readDivision(`${parent}-${partLetters[kind]}${String(number).padStart(3, '0')}`).code
}

/** The class of a town-level division by its three digits; undefined outside the classes of the rule. */
export function townClassOf(townDigits: string): TownClass | undefined {
  const number = /^\d{3}$/.test(townDigits) ? Number(townDigits) : 0
  if (number < 1 || number > 599) return undefined
  if (number <= 99) return 'subdistrict'
  if (number <= 199) return 'town'
  return number <= 399 ? 'township' : 'township_like'
}

function readDivision(code: string): Division {
  const parsed = parseDivisionCode(code)
  if (parsed.ok) return parsed.value
  throw new RangeError(`${parsed.problem.code}: ${parsed.problem.en}`)
}

/** The digits up to the last level that is not all zeros. */
function trimPadding(digits: string): string {
  const padded = digits.padEnd(12, '0')
  const level = [12, 9, 6, 4].find((end) => !/^0+$/.test(padded.slice(end > 6 ? end - 3 : end - 2, end)))
  return padded.slice(0, level ?? 2)
}

function checkDigits(digits: string): Problem[] {
  if (!/^\d*$/.test(digits)) {
    const mangled = /^\d+(\.\d+)?[eE]\+?\d+$/.test(digits)
    return [
      {
        code: 'division.not_digits',
        zh: mangled
          ? `“${digits}”：代码被表格软件变成了科学计数，请把该列设为“文本”格式后重新填写。`
          : `“${digits}”：区划代码只能是数字，请检查有没有空格、字母或全角数字。`,
        en: mangled
          ? `"${digits}": the spreadsheet turned the code into a number; set the column to text and enter it again.`
          : `"${digits}": a division code is made of digits only; look for spaces, letters or full-width digits.`,
      },
    ]
  }
  if (!levelByDigits[digits.length]) {
    return [
      {
        code: 'division.wrong_length',
        zh: `“${digits}”有${digits.length}位：区划代码应为12位（或省2、地4、县6、乡9位）${digits.length === 17 ? '，请去掉末尾5位城乡分类码' : ''}。`,
        en: `"${digits}" has ${digits.length} digits: a division code has 12 (or 2, 4, 6 or 9)${digits.length === 17 ? '; drop the last five, the urban-rural class' : ''}.`,
      },
    ]
  }
  return checkGaps(digits)
}

function checkGaps(digits: string): Problem[] {
  const padded = digits.padEnd(12, '0')
  const [province, city, county, town, village] = [
    padded.slice(0, 2),
    padded.slice(2, 4),
    padded.slice(4, 6),
    padded.slice(6, 9),
    padded.slice(9),
  ]
  // Some prefectures have towns and no counties (4419, 4420, 4604): county "00" before a town is no gap.
  if (province!.startsWith('0')) {
    return [
      {
        code: 'division.province',
        zh: `“${digits}”：前两位不是省级代码，请检查开头是否多写了零。`,
        en: `"${digits}": the first two digits are no province; look for an extra zero at the start.`,
      },
    ]
  }
  const gap = (city === '00' && (county !== '00' || town !== '000')) || (town === '000' && village !== '000')
  if (gap) {
    return [
      {
        code: 'division.gap',
        zh: `“${digits}”：上级代码为零而下级代码不为零，请对照官方区划代码核对。`,
        en: `"${digits}": a part above is zero while a part below is not; compare with the official list.`,
      },
    ]
  }
  if (town !== '000' && !townClassOf(town!)) {
    return [
      {
        code: 'division.town_class',
        zh: `“${digits}”的乡级代码${town}不在001–599之内（街道001–099、镇100–199、乡200–399、类似乡级400–599）。`,
        en: `"${digits}": town digits ${town} are outside 001–599 (subdistricts 001–099, towns 100–199, townships 200–399, similar 400–599).`,
      },
    ]
  }
  return []
}

function checkParts(text: string, parts: readonly string[]): Problem[] {
  const problems: Problem[] = []
  for (const part of parts) {
    if (!partPattern.test(part)) {
      problems.push({
        code: 'division.part_form',
        zh: `“${text}”中的“${part}”：应为一个字母加三位编号（n自然村、z小组、g网格、c微网格），如g003。`,
        en: `"${part}" in "${text}": write a letter and a three-digit number (n natural village, z group, g grid, c cell), such as g003.`,
      })
    }
  }
  if (problems.length > 0) return problems
  for (let index = 1; index < parts.length; index += 1) {
    const above = partOrder.indexOf(parts[index - 1]![0]!)
    const below = partOrder.indexOf(parts[index]![0]!)
    // Grids nest in grids (a large grid holds small ones); no other kind holds its own kind.
    if (below > above || (below === above && parts[index]![0] === 'g')) continue
    problems.push({
      code: 'division.part_order',
      zh: `“${text}”：顺序应为自然村、小组、网格、微网格，“${parts[index]}”不能放在“${parts[index - 1]}”之下。`,
      en: `"${text}": the order is natural village, group, grid, cell; "${parts[index]}" cannot lie below "${parts[index - 1]}".`,
    })
  }
  return problems
}
