import type { z } from 'zod'
import {
  bracketedIn,
  inLanguage,
  joinedIn,
  type Language,
  type ListDefinition,
  optionsOf,
} from '../../engines/contract/list.ts'
import type { RouteReply, Words } from '../../engines/contract/route.ts'
import {
  type change,
  type householdRow,
  knownTags,
  type listDuplicates,
  type listPlates,
  type personRow,
  relations,
  tagWords,
} from './contract.ts'

type Row = z.infer<typeof householdRow>
type PersonRow = z.infer<typeof personRow>
type Pair = RouteReply<typeof listDuplicates>['rows'][number]
type Plate = RouteReply<typeof listPlates>['rows'][number]

export const standings: Record<Row['standing'], Words> = {
  local: { zh: '本村户', en: 'Of the village' },
  resident: { zh: '非本村户籍常住户', en: 'Resident, registered elsewhere' },
}
export const presences: Record<PersonRow['presence'], Words> = {
  resident: { zh: '在家', en: 'At home' },
  away: { zh: '外出', en: 'Away' },
}
const sexes: Record<PersonRow['sex'], Words> = {
  male: { zh: '男', en: 'male' },
  female: { zh: '女', en: 'female' },
  unknown: { zh: '未知', en: 'unknown' },
}
export const sameBy: Record<Pair['by'], Words> = {
  name_birth: { zh: '姓名和生日', en: 'name and birth' },
  name_phone: { zh: '姓名和电话', en: 'name and phone' },
}

const number: Words = { zh: '户号', en: 'Number' }
const head: Words = { zh: '户主', en: 'Head' }
const group: Words = { zh: '小组', en: 'Group' }
const both = (key: string) => ({ up: `${key}:asc`, down: `${key}:desc` })
const groupFilter = { name: 'groupId', label: group, searchable: true } as const

export const householdsList: ListDefinition<Row> = {
  key: 'households',
  title: { zh: '农户名册', en: 'Households' },
  columns: [
    {
      key: 'number',
      title: number,
      kind: 'text',
      value: (row) => row.number,
      sort: both('number'),
      width: 80,
    },
    {
      key: 'head',
      title: head,
      kind: 'text',
      value: (row) => row.headName,
      sort: both('headName'),
      width: 120,
    },
    {
      key: 'group',
      title: group,
      kind: 'text',
      value: (row) => row.groupName,
      sort: both('group'),
      width: 110,
    },
    {
      key: 'members',
      title: { zh: '人数', en: 'Members' },
      kind: 'count',
      value: (row) => row.members,
      sort: both('members'),
      width: 70,
    },
    { key: 'away', title: { zh: '外出', en: 'Away' }, kind: 'count', value: (row) => row.away, width: 70 },
    {
      key: 'party',
      title: { zh: '党员', en: 'Party members' },
      kind: 'count',
      value: (row) => row.partyMembers,
      width: 70,
      hidden: true,
    },
    {
      key: 'phone',
      title: { zh: '电话', en: 'Phone' },
      kind: 'text',
      value: (row) => row.phoneMasked,
      width: 130,
    },
    {
      key: 'address',
      title: { zh: '住址', en: 'Address' },
      kind: 'text',
      value: (row) => row.address,
      width: 220,
    },
    {
      key: 'tags',
      title: { zh: '标签', en: 'Tags' },
      kind: 'text',
      value: (row, language) =>
        joinedIn(
          row.tags.map((tag) => tagWords(tag)[language]),
          language,
        ),
      width: 200,
    },
    {
      key: 'standing',
      title: { zh: '户别', en: 'Standing' },
      kind: 'text',
      value: (row, language) => standings[row.standing][language],
      width: 120,
      hidden: true,
    },
    {
      key: 'from',
      title: { zh: '立户日期', en: 'Since' },
      kind: 'date',
      value: (row) => row.validFrom,
      sort: both('validFrom'),
      width: 140,
      hidden: true,
    },
  ],
  filters: [
    { ...groupFilter, named: (row) => row.groupName },
    {
      name: 'tag',
      label: { zh: '标签', en: 'Tag' },
      options: optionsOf(knownTags),
    },
    { name: 'presence', label: { zh: '在家情况', en: 'At home' }, options: optionsOf(presences) },
    { name: 'standing', label: { zh: '户别', en: 'Standing' }, options: optionsOf(standings) },
    {
      name: 'state',
      label: { zh: '范围', en: 'Which' },
      fallback: 'current',
      options: optionsOf({
        current: { zh: '现有', en: 'Present' },
        ended: { zh: '已销户', en: 'Ended' },
        all: { zh: '全部', en: 'All' },
      }),
    },
  ],
}

