import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plugin, transformWithOxc } from 'vite'

const workerFile = fileURLToPath(import.meta.resolve('./service-worker.ts'))

/**
 * Writes the service worker beside the built phone app, with the list of every file of this build and a version
 * made of their contents: the same build gives the same worker, another build another version.
 */
export function keepAppOffline(base: string): Plugin {
  let publicFolder = ''
  return {
    name: 'keep-app-offline',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      publicFolder = config.publicDir
    },
    async generateBundle(_options, bundle) {
      const hash = createHash('sha256')
      const files: string[] = []
      for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (name.endsWith('.map') || name.startsWith('.vite/')) continue
        files.push(name)
        hash.update(name).update(file.type === 'chunk' ? file.code : file.source)
      }
      for (const name of readdirSync(publicFolder).sort()) {
        files.push(name)
        hash.update(name).update(readFileSync(join(publicFolder, name)))
      }
      const source = readFileSync(workerFile, 'utf8')
      hash.update(source)
      const { code } = await transformWithOxc(source, 'service-worker.ts')
      const head = [
        `const APP_FILES = ${JSON.stringify(files.map((name) => base + name))}`,
        `const APP_VERSION = ${JSON.stringify(hash.digest('hex').slice(0, 12))}`,
      ]
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: [...head, code.replace(/^export \{\};?$/m, '')].join('\n'),
      })
    },
  }
}
