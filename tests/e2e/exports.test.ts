import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Browser, Download, Page } from 'playwright-core'
import { readExport } from '../api/read-export.ts'
import { openBrowser } from '../open-browser.ts'
import { choose } from './console-acts.ts'
import { keepPicture } from './pictures.ts'
import { visiting } from './visit.ts'

let browser: Browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

async function exportList(page: Page, button = '导出'): Promise<{ download: Download; content: Buffer }> {
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: button, exact: true }).click()
  const download = await started
  return { download, content: await readFile(await download.path()) }
}

test('the clerk filters the claims, exports them, and opens the file that came', () =>
  visiting(browser, { as: 'clerk' }, async (page) => {
    await page.goto('/points/claims')
    await choose(page, '加减', '减分')
    await page.waitForURL(/direction=minus/)
    await page.getByRole('button', { name: '显示列' }).click()
    await page.getByRole('checkbox', { name: '事由' }).check()
    await page.getByRole('heading', { name: '全部申报' }).click()
    const shown = await page.locator('.list-total').textContent()
    const { download, content } = await exportList(page)
    assert.match(download.suggestedFilename(), /^平湖市 通界村 全部申报 \d{4}-\d{2}-\d{2}\.xlsx$/)
    const read = await readExport(content)
    assert.deepEqual(read.header.slice(0, 4), ['户号', '名称', '项目', '积分'])
    assert.equal(read.header.at(-1), '事由')
    assert.equal(`共 ${read.rows.length.toLocaleString('en-US')} 条`, shown)
    assert.ok(read.rows.length > 0)
    assert.ok(read.rows.every((row) => typeof row[3] === 'number' && row[3] < 0))
    assert.match(read.notes[1]!, /^筛选：加减：减分$/)
    await keepPicture(page, 'clerk-claims-exported')
  }))

test('a list of hundreds of households comes whole, with phones masked as on screen', () =>
  visiting(browser, { as: 'clerk' }, async (page) => {
    await page.goto('/households')
    await page.getByRole('row').nth(2).waitFor()
    const { content } = await exportList(page)
    const read = await readExport(content)
    assert.ok(read.rows.length >= 698, `${read.rows.length}`)
    assert.doesNotMatch(read.text, /1[3-9]\d{9}|\d{17}[\dX]/)
    assert.match(read.text, /1\d{2}\*{4}\d{4}/)
  }))

test('a chart hands over its table, and a refused export says why', () =>
  visiting(browser, { as: 'clerk' }, async (page, visit) => {
    await page.goto('/')
    const chart = page.getByRole('button', { name: /^下载.*数据表$/ }).first()
    const name = (await chart.getAttribute('aria-label'))!
    const { content } = await exportList(page, name)
    assert.ok((await readExport(content)).rows.length > 0)
    visit.foresee(409, /workbook$/)
    await page.route('**/workbook?*', (route) =>
      route.fulfill({
        status: 409,
        json: { code: 'export.running', message: '您还有一份导出正在生成。', at: null, details: {} },
      }),
    )
    await chart.click()
    await page.getByText('您还有一份导出正在生成。').waitFor()
  }))
