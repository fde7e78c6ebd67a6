// One process: reads a workbook of the roll and nothing else. The last line is what it read, as JSON.
import { rollSheet } from '../modules/households/index.ts'
import { readSheet } from '../platform/workbooks/index.ts'

const sheet = await readSheet(rollSheet, process.argv[2]!)
let rows = 0
let faulty = 0
for await (const row of sheet) {
  rows += 1
  if (row.faults) faulty += 1
}
process.stdout.write(`${JSON.stringify({ rows, faulty })}\n`)
