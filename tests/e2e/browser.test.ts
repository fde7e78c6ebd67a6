import assert from 'node:assert/strict'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../open-browser.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

test('the browser from npm draws Chinese letters, each its own, in light and heavy', async () => {
  const page = await browser.newPage()
  const drawn = await page.evaluate(() => {
    const draw = (letter: string, weight: number) => {
      const canvas = document.createElement('canvas')
      const pen = canvas.getContext('2d')!
      pen.font = `${weight} 40px sans-serif`
      pen.fillText(letter, 20, 60)
      return canvas.toDataURL()
    }
    return ['善', '治', '户', '\u{10ffff}', ' '].flatMap((letter) => [draw(letter, 400), draw(letter, 700)])
  })
  const letters = drawn.slice(0, 6)
  assert.equal(new Set(letters).size, 6)
  for (const missing of drawn.slice(6)) assert.ok(!letters.includes(missing))
  await page.close()
})

test('it takes its libraries from npm and none from the system that a bare Debian lacks', async () => {
  const files = new Set<string>()
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const program = await readlink(`/proc/${pid}/exe`).catch(() => '')
    if (!program.includes('/.cache/chromium-')) continue
    const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '')
    for (const match of maps.matchAll(/(\/\S+\.so\S*)$/gm)) files.add(match[1]!)
  }
  const own = [...files].filter((file) => file.includes('/.cache/chromium-'))
  assert.ok(own.some((file) => file.includes('libnss3.so')))
  const base =
    /\/(libc|libm|libdl|libpthread|librt|libgcc_s|libresolv|ld-linux-x86-64|libnss_\w+)[.-]?[\d.]*so/
  const strange = [...files].filter(
    (file) => !own.includes(file) && !base.test(file) && !file.includes('libsqlite3'),
  )
  assert.deepEqual(strange, [])
})
