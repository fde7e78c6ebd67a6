// `npm run test:only -- <files>`: chosen test files against a cluster, and browser tests against a server, of their own.
import { spawn } from 'node:child_process'
import { addressVariable, startSampleServer } from './sample-server.ts'
import { startTestCluster } from './test-cluster.ts'

/** A test that stands still for so long ends as failed, unless another limit is given. */
const timeoutMs = 4 * 60_000

const chosen = process.argv.slice(2)
const reporter = chosen.some((word) => word.startsWith('--test-reporter')) ? [] : ['--test-reporter=dot']
const limit = chosen.some((word) => word.startsWith('--test-timeout')) ? [] : [`--test-timeout=${timeoutMs}`]
const cluster = await startTestCluster()
const site = chosen.some((word) => word.includes('tests/e2e/')) ? await startSampleServer() : undefined
if (site) process.env[addressVariable] = site.address
const child = spawn(process.execPath, ['--test', ...reporter, ...limit, ...chosen], {
  stdio: 'inherit',
})
child.on('exit', async (code) => {
  await site?.stop()
  await cluster.stop()
  process.exit(code ?? 1)
})
