/** A little over what a cell of a workbook can hold (32,767); collecting text stops here. */
export const textLengthMax = 40_000

// Control characters (kept: newline and tab) and signs without width have no place in names and notes, and
// PostgreSQL refuses NUL. The zero-width joiner stays: emoji and several scripts need it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u2060\uFEFF\uFFFE\uFFFF]/g
const escapes = /_x([0-9A-Fa-f]{4})_/g

/**
 * Text of a cell as a person sees it: `_x000D_` escapes resolved, control characters and broken surrogates
 * removed, line ends unified, spaces at both ends cut (full-width and no-break ones too).
 */
export function cleanText(raw: string): string {
  let text = raw
  if (text.includes('_x'))
    text = text.replace(escapes, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n')
  if (!text.isWellFormed()) text = text.toWellFormed()
  return text.replace(controls, '').trim()
}

/** Full-width digits, letters and signs become their plain forms: `１２３－４` → `123-4`. */
export function plainForm(text: string): string {
  return text.normalize('NFKC')
}

/**
 * A figure as stored in a cell (`93642.9`, `1.2999999999999998`, `1.5E+3`) as a plain decimal number of at
 * most 15 significant digits, all that a workbook keeps exactly. Undefined if it is no finite number.
 */
export function exactFigure(stored: string): string | undefined {
  const number = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(number)) return undefined
  if (Number.isSafeInteger(number)) return String(number === 0 ? 0 : number)
  const rounded = Number(number.toPrecision(15))
  const text = String(rounded)
  return text.includes('e') ? rounded.toFixed(20).replace(/\.?0+$/, '') : text
}

/** A numeric cell of 16 digits or more has lost its last digits: workbooks keep 15. */
export function hasLostDigits(stored: string): boolean {
  return Math.abs(Number(stored)) >= 1e15
}

/** `0` → `A`, `27` → `AB`. */
export function columnLetters(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** Column index of a reference: `AB12` → 27; -1 if it has no letters or more than three. */
export function columnIndex(reference: string): number {
  let index = 0
  let at = 0
  for (; at < reference.length; at++) {
    const code = reference.charCodeAt(at)
    if (code < 65 || code > 90) break
    index = index * 26 + (code - 64)
  }
  return at > 3 ? -1 : index - 1
}
