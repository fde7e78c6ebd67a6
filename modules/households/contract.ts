import { z } from 'zod'
import { countyQuery, date, paging, placeCode, revision, words } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'
import { relationKeys } from './decide-relation.ts'

export { type Relation, relations } from './decide-relation.ts'
export { knownTags, tagWords } from './decide-tags.ts'

const reason = z.string().trim().min(1).max(200)
const listed = paging(200, 50)

export const relation = z.enum(relationKeys)
export const sex = z.enum(['male', 'female', 'unknown'])
/** local 本村户籍, elsewhere 外来 */
export const registration = z.enum(['local', 'elsewhere'])
/** resident 在家, away 外出 */
export const presence = z.enum(['resident', 'away'])
/** local 本村户, resident 非本村户籍常住户 */
export const standing = z.enum(['local', 'resident'])
/** A key of `knownTags` or a word of the village's own. */
export const tagName = z.string().trim().min(1).max(30)
export const changeKind = z.enum([
  'created',
  'imported',
  'edited',
  'split',
  'merge',
  'change_head',
  'move',
  'death',
  'marriage_in',
  'birth',
  'adoption',
  'transfer',
  'leave',
  'persons_merged',
  'undone',
])
export type ChangeKind = z.infer<typeof changeKind>

export const tag = z.object({
  id: z.uuid(),
  tag: z.string(),
  label: words,
  kind: z.enum(['condition', 'post']),
  personId: z.uuid().nullable(),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  source: z.string(),
})

export const householdRow = z.object({
  id: z.uuid(),
  placeCode,
  placeName: z.string(),
  number: z.string(),
  headId: z.uuid().nullable(),
  headName: z.string(),
  groupId: z.uuid().nullable(),
  groupName: z.string().nullable(),
  address: z.string(),
  standing,
  /** The head's. */
  phoneMasked: z.string().nullable(),
  members: z.int(),
  away: z.int(),
  partyMembers: z.int(),
  /** Keys that this account may see, of the household and its members. */
  tags: z.array(z.string()),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  endedBy: z.enum(['merged', 'moved', 'dissolved', 'undone']).nullable(),
  successorId: z.uuid().nullable(),
  revision,
})

/** The list's filters; the export takes the same. */
const householdFilters = z.object({
  /** A place or any prefix of one from the county (six digits) down; the actor's own place when left out. */
  place: z
    .string()
    .regex(/^[0-9]{6,12}$/)
    .optional(),
  /** Name, pinyin or initials of any member, household number, address, full phone or its last four digits. */
  search: z.string().trim().max(50).default(''),
  groupId: z.uuid().optional(),
  /** A grid, cell or natural village that households were placed in. */
  areaId: z.uuid().optional(),
  tag: tagName.optional(),
  /** resident: somebody is at home; away: everybody is away. */
  presence: presence.optional(),
  standing: standing.optional(),
  state: z.enum(['current', 'ended', 'all']).default('current'),
})

export const listHouseholds = defineRoute({
  method: 'GET',
  path: '/api/households',
  summary: { zh: '农户列表', en: 'Households' },
  action: 'households.read',
  query: householdFilters.extend({
    sort: z.enum(['number', 'headName', 'group', 'members', 'validFrom']).default('number'),
    order: z.enum(['asc', 'desc']).default('asc'),
    ...listed,
  }),
  reply: z.object({ rows: z.array(householdRow), total: z.int() }),
})

export const getRollFigures = defineRoute({
  method: 'GET',
  path: '/api/households/figures',
  summary: { zh: '人户总数及按小组、标签的分布', en: 'Totals of the roll, by group and by tag' },
  action: 'households.read',
  query: householdFilters.pick({ place: true }),
  reply: z.object({
    households: z.int(),
    localHouseholds: z.int(),
    persons: z.int(),
    residentPersons: z.int(),
    awayPersons: z.int(),
    partyMembers: z.int(),
    under14: z.int(),
    from60: z.int(),
    voters: z.int(),
    groups: z.array(
      z.object({ groupId: z.uuid().nullable(), name: z.string(), households: z.int(), persons: z.int() }),
    ),
    tags: z.array(z.object({ tag: z.string(), label: words, households: z.int(), persons: z.int() })),
  }),
})

