import { readFileSync, statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin, type UserConfig } from 'vite'
import { tokensCss } from './design/tokens.ts'
import { keepAppOffline } from './mobile/shell/keep-app-offline.ts'

const contractFile = /\/modules\/[^/]+\/contract(-[^/]+)?\.ts$/

/**
 * Contracts are zod schemas that the server validates by; a browser needs their types, and at run time only
 * method and path. So the browser gets each contract without zod: routes as { method, path }, enumerations as
 * { options }, plain values and functions as they are, and what a contract hands on from a file beside it.
 * What is left out cannot be imported: the build says so.
 */
function contractsWithoutZod(): Plugin {
  return {
    name: 'contracts-without-zod',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0]!
      if (!contractFile.test(file)) return null
      const source = readFileSync(file, 'utf8')
      // What stands beside a contract without zod (columns of lists) goes to the browser as it is.
      if (!/^import \{[^}]*\bz\b[^}]*\} from 'zod'/m.test(source)) return null
      const handedOn = source.match(/^export (type )?\{[^}]*\} from '[^']+'$/gm) ?? []
      const handedNames = handedOn.flatMap((line) =>
        /\{([^}]*)\}/
          .exec(line)![1]!
          .split(',')
          .map((name) => name.trim().split(/\s+/).at(-1)!),
      )
      const contract: Record<string, unknown> = await import(
        `${pathToFileURL(file).href}?${statSync(file).mtimeMs}`
      )
      const own = Object.entries(contract)
        .filter(([name]) => !handedNames.includes(name))
        .flatMap(([name, value]) => {
          const text = browserText(value)
          return text === null ? [] : [`export const ${name} = ${text}`]
        })
      return { code: [...handedOn, ...own].join('\n'), map: null }
    },
  }
}

/** The value as source text; null for a schema, which the browser does without. */
function browserText(value: unknown): string | null {
  if (typeof value === 'function') return String(value)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value)
  if ('path' in value && 'method' in value) return JSON.stringify({ method: value.method, path: value.path })
  if ('_zod' in value)
    return 'options' in value && isTexts(value.options) ? JSON.stringify({ options: value.options }) : null
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}: ${browserText(field)}`)
  return `{ ${fields.join(', ')} }`
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string')

/** The colours and fonts of design/tokens.ts stand in the page before any script runs. */
function tokensInPage(): Plugin {
  return {
    name: 'tokens-in-page',
    transformIndexHtml: () => [{ tag: 'style', children: tokensCss(), injectTo: 'head-prepend' }],
  }
}

const server = {
  proxy: { '/api': 'http://localhost:8080', '/health': 'http://localhost:8080' },
}

function consoleApp(buildsBoth: boolean): UserConfig {
  return {
    root: 'console',
    base: '/',
    plugins: [contractsWithoutZod(), tokensInPage(), react()],
    worker: { format: 'es' },
    server: { ...server, port: 5173 },
    build: { outDir: '../dist/console', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1400 },
    builder: {
      buildApp: async (builder) => {
        await builder.build(builder.environments.client!)
        if (buildsBoth) await build({ configFile: import.meta.filename, mode: 'mobile' })
      },
    },
  }
}

function mobileApp(): UserConfig {
  return {
    root: 'mobile',
    base: '/m/',
    plugins: [contractsWithoutZod(), tokensInPage(), react(), keepAppOffline('/m/')],
    server: { ...server, port: 5174 },
    // The manifest lets page-weight.test.ts add up what the first page loads.
    build: {
      outDir: '../dist/mobile',
      emptyOutDir: true,
      target: 'es2022',
      manifest: true,
      cssCodeSplit: true,
    },
  }
}

/** `vite build` makes both apps; `--mode console` or `--mode mobile` one, also for `vite` (development). */
export default defineConfig(({ mode }) =>
  mode === 'mobile' ? mobileApp() : consoleApp(mode === 'production'),
)
