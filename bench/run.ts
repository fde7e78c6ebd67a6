// `npm run bench -- [names] [--json] [--quick]`: measures on one PostgreSQL, prints a table, fails past a limit.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { connectDatabase } from '../platform/database/connect.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts'
import { ensureRoles, migrate, readMigrations } from '../platform/database/migrate.ts'
import { migrationsFolder, withClient } from '../platform/database/open-database.ts'
import { prepareJobs } from '../platform/jobs/jobs.ts'
import { type Bench, type BenchContext, type Figure, passes } from './measure.ts'
import { monthClose } from './month-close.ts'
import { passbook } from './passbook.ts'
import { phone } from './phone.ts'
import { posting } from './posting.ts'
import { quarterClose } from './quarter-close.ts'
import { redemption } from './redemption.ts'
import { rollImport } from './roll-import.ts'

const benches: readonly Bench[] = [posting, passbook, monthClose, quarterClose, rollImport, phone, redemption]

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, help: { type: 'boolean' } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name))
if (values.help || unknown.length > 0) {
  const lines = benches.map((bench) => `  ${bench.name.padEnd(12)} ${bench.title}`)
  const told = unknown.length > 0 ? [`There is no bench named ${unknown.join(', ')}.`, ''] : []
  process.stdout.write([...told, 'npm run bench -- [names] [--json] [--quick]', '', ...lines, ''].join('\n'))
  process.exit(unknown.length > 0 ? 2 : 0)
}

const chosen = benches.filter((bench) => positionals.length === 0 || positionals.includes(bench.name))
const say = (line: string) => void process.stderr.write(`  ${line}\n`)
const folder = await mkdtemp(join(tmpdir(), 'shanzhi-bench-'))
const server = await startEmbeddedPostgres({ folder, durable: true })
const results: { bench: string; figures: Figure[] }[] = []
try {
  for (const bench of chosen) {
    process.stderr.write(`${bench.name}: ${bench.title}\n`)
    results.push({ bench: bench.name, figures: await runOne(bench, server) })
  }
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

const commit = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD']).then(
  ({ stdout }) => stdout.trim(),
  () => 'unknown',
)
const machine = { cores: cpus().length, node: process.version, commit }
const failed = results.flatMap(({ figures }) => figures).filter((figure) => !passes(figure))
process.stdout.write(
  values.json
    ? `${JSON.stringify({ ...machine, results, failed: failed.length }, null, 2)}\n`
    : `${table(results)}\n\n${machine.cores} cores, Node ${machine.node}, commit ${machine.commit}\n`,
)
process.exit(failed.length === 0 ? 0 : 1)

/** A fresh database for each bench, on the one PostgreSQL. */
async function runOne(bench: Bench, postgres: EmbeddedPostgres): Promise<Figure[]> {
  const superuser = {
    host: postgres.socketFolder,
    port: postgres.port,
    user: 'postgres',
    password: postgres.superuserPassword,
  }
  const name = `shanzhi_bench_${bench.name.replaceAll('-', '_')}`
  await withClient({ ...superuser, database: 'postgres' }, (client) =>
    client.query(`create database ${name}`),
  )
  const owner = { ...superuser, database: name }
  await withClient(owner, async (client) => {
    await ensureRoles(client)
    await migrate(client, await readMigrations(migrationsFolder))
    await prepareJobs(client)
  })
  const database = connectDatabase({ ...owner, role: 'shanzhi_app', max: 40 })
  const context: BenchContext = {
    database,
    owner,
    folder: await mkdtemp(join(folder, `${bench.name}-`)),
    quick: values.quick ?? false,
    say,
  }
  try {
    return await bench.run(context)
  } finally {
    await database.close()
  }
}

function table(all: typeof results): string {
  const rows = all.flatMap(({ bench, figures }) =>
    figures.map((figure) => [
      bench,
      figure.name,
      show(figure),
      limitOf(figure),
      verdict(figure),
      figure.note ?? '',
    ]),
  )
  const head = ['bench', 'figure', 'measured', 'limit', '', 'against']
  const widths = head.map((title, index) => Math.max(title.length, ...rows.map((row) => row[index]!.length)))
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function show(figure: Figure): string {
  const digits = figure.value >= 100 ? 0 : figure.value >= 10 ? 1 : 2
  return `${figure.value.toFixed(digits)} ${figure.unit}`
}

function limitOf(figure: Figure): string {
  if (!figure.limit) return ''
  return 'min' in figure.limit ? `≥ ${figure.limit.min}` : `≤ ${figure.limit.max}`
}

function verdict(figure: Figure): string {
  if (!figure.limit) return ''
  return passes(figure) ? '✓' : '✗'
}
