import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Names the address of the running sample server for the browser tests. */
export const addressVariable = 'SHANZHI_E2E_ADDRESS'

export interface SampleServer {
  address: string
  stop(): Promise<void>
}

/**
 * Starts the program as `npm start` does, with the sample, on a folder and a port of its own. Its rate limits by
 * address are lifted: here all persons of a village come from one.
 */
export async function startSampleServer(): Promise<SampleServer> {
  const home = await mkdtemp(join(tmpdir(), 'shanzhi-e2e-'))
  const child = spawn(process.execPath, [join(root, 'server', 'main.ts')], {
    env: {
      ...process.env,
      SHANZHI_DATA: join(home, 'data'),
      SHANZHI_SAMPLE: 'on',
      SHANZHI_RATE_LIMITS: 'off',
      DATABASE_URL: '',
      HOST: 'localhost',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      said += chunk
      const found = said.match(/Console +(http:\/\/\S+:\d+)\//)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    ended.then(([code]) => reject(new Error(`the sample server ended with ${code}: ${said}`)), reject)
  })
  return {
    address,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(home, { recursive: true, force: true })
    },
  }
}
