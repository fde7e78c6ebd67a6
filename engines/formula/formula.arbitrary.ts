import { addDays } from '../calendar/plain-date.ts'
import {
  type Fact,
  type Facts,
  type FactTypes,
  type FactValue,
  listFacts,
  type ValueType,
} from './fact-types.ts'

/**
 * Draws from a list of numbers, and zeros when it is used up, so that a shorter list grows a simpler thing.
 * Give it the numbers of any generator: `fc.array(fc.nat()).map((choices) => growFormula(choices, types, 'bool'))`.
 */
class Chooser {
  readonly #choices: readonly number[]
  #at = 0
  constructor(choices: readonly number[]) {
    this.#choices = choices
  }
  below(limit: number): number {
    const choice = this.#choices[this.#at] ?? 0
    this.#at += 1
    return choice % limit
  }
  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!
  }
}

type Grower = { readonly chooser: Chooser; readonly facts: readonly Fact[] }

/**
 * Grows a well-typed formula of the subset that compiles to SQL, for tests that hold the two compilations
 * equal. It stays far from 64 bits: products have a written factor of at most 20, and it is at most five deep.
 *
 * @param choices whole numbers of zero or more
 * @param types facts of type int, bool, string, date or a list; only those that are there are used
 */
export function growFormula(choices: readonly number[], types: FactTypes, want: 'int' | 'bool'): string {
  const grower = { chooser: new Chooser(choices), facts: [...listFacts(types).values()] }
  return want === 'int' ? growInt(grower, 5) : growBool(grower, 5)
}

/** Grows the facts of one case: whole numbers within ±1000, short texts, dates around 2000, gaps where allowed. */
export function growFacts(choices: readonly number[], types: FactTypes): Facts {
  const chooser = new Chooser(choices)
  const facts: { [name: string]: FactValue | { [field: string]: FactValue } } = {}
  for (const fact of listFacts(types).values()) {
    const [name = '', field] = fact.path.split('.')
    const missing = fact.mayBeMissing && chooser.below(3) === 1
    const value = missing ? null : growValue(chooser, fact.type)
    const record = facts[name]
    if (field === undefined) facts[name] = value
    else if (isOpenRecord(record)) record[field] = value
    else facts[name] = { [field]: value }
  }
  return facts
}

