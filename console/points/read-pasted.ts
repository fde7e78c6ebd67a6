import { readHundredths } from '../shell/figures.ts'

/** Lines copied from a workbook: household number, then (in any later column) a figure in hundredths. */
export function readPasted(text: string): { number: string; value: number | null }[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((cells) => cells[0])
    .map(([number = '', ...rest]) => ({
      number,
      value: rest.map(readHundredths).find((value) => value !== undefined) ?? null,
    }))
}
