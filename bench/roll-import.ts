import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { type RollRow, rollSheet } from '../modules/households/index.ts'
import { makeChance, makeRoll } from '../modules/sample/index.ts'
import { withClient } from '../platform/database/open-database.ts'
import { writeWorkbook } from '../platform/workbooks/index.ts'
import { type Bench, type BenchContext, type Figure, measureProcess } from './measure.ts'

const place = '330482001213'
const words: Record<string, string> = {
  low_income: '低保',
  disabled: '残疾',
  elder_alone: '独居老人',
  veteran: '退役军人',
  volunteer: '志愿者',
}

/** A roll of 100,000 persons from a workbook against reading the same workbook alone, each in a fresh process. */
export const rollImport: Bench = {
  name: 'roll-import',
  title: 'import of 100,000 persons from a workbook',
  run: async (context) => {
    const file = join(context.folder, 'roll.xlsx')
    const persons = await writeRoll(file, context.quick ? 3_000 : 31_500)
    const ratios: number[] = []
    let peak = 0
    for (let turn = 0; turn < (context.quick ? 1 : 3); turn += 1) {
      await emptyRoll(context)
      const read = await measureProcess<{ rows: number; faulty: number }>(
        join(import.meta.dirname, 'roll-read.ts'),
        [file],
      )
      const write = await measureProcess<{ persons: number; faults: number }>(
        join(import.meta.dirname, 'roll-write.ts'),
        [JSON.stringify({ file, owner: context.owner, place })],
      )
      if (write.result.persons !== read.result.rows)
        throw new Error(`${write.result.persons} of ${read.result.rows} persons came in`)
      ratios.push(write.ms / read.ms)
      peak = Math.max(peak, write.peakMiB)
      context.say(
        `${persons} persons in ${(write.ms / 1000).toFixed(1)} s, read alone in ${(read.ms / 1000).toFixed(1)} s`,
      )
    }
    const figures: Figure[] = [
      {
        name: `import of ${persons} persons`,
        value: ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!,
        unit: 'ratio',
        limit: { max: 2.5 },
        note: 'reading the same workbook alone',
      },
      { name: 'import, peak memory', value: peak, unit: 'MiB', limit: { max: 700 } },
    ]
    return figures
  },
}

async function writeRoll(file: string, households: number): Promise<number> {
  const roll = makeRoll(makeChance(7), { households, groups: 18, areaCode: '330482', year: 2026 })
  const rows = roll.flatMap((household) =>
    household.persons.map(
      (person): RollRow => ({
        number: household.number,
        name: person.name,
        relation: person.relation,
        sex: person.sex,
        birthDate: person.birthDate,
        identity: person.identityNumber,
        phone: person.phone ?? undefined,
        registration: 'local',
        presence: person.presence,
        partyMember: person.partyMember,
        group: `${household.group}组`,
        address: household.address,
        standing: 'local',
        guardian: undefined,
        tags: person.tags.map((tag) => words[tag]!).join('、') || undefined,
        place: undefined,
      }),
    ),
  )
  await writeWorkbook(rollSheet, eachOf(rows), createWriteStream(file))
  return rows.length
}

async function* eachOf<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows
}

async function emptyRoll(context: BenchContext): Promise<void> {
  await withClient(context.owner, async (client) => {
    await client.query('truncate household.household, household.person, territory.area cascade')
    const codes = ['330000000000', '330400000000', '330482000000', '330482001000', place]
    for (const [index, code] of codes.entries()) {
      await client.query(
        `insert into territory.division (code, parent_code, level, name, short_name, pinyin, initials, valid_from, source) values ($1, $2, $3, $1, $1, '', '', '2000-01-01', 'bench') on conflict do nothing`,
        [code, codes[index - 1] ?? null, ['province', 'city', 'county', 'town', 'village'][index]],
      )
    }
  })
}
