import { basename, resolve } from 'node:path'
import { chinaDateOf } from '../engines/calendar/china-time.ts'
import { importDivisionWorkbook, importOfficial, recordImport } from '../modules/territory/index.ts'
import { type Call, type Command, UsageError } from './command.ts'

const importTerritory: Command = {
  name: 'territory import',
  words: { zh: '导入区划：官方名单或工作簿', en: 'import divisions: the official list, or a workbook' },
  options: {
    county: { value: '330482', words: { zh: '一个县的官方名单', en: 'the official list of a county' } },
    province: { value: '33', words: { zh: '一个省的官方名单', en: 'of a province' } },
    nation: { words: { zh: '全国的官方名单（约 66 万条）', en: 'of the nation, some 660,000 rows' } },
    workbook: {
      value: 'file.xlsx',
      words: { zh: '工作簿，与 --county 或 --province 同用', en: 'a workbook, with --county or --province' },
    },
    'dry-run': { words: { zh: '只统计，不写入', en: 'count only, write nothing' } },
  },
  async run(call) {
    const scope = readScope(call)
    const apply = !call.has('dry-run')
    const workbook = call.find('workbook')
    const data = await call.open({ make: true })
    call.tell(scope || '全国', 0, 1)
    const result = await call.act(data, async (act) => {
      if (workbook === undefined)
        return { ...(await importOfficial(act, { scope, apply })), faulty: 0, faults: [] }
      const source = resolve(workbook)
      const today = chinaDateOf(act.now)
      const read = await importDivisionWorkbook(act.tx, {
        source,
        scope,
        apply,
        today,
        fileName: basename(source),
      })
      if (apply) recordImport(act, scope, read)
      return read
    })
    const verb = apply ? '已导入 Imported' : '试算 Counted'
    return {
      lines: [
        `${verb}: ${result.rows} 条 rows, 新增 added ${result.added}, 改名 renamed ${result.renamed}, 未变 unchanged ${result.unchanged}`,
        ...(result.missing > 0
          ? [`名单中没有、系统中仍有 current here but not listed: ${result.missing}`]
          : []),
        ...result.faults.map((fault) => `  第 ${fault.row} 行 row: ${fault.reason.zh} ${fault.mend.zh}`),
      ],
      data: result,
      problems: result.faulty > 0,
    }
  },
}

function readScope(call: Call): string {
  const given = [call.find('county'), call.find('province'), call.has('nation') ? '' : undefined].filter(
    (one) => one !== undefined,
  )
  const [scope] = given
  const sound = given.length === 1 && scope !== undefined && /^([0-9]{2}|[0-9]{6})?$/.test(scope)
  if (sound) return scope
  throw new UsageError({
    zh: '请写 --county 六位代码、--province 两位代码或 --nation 其中一个。',
    en: 'Give one of --county (six digits), --province (two digits) or --nation.',
  })
}

export const territoryCommands: readonly Command[] = [importTerritory]