function isOpenRecord(value: unknown): value is { [field: string]: FactValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function growValue(chooser: Chooser, type: ValueType): FactValue {
  switch (type) {
    case 'int':
      return smallInt(chooser)
    case 'bool':
      return chooser.below(2) === 1
    case 'string':
      return chooser.pick(texts)
    case 'date':
      return someDay(chooser)
    case 'list<int>':
      return Array.from({ length: chooser.below(4) }, () => smallInt(chooser))
    case 'list<string>':
      return Array.from({ length: chooser.below(4) }, () => chooser.pick(texts))
  }
}

const texts = ['', 'a', 'ab', 'b', '330482', '330482001', '党员', '低保']

function smallInt(chooser: Chooser): number {
  const size = chooser.pick([0, 1, 2, 3, 7, 10, 100, 999, 1000])
  return chooser.below(2) === 1 ? 0 - size : size
}

function someDay(chooser: Chooser): string {
  return addDays(chooser.pick(['2000-02-29', '1999-12-31', '2004-03-01']), chooser.below(900))
}

function intLiteral({ chooser }: Grower, max: number): string {
  const size = chooser.below(max + 1)
  return size > 0 && chooser.below(3) === 1 ? `(-${size})` : String(size)
}

function dateTerm(grower: Grower): string {
  const known = grower.facts.filter((fact) => fact.type === 'date')
  if (known.length > 0 && grower.chooser.below(2) === 0) return grower.chooser.pick(known).path
  return `date("${someDay(grower.chooser)}")`
}

function growInt(grower: Grower, depth: number): string {
  const { chooser } = grower
  const known = grower.facts.filter((fact) => fact.type === 'int')
  const leaf = () =>
    known.length > 0 && chooser.below(3) > 0 ? chooser.pick(known).path : intLiteral(grower, 20)
  if (depth === 0) return leaf()
  const int = () => growInt(grower, depth - 1)
  switch (chooser.below(12)) {
    case 1:
      return `(${int()} + ${int()})`
    case 2:
      return `(${int()} - ${int()})`
    case 3:
      return `(${int()} * ${intLiteral(grower, 20)})`
    case 4:
      return `(${int()} / ${int()})`
    case 5:
      return `(${int()} % ${int()})`
    case 6:
      return `(${growBool(grower, depth - 1)} ? ${int()} : ${int()})`
    case 7:
      return `min(${int()}, ${int()})`
    case 8:
      return `max(${int()}, ${int()})`
    case 9:
      return `abs(-${int()})`
    case 10:
      return `${chooser.pick(['daysBetween', 'yearsBetween'])}(${dateTerm(grower)}, ${dateTerm(grower)})`
    case 11: {
      const sized = grower.facts.filter((fact) => fact.type === 'string' || fact.type.startsWith('list<'))
      return sized.length > 0 ? `size(${chooser.pick(sized).path})` : leaf()
    }
    default:
      return leaf()
  }
}

function growBool(grower: Grower, depth: number): string {
  const { chooser } = grower
  const known = grower.facts.filter((fact) => fact.type === 'bool')
  const leaf = () =>
    known.length > 0 && chooser.below(3) > 0 ? chooser.pick(known).path : chooser.pick(['true', 'false'])
  if (depth === 0) return leaf()
  const bool = () => growBool(grower, depth - 1)
  const int = () => growInt(grower, depth - 1)
  switch (chooser.below(12)) {
    case 1:
      return `(${int()} ${chooser.pick(['==', '!=', '<', '<=', '>', '>='])} ${int()})`
    case 2:
      return `(${bool()} && ${bool()})`
    case 3:
      return `(${bool()} || ${bool()})`
    case 4:
      return `!${bool()}`
    case 5:
      return `(${bool()} ? ${bool()} : ${bool()})`
    case 6:
      return `(${int()} in [${Array.from({ length: chooser.below(4) }, () => intLiteral(grower, 20)).join(', ')}])`
    case 7:
      return growPresence(grower) ?? leaf()
    case 8:
      return `(${dateTerm(grower)} ${chooser.pick(['==', '!=', '<', '<=', '>', '>='])} ${dateTerm(grower)})`
    case 9:
      return growText(grower) ?? leaf()
    case 10:
      return growMembership(grower) ?? leaf()
    case 11:
      return `(${bool()} ${chooser.pick(['==', '!='])} ${bool()})`
    default:
      return leaf()
  }
}

function growPresence({ chooser, facts }: Grower): string | undefined {
  if (facts.length === 0) return undefined
  const { path } = chooser.pick(facts)
  const forms = [`(${path} == null)`, `(${path} != null)`, `(null == ${path})`]
  return chooser.pick(path.includes('.') ? [...forms, `has(${path})`] : forms)
}

function growText({ chooser, facts }: Grower): string | undefined {
  const known = facts.filter((fact) => fact.type === 'string')
  if (known.length === 0) return undefined
  const { path } = chooser.pick(known)
  const text = `"${chooser.pick(texts)}"`
  return chooser.pick([
    `(${path} == ${text})`,
    `(${path} != ${text})`,
    `(${path} in [${text}, "b"])`,
    `${path}.startsWith(${text})`,
    `${path}.contains(${text})`,
  ])
}

function growMembership(grower: Grower): string | undefined {
  const { chooser, facts } = grower
  const lists = facts.filter((fact) => fact.type.startsWith('list<'))
  if (lists.length === 0) return undefined
  const list = chooser.pick(lists)
  const type = list.type === 'list<int>' ? 'int' : 'string'
  const known = facts.filter((fact) => fact.type === type)
  const written = type === 'int' ? intLiteral(grower, 10) : `"${chooser.pick(texts)}"`
  return `(${known.length > 0 && chooser.below(2) === 1 ? chooser.pick(known).path : written} in ${list.path})`
}