export const personRow = z.object({
  id: z.uuid(),
  name: z.string(),
  sex,
  birthDate: z.iso.date().nullable(),
  ageYears: z.int().nullable(),
  identityMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  registration,
  presence,
  partyMember: z.boolean(),
  guardianId: z.uuid().nullable(),
  guardianName: z.string().nullable(),
  diedOn: z.iso.date().nullable(),
  placeCode,
  householdId: z.uuid(),
  householdNumber: z.string(),
  relation: relation.nullable(),
  revision,
})

export const listPersons = defineRoute({
  method: 'GET',
  path: '/api/households/persons',
  summary: { zh: '人员列表', en: 'Persons' },
  action: 'households.read',
  query: z.object({
    place: householdFilters.shape.place,
    /** Name, pinyin, initials, full phone or its last four digits, or a full identity number. */
    search: z.string().trim().max(50).default(''),
    ...listed,
  }),
  reply: z.object({ rows: z.array(personRow), total: z.int() }),
})

export const member = personRow.extend({
  /** Under 14 a guardian acts for the person (PIPL 31). */
  under14: z.boolean(),
  /** 18 or older (law.md row 4). */
  mayVote: z.boolean(),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  reasonIn: z.string(),
  reasonOut: z.string().nullable(),
})

/** One line of the history. `effects` are what other modules said and did (points, shares, open items). */
export const change = z.object({
  id: z.uuid(),
  kind: changeKind,
  on: z.iso.date(),
  at: z.iso.datetime(),
  byName: z.string(),
  householdId: z.uuid(),
  otherHouseholdId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  summary: words,
  effects: z.array(words.extend({ key: z.string() })),
  undoesId: z.uuid().nullable(),
  undoneById: z.uuid().nullable(),
  /** Whether the operation may still be undone by this account. */
  mayUndo: z.boolean(),
})

export const householdDetail = householdRow.extend({
  people: z.array(member),
  formerPeople: z.array(member),
  tagRows: z.array(tag),
  areas: z.array(z.object({ areaId: z.uuid(), system: z.string(), name: z.string(), from: z.iso.date() })),
  /** Of the door plate; only for those who may print it. */
  plateCode: z.string().nullable(),
  /** Newest first, at most 20; the rest by listChanges. */
  changes: z.array(change),
  /** What this account may do here. */
  may: z.object({ manage: z.boolean(), move: z.boolean(), reveal: z.boolean(), plate: z.boolean() }),
})

const householdParams = z.object({ householdId: z.uuid() })
const personParams = z.object({ personId: z.uuid() })

export const getHousehold = defineRoute({
  method: 'GET',
  path: '/api/households/:householdId',
  summary: { zh: '一户的成员、标签和变动', en: 'One household with members, tags and history' },
  action: 'households.read',
  params: householdParams,
  query: countyQuery,
  reply: householdDetail,
})

export const getOwnHousehold = defineRoute({
  method: 'GET',
  path: '/api/households/own',
  summary: { zh: '我家', en: 'My own household' },
  action: 'signed-in',
  reply: householdDetail,
})

export const listChanges = defineRoute({
  method: 'GET',
  path: '/api/households/:householdId/changes',
  summary: { zh: '一户的变动记录', en: 'History of a household' },
  action: 'households.read',
  params: householdParams,
  query: countyQuery.extend(listed),
  reply: z.object({ rows: z.array(change), total: z.int() }),
})

/** Identity number and phone are checked, kept encrypted and come back masked. */
export const personInput = z.object({
  name: z.string().trim().min(1).max(50),
  sex,
  birthDate: date.nullable(),
  identityNumber: z.string().trim().max(30).nullable(),
  phone: z.string().trim().max(30).nullable(),
  registration: registration.default('local'),
  presence: presence.default('resident'),
  partyMember: z.boolean().default(false),
})

export const createHousehold = defineRoute({
  method: 'POST',
  path: '/api/households',
  summary: { zh: '新立户', en: 'Open a household' },
  action: 'households.manage',
  body: z.object({
    placeCode,
    /** null takes the next free number of the village. */
    number: z.string().trim().min(1).max(20).nullable(),
    groupId: z.uuid().nullable(),
    address: z.string().trim().max(200).default(''),
    standing: standing.default('local'),
    on: date,
    head: personInput,
    members: z.array(personInput.extend({ relation: relation.exclude(['head']) })).max(30),
  }),
  reply: householdDetail,
})

