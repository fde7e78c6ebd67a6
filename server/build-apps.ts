import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = join(import.meta.dirname, '..')
const stampFile = join(root, 'dist', 'built.json')

/** What the two browser apps are made of. */
const sources = [
  'console/**',
  'mobile/**',
  'design/**',
  'engines/**',
  'modules/*/{contract*,errors,permissions,scheme*,decide-*}.ts',
  'vite.config.ts',
  'package-lock.json',
]

/** Whether the built apps are missing or older than their sources; undefined sources mean a build that was shipped. */
export async function appsAreStale(): Promise<boolean> {
  if (!existsSync(join(root, 'dist/console/index.html')) || !existsSync(join(root, 'dist/mobile/index.html')))
    return true
  if (!existsSync(join(root, 'node_modules/vite'))) return false
  const stamp = await readFile(stampFile, 'utf8').catch(() => '{}')
  return JSON.parse(stamp).hash !== (await hashSources())
}

/** Builds console and phone app in a process of its own, so that the server's memory stays small. */
export async function buildApps(): Promise<void> {
  const hash = await hashSources()
  const child = spawn(process.execPath, [import.meta.filename], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const said: string[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) throw new Error(`The browser apps could not be built:\n${said.join('').slice(-4000)}`)
  await packAssets()
  await writeFile(stampFile, `${JSON.stringify({ hash })}\n`)
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256')
  const paths: string[] = []
  for await (const path of glob(sources, {
    cwd: root,
    exclude: (name) => /\.test\.tsx?$/.test(String(name)),
  }))
    paths.push(path)
  for (const path of paths.sort()) {
    const content = await readFile(join(root, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EISDIR' || error.code === 'ENOENT') return undefined
      throw error
    })
    if (content) hash.update(`${path}\n`).update(createHash('sha256').update(content).digest())
  }
  return hash.digest('hex')
}

/** Packs each asset once, as well as can be, so that no request waits for it. */
async function packAssets(): Promise<void> {
  const packable = 'dist/{console,mobile}/**/*.{js,css,html,svg,json,webmanifest,wasm}'
  for await (const path of glob(packable, { cwd: root })) {
    const file = join(root, path)
    const content = await readFile(file)
    if (content.length < 1024) continue
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    }
    await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }))
    await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
  }
}

if (import.meta.main) {
  const { createBuilder } = await import('vite')
  const builder = await createBuilder({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' }, null)
  await builder.buildApp()
}
