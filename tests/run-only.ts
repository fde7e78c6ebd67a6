// `npm run test:only -- <files>`: chosen test files against a cluster of their own.
import { spawn } from 'node:child_process'
import { startTestCluster } from './test-cluster.ts'

const chosen = process.argv.slice(2)
const reporter = chosen.some((word) => word.startsWith('--test-reporter')) ? [] : ['--test-reporter=dot']
const cluster = await startTestCluster()
const child = spawn(process.execPath, ['--test', ...reporter, ...chosen], {
  stdio: 'inherit',
})
child.on('exit', async (code) => {
  await cluster.stop()
  process.exit(code ?? 1)
})