export const editHousehold = defineRoute({
  method: 'PUT',
  path: '/api/households/:householdId',
  summary: { zh: '修改户编号、小组、住址', en: 'Change number, group, address or standing' },
  action: 'households.manage',
  params: householdParams,
  query: countyQuery,
  body: z.object({
    revision,
    number: z.string().trim().min(1).max(20),
    groupId: z.uuid().nullable(),
    address: z.string().trim().max(200),
    standing,
  }),
  reply: householdDetail,
})

export const editPerson = defineRoute({
  method: 'PUT',
  path: '/api/households/persons/:personId',
  summary: { zh: '修改人员信息', en: 'Change what is known of a person' },
  action: 'households.manage',
  params: personParams,
  query: countyQuery,
  body: personInput.omit({ identityNumber: true, phone: true }).extend({
    revision,
    /** Left out keeps what is there; null removes it. */
    identityNumber: z.string().trim().max(30).nullable().optional(),
    phone: z.string().trim().max(30).nullable().optional(),
    guardianId: z.uuid().nullable(),
  }),
  reply: householdDetail,
})

export const revealField = defineRoute({
  method: 'POST',
  path: '/api/households/persons/:personId/reveal',
  summary: {
    zh: '查看完整身份证号或手机号（记入日志）',
    en: 'Show a whole identity number or phone; written to the audit log',
  },
  action: 'households.reveal_identity',
  keepsNoAnswer: true,
  params: personParams,
  query: countyQuery,
  body: z.object({ field: z.enum(['identity', 'phone']), reason: z.string().trim().min(4).max(200) }),
  reply: z.object({ value: z.string().nullable() }),
})

export const addTag = defineRoute({
  method: 'POST',
  path: '/api/households/:householdId/tags',
  summary: { zh: '加标签或职务', en: 'Add a tag or post' },
  action: 'households.manage',
  params: householdParams,
  query: countyQuery,
  body: z.object({
    personId: z.uuid().nullable(),
    tag: tagName,
    from: date,
    /** Where it is written: a document, a list, a resolution. */
    source: z.string().trim().min(1).max(200),
  }),
  reply: householdDetail,
})

export const endTag = defineRoute({
  method: 'POST',
  path: '/api/households/tags/:tagId/end',
  summary: { zh: '终止标签或职务', en: 'End a tag or post' },
  action: 'households.manage',
  params: z.object({ tagId: z.uuid() }),
  query: countyQuery,
  body: z.object({ on: date, reason }),
  reply: householdDetail,
})

export const placeInArea = defineRoute({
  method: 'POST',
  path: '/api/households/placements',
  summary: {
    zh: '把农户划入小组、网格、微网格',
    en: 'Place households in a group, grid, cell or natural village',
  },
  action: 'households.manage',
  query: countyQuery,
  body: z.object({
    areaId: z.uuid(),
    householdIds: z.array(z.uuid()).min(1).max(500),
    on: date,
  }),
  reply: z.object({ placed: z.int(), unchanged: z.int() }),
})

const relationsAfter = z
  .array(z.object({ personId: z.uuid(), relation }))
  .max(60)
  .default([])

