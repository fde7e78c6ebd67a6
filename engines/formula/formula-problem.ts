import type { Problem } from '../problem/problem.ts'

/** Where in the formula: offsets from 0, the end not included; line and column from 1. */
export type FormulaPlace = {
  readonly start: number
  readonly end: number
  readonly line: number
  readonly column: number
}

/** A fault in a formula, in words, with its place. */
export type FormulaProblem = Problem & { readonly at: FormulaPlace }

/** Thrown when a formula that was never checked is compiled. */
export class FormulaError extends Error {
  readonly problems: readonly FormulaProblem[]
  constructor(problems: readonly FormulaProblem[]) {
    super(problems.map((problem) => `${problem.code}: ${problem.en}`).join('\n'))
    this.name = 'FormulaError'
    this.problems = problems
  }
}

/** Thrown when a calculation leaves 64 bits. It is loud on purpose: PostgreSQL stops the statement as well. */
export class FormulaOverflow extends Error {
  constructor() {
    super('formula.overflow: a whole number in the formula left 64 bits')
    this.name = 'FormulaOverflow'
  }
}

/** The place of a piece of the source. */
export function placeOf(source: string, start: number, end: number): FormulaPlace {
  const before = source.slice(0, start).split('\n')
  return { start, end, line: before.length, column: before.at(-1)!.length + 1 }
}

const typeWords: Record<string, [zh: string, en: string]> = {
  int: ['整数', 'whole number'],
  uint: ['无符号整数', 'unsigned number'],
  double: ['小数', 'decimal'],
  bool: ['是或否', 'yes or no'],
  string: ['文字', 'text'],
  date: ['日期', 'date'],
  null: ['空值', 'nothing'],
  'list<int>': ['整数列表', 'list of whole numbers'],
  'list<string>': ['文字列表', 'list of texts'],
  'list<date>': ['日期列表', 'list of dates'],
  'list<bool>': ['是或否列表', 'list of yes or no'],
}

/** A type's name in words; an unknown one stays as it is. */
export function typeWord(type: string, language: 'zh' | 'en'): string {
  return typeWords[type]?.[language === 'zh' ? 0 : 1] ?? type
}

/** Puts words for type names wherever they stand in a text such as `int > string`. */
export function wordTypes(text: string, language: 'zh' | 'en'): string {
  return text.replace(/list<\w+>|\w+/g, (word) => typeWord(word, language))
}
