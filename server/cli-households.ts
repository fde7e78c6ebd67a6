import { createWriteStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { chinaDateOf } from '../engines/calendar/china-time.ts'
import {
  exportRoll,
  planRoll,
  type RollPlan,
  type RollRequest,
  rollSheet,
  writeRoll,
} from '../modules/households/index.ts'
import type { Tx } from '../platform/database/connect.ts'
import { readSheet, writeErrorWorkbook, writeWorkbook } from '../platform/workbooks/index.ts'
import { type Call, type Command, UsageError } from './command.ts'

const importHouseholds: Command = {
  name: 'households import',
  words: { zh: '导入人户名册（.xlsx）', en: 'import a roll from a workbook' },
  operands: ['<文件 file.xlsx>'],
  options: {
    place: {
      value: '330482001213',
      words: { zh: '村，或县（文件含多个村时）', en: 'the village, or the county for a file of several' },
    },
    from: {
      value: '2026-01-01',
      words: { zh: '从哪天起算，默认今天', en: 'from which day it holds; today by default' },
    },
    'create-groups': { words: { zh: '没有的村民小组就新建', en: 'make groups that are not there yet' } },
    'good-only': {
      words: {
        zh: '有错误的户跳过，其余导入；不写则有错就一户不导',
        en: 'leave faulty households out; else one fault stops all',
      },
    },
    'dry-run': { words: { zh: '只检查，不写入', en: 'check only, write nothing' } },
    errors: {
      value: 'file.xlsx',
      words: { zh: '把有错误的行写成工作簿', en: 'write a workbook of the faults' },
    },
  },
  async run(call) {
    const place = readPlace(call)
    const source = resolve(call.operands[0]!)
    const data = await call.open()
    const outcome = await call.act(data, async (act) => {
      const request = (): Promise<RollRequest> => makeRequest(call, place, source, chinaDateOf(act.now))
      const plan = await planRoll(act.tx, data.services.secrets, await request())
      if (call.has('dry-run') || (plan.faultsTotal > 0 && !call.has('good-only')))
        return { plan, result: null }
      const { result } = await writeRoll(act, data.services.secrets, await request(), {
        mode: call.has('good-only') ? 'good_households' : 'all_or_nothing',
        from: call.find('from') ?? chinaDateOf(act.now),
        source: basename(source),
        subjectId: basename(source),
      })
      return { plan, result }
    })
    const errors = call.find('errors')
    if (errors && outcome.plan.faultsTotal > 0)
      await writeErrorWorkbook(rollSheet, source, outcome.plan.faults, createWriteStream(errors), {
        rows: 'faulty',
      })
    return outcomeOf(outcome.plan, outcome.result)
  },
}

async function makeRequest(call: Call, place: string, source: string, today: string): Promise<RollRequest> {
  return {
    place,
    rows: await readSheet(rollSheet, source),
    createGroups: call.has('create-groups'),
    today,
    onProgress: (rows) => void call.tell(`${rows} 行 rows`, 0, 1),
  }
}

function outcomeOf(plan: RollPlan, result: Awaited<ReturnType<typeof writeRoll>>['result'] | null) {
  const faults = plan.faults.slice(0, 100)
  const done = result
    ? `已导入 Imported: 户 households +${result.households.new} ~${result.households.changed}, 人 persons +${result.persons.new} ~${result.persons.changed}`
    : '没有写入。 Nothing was written.'
  return {
    lines: [
      `读了 ${plan.rows} 行，${plan.households.length} 户，${plan.faultsTotal} 处错误。 ${plan.rows} rows, ${plan.households.length} households, ${plan.faultsTotal} faults.`,
      ...faults.map(
        (fault) =>
          `  第 ${fault.row} 行 row: ${fault.reason.zh} ${fault.mend.zh} · ${fault.reason.en} ${fault.mend.en}`,
      ),
      done,
    ],
    data: {
      rows: plan.rows,
      households: plan.households.length,
      faults: plan.faultsTotal,
      shown: faults,
      result,
    },
    problems: plan.faultsTotal > 0,
  }
}

const exportHouseholds: Command = {
  name: 'households export',
  words: { zh: '导出人户名册（.xlsx）', en: 'export the roll to a workbook' },
  operands: ['<文件 file.xlsx>'],
  options: {
    place: {
      value: '330482001213',
      words: { zh: '村，或其上级的代码', en: 'the village, or a place above it' },
    },
    whole: {
      words: {
        zh: '身份证号和手机号不遮盖（须写 --reason）',
        en: 'identity numbers and phones in full; needs --reason',
      },
    },
    reason: {
      value: '…',
      words: { zh: '为什么要完整导出，记入操作日志', en: 'why in full; kept in the audit log' },
    },
  },
  async run(call) {
    const place = readPlace(call)
    const whole = call.has('whole')
    const reason = call.find('reason') ?? ''
    if (whole && reason.length < 4)
      throw new UsageError({
        zh: '完整导出须写 --reason（至少四个字）。',
        en: '--whole needs --reason, four signs or more.',
      })
    const file = resolve(call.operands[0]!)
    const data = await call.open()
    let rows = 0
    await call.act(data, async (act) => {
      const detail = { identity: whole ? 'full' : 'masked', reason }
      act.record({
        placeCode: place.padEnd(12, '0'),
        action: 'households.export',
        subjectKind: 'roll',
        subjectId: place,
        detail,
      })
      const counted = async function* () {
        for await (const row of readRoll(act.tx, data, place, whole)) {
          rows += 1
          yield row
        }
      }
      await writeWorkbook(rollSheet, counted(), createWriteStream(file, { mode: 0o600 }))
    })
    return {
      lines: [`已导出 ${rows} 人到 ${file}。 ${rows} persons were written.`],
      data: { file, persons: rows },
    }
  },
}

function readRoll(tx: Tx, data: Awaited<ReturnType<Call['open']>>, place: string, whole: boolean) {
  const search = { text: '', letters: '', print: null, phoneEnd: null }
  const filters = { county: place.slice(0, 6), place, search, tagsShown: null, state: 'current' as const }
  return exportRoll(tx, data.services.secrets, filters, { whole })
}

function readPlace(call: Call): string {
  const place = call.get('place')
  if (/^([0-9]{6}|[0-9]{9}|[0-9]{12})$/.test(place)) return place
  throw new UsageError({ zh: '--place 应为 6、9 或 12 位代码。', en: '--place must have 6, 9 or 12 digits.' })
}

export const householdsCommands: readonly Command[] = [importHouseholds, exportHouseholds]
