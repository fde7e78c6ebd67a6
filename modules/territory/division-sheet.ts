import type { Readable } from 'node:stream'
import { checkDivisionCode, levelOf, parentOf } from '../../engines/division-code/division-code.ts'
import type { Tx } from '../../platform/database/connect.ts'
import {
  date,
  defineSheet,
  type Fault,
  faultOf,
  problem,
  readSheet,
  text,
} from '../../platform/workbooks/index.ts'
import { type DivisionImport, importDivisions } from './import-divisions.ts'
import type { ListedDivision } from './official-list.ts'
import { listShortNames } from './store.ts'

const codeForm = (value: string) => {
  const found = checkDivisionCode(value)[0]
  if (found) {
    return {
      code: found.code,
      reason: { zh: found.zh, en: found.en },
      mend: { zh: '请对照官方区划代码改正', en: 'correct it from the official list' },
    }
  }
  return value.includes('-')
    ? problem(
        'territory.not_division',
        { zh: '小组和网格不在这张表里录入', en: 'groups and grids are not entered in this sheet' },
        { zh: '请删去短横线及后面的部分', en: 'remove the hyphen and what follows' },
      ).problem
    : undefined
}

/** The workbook of divisions: one row each, in any order. */
export const divisionSheet = defineSheet({
  key: 'divisions',
  title: { zh: '区划', en: 'Divisions' },
  columns: [
    {
      key: 'code',
      header: { zh: '区划代码', en: 'Code' },
      synonyms: ['代码', '统计用区划代码', '行政区划代码'],
      required: true,
      width: 18,
      example: '330482001213',
      note: { zh: '12 位数字，按文本填写', en: '12 digits, as text' },
      type: text({ lengthMax: 20, check: codeForm }),
    },
    {
      key: 'name',
      header: { zh: '名称', en: 'Name' },
      synonyms: ['区划名称'],
      required: true,
      width: 30,
      example: '通界村村民委员会',
      type: text({ lengthMin: 2, lengthMax: 100 }),
    },
    {
      key: 'asOf',
      header: { zh: '日期', en: 'As of' },
      width: 14,
      note: {
        zh: '名称从哪天起用；整份表格以第一行的日期为准，留空为今天',
        en: 'the day from which the names hold; the first row counts for the whole sheet, blank is today',
      },
      type: date(),
    },
  ],
})

export interface DivisionWorkbookImport extends DivisionImport {
  faulty: number
  faults: Fault[]
}

/** Faults shown on screen; a list of divisions with more is the wrong file. */
const faultsMax = 200

/** Reads a workbook of divisions below a scope and imports its good rows, or only counts. */
export async function importDivisionWorkbook(
  tx: Tx,
  request: { source: string | Readable; scope: string; apply: boolean; today: string; fileName: string },
): Promise<DivisionWorkbookImport> {
  const faults: Fault[] = []
  let faulty = 0
  const addFault = (fault: Fault) => {
    if (faults.length < faultsMax) faults.push(fault)
  }
  const good = new Map<string, ListedDivision & { row: number }>()
  let asOf: string | undefined
  for await (const row of await readSheet(divisionSheet, request.source)) {
    if (row.faults) {
      faulty += 1
      row.faults.forEach(addFault)
      continue
    }
    asOf ??= row.value.asOf
    const code = row.value.code.padEnd(12, '0')
    const place = { row: row.rowNumber, field: 'code', value: row.value.code }
    const wrong = !code.startsWith(request.scope) ? outOfScope : good.has(code) ? repeated : undefined
    if (wrong) {
      faulty += 1
      addFault(faultOf(divisionSheet, place, wrong))
    } else good.set(code, { code, name: row.value.name, row: row.rowNumber })
  }
  const orphans = await findOrphans(tx, good)
  for (const orphan of orphans) {
    good.delete(orphan.code)
    faulty += 1
    addFault(faultOf(divisionSheet, { row: orphan.row, field: 'code', value: orphan.code }, noParent))
  }
  const sorted = [...good.values()].sort(
    (one, other) => depthOf(one.code) - depthOf(other.code) || one.code.localeCompare(other.code),
  )
  const list = {
    source: request.fileName,
    asOf: asOf ?? request.today,
    rows: (async function* () {
      yield* sorted
    })(),
  }
  const result = await importDivisions(tx, list, { scope: request.scope, apply: request.apply })
  return { ...result, faulty, faults }
}

/** Rows whose division above is neither here nor among the good rows; looked for from the top down. */
async function findOrphans<Row extends ListedDivision>(
  tx: Tx,
  good: ReadonlyMap<string, Row>,
): Promise<Row[]> {
  const parents = [...good.keys()].flatMap((code) => parentOf(code) ?? [])
  const known = await listShortNames(tx, parents)
  const orphans = new Set<string>()
  const sorted = [...good.values()].sort((one, other) => depthOf(one.code) - depthOf(other.code))
  for (const { code } of sorted) {
    const parent = parentOf(code)
    if (parent === undefined || known.has(parent) || (good.has(parent) && !orphans.has(parent))) continue
    orphans.add(code)
  }
  return sorted.filter(({ code }) => orphans.has(code))
}

const levels = ['province', 'city', 'county', 'town', 'village']

function depthOf(code: string): number {
  return levels.indexOf(levelOf(code))
}

const outOfScope = {
  code: 'territory.out_of_scope',
  reason: { zh: '不在所选的区划之内', en: 'it lies outside the chosen division' },
  mend: { zh: '请删去这一行，或改选上级区划', en: 'delete the row, or choose the division above' },
}
const repeated = {
  code: 'territory.repeated',
  reason: { zh: '同一代码在表里出现了两次', en: 'the same code appears twice in the sheet' },
  mend: { zh: '请只保留一行', en: 'keep only one row' },
}
const noParent = {
  code: 'territory.parent_missing',
  reason: {
    zh: '上级区划既不在系统里，也不在表里',
    en: 'the division above is neither here nor in the sheet',
  },
  mend: { zh: '请在表里补上上级，或先导入上级', en: 'add it to the sheet, or import it first' },
}
