import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { unpackFont } from './unpack-font.ts'

const require = createRequire(import.meta.url)
const cache = join(import.meta.dirname, '..', 'node_modules', '.cache')

/**
 * Opens the Chromium that came from npm. It needs nothing of the system: the few libraries and the letters,
 * Chinese ones included, come from npm as well. Another browser is used when SHANZHI_CHROMIUM names its file.
 */
export async function openBrowser(args: readonly string[] = []): Promise<Browser> {
  const own = process.env.SHANZHI_CHROMIUM
  const folder = await unpackBrowser()
  return chromium.launch({
    executablePath: own || join(folder, 'chromium'),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', ...args],
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      ...(own ? {} : { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }),
    },
  })
}

/** Unpacks browser, libraries and fonts once for each version of the package; returns their folder. */
async function unpackBrowser(): Promise<string> {
  const home = dirname(dirname(require.resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'))
  const folder = join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  const staged = await mkdtemp(join(cache, 'chromium-'))
  // The package unpacks into the temporary folder of its process, so it gets a process and a folder of its own.
  const script = `import { inflate } from '@sparticuz/chromium'
    for (const name of ['chromium', 'swiftshader.tar', 'al2023.tar']) await inflate(${JSON.stringify(join(home, 'bin'))} + '/' + name + '.br')`
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: staged },
  })
  await unpackFonts(staged, folder)
  await rename(staged, folder).catch(async (error: unknown) => {
    await rm(staged, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  })
  return folder
}

async function unpackFonts(staged: string, folder: string): Promise<void> {
  await mkdir(join(staged, 'fonts'))
  const files = dirname(require.resolve('@fontsource/noto-sans-sc/files/noto-sans-sc-latin-400-normal.woff'))
  for (const script of ['latin', 'latin-ext', 'chinese-simplified']) {
    for (const weight of [400, 500, 700]) {
      const name = `noto-sans-sc-${script}-${weight}-normal`
      const font = unpackFont(await readFile(join(files, `${name}.woff`)))
      await writeFile(join(staged, 'fonts', `${name}.ttf`), font)
    }
  }
  const fonts = join(folder, 'fonts')
  await writeFile(
    join(staged, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>\n`,
  )
}
