import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

interface Chunk {
  file: string
  imports?: string[]
  dynamicImports?: string[]
  css?: string[]
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const limitBytes = 200 * 1024
let folder = ''
let chunks: Record<string, Chunk> = {}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phone-app-'))
  await build({
    configFile: join(root, 'vite.config.ts'),
    mode: 'mobile',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  })
  chunks = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

/** Files of chunks and of everything that they import at once. */
function filesOf(names: readonly string[]): Set<string> {
  const seen = new Set<string>()
  const visit = (name: string) => {
    const chunk = chunks[name]
    assert.ok(chunk, `no chunk ${name}`)
    if (seen.has(name)) return
    seen.add(name)
    for (const next of chunk.imports ?? []) visit(next)
  }
  for (const name of names) visit(name)
  return new Set([...seen].map((name) => chunks[name]!.file))
}

const weigh = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0)

test('the first load of a newcomer and of a villager with her passbook stays under 200 KB of gzipped JavaScript', () => {
  const signIn = weigh(filesOf(['index.html']))
  const passbook = weigh(filesOf(['index.html', 'shell/open-app.tsx']))
  assert.ok(signIn > 0 && signIn < passbook)
  assert.ok(passbook <= limitBytes, `${passbook} bytes`)
})

test('zod and the contracts’ schemas stay out of every file of the phone app', () => {
  for (const chunk of Object.values(chunks))
    if (chunk.file.endsWith('.js'))
      assert.doesNotMatch(readFileSync(join(folder, chunk.file), 'utf8'), /ZodObject|_zod\b/, chunk.file)
})

test('the service worker keeps every built file and nothing of the API', () => {
  const worker = readFileSync(join(folder, 'sw.js'), 'utf8')
  const kept = JSON.parse(/const APP_FILES = (\[.*?\])/.exec(worker)![1]!) as string[]
  const files = Object.values(chunks).flatMap((chunk) => [chunk.file, ...(chunk.css ?? [])])
  for (const file of [...files, 'index.html', 'manifest.webmanifest', 'icon-192.png'])
    assert.ok(kept.includes(`/m/${file}`), file)
  assert.ok(kept.every((file) => file.startsWith('/m/')))
  assert.doesNotMatch(worker, /\/api|cache\.put|\bexport\b/)
})
