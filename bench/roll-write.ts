// One process: imports a workbook of the roll into a database. The last line is what came of it, as JSON.
import { randomBytes } from 'node:crypto'
import { importRollRows, rollSheet } from '../modules/households/index.ts'
import { connectDatabase, everywhere } from '../platform/database/connect.ts'
import { openSecrets } from '../platform/secrets/secrets.ts'
import { readSheet } from '../platform/workbooks/index.ts'

const { file, owner, place } = JSON.parse(process.argv[2]!) as { file: string; owner: object; place: string }
const database = connectDatabase({ ...owner, role: 'shanzhi_app', max: 4 })
const result = await database.transact(everywhere, async (tx) =>
  importRollRows(
    tx,
    openSecrets(randomBytes(32)),
    { place, rows: await readSheet(rollSheet, file), createGroups: true, today: '2026-11-24' },
    {
      mode: 'all_or_nothing',
      from: '2026-01-01',
      source: 'bench.xlsx',
      by: { at: new Date(), accountId: null, name: 'bench' },
    },
  ),
)
await database.close()
process.stdout.write(
  `${JSON.stringify({ persons: result.result.persons.new, faults: result.plan.faultsTotal })}\n`,
)