export const personsList: ListDefinition<PersonRow> = {
  key: 'persons',
  title: { zh: '人员', en: 'Persons' },
  columns: [
    { key: 'number', title: number, kind: 'text', value: (row) => row.householdNumber },
    { key: 'name', title: { zh: '姓名', en: 'Name' }, kind: 'text', value: (row) => row.name },
    {
      key: 'relation',
      title: { zh: '与户主关系', en: 'Relation' },
      kind: 'text',
      value: (row, language) => row.relation && inLanguage(relations[row.relation], language),
    },
    {
      key: 'sex',
      title: { zh: '性别', en: 'Sex' },
      kind: 'text',
      value: (row, language) => sexes[row.sex][language],
    },
    { key: 'birth', title: { zh: '出生日期', en: 'Born' }, kind: 'date', value: (row) => row.birthDate },
    {
      key: 'identity',
      title: { zh: '身份证号', en: 'Identity number' },
      kind: 'text',
      value: (row) => row.identityMasked,
      width: 170,
    },
    { key: 'phone', title: { zh: '电话', en: 'Phone' }, kind: 'text', value: (row) => row.phoneMasked },
    {
      key: 'presence',
      title: { zh: '在家情况', en: 'At home' },
      kind: 'text',
      value: (row, language) => presences[row.presence][language],
    },
  ],
  filters: [],
}

export const changesList: ListDefinition<z.infer<typeof change>> = {
  key: 'changes',
  title: { zh: '变动记录', en: 'History of a household' },
  columns: [
    { key: 'on', title: { zh: '日期', en: 'Day' }, kind: 'date', value: (row) => row.on },
    {
      key: 'summary',
      title: { zh: '变动', en: 'Change' },
      kind: 'text',
      value: (row, language) => inLanguage(row.summary, language),
      width: 320,
    },
    { key: 'by', title: { zh: '经办人', en: 'By whom' }, kind: 'text', value: (row) => row.byName },
    {
      key: 'at',
      title: { zh: '登记时间', en: 'Recorded' },
      kind: 'instant',
      value: (row) => row.at,
      width: 160,
    },
  ],
  filters: [],
}

/** A record of a person in one line, so that two can be held side by side; the identity number stays masked. */
export function describePerson(person: Pair['first'], language: Language): string {
  const numbered = { zh: `户号 ${person.householdNumber}`, en: `No. ${person.householdNumber}` }[language]
  return [person.name, numbered, person.birthDate ?? '—', person.identityMasked ?? '—'].join(' · ')
}

export const duplicatesList: ListDefinition<Pair> = {
  key: 'duplicates',
  title: { zh: '疑似重复', en: 'Possible duplicates' },
  columns: [
    {
      key: 'first',
      title: { zh: '一条记录', en: 'One record' },
      kind: 'text',
      value: (row, language) => describePerson(row.first, language),
      width: 360,
    },
    {
      key: 'second',
      title: { zh: '另一条记录', en: 'The other' },
      kind: 'text',
      value: (row, language) => describePerson(row.second, language),
      width: 360,
    },
    {
      key: 'by',
      title: { zh: '相同之处', en: 'Same' },
      kind: 'text',
      value: (row, language) => sameBy[row.by][language],
      width: 160,
    },
  ],
  filters: [],
}

export const platesList: ListDefinition<Plate> = {
  key: 'plates',
  title: { zh: '门牌码', en: 'Door plates' },
  columns: [
    { key: 'number', title: number, kind: 'text', value: (row) => row.number },
    { key: 'head', title: head, kind: 'text', value: (row) => row.headMasked },
    { key: 'group', title: group, kind: 'text', value: (row) => row.groupName },
    {
      key: 'plate',
      title: { zh: '门牌码', en: 'Door plate' },
      kind: 'text',
      value: (row) => row.plateCode,
      width: 180,
    },
  ],
  filters: [
    { ...groupFilter, named: (row) => row.groupName },
    {
      name: 'householdId',
      label: { zh: '农户', en: 'Household' },
      named: (row, language) => bracketedIn(row.headMasked, row.number, language),
    },
  ],
}