/** What may happen to a household. `relations` are those to the head after it; a member not named keeps the old one. */
export const operation = z.discriminatedUnion('kind', [
  /** 分户: the named members leave and form a new household. */
  z.object({
    kind: z.literal('split'),
    householdId: z.uuid(),
    on: date,
    memberIds: z.array(z.uuid()).min(1).max(60),
    newHeadId: z.uuid(),
    relations: relationsAfter,
    /** null takes the next free number. */
    newNumber: z.string().trim().min(1).max(20).nullable(),
    newGroupId: z.uuid().nullable(),
    newAddress: z.string().trim().max(200).default(''),
    reason,
  }),
  /** 并户: the other household ends, its members join this one under its head. */
  z.object({
    kind: z.literal('merge'),
    householdId: z.uuid(),
    otherHouseholdId: z.uuid(),
    on: date,
    relations: relationsAfter,
    reason,
  }),
  z.object({
    kind: z.literal('change_head'),
    householdId: z.uuid(),
    on: date,
    newHeadId: z.uuid(),
    relations: relationsAfter,
    reason,
  }),
  /** The whole household moves to another village; across counties it is closed there and opened here. */
  z.object({
    kind: z.literal('move'),
    householdId: z.uuid(),
    on: date,
    toPlaceCode: placeCode,
    toGroupId: z.uuid().nullable(),
    newNumber: z.string().trim().min(1).max(20).nullable(),
    newAddress: z.string().trim().max(200).default(''),
    reason,
  }),
  z.object({
    kind: z.literal('death'),
    personId: z.uuid(),
    on: date,
    /** Needed when the head dies and others remain. */
    newHeadId: z.uuid().nullable().default(null),
    relations: relationsAfter,
    reason,
  }),
  /** Somebody from another household of the county, or (person) from outside it, marries in. */
  z.object({
    kind: z.literal('marriage_in'),
    householdId: z.uuid(),
    on: date,
    personId: z.uuid().nullable(),
    person: personInput.nullable(),
    relation: relation.exclude(['head']),
    reason,
  }),
  z.object({
    kind: z.literal('birth'),
    householdId: z.uuid(),
    /** The day of birth; must be the child's birthDate. */
    on: date,
    person: personInput,
    relation: relation.exclude(['head', 'spouse']),
    guardianId: z.uuid(),
    reason,
  }),
  z.object({
    kind: z.literal('adoption'),
    householdId: z.uuid(),
    on: date,
    person: personInput,
    relation: relation.exclude(['head', 'spouse']),
    guardianId: z.uuid().nullable(),
    reason,
  }),
  /** A person goes to another household of the county. */
  z.object({
    kind: z.literal('transfer'),
    personId: z.uuid(),
    toHouseholdId: z.uuid(),
    on: date,
    relation: relation.exclude(['head']),
    reason,
  }),
  /** A person's registration leaves the county (迁出). */
  z.object({
    kind: z.literal('leave'),
    personId: z.uuid(),
    on: date,
    to: z.string().trim().min(1).max(100),
    newHeadId: z.uuid().nullable().default(null),
    relations: relationsAfter,
    reason,
  }),
])
export type Operation = z.infer<typeof operation>
export type OperationKind = Operation['kind']

export const operationNames: Record<OperationKind, { zh: string; en: string }> = {
  split: { zh: '分户', en: 'Split' },
  merge: { zh: '并户', en: 'Merge' },
  change_head: { zh: '变更户主', en: 'Change of head' },
  move: { zh: '整户迁移', en: 'Move of a household' },
  death: { zh: '死亡', en: 'Death' },
  marriage_in: { zh: '婚迁入户', en: 'Marriage into a household' },
  birth: { zh: '出生', en: 'Birth' },
  adoption: { zh: '收养', en: 'Adoption' },
  transfer: { zh: '人员调户', en: 'Person to another household' },
  leave: { zh: '迁出', en: 'Leaving the county' },
}

const shownHousehold = z.object({
  /** null for one that is yet to be made. */
  householdId: z.uuid().nullable(),
  placeCode,
  placeName: z.string(),
  number: z.string(),
  headName: z.string(),
  endedBy: z.enum(['merged', 'moved', 'dissolved', 'undone']).nullable(),
  members: z.array(
    z.object({
      personId: z.uuid().nullable(),
      name: z.string(),
      relation,
      mark: z.enum(['stays', 'joins', 'leaves', 'dies', 'relation_changes']),
    }),
  ),
})

export const operationPreview = z.object({
  kind: changeKind,
  on: z.iso.date(),
  summary: words,
  before: z.array(shownHousehold),
  after: z.array(shownHousehold),
  /** What happens to points, shares and open items; `blocks` must be settled first. */
  effects: z.array(words.extend({ key: z.string(), blocks: z.boolean() })),
  warnings: z.array(words),
  /** Goes back with the confirmation: what is done is what was shown, or error household.changed_since. */
  digest: z.string(),
})

export const previewOperation = defineRoute({
  method: 'POST',
  path: '/api/households/operations/preview',
  summary: { zh: '预览人户变动', en: 'Show what an operation would do; changes nothing' },
  action: 'households.read',
  keepsNoAnswer: true,
  query: countyQuery,
  body: z.object({ operation }),
  reply: operationPreview,
})

