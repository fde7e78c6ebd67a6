// `npm test`: everything, in stages, closed by one line `N passed, N failed`. `--check` runs the static part.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { appsAreStale, buildApps } from '../server/build-apps.ts'
import { listFiles } from './architecture/sources.ts'
import { runTests, type TestCount } from './run-tests.ts'
import { addressVariable, startSampleServer } from './sample-server.ts'
import { startTestCluster } from './test-cluster.ts'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules', '.bin', name)
const parallel = Math.max(2, Math.min(4, availableParallelism()))

interface Stage {
  title: string
  run(): Promise<TestCount>
}

const tests = listFiles().filter((path) => /\.test\.ts$/.test(path) && !path.startsWith('docs/'))
const needsCluster = (path: string) => /\.(db|http)\.test\.ts$/.test(path)
const isBrowserTest = (path: string) => path.startsWith('tests/e2e/')
const isArchitecture = (path: string) => path.startsWith('tests/architecture/')

const compiler = join(root, 'node_modules', 'typescript-native', 'bin', 'tsc')
const typeCheck = (config: string) => () => runTool(process.execPath, [compiler, '-p', config])

const staticStages: Stage[] = [
  { title: 'lint and format', run: () => runTool(bin('biome'), ['check', '--error-on-warnings', '.']) },
  { title: 'types of the server', run: typeCheck('tsconfig.json') },
  { title: 'types of the apps', run: typeCheck('tsconfig.browser.json') },
  { title: 'types of the browser tests', run: typeCheck('tests/e2e/tsconfig.json') },
  {
    title: 'arrows between folders',
    run: () =>
      runTool(bin('depcruise'), [
        ...['engines', 'platform', 'modules', 'server', 'console', 'mobile'],
        ...['--config', '.dependency-cruiser.cjs'],
      ]),
  },
  { title: 'unused code', run: () => runTool(bin('knip'), []) },
]

const architectureStage: Stage = {
  title: 'architecture, and generated files up to date',
  run: () => withCluster(() => runTests(root, tests.filter(isArchitecture), parallel)),
}

const plainTests = tests.filter(
  (path) => !needsCluster(path) && !isBrowserTest(path) && !isArchitecture(path),
)
const clusterTests = tests.filter((path) => needsCluster(path) && !isArchitecture(path))

const appsStage: Stage = { title: 'apps are built', run: buildStage }

const testStages: Stage[] = [
  { title: 'schemes and their worked cases', run: schemeStage },
  { title: 'unit and process tests', run: () => runTests(root, plainTests, parallel) },
  {
    title: 'database and HTTP tests',
    run: () => withCluster(() => runTests(root, clusterTests, parallel)),
  },
  {
    title: 'browser tests',
    run: () => withSampleServer(() => runTests(root, tests.filter(isBrowserTest), 1)),
  },
]

const stages = process.argv.includes('--check')
  ? [...staticStages, architectureStage, appsStage]
  : [...staticStages, architectureStage, appsStage, ...testStages]

const total: TestCount = { passed: 0, failed: 0 }
for (const [index, stage] of stages.entries()) {
  process.stdout.write(`\n── ${index + 1}/${stages.length} ${stage.title}\n`)
  const startedAt = performance.now()
  const count = await stage.run().catch((error: unknown): TestCount => {
    process.stdout.write(`  ✗ ${error instanceof Error ? error.stack : String(error)}\n`)
    return { passed: 0, failed: 1 }
  })
  total.passed += count.passed
  total.failed += count.failed
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`   ${count.passed} passed, ${count.failed} failed in ${seconds} s\n`)
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exit(total.failed === 0 ? 0 : 1)

/** One tool is one check; what it says is shown when it fails. */
async function runTool(command: string, args: readonly string[]): Promise<TestCount> {
  const { code, said } = await runProcess(command, args)
  if (code !== 0) process.stdout.write(said)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function runProcess(command: string, args: readonly string[]): Promise<{ code: number; said: string }> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (ended) => resolve(ended ?? 1))
  })
  return { code, said }
}

async function buildStage(): Promise<TestCount> {
  if (await appsAreStale()) await buildApps()
  return { passed: 1, failed: 0 }
}

/** The check of all schemes is one; every worked case is one. */
async function schemeStage(): Promise<TestCount> {
  const cli = join(root, 'server', 'cli.ts')
  const checked = await runTool(process.execPath, [cli, 'schemes', 'check'])
  const { code, said } = await runProcess(process.execPath, [cli, 'schemes', 'cases', '--json'])
  const cases = code === 2 ? undefined : (JSON.parse(said) as TestCount)
  if (code !== 0) process.stdout.write(said)
  if (!cases) return { passed: checked.passed, failed: checked.failed + 1 }
  return { passed: checked.passed + cases.passed, failed: checked.failed + cases.failed }
}

async function withCluster(work: () => Promise<TestCount>): Promise<TestCount> {
  const cluster = await startTestCluster()
  try {
    return await work()
  } finally {
    await cluster.stop()
  }
}

/** The browser tests share one server with the sample, as people would find it. */
async function withSampleServer(work: () => Promise<TestCount>): Promise<TestCount> {
  const server = await startSampleServer()
  process.env[addressVariable] = server.address
  try {
    return await work()
  } finally {
    await server.stop()
  }
}
