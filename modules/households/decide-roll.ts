import { mayVote } from './decide-age.ts'
import type { Sex } from './decide-person.ts'
import type { Relation } from './decide-relation.ts'
import { type RollProblem, rollProblems } from './decide-roll-faults.ts'
import { tagKeyOf } from './decide-tags.ts'

/** A person of the roll after the checks of single cells. Undefined is blank: what is here already stays. */
export interface RollPerson {
  row: number
  name: string
  relation: Relation
  sex: Sex | undefined
  birthDate: string | undefined
  identity: string | undefined
  phone: string | undefined
  registration: 'local' | 'elsewhere' | undefined
  presence: 'resident' | 'away' | undefined
  partyMember: boolean | undefined
  group: string | undefined
  guardian: string | undefined
  tags: string[]
}

export interface RollFault {
  row: number
  field: string
  value: string
  problem: RollProblem
}

/** What its rows say of one household, checked row against row. Every fault is told, in the order of the rows. */
export function checkRollHousehold(people: readonly RollPerson[], today: string): RollFault[] {
  const faults: RollFault[] = []
  const add = (person: RollPerson, field: string, value: string, problem: RollProblem) =>
    faults.push({ row: person.row, field, value, problem })
  const heads = people.filter((person) => person.relation === 'head')
  if (heads.length === 0) add(people[0]!, 'relation', '', rollProblems.noHead())
  for (const head of heads.slice(1)) add(head, 'relation', '户主', rollProblems.twoHeads(heads[0]!.row))
  const spouses = people.filter((person) => person.relation === 'spouse')
  for (const spouse of spouses.slice(1))
    add(spouse, 'relation', '配偶', rollProblems.twoSpouses(spouses[0]!.row))
  if (people.length > 60) add(people[60]!, 'number', '', rollProblems.peopleMany())
  const seen = new Map<string, RollPerson>()
  const group = people.find((person) => person.group !== undefined)
  for (const person of people) {
    const key = `${person.name} ${person.birthDate ?? ''}`
    const twin = seen.get(key)
    if (twin && !(twin.identity && person.identity && twin.identity !== person.identity))
      add(person, 'name', person.name, rollProblems.memberTwice(twin.row))
    seen.set(key, person)
    if (person.group !== undefined && groupKey(person.group) !== groupKey(group!.group!))
      add(person, 'group', person.group, rollProblems.groupDiffers(group!.row, group!.group!))
    if (person.guardian === undefined) continue
    const guardian = people.find((one) => one.name === person.guardian && one !== person)
    if (!guardian) add(person, 'guardian', person.guardian, rollProblems.guardianUnknown())
    else if (guardian.birthDate !== undefined && !mayVote(guardian.birthDate, today))
      add(person, 'guardian', person.guardian, rollProblems.guardianMinor())
  }
  return faults
}

/** The tags of a cell as keys; undefined when one is too long or there are too many. */
export function readTags(cell: string | undefined): string[] | undefined {
  if (cell === undefined) return []
  const tags = cell
    .split(/[、，,;；|/\s]+/)
    .map(tagKeyOf)
    .filter((tag) => tag !== '')
  const distinct = [...new Set(tags)]
  return distinct.length > 10 || distinct.some((tag) => [...tag].length > 30) ? undefined : distinct
}

const numerals = '零一二三四五六七八九'

/** A small Chinese numeral (1 to 99) as a number; undefined when the text is none. */
export function readNumeral(text: string): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  const match = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/.exec(text)
  if (!match || text === '') return undefined
  const [, tens = '', ten = '', ones = ''] = match
  if (ten === '') return tens !== '' && ones !== '' ? undefined : numerals.indexOf(tens || ones)
  return (tens === '' ? 1 : numerals.indexOf(tens)) * 10 + (ones === '' ? 0 : numerals.indexOf(ones))
}

/** The form in which group names compare: 第3组, 三组, 3 and 第三村民小组 are one. */
export function groupKey(name: string): string {
  const bare = name
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/^第/, '')
    .replace(/(村民小组|村民组|生产队|小组|组|队)$/, '')
  const number = readNumeral(bare)
  return number === undefined ? bare || name : String(number)
}