export const changeResult = z.object({
  changeId: z.uuid(),
  /** Households touched, the one to show first. */
  householdIds: z.array(z.uuid()),
  summary: words,
  effects: z.array(words.extend({ key: z.string() })),
})

export const applyOperation = defineRoute({
  method: 'POST',
  path: '/api/households/operations',
  summary: { zh: '办理人户变动', en: 'Carry out an operation as previewed' },
  action: 'signed-in',
  query: countyQuery,
  body: z.object({ operation, digest: z.string().max(100) }),
  reply: changeResult,
})

export const previewUndo = defineRoute({
  method: 'GET',
  path: '/api/households/changes/:changeId/undo',
  summary: { zh: '预览撤销', en: 'Show what undoing a change would do' },
  action: 'households.read',
  params: z.object({ changeId: z.uuid() }),
  query: countyQuery,
  reply: operationPreview,
})

export const undoChange = defineRoute({
  method: 'POST',
  path: '/api/households/changes/:changeId/undo',
  summary: { zh: '撤销一项变动', en: 'Undo a change' },
  action: 'signed-in',
  params: z.object({ changeId: z.uuid() }),
  query: countyQuery,
  body: z.object({ reason, digest: z.string().max(100) }),
  reply: changeResult,
})

export const listDuplicates = defineRoute({
  method: 'GET',
  path: '/api/households/duplicates',
  summary: { zh: '疑似重复的人员', en: 'Persons who may be the same' },
  action: 'households.merge_persons',
  query: z.object({ place: householdFilters.shape.place, ...listed }),
  reply: z.object({
    rows: z.array(
      z.object({ by: z.enum(['name_birth', 'name_phone']), first: personRow, second: personRow }),
    ),
    total: z.int(),
  }),
})

const mergeBody = z.object({ keepId: z.uuid(), dropId: z.uuid(), reason })

export const previewPersonMerge = defineRoute({
  method: 'POST',
  path: '/api/households/persons/merge/preview',
  summary: { zh: '预览合并重复人员', en: 'Show what merging two records of one person would do' },
  action: 'households.merge_persons',
  keepsNoAnswer: true,
  query: countyQuery,
  body: mergeBody,
  reply: operationPreview,
})

export const mergePersons = defineRoute({
  method: 'POST',
  path: '/api/households/persons/merge',
  summary: { zh: '合并重复人员（可撤销）', en: 'Merge two records of one person; can be undone' },
  action: 'households.merge_persons',
  query: countyQuery,
  body: mergeBody.extend({ digest: z.string().max(100) }),
  reply: changeResult,
})

/** The address printed as a QR code on a door plate: same code, different rights. */
export const platePath = (plateCode: string): string => `/m/plate/${plateCode}`

export const lookAtPlate = defineRoute({
  method: 'GET',
  path: '/api/households/plates/:plateCode',
  summary: { zh: '扫门牌码：只说明在哪个村、怎么用', en: 'A scanned door plate: where it is and what to do' },
  action: 'public',
  params: z.object({ plateCode: z.string().max(40) }),
  reply: z.object({ placeCode, placeName: z.string(), whatToDo: words }),
})

export const openPlate = defineRoute({
  method: 'GET',
  path: '/api/households/plates/:plateCode/open',
  summary: { zh: '登录后扫门牌码', en: 'A scanned door plate, after sign-in' },
  action: 'signed-in',
  params: z.object({ plateCode: z.string().max(40) }),
  reply: z.object({
    /** own: to the passbook; visit: to the visit page; other: somebody else's household, named to neighbours alone. */
    kind: z.enum(['own', 'visit', 'other']),
    placeCode,
    placeName: z.string(),
    householdId: z.uuid().nullable(),
  }),
})

export const listPlates = defineRoute({
  method: 'GET',
  path: '/api/households/plates',
  summary: { zh: '门牌码打印清单', en: 'Door plates to print' },
  action: 'households.plates',
  query: z.object({
    placeCode,
    groupId: z.uuid().optional(),
    householdId: z.uuid().optional(),
    ...paging(1000, 200),
  }),
  reply: z.object({
    placeName: z.string(),
    rows: z.array(
      z.object({
        householdId: z.uuid(),
        number: z.string(),
        /** Masked: a door shows no whole name. */
        headMasked: z.string(),
        groupName: z.string().nullable(),
        plateCode: z.string(),
        /** What the QR code holds, after the site's own address. */
        path: z.string(),
      }),
    ),
    total: z.int(),
  }),
})

export const renewPlate = defineRoute({
  method: 'POST',
  path: '/api/households/:householdId/plate',
  summary: { zh: '换发门牌码（旧码作废）', en: 'Give a new door plate; the old code dies' },
  action: 'households.plates',
  params: householdParams,
  query: countyQuery,
  body: z.object({ reason }),
  reply: z.object({ plateCode: z.string(), path: z.string() }),
})

const fault = z.object({
  row: z.int(),
  cell: z.string(),
  column: words,
  field: z.string(),
  value: z.string(),
  code: z.string(),
  reason: words,
  mend: words,
})

export const rollOptions = z.object({
  /** Groups that the file names and the village lacks are made; otherwise they are faults. */
  createGroups: z.boolean(),
})

/** What importing an uploaded roll would do. `faults` are the first 200; the error workbook has all. */
export const rollPlan = z.object({
  uploadId: z.uuid(),
  fileName: z.string(),
  rows: z.int(),
  households: z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), faulty: z.int() }),
  persons: z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), faulty: z.int() }),
  /** In the village's households named by the file, but not in the file: they stay as they are. */
  notInFile: z.int(),
  groupsToCreate: z.array(z.string()),
  tags: z.int(),
  faultsTotal: z.int(),
  faults: z.array(fault),
  warnings: z.array(words),
  first: z.array(
    z.object({
      row: z.int(),
      number: z.string(),
      name: z.string(),
      relation: z.string(),
      group: z.string(),
      state: z.enum(['new', 'changed', 'unchanged', 'faulty']),
    }),
  ),
  digest: z.string(),
})

/**
 * Files in and out, outside the JSON routes. `upload`: POST multipart (field `file`) with `?place=<code>` answers
 * `rollPlan`; `template`: the .xlsx to fill in; `faults(uploadId)`: the faulty rows in the same layout;
 * `export`: GET with the list's filters, and `?identity=masked|full&reason=…` (full needs
 * households.reveal_identity and is written to the audit log).
 */
export const rollPaths = {
  template: '/api/households/roll/template',
  upload: '/api/households/roll/uploads',
  faults: (uploadId: string) => `/api/households/roll/uploads/${uploadId}/faults`,
  export: '/api/households/roll/export',
} as const

export const planRollImport = defineRoute({
  method: 'POST',
  path: '/api/households/roll/uploads/:uploadId/plan',
  summary: { zh: '按选项重新检查已上传的名册', en: 'Check an uploaded roll again under other options' },
  action: 'households.import',
  keepsNoAnswer: true,
  params: z.object({ uploadId: z.uuid() }),
  query: countyQuery,
  body: rollOptions,
  reply: rollPlan,
})

/** Households of a file without a fault only, or nothing unless all are good. */
const rollMode = z.enum(['good_households', 'all_or_nothing'])

export const confirmRollImport = defineRoute({
  method: 'POST',
  path: '/api/households/roll/uploads/:uploadId/confirm',
  summary: { zh: '确认导入名册，在后台办理', en: 'Import the uploaded roll as background work' },
  action: 'households.import',
  params: z.object({ uploadId: z.uuid() }),
  query: countyQuery,
  body: rollOptions.extend({ mode: rollMode, digest: z.string().max(100) }),
  reply: z.object({ runId: z.uuid() }),
})

/** What a run of kind `households.import` was asked for; `from` is the day from which what is new holds. */
export const rollRunRequest = rollOptions.extend({
  county: z.string(),
  uploadId: z.uuid(),
  mode: rollMode,
  digest: z.string(),
  from: date,
})

const rollCounts = z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), leftOut: z.int() })

/** What such a run hands back. Rows of households that were left out are had from `rollPaths.faults` for a day. */
export const rollReceipt = z.object({
  uploadId: z.uuid(),
  fileName: z.string(),
  createGroups: z.boolean(),
  households: rollCounts,
  persons: rollCounts,
  groupsCreated: z.int(),
  tags: z.int(),
})
